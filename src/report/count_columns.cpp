// SPDX-License-Identifier: Apache-2.0
#include "report/count_columns.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace lastmeter {

namespace {

bool starts_with_any(std::string_view name, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return name.starts_with(start); });
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// A plan of investments says in its table of years what its benefit is.
bool benefits_people(const std::vector<StyledTable>& tables, const std::string& table) {
  const std::size_t bar = table.find('_', std::string_view("investment_").size());
  const std::string name = bar == std::string::npos ? "" : table.substr(bar);
  const StyledTable* years = table_named(tables, "investment_years" + name);
  const auto unit = years == nullptr ? std::nullopt : years->table.find("unit");
  return unit && years->table.rows > 0 &&
         is_one_of(years->table.columns[*unit].as_text(0), {"persons", "households", "events"});
}

bool is_demand_table(std::string_view name) { return is_one_of(name, {"buildings", "demand"}); }

}  // namespace

bool is_count_column(const std::vector<StyledTable>& tables, const FeatureTable& table, std::string_view column) {
  const std::string_view name = table.name;
  if (starts_with_any(column, {"households", "population"})) {
    return column.find("_share") == std::string_view::npos;
  }
  if (name.starts_with("emergency_")) {
    return is_one_of(column, {"load", "people", "unserved", "moved", "part_people", "unserved_if_closed",
                              "unserved_more", "rerouted"});
  }
  if (name.starts_with("placement_") && column == "gain_if_switched") {
    return true;
  }
  if (name.starts_with("investment_")) {
    return is_one_of(column, {"gain", "benefit"}) && benefits_people(tables, table.name);
  }
  return is_one_of(column, {"events", "events_settled", "events_open", "events_unknown"}) ||
         (name.starts_with("assign_") && is_one_of(column, {"members", "members_here"}));
}

bool is_of_places(const std::vector<StyledTable>& tables, const FeatureTable& table) {
  const std::string_view name = table.name;
  const bool named =
      is_demand_table(name) || name == "groups_buildings" ||
      starts_with_any(name, {"uncovered", "placement_unserved", "shares_", "emergency_unserved", "emergency_moves"}) ||
      name.ends_with("_change") || name.ends_with("_lineage") || name.ends_with("_stations") ||
      (name.starts_with("assign_") && name.ends_with("_members"));
  if (named || !name.ends_with("_units")) {
    return named;
  }
  const auto code = table.find("code");
  return std::any_of(tables.begin(), tables.end(), [&](const StyledTable& demand) {
    return is_demand_table(demand.table.name) && code && table.rows > 0 &&
           has_code(demand, table.columns[*code].as_text(0));
  });
}

bool tells_a_count(const std::vector<StyledTable>& tables, const FeatureTable& table, std::string_view column) {
  return is_count_column(tables, table, column) || is_one_of(column, {"reached_households", "share", "load", "quota"});
}

std::vector<std::string> counts_told_by(const std::string& column) {
  if (starts_with_any(column, {"settled_share", "settled_low", "settled_high", "settled_shrunk", "settled_q"})) {
    return {"events", "events_settled", "events_open"};
  }
  if (const std::size_t share = column.find("_share"); share != std::string::npos) {
    return {column.substr(0, share), column.substr(0, share) + column.substr(share + 6)};
  }
  if (column.starts_with("per_1000")) {
    return {"events", "households"};
  }
  if (column == "share") {
    return {"events"};
  }
  if (column == "gain_if_switched") {
    return {"population_nearest", "households_nearest"};
  }
  if (is_one_of(column, {"overload", "staff_needed", "hours", "queue_min"})) {
    return {"load"};
  }
  if (column == "part_missing") {
    return {"part_people"};
  }
  if (column == "members_here") {
    return {"members"};
  }
  if (starts_with_any(column, {"gain_per", "free_benefit", "loss"})) {
    return {"gain", "benefit"};
  }
  return {};
}

const StyledTable* table_named(const std::vector<StyledTable>& tables, std::string_view name) {
  const auto at =
      std::find_if(tables.begin(), tables.end(), [&](const StyledTable& each) { return each.table.name == name; });
  return at == tables.end() ? nullptr : &*at;
}

bool has_code(const StyledTable& styled, const std::string& code) {
  const auto column = styled.table.find("code");
  for (std::size_t row = 0; column && row < styled.table.rows; ++row) {
    if (styled.table.columns[*column].as_text(row) == code) {
      return true;
    }
  }
  return false;
}

}  // namespace lastmeter
