// SPDX-License-Identifier: Apache-2.0
#include "geometry/segment_runs.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace lastmeter {

namespace {

/// Narrows [from, to] to where low <= start + t * slope <= high.
bool clip(SegmentPart& part, double start, double slope, double low, double high) {
  if (slope == 0.0) {
    return start >= low && start <= high;
  }
  const double enter = ((slope > 0.0 ? low : high) - start) / slope;
  const double leave = ((slope > 0.0 ? high : low) - start) / slope;
  part = {std::max(part.from, enter), std::min(part.to, leave)};
  return part.from <= part.to;
}

void widen(std::optional<SegmentPart>& all, const SegmentPart& part) {
  all = all ? SegmentPart{std::min(all->from, part.from), std::max(all->to, part.to)} : part;
}

/// Where a + t d is within `reach` of the origin, 0 <= t <= 1.
void add_disc(std::optional<SegmentPart>& all, Point a, Point d, double reach) {
  const double dd = d.x * d.x + d.y * d.y;
  const double gap = a.x * a.x + a.y * a.y - reach * reach;
  if (dd == 0.0) {
    if (gap <= 0.0) {
      widen(all, {0.0, 1.0});
    }
    return;
  }
  const double half = (a.x * d.x + a.y * d.y) / dd;
  const double root = half * half - gap / dd;
  if (root < 0.0) {
    return;
  }
  const double width = std::sqrt(root);
  const SegmentPart part{std::max(0.0, -half - width), std::min(1.0, -half + width)};
  if (part.from <= part.to) {
    widen(all, part);
  }
}

/// Exactly, as far as the differences of coordinates are (they are where places lie near each other).
bool on_line(Point from, Point d, Point p) {
  const Point q{p.x - from.x, p.y - from.y};
  const double left = d.x * q.y;
  const double right = d.y * q.x;
  return left == right && std::fma(d.x, q.y, -left) == std::fma(d.y, q.x, -right);
}

}  // namespace

Metres length_of(const Segment& segment) { return distance(segment.from, segment.to); }

Box bounds(const Segment& segment) {
  Box box;
  box.add(segment.from);
  box.add(segment.to);
  return box;
}

std::vector<Box> boxes_of(std::span<const Segment> segments) {
  std::vector<Box> boxes;
  boxes.reserve(segments.size());
  std::transform(segments.begin(), segments.end(), std::back_inserter(boxes),
                 [](const Segment& segment) { return bounds(segment); });
  return boxes;
}

Point point_at(const Segment& segment, double share) {
  return {segment.from.x + share * (segment.to.x - segment.from.x),
          segment.from.y + share * (segment.to.y - segment.from.y)};
}

double distance_from(const Segment& segment, Point p) {
  const Point d{segment.to.x - segment.from.x, segment.to.y - segment.from.y};
  const double dd = d.x * d.x + d.y * d.y;
  const double share =
      dd > 0.0 ? std::clamp(((p.x - segment.from.x) * d.x + (p.y - segment.from.y) * d.y) / dd, 0.0, 1.0) : 0.0;
  return distance(point_at(segment, share), p).value();
}

std::optional<SegmentPart> part_near(const Segment& segment, const Segment& other, double reach) {
  const Point d{segment.to.x - segment.from.x, segment.to.y - segment.from.y};
  const Point a{segment.from.x - other.from.x, segment.from.y - other.from.y};
  const Point e{other.to.x - other.from.x, other.to.y - other.from.y};
  const double length = std::hypot(e.x, e.y);
  std::optional<SegmentPart> all;
  add_disc(all, a, d, reach);
  if (length > 0.0) {
    add_disc(all, {a.x - e.x, a.y - e.y}, d, reach);
    const Point u{e.x / length, e.y / length};
    SegmentPart beside{0.0, 1.0};
    if (clip(beside, a.x * u.x + a.y * u.y, d.x * u.x + d.y * u.y, 0.0, length) &&
        clip(beside, a.y * u.x - a.x * u.y, d.y * u.x - d.x * u.y, -reach, reach)) {
      widen(all, beside);
    }
  }
  return all;
}

std::optional<SegmentPart> part_along(const Segment& segment, const Segment& other) {
  const Point d{segment.to.x - segment.from.x, segment.to.y - segment.from.y};
  const double dd = d.x * d.x + d.y * d.y;
  if (dd == 0.0 || !on_line(segment.from, d, other.from) || !on_line(segment.from, d, other.to)) {
    return std::nullopt;
  }
  const auto share = [&](Point p) { return ((p.x - segment.from.x) * d.x + (p.y - segment.from.y) * d.y) / dd; };
  const double s = share(other.from);
  const double t = share(other.to);
  const SegmentPart part{std::max(0.0, std::min(s, t)), std::min(1.0, std::max(s, t))};
  return part.from < part.to ? std::optional(part) : std::nullopt;
}

void unite(std::vector<SegmentPart>& parts) {
  std::sort(parts.begin(), parts.end(), [](const SegmentPart& a, const SegmentPart& b) { return a.from < b.from; });
  std::size_t kept = 0;
  for (const SegmentPart& part : parts) {
    if (kept > 0 && part.from <= parts[kept - 1].to) {
      parts[kept - 1].to = std::max(parts[kept - 1].to, part.to);
    } else {
      parts[kept++] = part;
    }
  }
  parts.resize(kept);
}

void SegmentRuns::add(const Segment& segment, bool opens_ring) {
  const auto at = static_cast<std::uint32_t>(segments_.size());
  segments_.push_back(segment);
  if (opens_ring || runs_.size() == starts_.back() || runs_.back().last - runs_.back().first >= run_length_) {
    runs_.push_back({at, at, {}, opens_ring});
  }
  runs_.back().last = at + 1;
  runs_.back().box.add(segment.from);
  runs_.back().box.add(segment.to);
}

void SegmentRuns::close_shape() {
  Box box;
  for (std::size_t run = starts_.back(); run < runs_.size(); ++run) {
    box.add(runs_[run].box);
  }
  boxes_.push_back(box);
  starts_.push_back(static_cast<std::uint32_t>(runs_.size()));
}

bool SegmentRuns::holds(std::size_t shape, Point p) const {
  bool inside = false;
  for (const Run& run : of(shape)) {
    if (run.box.min_y > p.y || run.box.max_y < p.y || run.box.max_x < p.x) {
      continue;
    }
    for (const Segment& s : segments(run)) {
      if ((s.from.y > p.y) != (s.to.y > p.y) &&
          p.x < s.from.x + (p.y - s.from.y) / (s.to.y - s.from.y) * (s.to.x - s.from.x)) {
        inside = !inside;
      }
    }
  }
  return inside;
}

}  // namespace lastmeter
