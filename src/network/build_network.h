// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/units.h"
#include "network/street_lines.h"
#include "network/walk_network.h"

namespace lastmeter {

struct NetworkOptions {
  Metres join_tolerance{0.0};  // line ends this close to another line are joined to it; 0 = shared vertices only
  bool slopes = false;         // signed Tobler speed from `StreetLines::heights`, relative to the flat
  std::optional<double> steps_factor{};  // a metre of steps costs this many on the flat, instead of its slope; > 0
};

/// A line end that was joined to another line `gap` away.
struct JoinedEnd {
  Point from;
  Point to;
  Metres gap;
  std::uint32_t row = 0;  // line whose end it was
  std::uint32_t other_row = 0;
};

struct NetworkBuild {
  WalkNetwork network;
  std::vector<JoinedEnd> joined;
  std::size_t zero_length = 0;  // lines or stretches without length, left out (their ends are one place)
};

/// Builds the network of some streets.
/// Lines are split where they share a vertex (by id, or by place to the last bit) with another line or with themselves,
/// nowhere else. Vertices of different levels at one place are one junction only where one of them is the end of its
/// line: a bridge meets the ground at its ends. Sealed vertices end every line there and join nothing. Loops stay (a
/// link from a node to itself); parallel links stay; links over 4,294 m are cut into equal parts; repeated vertices are
/// dropped. Ends within `join_tolerance` of another line of the same level (measured to the nearest place on it, which
/// is split there) are joined by a link of the length of the gap, nearest first; not where both are already within 4 x
/// that gap of each other along the streets.
/// Tobler (1993), "Three presentations on geographical analysis and modeling": speed ~ exp(-3.5 |slope + 0.05|).
/// O(n log n); same bytes for any number of threads. Precondition: finite vertices; options in range.
NetworkBuild build_network(const StreetLines& streets, const NetworkOptions& options);

}  // namespace lastmeter
