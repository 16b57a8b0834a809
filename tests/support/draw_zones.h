// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/units.h"
#include "geometry/polygon.h"
#include "model/study_area.h"

namespace lastmeter::testing {

namespace drawing {

/// Column and row of a cell, or of its lower left corner; rows counted from below.
using Cell = std::pair<int, int>;
using Cells = std::set<Cell>;

inline std::map<char, Cells> cells_by_letter(std::string_view picture) {
  std::vector<std::string> rows;
  std::istringstream lines{std::string(picture)};
  for (std::string line; std::getline(lines, line);) {
    std::erase_if(line, [](char c) { return c == ' ' || c == '\t'; });
    if (!line.empty()) {
      rows.push_back(line);
    }
  }
  std::map<char, Cells> cells;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t x = 0; x < rows[i].size(); ++x) {
      if (rows[i][x] != '.') {
        cells[rows[i][x]].emplace(static_cast<int>(x), static_cast<int>(rows.size() - 1 - i));
      }
    }
  }
  return cells;
}

/// Takes from `cells` those that hang together by edges with its first.
inline Cells take_piece(Cells& cells) {
  Cells piece;
  std::vector<Cell> open{*cells.begin()};
  while (!open.empty()) {
    const Cell cell = open.back();
    open.pop_back();
    if (cells.erase(cell) == 0) {
      continue;
    }
    piece.insert(cell);
    for (const auto& [dx, dy] : {Cell{1, 0}, Cell{-1, 0}, Cell{0, 1}, Cell{0, -1}}) {
      open.emplace_back(cell.first + dx, cell.second + dy);
    }
  }
  return piece;
}

/// Border edges by their start, the cells on their left.
inline std::multimap<Cell, Cell> border_of(const Cells& piece) {
  std::multimap<Cell, Cell> edges;
  for (const auto& [x, y] : piece) {
    const auto add = [&](Cell beyond, Cell from, Cell to) {
      if (!piece.contains(beyond)) {
        edges.emplace(from, to);
      }
    };
    add({x, y - 1}, {x, y}, {x + 1, y});
    add({x + 1, y}, {x + 1, y}, {x + 1, y + 1});
    add({x, y + 1}, {x + 1, y + 1}, {x, y + 1});
    add({x - 1, y}, {x, y + 1}, {x, y});
  }
  return edges;
}

/// Follows the border from its first edge; where two edges leave a corner, to the right, so that no ring touches
/// itself.
inline Ring take_ring(std::multimap<Cell, Cell>& edges, Metres cell) {
  Ring ring;
  const Cell start = edges.begin()->first;
  auto edge = edges.begin();
  while (true) {
    const auto [from, to] = *edge;
    edges.erase(edge);
    ring.push_back({from.first * cell.value(), from.second * cell.value()});
    if (to == start) {
      return ring;
    }
    const auto turn = [&, from = from, to = to](const auto& next) {
      return (to.first - from.first) * (next.second.second - to.second) -
             (to.second - from.second) * (next.second.first - to.first);
    };
    const auto [first, last] = edges.equal_range(to);
    edge = std::min_element(first, last, [&](const auto& a, const auto& b) { return turn(a) < turn(b); });
  }
}

inline Polygon outline_of(const Cells& piece, Metres cell) {
  std::multimap<Cell, Cell> edges = border_of(piece);
  Polygon polygon;
  while (!edges.empty()) {
    Ring ring = take_ring(edges, cell);
    if (signed_area(ring) > 0.0) {
      polygon.outer = std::move(ring);
    } else {
      polygon.holes.push_back(std::move(ring));
    }
  }
  return polygon;
}

inline std::optional<ZoneId> zone_at(const ZoneLayer& layer, Point p) {
  for (std::size_t i = 0; i < layer.zones.size(); ++i) {
    if (contains(layer.zones[ZoneId(i)].outline, p)) {
      return ZoneId(i);
    }
  }
  return std::nullopt;
}

inline ZoneMembership zones_at(const StudyArea& area, Point p) {
  ZoneMembership zones;
  for (const ZoneLevel level : kZoneLevels) {
    zones[static_cast<std::size_t>(level)] = zone_at(area.zones(level), p);
  }
  return zones;
}

}  // namespace drawing

