// SPDX-License-Identifier: Apache-2.0
#include "geometry/shared_borders.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/parallel.h"
#include "geometry/box_index.h"
#include "geometry/matched_edges.h"

namespace lastmeter {

namespace {

constexpr double least_border = 1e-6;   // metres, without tolerance
constexpr double tolerance_ends = 4.0;  // a border with tolerance is longer than so many tolerances
constexpr std::size_t slice = 64;

/// Stretches of the border of one shape that lie along another's.
class PairSearch {
 public:
  PairSearch(const SegmentRuns& runs, double tolerance) : runs_(runs), tolerance_(tolerance) {}

  /// Appends what the border of `b` has in common with shape `a`.
  void search(std::uint32_t a, std::uint32_t b, std::vector<BorderStretch>& out) {
    const Box near_b = runs_.box(b).grown(Metres(tolerance_));
    near_.clear();
    for (const SegmentRuns::Run& run : runs_.of(a)) {
      if (run.box.intersects(near_b)) {
        near_.push_back(&run);
      }
    }
    const Box near_a = runs_.box(a).grown(Metres(tolerance_));
    const SegmentRuns::Run* before = nullptr;
    for (const SegmentRuns::Run& run : runs_.of(b)) {
      if (run.box.intersects(near_a)) {
        if (before == nullptr || run.opens_ring || before->last != run.first) {
          inside_.reset();
        }
        add_run(a, b, run, out);
        before = &run;
      }
    }
  }

 private:
  void add_run(std::uint32_t a, std::uint32_t b, const SegmentRuns::Run& run, std::vector<BorderStretch>& out) {
    for (const Segment& segment : runs_.segments(run)) {
      const Box box = bounds(segment).grown(Metres(tolerance_));
      parts_.clear();
      for (const SegmentRuns::Run* other : near_) {
        if (other->box.intersects(box)) {
          add_parts(segment, box, *other);
        }
      }
      unite(parts_);
      if (tolerance_ > 0.0) {
        add_inside(a, segment);
      }
      for (const SegmentPart& part : parts_) {
        out.push_back({a, b, {point_at(segment, part.from), point_at(segment, part.to)}});
      }
    }
  }

  void add_parts(const Segment& segment, const Box& box, const SegmentRuns::Run& run) {
    for (const Segment& other : runs_.segments(run)) {
      if (box.intersects(bounds(other))) {
        const auto part = tolerance_ > 0.0 ? part_near(segment, other, tolerance_) : part_along(segment, other);
        if (part) {
          parts_.push_back(*part);
        }
      }
    }
  }

  /// Between the parts near a's border the segment is inside or outside of a as a whole, and stays so round corners.
  void add_inside(std::uint32_t a, const Segment& segment) {
    double from = 0.0;
    gaps_.clear();
    for (const SegmentPart& part : parts_) {
      add_gap(a, segment, from, part.from);
      from = part.to;
      inside_.reset();
    }
    add_gap(a, segment, from, 1.0);
    if (!gaps_.empty()) {
      parts_.insert(parts_.end(), gaps_.begin(), gaps_.end());
      unite(parts_);
    }
  }

  void add_gap(std::uint32_t a, const Segment& segment, double from, double to) {
    if (!(from < to)) {
      return;
    }
    if (!inside_) {
      const Point middle = point_at(segment, (from + to) / 2.0);
      inside_ = runs_.box(a).contains(middle) && runs_.holds(a, middle);
    }
    if (*inside_) {
      gaps_.push_back({from, to});
    }
  }

  const SegmentRuns& runs_;
  double tolerance_;
  std::vector<const SegmentRuns::Run*> near_;
  std::vector<SegmentPart> parts_;
  std::vector<SegmentPart> gaps_;
  std::optional<bool> inside_;  // of the shape searched in, at the end of the last segment; none: not known
};

std::vector<BorderStretch> stretches_by_place(const SegmentRuns& runs, double tolerance) {
  const BoxIndex index(runs.boxes());
  std::vector<std::vector<BorderStretch>> found((runs.shapes() + slice - 1) / slice);
  parallel_slices(runs.shapes(), slice, [&](std::size_t begin, std::size_t end) {
    PairSearch search(runs, tolerance);
    std::vector<std::uint32_t> near;
    for (std::size_t b = begin; b < end; ++b) {
      if (runs.box(b).empty()) {
        continue;
      }
      index.query(runs.box(b).grown(Metres(tolerance)), near);
      for (const std::uint32_t a : near) {
        if (a < b) {
          search.search(a, static_cast<std::uint32_t>(b), found[begin / slice]);
        }
      }
    }
  });
  std::vector<BorderStretch> all;
  for (const std::vector<BorderStretch>& some : found) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

SharedBorders gathered(std::vector<BorderStretch> stretches, Metres least) {
  std::stable_sort(stretches.begin(), stretches.end(), [](const BorderStretch& x, const BorderStretch& y) {
    return std::tie(x.a, x.b) < std::tie(y.a, y.b);
  });
  SharedBorders shared;
  for (std::size_t first = 0; first < stretches.size();) {
    SharedBorder border{stretches[first].a, stretches[first].b, Metres(0.0)};
    std::size_t end = first;
    for (; end < stretches.size() && stretches[end].a == border.a && stretches[end].b == border.b; ++end) {
      border.length += length_of(stretches[end].at);
    }
    if (border.length > least) {
      for (; first < end; ++first) {
        shared.stretches.push_back(stretches[first].at);
      }
      shared.borders.push_back(border);
      shared.starts.push_back(shared.stretches.size());
    }
    first = end;
  }
  return shared;
}

}  // namespace

SharedBorders shared_borders(std::span<const MultiPolygon> shapes, Metres tolerance) {
  if (tolerance > Metres(0.0)) {
    return gathered(stretches_by_place(SegmentRuns(shapes), tolerance.value()), tolerance_ends * tolerance);
  }
  MatchedEdges matched = matched_edges(SegmentRuns(shapes));
  const SegmentRuns left(shapes, [&](std::size_t segment) { return matched.done[segment] == 0; });
  const std::vector<BorderStretch> by_place = stretches_by_place(left, 0.0);
  matched.stretches.insert(matched.stretches.end(), by_place.begin(), by_place.end());
  return gathered(std::move(matched.stretches), Metres(least_border));
}

std::vector<Metres> outer_borders(std::span<const MultiPolygon> shapes, const SharedBorders& shared) {
  std::vector<Metres> outer;
  outer.reserve(shapes.size());
  std::transform(shapes.begin(), shapes.end(), std::back_inserter(outer),
                 [](const MultiPolygon& shape) { return perimeter(shape); });
  for (const SharedBorder& border : shared.borders) {
    outer[border.a] -= border.length;
    outer[border.b] -= border.length;
  }
  for (Metres& length : outer) {
    length = std::max(length, Metres(0.0));
  }
  return outer;
}

}  // namespace lastmeter
