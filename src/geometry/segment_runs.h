// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geometry/polygon.h"

namespace lastmeter {

/// A straight piece of a border.
struct Segment {
  Point from;
  Point to;
  bool operator==(const Segment&) const = default;
};

Metres length_of(const Segment& segment);
Box bounds(const Segment& segment);
/// Of each.
std::vector<Box> boxes_of(std::span<const Segment> segments);
Point point_at(const Segment& segment, double share);  // 0: from, 1: to
/// Distance of a point from the segment.
double distance_from(const Segment& segment, Point p);

/// Part of a segment: shares of it from `from`.
struct SegmentPart {
  double from;
  double to;
};

/// The part of `segment` within `reach` of `other` (always one piece: what is near a segment is convex).
std::optional<SegmentPart> part_near(const Segment& segment, const Segment& other, double reach);

/// The part of `segment` that `other` covers: nothing unless both lie on one line exactly.
std::optional<SegmentPart> part_along(const Segment& segment, const Segment& other);

/// Sorts parts and unites those that meet.
void unite(std::vector<SegmentPart>& parts);

/// The borders of many shapes as flat segments, in runs of a few with a box each, so that most of a long border is
/// passed over run by run. A run never spans two rings.
class SegmentRuns {
 public:
  struct Run {
    std::uint32_t first = 0;
    std::uint32_t last = 0;  // one behind
    Box box = {};
    bool opens_ring = false;
  };

  /// `wanted(segment)` says which segments to keep, numbered through all shapes, rings and edges in order.
  template <class Wanted>
  SegmentRuns(std::span<const MultiPolygon> shapes, const Wanted& wanted);
  explicit SegmentRuns(std::span<const MultiPolygon> shapes) : SegmentRuns(shapes, [](std::size_t) { return true; }) {}

  [[nodiscard]] std::size_t shapes() const { return starts_.size() - 1; }
  [[nodiscard]] std::span<const Run> of(std::size_t shape) const {
    return std::span(runs_).subspan(starts_[shape], starts_[shape + 1] - starts_[shape]);
  }
  [[nodiscard]] std::span<const Segment> segments(const Run& run) const {
    return std::span(segments_).subspan(run.first, run.last - run.first);
  }
  [[nodiscard]] const std::vector<Segment>& segments() const { return segments_; }
  [[nodiscard]] const Box& box(std::size_t shape) const { return boxes_[shape]; }
  [[nodiscard]] const std::vector<Box>& boxes() const { return boxes_; }
  /// Even-odd test over all segments of the shape.
  [[nodiscard]] bool holds(std::size_t shape, Point p) const;

 private:
  void add(const Segment& segment, bool opens_ring);
  void close_shape();

  static constexpr std::size_t run_length_ = 16;
  std::vector<Segment> segments_;
  std::vector<Run> runs_;
  std::vector<std::uint32_t> starts_{0};
  std::vector<Box> boxes_;
};

template <class Wanted>
SegmentRuns::SegmentRuns(std::span<const MultiPolygon> shapes, const Wanted& wanted) {
  std::size_t number = 0;
  const auto add_ring = [&](const Ring& ring) {
    bool opens = true;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      if (wanted(number++)) {
        add({ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]}, opens);
        opens = false;
      }
    }
  };
  for (const MultiPolygon& shape : shapes) {
    for (const Polygon& part : shape.parts) {
      add_ring(part.outer);
      for (const Ring& hole : part.holes) {
        add_ring(hole);
      }
    }
    close_shape();
  }
}

}  // namespace lastmeter
