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

constexpr const char* kAnywhere = "\x1f";    // ground of zones that lie in no community alone
constexpr const char* kEverywhere = "\x1e";  // all of it
constexpr const char* kMerged = "\x1d";      // ground of merged communities

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

/// Whose ground rows lie on: a community's, where their table says so.
class Ground {
 public:
  explicit Ground(const std::vector<StyledTable>& tables) {
    const StyledTable* communities = table_named(tables, "communities");
    const auto code = communities == nullptr ? std::nullopt : communities->table.find("code");
    for (std::size_t row = 0; code && row < communities->table.rows; ++row) {
      communities_.insert(communities->table.columns[*code].as_text(row));
    }
    const StyledTable* zones = table_named(tables, "grid_zones");
    for (std::size_t row = 0; zones != nullptr && row < zones->table.rows; ++row) {
      parents_.emplace(text(zones->table, "code", row), text(zones->table, "parent", row));
    }
  }

  [[nodiscard]] std::string of(const FeatureTable& table, std::size_t row) const {
    if (table.name.starts_with("merge_")) {
      return kMerged;
    }
    const std::string zone = table.name == "building_groups" ? text(table, "grid_zone", row) : "";
    const auto parent = parents_.find(zone);
    const std::string ground = table.name == "communities" ? text(table, "code", row)
                               : parent != parents_.end()  ? parent->second
                                                           : text(table, "parent", row);
    return communities_.contains(ground) ? ground : kAnywhere;
  }

 private:
  static std::string text(const FeatureTable& table, std::string_view column, std::size_t row) {
    const auto at = table.find(column);
    return at ? table.columns[*at].as_text(row) : "";
  }

  std::set<std::string> communities_;
  std::map<std::string, std::string> parents_;  // by grid zone
};

using Touched = std::set<std::pair<std::string, std::string>>;  // measure and ground

/// Ground with a hidden count. Zones that may lie anywhere are touched by any, and touch all; merged zones are whole
/// communities, which parts of them do not touch.
Touched touched_by(const std::vector<StyledTable>& tables, const Ground& ground, const std::set<CellPlace>& places) {
  static constexpr std::array<std::string_view, 3> kParts{"grid_zones", "communities", "building_groups"};
  Touched touched;
  for (const CellPlace& place : places) {
    const FeatureTable& table = tables[place.table].table;
    const bool is_part = std::find(kParts.begin(), kParts.end(), table.name) != kParts.end();
    const std::string measure = measure_of(tables, table, table.columns[place.column].name());
    if (measure.empty() || !(is_part || is_across(table, place.row))) {
      continue;
    }
    const std::string own = ground.of(table, place.row);
    touched.emplace(measure, own);
    touched.emplace(measure, kAnywhere);
    if (own == kAnywhere || own == kMerged) {
      touched.emplace(measure, kEverywhere);
    }
    if (table.name == "communities" || !is_part) {
      touched.emplace(measure, kMerged);
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
        if (!is_across(table, row)) {
          continue;
        }
        const std::string own = ground.of(table, row);
        const bool hide =
            touched.contains({measure, own}) || (own != kMerged && touched.contains({measure, kEverywhere}));
        more += hide && !table.columns[c].is_null(row) && places.insert({t, c, row}).second ? 1U : 0U;
      }
    }
  }
  return more;
}

}  // namespace lastmeter
