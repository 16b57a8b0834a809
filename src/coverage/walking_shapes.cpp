// SPDX-License-Identifier: Apache-2.0
#include "coverage/walking_shapes.h"

#include <algorithm>
#include <map>

#include "geometry/buffer_lines.h"
#include "geometry/overlay.h"
#include "network/walk_search.h"

namespace lastmeter {

namespace {

Point along(Point a, Point b, double share) { return {std::lerp(a.x, b.x, share), std::lerp(a.y, b.y, share)}; }

/// The part of a line between two shares of its length.
std::vector<Point> part_of(std::span<const Point> line, double begin, double end) {
  const double whole = length_of(line).value();
  const double first = begin * whole;
  const double last = end * whole;
  std::vector<Point> part;
  double before = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double step = distance(line[i - 1], line[i]).value();
    const double after = before + step;
    if (after >= first && before <= last && step > 0.0) {
      if (part.empty()) {
        part.push_back(along(line[i - 1], line[i], std::clamp((first - before) / step, 0.0, 1.0)));
      }
      part.push_back(along(line[i - 1], line[i], std::clamp((last - before) / step, 0.0, 1.0)));
    }
    before = after;
  }
  return part;
}

ReachedStreets reached_within(const WalkAccess& access, Metres radius) {
  std::map<std::uint32_t, ReachedStreet> streets;
  ReachedStreets reached{.radius = radius, .streets = {}, .length = {}};
  for (const LinkStretch& stretch : reached_streets(access.network, access.posts, radius)) {
    const Link& link = access.network.link(stretch.link);
    std::vector<Point> part = part_of(access.network.shape(link), stretch.begin, stretch.end);
    if (part.size() < 2) {
      continue;
    }
    ReachedStreet& street = streets[link.row];
    street.row = link.row;
    street.length += length_of(part);
    street.parts.push_back(std::move(part));
  }
  for (auto& [row, street] : streets) {
    reached.length += street.length;
    reached.streets.push_back(std::move(street));
  }
  return reached;
}

}  // namespace

std::vector<ReachedStreets> streets_in_reach(const StudyArea& area, const WalkAccess& access,
                                             const CoverageOptions& options) {
  std::vector<ReachedStreets> reached;
  for (const RadiusRule& rule : radius_rules(area, options)) {
    if (rule.radius) {
      reached.push_back(reached_within(access, *rule.radius));
    }
  }
  return reached;
}

Metres street_length(const WalkNetwork& network) {
  Metres length;
  for (const Link& link : network.links) {
    length += length_of(network.shape(link));
  }
  return length;
}

std::vector<ServiceShape> walking_shapes(const StudyArea& area, const std::vector<ReachedStreets>& reached,
                                         TravelMode mode, Metres buffer, Metres chord_tolerance, Progress& progress) {
  progress.stage("drawing walking service areas", reached.size());
  const MultiPolygon ground = ground_of(area);
  std::vector<ServiceShape> shapes;
  for (const ReachedStreets& streets : reached) {
    std::vector<std::vector<Point>> lines;
    for (const ReachedStreet& street : streets.streets) {
      lines.insert(lines.end(), street.parts.begin(), street.parts.end());
    }
    ServiceShape shape{.mode = mode, .radius = {streets.radius}, .service_area = {}, .gap = {}};
    shape.service_area = buffer_lines(lines, buffer, chord_tolerance);
    shape.gap = difference(ground, shape.service_area);
    shapes.push_back(std::move(shape));
    progress.step(shapes.size());
  }
  return shapes;
}

}  // namespace lastmeter
