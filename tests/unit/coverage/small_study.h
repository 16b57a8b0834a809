// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/random.h"
#include "coverage/coverage.h"
#include "geometry/polygon.h"

namespace lastmeter::testing {

inline MultiPolygon rectangle(double x0, double y0, double x1, double y1) {
  return {{Polygon{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}}}};
}

inline ZoneId add_zone(StudyArea& area, ZoneLevel level, MultiPolygon outline, std::optional<ZoneId> parent = {}) {
  Zone zone;
  zone.code = std::to_string(area.zones(level).zones.size());
  zone.parent = parent;
  zone.area = lastmeter::area(outline);
  zone.outline = std::move(outline);
  return area.zones(level).zones.push_back(std::move(zone));
}

/// By search of every zone: the first that contains the point.
inline ZoneMembership zones_at(const StudyArea& area, Point at) {
  ZoneMembership zones;
  for (const ZoneLayer& layer : area.levels) {
    for (std::size_t i = layer.zones.size(); i-- > 0;) {
      if (contains(layer.zones[ZoneId(i)].outline, at)) {
        zones[static_cast<std::size_t>(layer.level)] = ZoneId(i);
      }
    }
  }
  return zones;
}

/// Zones come first: a place is put into them when it is added.
inline DemandId add_demand(StudyArea& area, Point at, double households, double population) {
  DemandPoint point;
  point.at = at;
  point.households = households;
  point.population = population;
  point.zones = zones_at(area, at);
  return area.demand.push_back(std::move(point));
}

inline FacilityId add_post(StudyArea& area, Point at, FacilityKind kind = FacilityKind::Other,
                           std::optional<Metres> own_radius = {}) {
  Facility post;
  post.at = at;
  post.kind = kind;
  post.own_radius = own_radius;
  post.zones = zones_at(area, at);
  post.home = post.zones[static_cast<std::size_t>(ZoneLevel::Community)];
  return area.facilities.push_back(std::move(post));
}

inline StudyArea empty_study() {
  StudyArea area;
  area.basis = DemandBasis::Buildings;
  area.has_households = true;
  area.has_population = true;
  return area;
}

inline CoverageResult measure(const StudyArea& area, const CoverageOptions& options) {
  SilentProgress progress;
  return measure_coverage(area, reach_straight(area.demand, area.facilities, needed_reach(area, options)), options,
                          progress);
}

inline CoverageOptions both_services(std::initializer_list<double> radii) {
  CoverageOptions options;
  for (const double radius : radii) {
    options.radii.emplace_back(radius);
  }
  options.services = {ServiceRule::Open, ServiceRule::Home};
  return options;
}

/// The one figure with exactly these qualifiers, in this order.
inline std::optional<Figure> find_figure(const std::vector<Figure>& figures, std::string_view name,
                                         const std::vector<Figure::Qualifier>& qualifiers) {
  std::optional<Figure> found;
  for (const Figure& figure : figures) {
    if (figure.name == name && figure.qualifiers == qualifiers) {
      if (found) {
        return std::nullopt;
      }
      found = figure;
    }
  }
  return found;
}

inline std::vector<Figure::Qualifier> straight(std::string service, double radius) {
  return {{"mode", std::string("straight")}, {"service", std::move(service)}, {"radius_m", radius}};
}

/// A town of 2 x 1 subdistricts, 4 x 2 communities and 8 x 4 grid zones over 4 x 2 km, with demand and posts spread
/// over it and up to 300 m beyond. Weights are whole; a few are zero, some posts share a place.
inline StudyArea random_town(std::uint64_t seed, std::size_t demand, std::size_t posts) {
  Random random(seed);
  StudyArea area = empty_study();
  for (std::size_t i = 0; i < 2; ++i) {
    const double x = 2000.0 * static_cast<double>(i);
    add_zone(area, ZoneLevel::Subdistrict, rectangle(x, 0, x + 2000, 2000));
  }
  for (std::size_t i = 0; i < 8; ++i) {
    const double x = 1000.0 * static_cast<double>(i % 4);
    const std::size_t row = i / 4;
    const double y = 1000.0 * static_cast<double>(row);
    add_zone(area, ZoneLevel::Community, rectangle(x, y, x + 1000, y + 1000), ZoneId((i % 4) / 2));
  }
  for (std::size_t i = 0; i < 32; ++i) {
    const double x = 500.0 * static_cast<double>(i % 8);
    const std::size_t row = i / 8;
    const double y = 500.0 * static_cast<double>(row);
    add_zone(area, ZoneLevel::GridZone, rectangle(x, y, x + 500, y + 500), ZoneId((i % 8) / 2 + 4 * (i / 16)));
  }
  const auto place = [&] { return Point{random.uniform(-300, 4300), random.uniform(-300, 2300)}; };
  for (std::size_t i = 0; i < demand; ++i) {
    const auto households = static_cast<double>(random.below(5) == 0 ? 0 : random.below(60));
    add_demand(area, place(), households, households * static_cast<double>(random.below(4)));
  }
  for (std::size_t i = 0; i < posts; ++i) {
    const bool copy = i > 0 && random.below(6) == 0;
    const Point at = copy ? area.facilities[FacilityId(random.below(i))].at : place();
    const auto kind = static_cast<FacilityKind>(random.below(4));
    add_post(area, at, kind, random.below(4) == 0 ? std::optional(Metres(random.uniform(100, 700))) : std::nullopt);
  }
  return area;
}

}  // namespace lastmeter::testing
