// SPDX-License-Identifier: Apache-2.0
#include "input/crs_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <tuple>
#include <utility>

#include "core/text.h"
#include "input/crs_doctor.h"

namespace lastmeter {

namespace {

constexpr double kAbsurd = 1e10;
constexpr std::size_t kSorted = 20000;
constexpr std::size_t kSampled = 500;
constexpr std::size_t kTrimFrom = 50;
constexpr std::size_t kFenceFrom = 5;  // the middle half is free of one stray from here on
constexpr double kFarOut = 10.0;
constexpr double kDegreesBeyondArea = 6.0;
constexpr double kNeighbours = 0.05;        // degrees
constexpr double kEarthRadius = 6371.0088;  // km
constexpr double kNorthernmost = 84.0;
constexpr double kSouthernmost = -60.0;

std::vector<Coordinate> evenly(const std::vector<Coordinate>& all, std::size_t most) {
  if (all.size() <= most) {
    return all;
  }
  std::vector<Coordinate> some;
  some.reserve(most);
  for (std::size_t i = 0; i < most; ++i) {
    some.push_back(all[i * all.size() / most]);
  }
  return some;
}

/// The range without the outer 1 % and without values ten times as far out as the middle half is wide.
NumberRange middle_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t cut = values.size() < kTrimFrom ? 0 : values.size() / 100;
  const NumberRange most{values[cut], values[values.size() - 1 - cut]};
  const double first_quarter = values[values.size() / 4];
  const double last_quarter = values[values.size() - 1 - values.size() / 4];
  const double fence = kFarOut * (last_quarter - first_quarter);
  if (values.size() < kFenceFrom || fence == 0.0) {
    return most;
  }
  return {std::max(most.low, *std::lower_bound(values.begin(), values.end(), first_quarter - fence)),
          std::min(most.high, *std::prev(std::upper_bound(values.begin(), values.end(), last_quarter + fence)))};
}

NumberRange middle_of(const std::vector<Coordinate>& places, double Coordinate::*axis) {
  std::vector<double> values;
  values.reserve(places.size());
  for (const Coordinate& place : places) {
    values.push_back(place.*axis);
  }
  return middle_of(std::move(values));
}

bool is_within(const NumberRange& range, double value) { return value >= range.low && value <= range.high; }

std::string range_text(char axis, const NumberRange& range) {
  const auto [low, high] = range;
  const int decimals = std::max(std::abs(low), std::abs(high)) < 1000.0 ? 4 : 0;
  return low == high ? fmt::format("{} = {}", axis, fixed(low, decimals))
                     : fmt::format("{} from {} to {}", axis, fixed(low, decimals), fixed(high, decimals));
}

bool is_inhabited(double longitude, double latitude) {
  return std::abs(longitude) <= 180.0 && latitude >= kSouthernmost && latitude <= kNorthernmost;
}

bool are_degrees(const NumberRange& lon, const NumberRange& lat) {
  return is_inhabited(lon.low, lat.low) && is_inhabited(lon.high, lat.high);
}

bool is_near_area(const LonLatBox& earth, const LonLatBox& area) {
  const bool in_latitude =
      earth.south >= area.south - kDegreesBeyondArea && earth.north <= area.north + kDegreesBeyondArea;
  const bool in_longitude = area.west > area.east || (earth.west >= area.west - kDegreesBeyondArea &&
                                                      earth.east <= area.east + kDegreesBeyondArea);
  return in_latitude && in_longitude;
}

/// True when going back gives the same numbers: far outside its domain a projection answers rubbish.
bool comes_back(const Crs& crs, const std::vector<Coordinate>& degrees, const std::vector<Coordinate>& original) {
  std::vector<Coordinate> back = degrees;
  transform(Crs::wgs84(), crs, back);
  const double tolerance = crs.is_geographic() ? 1e-5 : 1.0;
  for (std::size_t i = 0; i < back.size(); ++i) {
    if (!(std::abs(back[i].x - original[i].x) < tolerance && std::abs(back[i].y - original[i].y) < tolerance)) {
      return false;
    }
  }
  return true;
}

double gap(double low, double high, double other_low, double other_high) {
  return std::max({0.0, other_low - high, low - other_high});
}

}  // namespace

bool is_place(Coordinate at) {
  return std::abs(at.x) < kAbsurd && std::abs(at.y) < kAbsurd && (at.x != 0.0 || at.y != 0.0);
}

