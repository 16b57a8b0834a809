// SPDX-License-Identifier: Apache-2.0
#include "input/build_streets.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/text.h"
#include "input/shapes.h"
#include "network/walking_profile.h"

namespace lastmeter {

namespace {

using Places = std::set<std::pair<double, double>>;

/// Tags of a row from the columns of the same names; GDAL writes ':' as '_'.
class TagColumns {
 public:
  explicit TagColumns(const FeatureTable& table) : table_(table) {}

  [[nodiscard]] bool has(std::string_view key) { return column(key) != nullptr; }
  [[nodiscard]] std::string_view tag(std::string_view key, std::size_t row) {
    const Column* found = column(key);
    return found == nullptr || found->is_null(row) || found->type() != ColumnType::Text ? std::string_view()
                                                                                        : found->text(row);
  }

 private:
  const Column* column(std::string_view key) {
    const auto [at, is_new] = found_.try_emplace(std::string(key), nullptr);
    if (is_new) {
      std::string laundered(key);
      std::replace(laundered.begin(), laundered.end(), ':', '_');
      const auto index = table_.find(key) ? table_.find(key) : table_.find(laundered);
      at->second = index ? &table_.columns[*index] : nullptr;
    }
    return at->second;
  }

  const FeatureTable& table_;
  std::map<std::string, const Column*, std::less<>> found_;
};

/// Where walls and locked gates stand on the streets.
Places sealed_places(const Layer& layer) {
  Places places;
  const FeatureTable* gates = layer.gates();
  if (gates == nullptr) {
    return places;
  }
  TagColumns tags(*gates);
  for (std::size_t row = 0; row < gates->rows; ++row) {
    if (!passable_node([&](std::string_view key) { return tags.tag(key, row); })) {
      const Coordinate at = gates->geometry->coordinates(row)[0];
      places.emplace(at.x, at.y);
    }
  }
  return places;
}

/// A line without tags, as a prepared network states it: level, kind, one way on foot.
std::optional<WalkableWay> plain_way(const Layer& layer, TagColumns& tags, std::size_t row) {
  constexpr double most = 1000.0;
  auto way = walkable_way(
      [&](std::string_view key) { return key == "highway" ? std::string_view("footway") : tags.tag(key, row); });
  if (way) {
    way->level =
        static_cast<std::int32_t>(std::clamp(parse_number(layer.text(Field::Level, row)).value_or(0.0), -most, most));
    way->kind = layer.text(Field::Kind, row) == "steps" ? StreetKind::Steps : StreetKind::Street;
  }
  return way;
}

/// The nodes that a prepared network says its links join; lines of other files meet where they share a vertex.
class NodeColumns {
 public:
  explicit NodeColumns(const FeatureTable& table) : from_(column(table, "from_node")), to_(column(table, "to_node")) {}

  [[nodiscard]] bool present() const { return from_ != nullptr && to_ != nullptr; }

  /// Ids for the vertices of the row added last, all its parts: its two ends as stated, all others their own.
  void append_ids(std::size_t row, StreetLines& streets) const {
    const std::size_t first = streets.vertex_ids.size();
    for (std::size_t vertex = first; vertex < streets.vertices.size(); ++vertex) {
      streets.vertex_ids.push_back(-1 - static_cast<std::int64_t>(vertex));
    }
    streets.vertex_ids[first] = from_->integer(row);
    streets.vertex_ids.back() = to_->integer(row);
  }

 private:
  static const Column* column(const FeatureTable& table, std::string_view name) {
    const auto index = table.find(name);
    const Column* found = index ? &table.columns[*index] : nullptr;
    if (found == nullptr || found->type() != ColumnType::Integer) {
      return nullptr;
    }
    for (std::size_t row = 0; row < table.rows; ++row) {
      if (found->is_null(row) || found->integer(row) < 0) {
        return nullptr;
      }
    }
    return found;
  }

