// SPDX-License-Identifier: Apache-2.0
#include "audit/zone_index.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "geometry/for_each_ring.h"

namespace lastmeter {

namespace {

double squared_distance_to_segment(Point p, Point a, Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  return squared_distance(p, {a.x + t * dx, a.y + t * dy});
}

double squared_distance_to_border(Point p, const MultiPolygon& shape) {
  double least = std::numeric_limits<double>::infinity();
  for_each_ring(shape, [&](const Ring& ring) {
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      least = std::min(least, squared_distance_to_segment(p, ring[j], ring[i]));
    }
  });
  return least;
}

double distance_to_box(Point p, const Box& box) {
  return std::hypot(std::max({box.min_x - p.x, 0.0, p.x - box.max_x}),
                    std::max({box.min_y - p.y, 0.0, p.y - box.max_y}));
}

/// Adds the corners of `corners` that lie on the border of `border`.
void add_contacts(const MultiPolygon& corners, const MultiPolygon& border, double within,
                  std::vector<Point>& contacts) {
  const Box near = bounds(border).grown(Metres(within));
  for_each_ring(corners, [&](const Ring& ring) {
    for (const Point p : ring) {
      if (near.contains(p) && squared_distance_to_border(p, border) <= within * within) {
        contacts.push_back(p);
      }
    }
  });
}

std::vector<Box> boxes_of(const ZoneLayer& layer) {
  std::vector<Box> boxes;
  boxes.reserve(layer.zones.size());
  for (const Zone& zone : layer.zones) {
    boxes.push_back(bounds(zone.outline));
  }
  return boxes;
}

}  // namespace

ZoneIndex::ZoneIndex(const ZoneLayer& layer) : layer_(&layer), boxes_(boxes_of(layer)), index_(boxes_) {
  for (const Box& box : boxes_) {
    extent_.add(box);
  }
}

std::optional<NearestZone> ZoneIndex::nearest(Point p) const {
  if (extent_.empty()) {
    return std::nullopt;
  }
  const double width = extent_.max_x - extent_.min_x;
  const double height = extent_.max_y - extent_.min_y;
  double reach = distance_to_box(p, extent_) + std::sqrt(width * height / static_cast<double>(boxes_.size()));
  const double whole = distance_to_box(p, extent_) + width + height;
  std::vector<std::uint32_t> candidates;
  while (true) {
    reach = std::min(reach, whole);
    index_.query(Box{p.x, p.y, p.x, p.y}.grown(Metres(reach)), candidates);
    NearestZone best{ZoneId(0), Metres(std::numeric_limits<double>::infinity())};
    for (const std::uint32_t candidate : candidates) {
      const ZoneId id(candidate);
      const MultiPolygon& outline = layer_->zones[id].outline;
      if (distance_to_box(p, boxes_[candidate]) < best.distance.value()) {
        const Metres own(contains(outline, p) ? 0.0 : std::sqrt(squared_distance_to_border(p, outline)));
        best = own < best.distance ? NearestZone{id, own} : best;
      }
    }
    if (best.distance.value() <= reach || reach >= whole) {
      return best;
    }
    reach *= 2;
  }
}

std::vector<ZoneId> ZoneIndex::along(const MultiPolygon& shape, Metres within) const {
  std::vector<std::uint32_t> candidates;
  index_.query(bounds(shape).grown(within), candidates);
  std::vector<ZoneId> found;
  for (const std::uint32_t candidate : candidates) {
    const MultiPolygon& outline = layer_->zones[ZoneId(candidate)].outline;
    std::vector<Point> contacts;
    add_contacts(shape, outline, within.value(), contacts);
    add_contacts(outline, shape, within.value(), contacts);
    if (std::any_of(contacts.begin(), contacts.end(),
                    [&](Point p) { return distance(p, contacts.front()) > 2 * within; })) {
      found.emplace_back(candidate);
    }
  }
  return found;
}

}  // namespace lastmeter
