// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geometry/crs.h"
#include "geometry/point.h"

namespace lastmeter {

/// From the lowest to the highest.
struct NumberRange {
  double low = 0.0;
  double high = 0.0;
};

/// What a layer's coordinates look like, whatever system they are in.
struct NumbersSeen {
  std::size_t count = 0;
  std::size_t at_origin = 0;   // exactly 0, 0
  std::size_t not_finite = 0;  // NaN, infinite or absurdly large
  NumberRange x;               // of the places, without strays: the outer 1 % once there are 50, and far outliers
  NumberRange y;
  std::vector<Coordinate> sample;  // at most 500 places within these ranges, evenly spaced in the layer

  [[nodiscard]] std::size_t places() const { return count - at_origin - not_finite; }
};

/// O(n), but for the 1 % only 20,000 evenly spaced places are sorted.
NumbersSeen numbers_seen(std::span<const Coordinate> coordinates);

/// "x from 117.05 to 117.31, y from 35.01 to 35.2".
std::string ranges_text(const NumbersSeen& numbers);

/// True when x and y could be longitude and latitude, in either order, of a place with people, and span at
/// most 30 degrees.
bool could_be_degrees(const NumbersSeen& numbers);

enum class Axes { AsRead, Swapped };

/// Where on earth (WGS 84) the numbers lie when read so. Nothing when they fit no place: outside
/// the projection, between the polar seas, or over 6 degrees outside the system's area of use.
std::optional<LonLatBox> place_on_earth(const NumbersSeen& numbers, const Crs& crs, Axes axes);

/// The numbers of a layer that fits nowhere on account of at most three places, or 1 % of them, and less than half:
/// without these. Nothing when there are none, or more.
std::optional<NumbersSeen> without_misfits(std::span<const Coordinate> coordinates, const Crs& crs);

/// The medians of longitude and latitude. Precondition: there is a sample.
LonLat middle_on_earth(const NumbersSeen& numbers, const Crs& crs);

/// Boxes that meet, or are within 0.05 degrees (5 km).
bool lie_together(const LonLatBox& a, const LonLatBox& b);

/// Great-circle distance between the nearest edges, in km.
double kilometres_apart(const LonLatBox& a, const LonLatBox& b);

/// The box around both.
LonLatBox joined(const LonLatBox& a, const LonLatBox& b);

}  // namespace lastmeter