  const Column* from_;
  const Column* to_;
};

std::vector<Point> points_of(std::span<const Coordinate> coordinates) {
  std::vector<Point> points;
  points.reserve(coordinates.size());
  for (const Coordinate at : coordinates) {
    points.push_back({at.x, at.y});
  }
  return points;
}

void append_lines(const GeometryColumn& shapes, std::size_t row, const WalkableWay& way, std::size_t context_row,
                  StreetLines& streets) {
  for (std::size_t part = 0; part < shapes.part_count(row); ++part) {
    streets.add(points_of(shapes.ring(row, part, 0)), static_cast<std::uint32_t>(context_row), way.level);
    streets.directions.back() = way.direction;
    streets.kinds.back() = way.kind;
  }
}

void seal(StreetLines& streets, const Places& places) {
  if (places.empty()) {
    return;
  }
  streets.sealed.assign(streets.vertices.size(), 0);
  for (std::size_t i = 0; i < streets.vertices.size(); ++i) {
    streets.sealed[i] = places.contains({streets.vertices[i].x, streets.vertices[i].y}) ? 1 : 0;
  }
}

/// Positions by code; some codes name several things.
using Codes = std::multimap<std::string, std::size_t, std::less<>>;

Codes demand_by(const StudyArea& area, const std::string DemandPoint::*code) {
  Codes found;
  for (std::size_t i = 0; i < area.demand.size(); ++i) {
    found.emplace(area.demand.items()[i].*code, i);
  }
  return found;
}

Codes facilities_by_code(const StudyArea& area) {
  Codes found;
  for (std::size_t i = 0; i < area.facilities.size(); ++i) {
    found.emplace(area.facilities.items()[i].code, i);
  }
  return found;
}

/// Adds an entrance to everything with this code; false when nothing has it.
bool add_entrances(const Codes& codes, const std::string& code, Point at, std::vector<Entrance>& entrances) {
  if (code.empty()) {
    return false;
  }
  const auto [first, last] = codes.equal_range(code);
  for (auto it = first; it != last; ++it) {
    entrances.push_back({it->second, at});
  }
  return first != last;
}

void sort_by_place(std::vector<Entrance>& entrances) {
  std::stable_sort(entrances.begin(), entrances.end(),
                   [](const Entrance& a, const Entrance& b) { return a.place < b.place; });
}

}  // namespace

void build_streets(const Layer& layer, const std::vector<std::size_t>& rows, StreetInput& input, IssueLedger& ledger) {
  const FeatureTable& table = layer.table();
  TagColumns tags(table);
  const NodeColumns nodes(table);
  const bool is_tagged = tags.has("highway");
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (table.geometry->kind(rows[i]) != GeometryKind::Line) {
      ledger.add(layer.issue(Rule::GeometryWrongType, rows[i], "is no line, so nobody can walk along it",
                             "draw the street as a line, or remove the record"));
      continue;
    }
    const auto way = is_tagged ? walkable_way([&](std::string_view key) { return tags.tag(key, rows[i]); })
                               : plain_way(layer, tags, rows[i]);
    if (way) {
      append_lines(*table.geometry, rows[i], *way, i, input.streets);
      if (nodes.present()) {
        nodes.append_ids(rows[i], input.streets);
      }
    } else {
      ++left_out;
    }
  }
  seal(input.streets, sealed_places(layer));
  if (left_out > 0) {
    ledger.add(
        finding(Rule::StreetNotWalkable, layer.role(), "",
                fmt::format("{} of {} ways are not for walkers by their tags", grouped(left_out), grouped(rows.size())),
                "nothing to do; a way that walkers may use after all needs foot = yes"));
  }
}

void build_barriers(const Layer& layer, const std::vector<std::size_t>& rows, StreetInput& input, IssueLedger& ledger) {
  const GeometryColumn& shapes = *layer.table().geometry;
  for (const std::size_t row : rows) {
    if (shapes.kind(row) == GeometryKind::Point) {
      ledger.add(layer.issue(Rule::GeometryWrongType, row, "is a point, which stops nobody",
                             "draw the barrier as a line or an area"));
      continue;
    }
    for (std::size_t part = 0; part < shapes.part_count(row); ++part) {
      for (std::size_t ring = 0; ring < shapes.ring_count(row, part); ++ring) {
        input.barriers.push_back(points_of(shapes.ring(row, part, ring)));
      }
    }
  }
}

void build_crossings(const Layer& layer, const std::vector<std::size_t>& rows, StreetInput& input,
                     IssueLedger& ledger) {
  const std::vector<std::optional<Point>> places = sound_points(layer, ledger, nullptr);
  for (const std::size_t row : rows) {
    if (places[row]) {
      input.crossings.push_back(*places[row]);
    }
  }
}

void build_entrances(const Layer& layer, const std::vector<std::size_t>& rows, const StudyArea& area,
                     StreetInput& input, IssueLedger& ledger) {
  const Codes buildings = demand_by(area, &DemandPoint::code);
  const Codes compounds = demand_by(area, &DemandPoint::compound);
  const Codes facilities = facilities_by_code(area);
  const std::vector<std::optional<Point>> places = sound_points(layer, ledger, nullptr);
  for (const std::size_t row : rows) {
    if (!places[row]) {
      continue;
    }
    const Point at = *places[row];
    std::vector<std::string> unknown;
    std::size_t named = 0;
    const auto lead_to = [&](Field field, const Codes& codes, std::vector<Entrance>& entrances) {
      const std::string code = layer.text(field, row);
      named += code.empty() ? 0 : 1;
      if (!code.empty() && !add_entrances(codes, code, at, entrances)) {
        unknown.push_back(fmt::format("{} {}", field_name(field), code));
      }
    };
    lead_to(Field::Building, buildings, input.building_entrances);
    lead_to(Field::Compound, compounds, input.building_entrances);
    lead_to(Field::Facility, facilities, input.post_entrances);
    if (named == 0 || !unknown.empty()) {
      ledger.add(layer.issue(Rule::JoinUnmatched, row,
                             named == 0 ? std::string("names no building, compound or facility that it leads to")
                                        : fmt::format("leads to {}, which is not known", joined(unknown, ", ")),
                             "enter the code of one in the column `building`, `compound` or `facility`"));
    }
  }
  sort_by_place(input.building_entrances);
  sort_by_place(input.post_entrances);
}

}  // namespace lastmeter
