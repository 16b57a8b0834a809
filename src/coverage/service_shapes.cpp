// SPDX-License-Identifier: Apache-2.0
#include "coverage/service_shapes.h"

#include <algorithm>
#include <tuple>

#include "core/parallel.h"
#include "geometry/overlay.h"

namespace lastmeter {

namespace {

struct Circle {
  double x;
  double y;
  double radius;
  bool operator==(const Circle&) const = default;
};

MultiPolygon union_of_discs(const StudyArea& area, const RadiusRule& rule, const CoverageOptions& options) {
  std::vector<Circle> circles;
  for (const Facility& post : area.facilities) {
    circles.push_back({post.at.x, post.at.y, radius_of(rule, post, options.nominal).value()});
  }
  std::sort(circles.begin(), circles.end(), [](const Circle& a, const Circle& b) {
    return std::tie(a.x, a.y, a.radius) < std::tie(b.x, b.y, b.radius);
  });
  circles.erase(std::unique(circles.begin(), circles.end()), circles.end());
  std::vector<MultiPolygon> discs;
  discs.reserve(circles.size());
  for (const Circle& circle : circles) {
    discs.push_back(disc_polygon({circle.x, circle.y}, Metres(circle.radius), options.chord_tolerance));
  }
  return union_of(discs);
}

}  // namespace

MultiPolygon ground_of(const StudyArea& area) {
  std::vector<MultiPolygon> outlines;
  if (const std::optional<ZoneLevel> top = area.top_level()) {
    for (const Zone& zone : area.zones(*top).zones) {
      outlines.push_back(zone.outline);
    }
  }
  return dissolved(outlines);
}

std::vector<ServiceShape> service_shapes(const StudyArea& area, const CoverageOptions& options, Progress& progress) {
  std::vector<ServiceShape> shapes;
  for (const RadiusRule& rule : radius_rules(area, options)) {
    shapes.push_back({.mode = TravelMode::Straight, .radius = rule, .service_area = {}, .gap = {}});
  }
  progress.stage("drawing service areas", 0);
  const MultiPolygon ground = ground_of(area);
  parallel_slices(shapes.size(), 1, [&](std::size_t k, std::size_t) {
    shapes[k].service_area = union_of_discs(area, shapes[k].radius, options);
    shapes[k].gap = difference(ground, shapes[k].service_area);
  });
  return shapes;
}

}  // namespace lastmeter