/// The areas drawn by a picture: one row of letters per row of square cells, the last row lowest, its first cell at
/// the origin; blanks are ignored and `.` is nothing. Every corner of a cell on a border is a vertex, so neighbours
/// match corner for corner. Cells of a letter that only share a corner become parts of their own. Outlines are valid
/// and oriented.
inline std::map<char, MultiPolygon> draw_shapes(std::string_view picture, Metres cell = Metres(100.0)) {
  std::map<char, MultiPolygon> shapes;
  for (auto& [letter, cells] : drawing::cells_by_letter(picture)) {
    while (!cells.empty()) {
      shapes[letter].parts.push_back(drawing::outline_of(drawing::take_piece(cells), cell));
    }
  }
  return shapes;
}

/// Sets outline and area of a zone.
inline void reshape(Zone& zone, MultiPolygon outline) {
  zone.outline = std::move(outline);
  zone.area = area(zone.outline);
}

/// A zone layer whose codes are the letters of the picture; an empty picture is an empty layer.
inline ZoneLayer draw_zones(ZoneLevel level, std::string_view picture, Metres cell = Metres(100.0)) {
  ZoneLayer layer{level, {}};
  for (auto& [letter, shape] : draw_shapes(picture, cell)) {
    Zone zone;
    zone.code = std::string(1, letter);
    zone.row = layer.zones.size();
    reshape(zone, std::move(shape));
    layer.zones.push_back(std::move(zone));
  }
  return layer;
}

/// Sets every parent from where centroids lie.
inline void link_parents(StudyArea& area) {
  for (const ZoneLevel level : kZoneLevels) {
    const auto above = area.level_above(level);
    for (Zone& zone : area.zones(level).zones) {
      zone.parent = above ? drawing::zone_at(area.zones(*above), centroid(zone.outline)) : std::nullopt;
    }
  }
}

/// Pictures of the same ground, one per level.
struct DrawnLevels {
  std::string_view subdistricts;
  std::string_view communities;
  std::string_view grid_zones;
  Metres cell{100.0};
};

/// A study area of these zones, parents by centroid, without demand and facilities.
inline StudyArea draw_study(const DrawnLevels& levels) {
  StudyArea area;
  area.zones(ZoneLevel::Subdistrict) = draw_zones(ZoneLevel::Subdistrict, levels.subdistricts, levels.cell);
  area.zones(ZoneLevel::Community) = draw_zones(ZoneLevel::Community, levels.communities, levels.cell);
  area.zones(ZoneLevel::GridZone) = draw_zones(ZoneLevel::GridZone, levels.grid_zones, levels.cell);
  link_parents(area);
  return area;
}

/// The zone with that code; the test fails hard when there is none.
inline Zone& zone_of(StudyArea& area, ZoneLevel level, std::string_view code) {
  for (Zone& zone : area.zones(level).zones) {
    if (zone.code == code) {
      return zone;
    }
  }
  throw std::logic_error("the picture has no zone " + std::string(code));
}

/// Adds a building or post, with its zones by location (the lowest id wins on a border).
inline DemandId add_building(StudyArea& area, std::string code, Point at, double households, double population = 0.0) {
  DemandPoint point;
  point.code = std::move(code);
  point.at = at;
  point.households = households;
  point.population = population;
  point.zones = drawing::zones_at(area, at);
  point.row = area.demand.size();
  area.basis = DemandBasis::Buildings;
  area.has_households = true;
  return area.demand.push_back(std::move(point));
}

inline FacilityId add_facility(StudyArea& area, std::string code, Point at) {
  Facility facility;
  facility.code = std::move(code);
  facility.at = at;
  facility.zones = drawing::zones_at(area, at);
  facility.row = area.facilities.size();
  return area.facilities.push_back(std::move(facility));
}

/// An axis-parallel rectangle, counter-clockwise.
inline MultiPolygon rectangle(double min_x, double min_y, double max_x, double max_y) {
  return {{Polygon{{{min_x, min_y}, {max_x, min_y}, {max_x, max_y}, {min_x, max_y}}, {}}}};
}

}  // namespace lastmeter::testing
