// SPDX-License-Identifier: Apache-2.0
#include "network/segment_index.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lastmeter {
namespace {

double mean_length(const std::vector<LineSegment>& segments) {
  double total = 0.0;
  for (const LineSegment& segment : segments) {
    total += distance(segment.a, segment.b).value();
  }
  return segments.empty() ? 0.0 : total / static_cast<double>(segments.size());
}

/// Boxes of pieces of at most `piece_length`; no more than 10,000 of them.
template <class Visit>
void for_each_piece(Point a, Point b, double piece_length, Visit&& visit) {
  const int count =
      piece_length > 0.0 ? static_cast<int>(std::clamp(std::ceil(distance(a, b).value() / piece_length), 1.0, 1e4)) : 1;
  Point begin = a;
  for (int i = 1; i <= count; ++i) {
    const Point end = place_at(a, b, static_cast<double>(i) / count);
    visit(Box{std::min(begin.x, end.x), std::min(begin.y, end.y), std::max(begin.x, end.x), std::max(begin.y, end.y)});
    begin = end;
  }
}

/// Rounding of pieces' ends, far below any tolerance: neighbours' boxes are grown by it.
Box with_rounding(const Box& box) {
  const double size = std::max({std::abs(box.min_x), std::abs(box.max_x), std::abs(box.min_y), std::abs(box.max_y)});
  return box.grown(Metres(size * 1e-15));
}

std::vector<Box> piece_boxes(const std::vector<LineSegment>& segments, double piece_length) {
  std::vector<Box> boxes;
  for (const LineSegment& segment : segments) {
    for_each_piece(segment.a, segment.b, piece_length, [&](const Box& box) { boxes.push_back(with_rounding(box)); });
  }
  return boxes;
}

}  // namespace

SegmentIndex::SegmentIndex(std::vector<LineSegment> segments)
    : segments_(std::move(segments)),
      piece_length_(mean_length(segments_)),
      pieces_(piece_boxes(segments_, piece_length_)) {
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    for_each_piece(segments_[i].a, segments_[i].b, piece_length_,
                   [&](const Box&) { piece_owner_.push_back(static_cast<std::uint32_t>(i)); });
  }
}

void SegmentIndex::near(Point a, Point b, Metres margin, std::vector<std::uint32_t>& out) const {
  out.clear();
  std::vector<std::uint32_t> found;
  for_each_piece(a, b, piece_length_, [&](const Box& box) {
    pieces_.query(with_rounding(box).grown(margin), found);
    std::transform(found.begin(), found.end(), std::back_inserter(out),
                   [&](std::uint32_t piece) { return piece_owner_[piece]; });
  });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

double nearest_share(Point a, Point b, Point p) {
  const double length2 = squared_distance(a, b);
  if (!(length2 > 0.0)) {
    return 0.0;
  }
  return std::clamp(((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / length2, 0.0, 1.0);
}

Point place_at(Point a, Point b, double share) {
  if (share >= 1.0) {
    return b;
  }
  return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

}  // namespace lastmeter