NumbersSeen numbers_seen(std::span<const Coordinate> coordinates) {
  NumbersSeen seen;
  seen.count = coordinates.size();
  std::vector<Coordinate> places;
  for (const Coordinate& at : coordinates) {
    if (is_place(at)) {
      places.push_back(at);
    } else if (at.x == 0.0 && at.y == 0.0) {
      ++seen.at_origin;
    } else {
      ++seen.not_finite;
    }
  }
  if (places.empty()) {
    return seen;
  }
  places = evenly(places, kSorted);
  seen.x = middle_of(places, &Coordinate::x);
  seen.y = middle_of(places, &Coordinate::y);
  std::erase_if(places, [&](const Coordinate& at) { return !is_within(seen.x, at.x) || !is_within(seen.y, at.y); });
  seen.sample = evenly(places, kSampled);
  return seen;
}

std::string ranges_text(const NumbersSeen& numbers) {
  return range_text('x', numbers.x) + ", " + range_text('y', numbers.y);
}

bool could_be_degrees(const NumbersSeen& numbers) {
  const auto& [x, y] = std::tie(numbers.x, numbers.y);
  const bool narrow = x.high - x.low <= 30.0 && y.high - y.low <= 30.0;
  return !numbers.sample.empty() && narrow && (are_degrees(x, y) || are_degrees(y, x));
}

std::optional<LonLatBox> place_on_earth(const NumbersSeen& numbers, const Crs& crs, Axes axes) {
  std::vector<Coordinate> original = numbers.sample;
  if (axes == Axes::Swapped) {
    for (Coordinate& at : original) {
      std::swap(at.x, at.y);
    }
  }
  if (original.empty()) {
    return std::nullopt;
  }
  std::vector<Coordinate> degrees = original;
  transform(crs, Crs::wgs84(), degrees);
  LonLatBox earth{degrees[0].x, degrees[0].y, degrees[0].x, degrees[0].y};
  for (const Coordinate& at : degrees) {
    if (!is_inhabited(at.x, at.y)) {
      return std::nullopt;
    }
    earth = joined(earth, {at.x, at.y, at.x, at.y});
  }
  const std::optional<LonLatBox> area = crs.area_of_use();
  if ((area && !is_near_area(earth, *area)) || !comes_back(crs, degrees, original)) {
    return std::nullopt;
  }
  return earth;
}

std::optional<NumbersSeen> without_misfits(std::span<const Coordinate> coordinates, const Crs& crs) {
  constexpr std::size_t few = 3;
  constexpr std::size_t percent = 100;
  std::vector<Coordinate> fitting(coordinates.begin(), coordinates.end());
  std::erase_if(fitting, [](Coordinate at) { return !is_place(at); });
  const std::size_t places = fitting.size();
  std::erase_if(fitting, [&](Coordinate at) {
    NumbersSeen alone;
    alone.sample = {at};
    return !place_on_earth(alone, crs, Axes::AsRead);
  });
  const std::size_t misfits = places - fitting.size();
  if (misfits == 0 || misfits > std::max(few, places / percent) || 2 * misfits >= places) {
    return std::nullopt;
  }
  return numbers_seen(fitting);
}

LonLat middle_on_earth(const NumbersSeen& numbers, const Crs& crs) {
  std::vector<Coordinate> degrees = numbers.sample;
  transform(crs, Crs::wgs84(), degrees);
  const auto median = [&](double Coordinate::*axis) {
    const auto middle = degrees.begin() + static_cast<std::ptrdiff_t>(degrees.size() / 2);
    std::nth_element(degrees.begin(), middle, degrees.end(),
                     [&](const Coordinate& a, const Coordinate& b) { return a.*axis < b.*axis; });
    return (*middle).*axis;
  };
  return {median(&Coordinate::x), median(&Coordinate::y)};
}

bool lie_together(const LonLatBox& a, const LonLatBox& b) {
  return gap(a.west, a.east, b.west, b.east) <= kNeighbours && gap(a.south, a.north, b.south, b.north) <= kNeighbours;
}

double kilometres_apart(const LonLatBox& a, const LonLatBox& b) {
  constexpr double kRadians = std::numbers::pi / 180.0;
  const double across = gap(a.west, a.east, b.west, b.east);
  const double dlon = std::min(across, 360.0 - across) * kRadians;
  const double dlat = gap(a.south, a.north, b.south, b.north) * kRadians;
  const double lat_a = std::clamp((b.south + b.north) / 2.0, a.south, a.north);
  const double lat_b = std::clamp(lat_a, b.south, b.north);
  const double haversine = std::pow(std::sin(dlat / 2.0), 2) +
                           std::cos(lat_a * kRadians) * std::cos(lat_b * kRadians) * std::pow(std::sin(dlon / 2.0), 2);
  return 2.0 * kEarthRadius * std::asin(std::sqrt(std::min(1.0, haversine)));
}

LonLatBox joined(const LonLatBox& a, const LonLatBox& b) {
  return {std::min(a.west, b.west), std::min(a.south, b.south), std::max(a.east, b.east), std::max(a.north, b.north)};
}

}  // namespace lastmeter
