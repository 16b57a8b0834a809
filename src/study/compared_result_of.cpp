// SPDX-License-Identifier: Apache-2.0
#include "study/compared_result_of.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace lastmeter {

namespace {

constexpr std::array<std::string_view, 3> kLevels{"subdistricts", "communities", "grid_zones"};
constexpr std::array<std::string_view, 3> kLevelColumns{"subdistrict", "community", "grid_zone"};
constexpr std::array<std::string_view, 2> kPlans{"partition", "merge"};
constexpr std::string_view kReached = "facilities_";

std::optional<Crs> metres_of(const ResultFolder& folder) {
  for (const auto& [name, table] : folder.tables) {
    if (table.crs && table.crs->is_projected_metres()) {
      return table.crs;
    }
  }
  return std::nullopt;
}

/// The box, in degrees, of every table that says where it is.
Box extent_of(const ResultFolder& folder) {
  Box box;
  for (const auto& [name, table] : folder.tables) {
    if (!table.crs || !table.geometry) {
      continue;
    }
    std::vector<Coordinate> places(table.geometry->all_coordinates().begin(), table.geometry->all_coordinates().end());
    transform(*table.crs, Crs::wgs84(), places);
    for (const Coordinate at : places) {
      if (std::isfinite(at.x) && std::isfinite(at.y)) {
        box.add(Point{at.x, at.y});
      }
    }
  }
  return box;
}

/// A table's columns by name; absent ones read as empty.
class Rows {
 public:
  explicit Rows(const FeatureTable& table) : table_(table) {}
  [[nodiscard]] std::string text(std::string_view column, std::size_t row) const {
    const auto at = table_.find(column);
    return at ? table_.columns[*at].as_text(row) : std::string();
  }
  [[nodiscard]] std::optional<double> number(std::string_view column, std::size_t row) const {
    const auto at = table_.find(column);
    return at ? table_.columns[*at].as_number(row) : std::nullopt;
  }
  [[nodiscard]] ComparedRecord record(std::size_t row) const {
    ComparedRecord record{.code = text("code", row), .name = text("name", row), .at = {}};
    if (table_.geometry && table_.geometry->kind(row) == GeometryKind::Point) {
      const Coordinate at = table_.geometry->coordinates(row).front();
      if (std::isfinite(at.x) && std::isfinite(at.y)) {
        record.at = Point{at.x, at.y};
      }
    }
    return record;
  }
  [[nodiscard]] std::vector<ComparedRecord> records() const {
    std::vector<ComparedRecord> all;
    all.reserve(table_.rows);
    for (std::size_t row = 0; row < table_.rows; ++row) {
      all.push_back(record(row));
    }
    return all;
  }

