// SPDX-License-Identifier: Apache-2.0
#include "geometry/near_lines.h"

#include <algorithm>
#include <cstdint>

namespace lastmeter {

namespace {

/// A line of one place is a segment without length.
std::vector<Segment> segments_of(std::span<const std::vector<Point>> lines) {
  std::vector<Segment> segments;
  for (const std::vector<Point>& line : lines) {
    if (line.size() == 1) {
      segments.push_back({line.front(), line.front()});
    }
    for (std::size_t i = 1; i < line.size(); ++i) {
      segments.push_back({line[i - 1], line[i]});
    }
  }
  return segments;
}

}  // namespace

NearLines::NearLines(std::span<const std::vector<Point>> lines, Metres reach)
    : segments_(segments_of(lines)), index_(boxes_of(segments_)), reach_(reach) {}

Metres NearLines::length_near(std::span<const Segment> stretches) const {
  Metres near(0.0);
  std::vector<std::uint32_t> candidates;
  std::vector<SegmentPart> parts;
  for (const Segment& stretch : stretches) {
    index_.query(bounds(stretch).grown(reach_), candidates);
    parts.clear();
    for (const std::uint32_t i : candidates) {
      if (const auto part = part_near(stretch, segments_[i], reach_.value())) {
        parts.push_back(*part);
      }
    }
    unite(parts);
    for (const SegmentPart& part : parts) {
      near += (part.to - part.from) * length_of(stretch);
    }
  }
  return near;
}

}  // namespace lastmeter
