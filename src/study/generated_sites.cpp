// SPDX-License-Identifier: Apache-2.0
#include "study/generated_sites.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "core/error.h"
#include "coverage/coverage_options.h"
#include "geometry/column_shape.h"
#include "geometry/zone_locator.h"

namespace lastmeter {

namespace {

struct NamedPlace {
  std::string code;
  std::string name;
  Point at;
};

std::vector<NamedPlace> buildings(const StudyArea& area) {
  std::vector<NamedPlace> places;
  for (const DemandPoint& point : area.demand) {
    places.push_back({point.code, point.name, point.at});
  }
  return places;
}

std::vector<NamedPlace> compounds(const StudyArea& area) {
  std::vector<NamedPlace> places;
  if (const ContextLayer* layer = area.context_of("compounds")) {
    for (std::size_t row = 0; row < layer->codes.size(); ++row) {
      places.push_back({layer->codes[row], layer->names[row], place_of(layer->shapes, row)});
    }
    return places;
  }
  for (std::size_t i = 0; i < area.residential.size(); ++i) {
    places.push_back({fmt::format("residential-{}", i + 1), "", centroid(area.residential[i])});
  }
  return places;
}

std::vector<NamedPlace> grid_zones(const StudyArea& area) {
  std::vector<NamedPlace> places;
  for (const Zone& zone : area.zones(ZoneLevel::GridZone).zones) {
    places.push_back({zone.code, zone.name, centroid(zone.outline)});
  }
  return places;
}

/// Numbers places from south to north, west to east.
std::vector<NamedPlace> numbered(std::vector<Point> points, char letter) {
  std::sort(points.begin(), points.end(), [](Point a, Point b) { return a.y != b.y ? a.y < b.y : a.x < b.x; });
  std::vector<NamedPlace> places;
  for (const Point at : points) {
    places.push_back({fmt::format("{}{:05}", letter, places.size() + 1), "", at});
  }
  return places;
}

std::vector<NamedPlace> network_nodes(const WalkNetwork* network) {
  return network == nullptr ? std::vector<NamedPlace>{} : numbered(network->nodes, 'N');
}

/// Every place of the area lies within 0.58 of the spacing of some place of the lattice, but near its edge.
std::vector<NamedPlace> hexagons(const StudyArea& area, Metres spacing) {
  Box box;
  if (const auto top = area.top_level()) {
    for (const Zone& zone : area.zones(*top).zones) {
      box.add(bounds(zone.outline));
    }
  } else {
    for (const DemandPoint& point : area.demand) {
      box.add(point.at);
    }
  }
  if (box.empty()) {
    return {};
  }
  const double step = spacing.value();
  const double rise = step * std::numbers::sqrt3 / 2.0;
  const double columns = std::floor((box.max_x - box.min_x) / step) + 2.0;
  const double rows = std::floor((box.max_y - box.min_y) / rise) + 2.0;
  constexpr double most = 2e6;
  if (columns * rows > most) {
    throw ConfigError(fmt::format("[placement] a lattice of {} m has {:.0f} places here", step, columns * rows),
                      "choose a wider lattice_m");
  }
  std::vector<Point> points;
  for (double row = 0.0; row < rows; ++row) {
    const double shift = std::fmod(row, 2.0) == 0.0 ? 0.0 : step / 2.0;
    for (double column = 0.0; column < columns; ++column) {
      points.push_back({box.min_x + shift + column * step, box.min_y + row * rise});
    }
  }
  return numbered(std::move(points), 'H');
}

std::vector<NamedPlace> places_from(const StudyArea& area, const WalkNetwork* network, CandidateSource source,
                                    const SiteOptions& options) {
  switch (source) {
    case CandidateSource::Given:
      break;
    case CandidateSource::Buildings:
      return buildings(area);
    case CandidateSource::Compounds:
      return compounds(area);
    case CandidateSource::GridZones:
      return grid_zones(area);
    case CandidateSource::NetworkNodes:
      return network_nodes(network);
    case CandidateSource::Hexagons:
      return hexagons(area, options.lattice);
  }
  throw std::logic_error("generated_sites makes no given sites");
}

std::string_view missing_layer(CandidateSource source) {
  switch (source) {
    case CandidateSource::Given:
      return "layer of candidates";
    case CandidateSource::Buildings:
      return "building";
    case CandidateSource::Compounds:
      return "compound";
    case CandidateSource::GridZones:
      return "grid zone";
    case CandidateSource::NetworkNodes:
      return "walking network (ask for mode walking)";
    case CandidateSource::Hexagons:
      return "zone or demand";
  }
  return "";
}

}  // namespace

std::vector<PlacementSite> generated_sites(const StudyArea& area, const WalkNetwork* network, CandidateSource source,
                                           const SiteOptions& options) {
  std::vector<NamedPlace> places = places_from(area, network, source, options);
  if (places.empty()) {
    throw ConfigError(fmt::format("[placement] candidates: the study has no {}", missing_layer(source)),
                      "add it, or take another source of candidates");
  }
  std::vector<const MultiPolygon*> outlines;
  const auto level = home_level(area);
  if (level) {
    for (const Zone& zone : area.zones(*level).zones) {
      outlines.push_back(&zone.outline);
    }
  }
  const ZoneLocator homes(outlines);
  std::vector<PlacementSite> sites;
  sites.reserve(places.size());
  for (NamedPlace& place : places) {
    const auto home = homes.find(place.at);
    sites.push_back({.code = std::move(place.code),
                     .name = std::move(place.name),
                     .kind = FacilityKind::Station,
                     .at = place.at,
                     .radius = options.radius,
                     .cost = options.unit_cost,
                     .capacity = std::nullopt,
                     .floor_area = std::nullopt,
                     .option_of = "",
                     .home = home ? std::optional(ZoneId(*home)) : std::nullopt,
                     .post = std::nullopt,
                     .standing = Standing::New});
  }
  return sites;
}

}  // namespace lastmeter
