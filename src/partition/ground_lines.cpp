// SPDX-License-Identifier: Apache-2.0
#include "partition/ground_lines.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "geometry/for_each_ring.h"
#include "geometry/split_shape.h"

namespace lastmeter {

namespace {

struct Borders {
  std::vector<Segment> segments;
  std::vector<bool> opens_ring;
};

Borders borders_of(const std::vector<const MultiPolygon*>& compounds) {
  Borders borders;
  for (const MultiPolygon* compound : compounds) {
    for_each_ring(*compound, [&](const Ring& ring) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        borders.segments.push_back({ring[i], ring[i + 1 < ring.size() ? i + 1 : 0]});
        borders.opens_ring.push_back(i == 0);
      }
    });
  }
  return borders;
}

/// Twice the area of the triangle; positive to the left of the segment.
double side_of(const Segment& s, Point p) {
  return (s.to.x - s.from.x) * (p.y - s.from.y) - (s.to.y - s.from.y) * (p.x - s.from.x);
}

/// Share of `s` at which it crosses the line of `other`; nothing where its ends lie on one side, or both on the line.
std::optional<double> share_at(const Segment& s, const Segment& other) {
  const double from = side_of(other, s.from);
  const double to = side_of(other, s.to);
  return from * to > 0.0 || from == to ? std::nullopt : std::optional(from / (from - to));
}

}  // namespace

GroundLines::GroundLines(const std::vector<const MultiPolygon*>& compounds) : locator_(compounds), index_({}) {
  Borders borders = borders_of(compounds);
  borders_ = std::move(borders.segments);
  opens_ring_ = std::move(borders.opens_ring);
  index_ = BoxIndex(boxes_of(borders_));
  corners_.resize(borders_.size());
}

std::uint32_t GroundLines::ground_at(Point p) const { return locator_.find(p).value_or(kOpenGround); }

std::vector<GroundLines::Crossing> GroundLines::crossings(const Segment& limit) {
  std::vector<Crossing> found;
  index_.query(bounds(limit), near_);
  for (const std::uint32_t border : near_) {
    const auto along_limit = share_at(limit, borders_[border]);
    const auto along_border = share_at(borders_[border], limit);
    if (along_limit && along_border) {
      found.push_back({*along_limit, *along_border, border, on_cut_lattice(point_at(limit, *along_limit))});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Crossing& a, const Crossing& b) { return a.along_limit < b.along_limit; });
  return found;
}

void GroundLines::add(const Segment& limit, std::uint32_t ground) {
  const std::vector<Crossing> cuts = crossings(limit);
  std::optional<Point> start;  // of the part that is being followed
  for (std::size_t i = 0; i <= cuts.size(); ++i) {
    const double from = i == 0 ? 0.0 : cuts[i - 1].along_limit;
    const double to = i == cuts.size() ? 1.0 : cuts[i].along_limit;
    if ((ground_at(point_at(limit, (from + to) / 2.0)) == ground) == start.has_value()) {
      continue;
    }
    const Point at = i == 0 ? limit.from : cuts[i - 1].at;
    if (i > 0) {
      corners_[cuts[i - 1].border].emplace_back(cuts[i - 1].along_border, at);
    }
    if (start) {
      limits_.push_back({*start, at});
      start.reset();
    } else {
      start = at;
    }
  }
  if (start) {
    limits_.push_back({*start, limit.to});
  }
}

std::vector<std::vector<Point>> GroundLines::lines() const {
  std::vector<std::vector<Point>> lines(limits_);
  for (std::size_t i = 0; i < borders_.size(); ++i) {
    if (opens_ring_[i]) {
      lines.emplace_back();
    }
    lines.back().push_back(borders_[i].from);
    std::vector<std::pair<double, Point>> corners = corners_[i];
    std::sort(corners.begin(), corners.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [share, at] : corners) {
      lines.back().push_back(at);
    }
    if (i + 1 == borders_.size() || opens_ring_[i + 1]) {
      lines.back().push_back(borders_[i].to);
    }
  }
  return lines;
}

}  // namespace lastmeter
