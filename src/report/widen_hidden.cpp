// SPDX-License-Identifier: Apache-2.0
#include "report/widen_hidden.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "report/count_columns.h"

namespace lastmeter {

namespace {

constexpr const char* kAnywhere = "\x1f";  // ground of zones without a parent

/// "population_500m_open": "population"; "" for columns that count nobody.
std::string measure_of(const std::vector<StyledTable>& tables, const FeatureTable& table, const std::string& column) {
  const std::string first = column.substr(0, column.find('_'));
  static constexpr std::array<std::string_view, 3> kMeasures{"population", "households", "events"};
  const bool is_known = std::find(kMeasures.begin(), kMeasures.end(), first) != kMeasures.end();
  const bool counts = is_count_column(tables, table, column) || column.find("_share") != std::string::npos;
  return is_known && counts ? first : "";
}

/// A zone that lies across others' ground. Zones of other days do where they were reshaped; else they are parts or
/// unions of today's, which sums know.
bool is_across(const FeatureTable& table, std::size_t row) {
  const std::string& name = table.name;
  if (name.starts_with("history_")) {
    const auto kind = table.find("kind");
    return kind && table.columns[*kind].as_text(row) == "reshaped";
  }
  const bool is_plan = name.starts_with("partition_") || name.starts_with("merge_");
  return (is_plan && !name.ends_with("_parents")) || name == "branches";
}

class Ground {
 public:
  explicit Ground(const std::vector<StyledTable>& tables) {
    const StyledTable* zones = table_named(tables, "grid_zones");
    const auto code = zones == nullptr ? std::nullopt : zones->table.find("code");
    const auto parent = zones == nullptr ? std::nullopt : zones->table.find("parent");
    for (std::size_t row = 0; code && parent && row < zones->table.rows; ++row) {
      parents_.emplace(zones->table.columns[*code].as_text(row), zones->table.columns[*parent].as_text(row));
    }
  }

  /// Whose ground a row lies on.
  [[nodiscard]] std::string of(const FeatureTable& table, std::size_t row) const {
    if (const auto own = table.name == "communities" ? table.find("code") : std::nullopt) {
      return table.columns[*own].as_text(row);
    }
    if (const auto zone = table.name == "building_groups" ? table.find("grid_zone") : std::nullopt) {
      const auto at = parents_.find(table.columns[*zone].as_text(row));
      return at == parents_.end() ? kAnywhere : at->second;
    }
    const auto parent = table.name.starts_with("merge_") ? std::nullopt : table.find("parent");
    return parent ? table.columns[*parent].as_text(row) : kAnywhere;
  }

 private:
  std::map<std::string, std::string> parents_;  // by grid zone
};

using Touched = std::set<std::pair<std::string, std::string>>;  // measure and ground

/// Ground with a hidden count; zones without a parent may lie on any of it.
Touched touched_by(const std::vector<StyledTable>& tables, const Ground& ground, const std::set<CellPlace>& places) {
  static constexpr std::array<std::string_view, 2> kInForce{"grid_zones", "communities"};
  Touched touched;
  for (const CellPlace& place : places) {
    const FeatureTable& table = tables[place.table].table;
    const bool in_force = std::find(kInForce.begin(), kInForce.end(), table.name) != kInForce.end();
    const std::string measure = measure_of(tables, table, table.columns[place.column].name());
    const bool is_part = in_force || table.name == "building_groups";
    if (!measure.empty() && (is_part || is_across(table, place.row))) {
      touched.emplace(measure, ground.of(table, place.row));
      if (table.name != "grid_zones" && table.name != "building_groups") {
        touched.emplace(measure, kAnywhere);
      }
    }
  }
  return touched;
}

}  // namespace

std::size_t widen_hidden(const std::vector<StyledTable>& tables, std::set<CellPlace>& places) {
  const Ground ground(tables);
  const Touched touched = touched_by(tables, ground, places);
  std::size_t more = 0;
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const FeatureTable& table = tables[t].table;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const std::string measure = measure_of(tables, table, table.columns[c].name());
      for (std::size_t row = 0; !measure.empty() && row < table.rows; ++row) {
        const bool hide = is_across(table, row) && touched.contains({measure, ground.of(table, row)});
        more += hide && !table.columns[c].is_null(row) && places.insert({t, c, row}).second ? 1U : 0U;
      }
    }
  }
  return more;
}

}  // namespace lastmeter