 private:
  const FeatureTable& table_;
};

/// The layer, if it is there and says which row is which.
const FeatureTable* coded(const ResultFolder& folder, std::string_view layer, IssueLedger& ledger) {
  const auto at = folder.tables.find(std::string(layer));
  if (at == folder.tables.end()) {
    return nullptr;
  }
  if (!at->second.find("code")) {
    ledger.add(finding(Rule::CompareLayer, std::string(layer), "",
                       fmt::format("has no column `code` in {}; it is left out", folder.path.filename().string()),
                       "run the study again with this version"));
    return nullptr;
  }
  return &at->second;
}

double count_of(const Rows& rows, std::string_view column, std::size_t row) {
  const double count = rows.number(column, row).value_or(0.0);
  return std::isfinite(count) ? std::max(0.0, count) : 0.0;
}

void add_cases(const FeatureTable& table, ComparedDemand& demand) {
  const auto add = [&](std::string name, const Column& column, auto is_covered) {
    std::vector<std::uint8_t> covered(table.rows, 0);
    for (std::size_t row = 0; row < table.rows; ++row) {
      covered[row] = is_covered(column, row) ? 1 : 0;
    }
    demand.cases.push_back(std::move(name));
    demand.covered.push_back(std::move(covered));
  };
  for (const Column& column : table.columns) {
    if (column.name().starts_with(kReached)) {
      add(column.name().substr(kReached.size()), column,
          [](const Column& posts, std::size_t row) { return posts.as_number(row).value_or(0.0) > 0.0; });
    } else if (column.name() == "placement_site") {
      add("plan", column, [](const Column& site, std::size_t row) { return !site.as_text(row).empty(); });
    }
  }
}

void read_demand(const ResultFolder& folder, IssueLedger& ledger, ComparedResult& result) {
  const FeatureTable* table = coded(folder, "buildings", ledger);
  if (table == nullptr) {
    table = coded(folder, "demand", ledger);
    result.basis = DemandBasis::PopulationPolygons;
  }
  if (table == nullptr) {
    return;
  }
  const Rows rows(*table);
  result.has_population = table->find("population").has_value();
  result.has_households = table->find("households").has_value();
  ComparedDemand& demand = result.demand;
  demand.records = rows.records();
  for (std::size_t row = 0; row < table->rows; ++row) {
    demand.weights.push_back({.households = count_of(rows, "households", row),
                              .population = count_of(rows, "population", row),
                              .points = 1.0});
    demand.zones.push_back(
        {rows.text(kLevelColumns[0], row), rows.text(kLevelColumns[1], row), rows.text(kLevelColumns[2], row)});
    demand.nearest.push_back(rows.text("nearest_facility", row));
    demand.nearest_m.push_back(rows.number("nearest_m", row));
  }
  add_cases(*table, demand);
}

ComparedPosts posts_of(const FeatureTable* table) {
  ComparedPosts posts;
  if (table != nullptr) {
    const Rows rows(*table);
    posts.records = rows.records();
    for (std::size_t row = 0; row < table->rows; ++row) {
      posts.kinds.push_back(rows.text("kind", row));
      posts.open.push_back(rows.number("open", row).value_or(1.0) != 0.0 ? 1 : 0);
    }
  }
  return posts;
}

ComparedZones zones_of(const std::string& layer, const FeatureTable& table) {
  const Rows rows(table);
  ComparedZones zones{.layer = layer,
                      .records = rows.records(),
                      .area_m2 = {},
                      .shapes = {},
                      .units = {},
                      .unit_zone = {},
                      .unit_weight = {}};
  for (std::size_t row = 0; row < table.rows; ++row) {
    zones.area_m2.push_back(rows.number("area_m2", row));
    if (table.geometry) {
      zones.shapes.append_row(*table.geometry, row);
    } else {
      zones.shapes.append(GeometryKind::Null);
    }
  }
  return zones;
}

void read_plan_units(const FeatureTable& table, ComparedZones& zones) {
  const Rows rows(table);
  zones.units = rows.records();
  for (std::size_t row = 0; row < table.rows; ++row) {
    zones.unit_zone.push_back(rows.text("zone", row));
    zones.unit_weight.push_back(count_of(rows, "households", row));
  }
}

}  // namespace

std::optional<Crs> common_crs(const ResultFolder& before, const ResultFolder& after) {
  for (const ResultFolder* folder : {&after, &before}) {
    if (auto crs = metres_of(*folder)) {
      return crs;
    }
  }
  Box box = extent_of(after);
  box.add(extent_of(before));
  return box.empty() ? std::nullopt
                     : std::optional(choose_working_crs({.lon = box.min_x, .lat = box.min_y},
                                                        {.lon = box.max_x, .lat = box.max_y}));
}

ComparedResult compared_result_of(ResultFolder folder, const std::optional<Crs>& crs, IssueLedger& ledger) {
  for (auto& [name, table] : folder.tables) {
    if (table.geometry && table.crs && crs && !(*table.crs == *crs)) {
      transform(*table.crs, *crs, table.geometry->all_coordinates());
    }
  }
  ComparedResult result;
  result.study = folder.study;
  read_demand(folder, ledger, result);
  result.posts = posts_of(coded(folder, "facilities", ledger));
  result.sites = posts_of(coded(folder, "placement_sites", ledger));
  for (const std::string_view level : kLevels) {
    if (const FeatureTable* table = coded(folder, level, ledger)) {
      result.zones.push_back(zones_of(std::string(level), *table));
    }
  }
  for (const std::string_view plan : kPlans) {
    const std::string name(plan);
    const FeatureTable* zones = coded(folder, name + "_zones", ledger);
    const FeatureTable* units = coded(folder, name + "_units", ledger);
    if (zones != nullptr && units != nullptr) {
      result.zones.push_back(zones_of(name + "_zones", *zones));
      read_plan_units(*units, result.zones.back());
    }
  }
  result.figures = std::move(folder.figures);
  return result;
}

}  // namespace lastmeter
