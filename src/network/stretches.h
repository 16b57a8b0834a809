// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "network/street_lines.h"

namespace lastmeter {

/// A line, or the part of one, between two places where streets meet or end.
struct Stretch {
  std::uint32_t line = 0;
  std::uint32_t from = 0;  // node
  std::uint32_t to = 0;
  std::uint32_t first_vertex = 0;
  std::uint32_t vertex_count = 0;  // >= 2; no two in a row at one place
};

/// Lines split at junctions, in the order of the lines and along them.
struct Stretches {
  std::vector<Stretch> stretches;
  std::vector<Point> vertices;       // neighbouring stretches of a line share theirs
  std::vector<double> heights;       // by vertex, known everywhere; empty = flat
  std::vector<Point> nodes;          // numbered as they are met
  std::vector<std::uint8_t> sealed;  // by node
  std::size_t zero_length = 0;       // lines without length

  [[nodiscard]] std::span<const Point> shape(const Stretch& stretch) const {
    return std::span(vertices).subspan(stretch.first_vertex, stretch.vertex_count);
  }
  [[nodiscard]] std::span<const double> shape_heights(const Stretch& stretch) const {
    return heights.empty() ? std::span<const double>()
                           : std::span(heights).subspan(stretch.first_vertex, stretch.vertex_count);
  }
};

/// Splits lines where they meet other lines or themselves, and at sealed vertices, which become two nodes.
Stretches split_at_junctions(const StreetLines& streets);

/// Fills heights that are NaN: between two known ones evenly by length, beyond the outermost known as that one, 0 if
/// none is known. Precondition: as many heights as vertices.
void fill_heights(std::span<const Point> line, std::span<double> heights);

}  // namespace lastmeter
