// SPDX-License-Identifier: Apache-2.0
#include "input/crs_offset_layers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "geometry/column_shape.h"
#include "input/crs_offset_evidence.h"

namespace lastmeter {

namespace {

constexpr std::size_t kMostShapes = 200000;
constexpr std::array kLandRoles{std::string_view("compounds"), std::string_view("buildings"),
                                std::string_view("residential"), std::string_view("units")};

/// A level of zones to hold layers against, ready to be asked.
struct ZoneReference {
  ZoneLevel level;
  OffsetReference reference;
};

bool is_finite(std::span<const Coordinate> coordinates) {
  return std::all_of(coordinates.begin(), coordinates.end(),
                     [](const Coordinate& at) { return std::isfinite(at.x) && std::isfinite(at.y); });
}

std::vector<std::size_t> rows_of(const GeometryColumn& shapes, GeometryKind kind) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < shapes.size(); ++row) {
    if (shapes.kind(row) == kind && !shapes.coordinates(row).empty() && is_finite(shapes.coordinates(row))) {
      rows.push_back(row);
    }
  }
  return rows;
}

std::vector<MultiPolygon> polygons_of(const GeometryColumn& shapes, const std::vector<std::size_t>& rows) {
  std::vector<MultiPolygon> polygons;
  polygons.reserve(rows.size());
  for (const std::size_t row : rows) {
    polygons.push_back(polygon_of(shapes, row));
    normalize(polygons.back());
  }
  return polygons;
}

std::vector<const MultiPolygon*> pointers(const std::vector<MultiPolygon>& shapes) {
  std::vector<const MultiPolygon*> all;
  all.reserve(shapes.size());
  for (const MultiPolygon& shape : shapes) {
    all.push_back(&shape);
  }
  return all;
}

std::optional<ZoneLevel> level_of(const std::string& role) {
  const auto at =
      std::find_if(kZoneLevels.begin(), kZoneLevels.end(), [&](ZoneLevel level) { return role_of(level) == role; });
  return at == kZoneLevels.end() ? std::nullopt : std::optional(*at);
}

ZoneReference zone_reference(const StudyArea& area, ZoneLevel level, const OffsetLayer& layer) {
  std::vector<const MultiPolygon*> outlines;
  for (const Zone& zone : area.zones(level).zones) {
    outlines.push_back(&zone.outline);
  }
  return {
      level,
      {layer.role, layer.file, layer.crs, OffsetReference::Kind::Zones, outlines.size(), ZoneLocator(outlines), {}}};
}

/// Estates as shapes, buildings as shapes or points.
std::optional<OffsetReference> land_reference(const OffsetLayer& layer) {
  const std::vector<std::size_t> polygon_rows = rows_of(*layer.shapes, GeometryKind::Polygon);
  const std::vector<std::size_t> point_rows = rows_of(*layer.shapes, GeometryKind::Point);
  if (std::max(polygon_rows.size(), point_rows.size()) > kMostShapes || (polygon_rows.empty() && point_rows.empty())) {
    return std::nullopt;
  }
  if (polygon_rows.size() >= point_rows.size()) {
    const std::vector<MultiPolygon> polygons = polygons_of(*layer.shapes, polygon_rows);
    return OffsetReference{layer.role,
                           layer.file,
                           layer.crs,
                           OffsetReference::Kind::Shapes,
                           polygons.size(),
                           ZoneLocator(pointers(polygons)),
                           {}};
  }
  std::vector<Point> places;
  for (const std::size_t row : point_rows) {
    const Coordinate at = layer.shapes->coordinates(row).front();
    places.push_back({at.x, at.y});
  }
  return OffsetReference{layer.role, layer.file, layer.crs, OffsetReference::Kind::Places, 0, ZoneLocator({}), places};
}

class OffsetSearch {
 public:
  OffsetSearch(const StudyArea& area, const std::vector<OffsetLayer>& layers, IssueLedger& ledger)
      : area_(area), layers_(layers), ledger_(ledger) {
    for (const OffsetLayer& layer : layers_) {
      const std::optional<ZoneLevel> level = level_of(layer.role);
      if (level && !area_.zones(*level).empty()) {
        zones_.push_back(std::make_unique<ZoneReference>(zone_reference(area_, *level, layer)));
      }
    }
  }

  std::optional<OffsetFinding> examine(const OffsetLayer& layer);

 private:
  std::optional<OffsetFinding> examine_points(const OffsetLayer& layer, const std::vector<std::size_t>& rows);
  std::optional<OffsetFinding> examine_shapes(const OffsetLayer& layer, const std::vector<std::size_t>& rows);
  [[nodiscard]] const ZoneReference* zones_at(ZoneLevel level) const;
  [[nodiscard]] const ZoneReference* zones_for(const std::string& role) const;
  [[nodiscard]] std::vector<std::optional<std::uint32_t>> own_zones(const OffsetLayer& layer, ZoneLevel level,
                                                                    const std::vector<std::size_t>& rows) const;
  const std::optional<OffsetReference>& land(std::size_t layer);

  const StudyArea& area_;
  const std::vector<OffsetLayer>& layers_;
  IssueLedger& ledger_;
  std::vector<std::unique_ptr<ZoneReference>> zones_;
  std::vector<std::unique_ptr<std::optional<OffsetReference>>> land_;  // by layer, once needed
};

const ZoneReference* OffsetSearch::zones_at(ZoneLevel level) const {
  for (const auto& zones : zones_) {
    if (zones->level == level) {
      return zones.get();
    }
  }
  return nullptr;
}

/// The level to hold a layer against: for zones the nearest above, else communities or what comes next to them.
const ZoneReference* OffsetSearch::zones_for(const std::string& role) const {
  if (const std::optional<ZoneLevel> level = level_of(role)) {
    const std::optional<ZoneLevel> above = area_.level_above(*level);
    return above ? zones_at(*above) : nullptr;
  }
  for (const ZoneLevel level : {ZoneLevel::Community, ZoneLevel::Subdistrict, ZoneLevel::GridZone}) {
    if (const ZoneReference* zones = zones_at(level)) {
      return zones;
    }
  }
  return nullptr;
}

/// In the order of `rows`; empty when the study area knows none.
std::vector<std::optional<std::uint32_t>> OffsetSearch::own_zones(const OffsetLayer& layer, ZoneLevel level,
                                                                  const std::vector<std::size_t>& rows) const {
  const auto source_row = [&](std::size_t row) { return layer.source_rows.empty() ? row : layer.source_rows[row]; };
  std::vector<std::optional<std::uint32_t>> by_row(rows.empty() ? 0 : source_row(rows.back()) + 1);
  bool any = false;
  const auto note = [&](std::size_t row, const std::optional<ZoneId>& zone) {
    if (zone && row < by_row.size()) {
      by_row[row] = static_cast<std::uint32_t>(zone->index());
      any = true;
    }
  };
  if (layer.role == "facilities") {
    for (const Facility& facility : area_.facilities) {
      note(facility.row,
           level == ZoneLevel::Community ? facility.home : facility.zones[static_cast<std::size_t>(level)]);
    }
  } else if (layer.role == (area_.basis == DemandBasis::Buildings ? "buildings" : "population")) {
    for (const DemandPoint& demand : area_.demand) {
      note(demand.row, demand.zones[static_cast<std::size_t>(level)]);
    }
  }
  std::vector<std::optional<std::uint32_t>> own;
  if (any) {
    for (const std::size_t row : rows) {
      own.push_back(by_row[source_row(row)]);
    }
  }
  return own;
}

const std::optional<OffsetReference>& OffsetSearch::land(std::size_t layer) {
  land_.resize(layers_.size());
  if (land_[layer] == nullptr) {
    land_[layer] = std::make_unique<std::optional<OffsetReference>>(land_reference(layers_[layer]));
  }
  return *land_[layer];
}

std::optional<OffsetFinding> OffsetSearch::examine_points(const OffsetLayer& layer,
                                                          const std::vector<std::size_t>& rows) {
  OffsetSubject subject{layer.role, layer.file, layer.crs, {}, {}, {}};
  for (const std::size_t row : rows) {
    const Coordinate at = layer.shapes->coordinates(row).front();
    subject.points.push_back({at.x, at.y});
  }
  if (const ZoneReference* zones = zones_for(layer.role)) {
    subject.own_zone = own_zones(layer, zones->level, rows);
    if (const auto found = find_offset(subject, zones->reference, *area_.crs, ledger_)) {
      return found;
    }
  }
  for (std::size_t other = 0; other < layers_.size(); ++other) {
    const bool is_land = std::find(kLandRoles.begin(), kLandRoles.end(), layers_[other].role) != kLandRoles.end();
    if (!is_land || layers_[other].role == layer.role || !land(other)) {
      continue;
    }
    if (const auto found = find_offset(subject, *land(other), *area_.crs, ledger_)) {
      return found;
    }
  }
  return std::nullopt;
}

std::optional<OffsetFinding> OffsetSearch::examine_shapes(const OffsetLayer& layer,
                                                          const std::vector<std::size_t>& rows) {
  const ZoneReference* zones = zones_for(layer.role);
  if (zones == nullptr) {
    return std::nullopt;
  }
  std::vector<std::size_t> some;
  for (const std::size_t i : evenly_spaced(rows.size())) {
    some.push_back(rows[i]);
  }
  const std::vector<MultiPolygon> polygons = polygons_of(*layer.shapes, some);
  const OffsetSubject subject{layer.role, layer.file, layer.crs, {}, {}, pointers(polygons)};
  return find_offset(subject, zones->reference, *area_.crs, ledger_);
}

std::optional<OffsetFinding> OffsetSearch::examine(const OffsetLayer& layer) {
  const std::vector<std::size_t> polygons = rows_of(*layer.shapes, GeometryKind::Polygon);
  const std::vector<std::size_t> points = rows_of(*layer.shapes, GeometryKind::Point);
  if (polygons.empty() && points.empty()) {
    return std::nullopt;
  }
  return points.size() > polygons.size() ? examine_points(layer, points) : examine_shapes(layer, polygons);
}

}  // namespace

std::vector<OffsetFinding> find_offsets(const StudyArea& area, const std::vector<OffsetLayer>& layers,
                                        IssueLedger& ledger) {
  std::vector<OffsetFinding> all;
  if (!area.crs) {
    return all;
  }
  OffsetSearch search(area, layers, ledger);
  for (const OffsetLayer& layer : layers) {
    if (const std::optional<OffsetFinding> found = search.examine(layer)) {
      all.push_back(*found);
    }
  }
  return all;
}

}  // namespace lastmeter
