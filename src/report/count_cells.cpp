// SPDX-License-Identifier: Apache-2.0
#include "report/count_cells.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>

namespace lastmeter {

namespace {

constexpr double kRounding = 0.002;  // of a printed count; sums of n of them may be off by n times as much

bool starts_with_any(std::string_view name, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return name.starts_with(start); });
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

/// Gathers cells from tables one by one.
class Gather {
 public:
  Gather(const std::vector<StyledTable>& tables, double below) : tables_(&tables) { made_.problem.threshold = below; }

  CountCells take() {
    for (std::size_t t = 0; t < tables_->size(); ++t) {
      if (!is_of_places(*tables_, (*tables_)[t].table)) {
        read_table(t);
      }
    }
    for (std::size_t t = 0; t < tables_->size(); ++t) {
      add_sums(t);
    }
    add_beyond();
    return std::move(made_);
  }

 private:
  using Key = std::tuple<std::string, std::string, std::string>;  // kind of thing, its code, what is counted

  /// Different tables of one thing share their cells.
  [[nodiscard]] std::string thing_of(const FeatureTable& table) const {
    if (table.name == "events_by_grid_zone") {
      return "grid_zones";
    }
    if (table.name == "events_by_community") {
      return "communities";
    }
    const StyledTable* communities = table_named(*tables_, "communities");
    const bool has_parents = table.name.ends_with("_parents") && table.rows > 0 && table.find("code");
    if (has_parents && communities != nullptr &&
        has_code(*communities, table.columns[*table.find("code")].as_text(0))) {
      return "communities";
    }
    return table.name;
  }

  /// What tells the rows of a table apart.
  static std::string code_of(const FeatureTable& table, std::size_t row) {
    static constexpr std::array<std::string_view, 8> kKeys{"code",        "level", "zone",    "category",
                                                           "subcategory", "hour",  "weekday", "community"};
    std::string code;
    const bool has_own = table.find("code").has_value();
    for (const std::string_view key : kKeys) {
      const auto column = table.find(key);
      if (column && (!has_own || key == "code")) {
        code += table.columns[*column].as_text(row) + "\x1f";
      }
    }
    return code;
  }

  std::size_t add(double value, bool printed, bool fixed) {
    made_.problem.cells.push_back({.value = value, .printed = printed, .fixed = fixed});
    made_.places.emplace_back();
    return made_.problem.cells.size() - 1;
  }

  /// What another table says of a zone, in the same words and number, is what the table of the zones says.
  std::size_t cell_of(const std::string& thing, const std::string& code, const std::string& count, double value) {
    static constexpr std::array<const char*, 3> kLevels{"grid_zones", "communities", "subdistricts"};
    const bool is_level = std::find(kLevels.begin(), kLevels.end(), thing) != kLevels.end();
    for (const auto* level : kLevels) {
      const auto at = cells_.find({level, code, count});
      if (!is_level && at != cells_.end() && std::abs(made_.problem.cells[at->second].value - value) <= kRounding) {
        return at->second;
      }
    }
    const auto [at, is_new] = cells_.try_emplace({thing, code, count}, made_.problem.cells.size());
    return is_new ? add(value, true, false) : at->second;
  }

  void read_table(std::size_t t) {
    const FeatureTable& table = (*tables_)[t].table;
    const std::string thing = thing_of(table);
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const Column& column = table.columns[c];
      for (std::size_t row = 0; is_count_column(column.name()) && row < table.rows; ++row) {
        if (const auto value = column.as_number(row)) {
          const std::string code = code_of(table, row);
          const std::size_t cell = cell_of(thing, code, column.name(), std::max(0.0, *value));
          made_.places[cell].push_back({t, c, row});
          own_[{t, c, row}] = cell;
        }
      }
    }
    follow_counts(t);
  }

  /// Shares and rates tell their counts.
  void follow_counts(std::size_t t) {
    const FeatureTable& table = (*tables_)[t].table;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const std::string& name = table.columns[c].name();
      std::vector<std::string> counts;
      if (const std::size_t share = name.find("_share"); share != std::string::npos) {
        counts = {name.substr(0, share), name.substr(0, share) + name.substr(share + 6)};
      } else if (name.starts_with("per_1000")) {
        counts = {"events", "households"};
      } else if (name == "share") {
        counts = {"events"};
      } else if (name == "gain_if_switched") {
        counts = {"population_nearest", "households_nearest"};
      }
      if (starts_with_any(name, {"settled_share", "settled_low", "settled_high", "settled_shrunk", "settled_q"})) {
        counts = {"events", "events_settled", "events_open"};
      }
      for (const std::string& count : counts) {
        const auto of = table.find(count);
        for (std::size_t row = 0; of && row < table.rows; ++row) {
          if (const auto at = own_.find({t, *of, row}); at != own_.end()) {
            made_.follow[{t, c, row}].push_back(at->second);
          }
        }
      }
    }
  }

  [[nodiscard]] std::optional<std::size_t> find(const std::string& thing, const std::string& code,
                                                const std::string& count) const {
    const auto at = cells_.find({thing, code + "\x1f", count});
    return at == cells_.end() ? std::nullopt : std::optional(at->second);
  }

  /// Parts that a reader may add up; what is missing to the whole is somebody's whom he does not know.
  void add_sum(std::size_t whole, std::vector<std::size_t> parts) {
    double sum = 0.0;
    for (const std::size_t part : parts) {
      sum += made_.problem.cells[part].value;
    }
    const double rest = made_.problem.cells[whole].value - sum;
    const double tolerance = kRounding * static_cast<double>(parts.size() + 1);
    if (rest < -tolerance || parts.empty()) {
      return;
    }
    if (rest > tolerance) {
      parts.push_back(add(rest, false, false));
    }
    made_.problem.sums.push_back({whole, std::move(parts)});
  }

  /// Cells of one column by what stands in another one.
  [[nodiscard]] std::map<std::string, std::vector<std::size_t>> grouped_by(std::size_t t, std::size_t count,
                                                                           std::size_t by) const {
    const FeatureTable& table = (*tables_)[t].table;
    std::map<std::string, std::vector<std::size_t>> groups;
    for (std::size_t row = 0; row < table.rows; ++row) {
      if (const auto at = own_.find({t, count, row}); at != own_.end()) {
        groups[table.columns[by].as_text(row)].push_back(at->second);
      }
    }
    return groups;
  }

  /// The table of what lies above the rows of this one.
  [[nodiscard]] std::string above(const FeatureTable& table) const {
    const bool has_communities = table_named(*tables_, "communities") != nullptr;
    const std::string thing = thing_of(table);
    return thing != "communities" && has_communities ? "communities" : "subdistricts";
  }

  void add_sums(std::size_t t) {
    const FeatureTable& table = (*tables_)[t].table;
    if (is_of_places(*tables_, table)) {
      return;
    }
    const auto parent = table.find("parent");
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (!is_count_column(table.columns[c].name())) {
        continue;
      }
      if (parent) {
        sum_into_parents(t, c, *parent);
      } else {
        sum_to_total(t, c);
      }
    }
    sum_units(t);
    sum_states(t);
    sum_branches(t);
    sum_cross(t);
  }

  void sum_into_parents(std::size_t t, std::size_t c, std::size_t parent) {
    const FeatureTable& table = (*tables_)[t].table;
    for (const auto& [code, parts] : grouped_by(t, c, parent)) {
      const auto whole = find(above(table), code, table.columns[c].name());
      if (whole) {
        add_sum(*whole, parts);
      } else {
        add_total(parts);
      }
    }
  }

  void add_total(const std::vector<std::size_t>& parts) {
    double sum = 0.0;
    for (const std::size_t part : parts) {
      sum += made_.problem.cells[part].value;
    }
    const std::size_t whole = add(sum, true, true);
    made_.problem.sums.push_back({whole, parts});
  }

  /// Totals of the summary. Posts may share people: their columns add up to nothing known, but are taken to.
  void sum_to_total(std::size_t t, std::size_t c) {
    const FeatureTable& table = (*tables_)[t].table;
    const auto sub = table.find("subcategory");
    const auto level = table.find("level");
    const auto community = table.find("community");
    const bool has_all = community && (table.find("hour") || table.find("weekday"));
    std::map<std::string, std::vector<std::size_t>> groups;
    for (std::size_t row = 0; row < table.rows; ++row) {
      const auto at = own_.find({t, c, row});
      const bool counts_twice = (sub && !level && !table.columns[*sub].as_text(row).empty()) ||
                                (has_all && !table.columns[*community].as_text(row).empty());
      if (at != own_.end() && !counts_twice) {
        groups[level ? table.columns[*level].as_text(row) : ""].push_back(at->second);
      }
    }
    for (const auto& [name, parts] : groups) {
      if (!parts.empty()) {
        add_total(parts);
      }
    }
  }

  /// Units of a plan add up to its zones.
  void sum_units(std::size_t t) {
    const FeatureTable& table = (*tables_)[t].table;
    const auto zone = table.find("zone");
    const std::size_t end = table.name.rfind("_units");
    for (std::size_t c = 0; zone && end != std::string::npos && c < table.columns.size(); ++c) {
      for (const auto& [code, parts] : grouped_by(t, c, *zone)) {
        if (const auto whole = find(table.name.substr(0, end) + "_zones", code, table.columns[c].name())) {
          add_sum(*whole, parts);
        }
      }
    }
  }

  /// All events of a row are settled, open or neither.
  void sum_states(std::size_t t) {
    const FeatureTable& table = (*tables_)[t].table;
    const auto events = table.find("events");
    const std::array<std::optional<std::size_t>, 3> states{table.find("events_settled"), table.find("events_open"),
                                                           table.find("events_unknown")};
    for (std::size_t row = 0; events && states[0] && row < table.rows; ++row) {
      std::vector<std::size_t> parts;
      for (const auto& state : states) {
        if (state) {
          parts.push_back(own_.at({t, *state, row}));
        }
      }
      add_sum(own_.at({t, *events, row}), std::move(parts));
    }
  }

  /// A branch is one grid zone, or two.
  void sum_branches(std::size_t t) {
    const FeatureTable& table = (*tables_)[t].table;
    const auto first = table.find("first");
    const auto second = table.find("second");
    for (std::size_t c = 0; table.name == "branches" && first && second && c < table.columns.size(); ++c) {
      for (std::size_t row = 0; row < table.rows; ++row) {
        const auto whole = own_.find({t, c, row});
        std::vector<std::size_t> parts;
        for (const auto& member : {first, second}) {
          const auto part = find("grid_zones", table.columns[*member].as_text(row), table.columns[c].name());
          if (part) {
            parts.push_back(*part);
          }
        }
        if (whole != own_.end()) {
          add_sum(whole->second, std::move(parts));
        }
      }
    }
  }

  /// Rows of categories and hours add up to the events of their zone, and over all zones to those of the category.
  void sum_cross(std::size_t t) {
    const FeatureTable& table = (*tables_)[t].table;
    const auto events = table.find("events");
    if (!events || table.find("code")) {
      return;
    }
    std::map<Key, std::vector<std::size_t>> sums;
    const auto text = [&](std::string_view name, std::size_t row) {
      const auto column = table.find(name);
      return column ? table.columns[*column].as_text(row) : std::string();
    };
    for (std::size_t row = 0; row < table.rows; ++row) {
      const auto own = own_.find({t, *events, row});
      if (own == own_.end()) {
        continue;
      }
      const std::string category = text("category", row);
      if (table.find("level")) {
        sums[{text("level", row), text("zone", row) + "\x1f", "events"}].push_back(own->second);
        sums[{"events_by_category", category + "\x1f" + text("subcategory", row) + "\x1f", "events"}].push_back(
            own->second);
      } else if (table.find("community")) {
        sums[{"communities", text("community", row) + "\x1f", "events"}].push_back(own->second);
      } else if (!text("subcategory", row).empty()) {
        sums[{"events_by_category", category + "\x1f\x1f", "events"}].push_back(own->second);
      }
    }
    for (auto& [whole, parts] : sums) {
      if (const auto at = cells_.find(whole); at != cells_.end()) {
        split_by_level(t, at->second, std::move(parts));
      }
    }
  }

  /// Cells of a category stand once for each level.
  void split_by_level(std::size_t t, std::size_t whole, std::vector<std::size_t> parts) {
    const FeatureTable& table = (*tables_)[t].table;
    const auto level = table.find("level");
    std::map<std::string, std::vector<std::size_t>> by_level;
    for (const std::size_t part : parts) {
      by_level[level ? table.columns[*level].as_text(made_.places[part].front().row) : ""].push_back(part);
    }
    for (auto& [name, own] : by_level) {
      add_sum(whole, std::move(own));
    }
  }

  /// People within a radius and beyond it are all people of the zone.
  void add_beyond() {
    const std::map<Key, std::size_t> printed = cells_;
    for (const auto& [key, cell] : printed) {
      const auto& [thing, code, count] = key;
      const std::size_t bar = count.find('_');
      if (bar == std::string::npos || !starts_with_any(thing, {"subdistricts", "communities", "grid_zones"})) {
        continue;
      }
      const auto whole = printed.find({thing, code, count.substr(0, bar)});
      if (whole != printed.end() && !count.starts_with("events")) {
        const double beyond = made_.problem.cells[whole->second].value - made_.problem.cells[cell].value;
        if (beyond >= -kRounding) {
          made_.problem.sums.push_back({whole->second, {cell, add(std::max(0.0, beyond), false, false)}});
        }
      }
    }
  }

  const std::vector<StyledTable>* tables_;
  CountCells made_;
  std::map<Key, std::size_t> cells_;
  std::map<CellPlace, std::size_t> own_;
};

}  // namespace

CountCells count_cells(const std::vector<StyledTable>& tables, double below) { return Gather(tables, below).take(); }

bool is_count_column(std::string_view name) {
  static constexpr std::array<std::string_view, 4> kEvents{"events", "events_settled", "events_open", "events_unknown"};
  const bool counts_people =
      starts_with_any(name, {"households", "population"}) && name.find("_share") == std::string_view::npos;
  return counts_people || std::find(kEvents.begin(), kEvents.end(), name) != kEvents.end();
}

bool is_of_places(const std::vector<StyledTable>& tables, const FeatureTable& table) {
  static constexpr std::array<std::string_view, 2> kDemand{"buildings", "demand"};
  const bool named = std::find(kDemand.begin(), kDemand.end(), table.name) != kDemand.end() ||
                     starts_with_any(table.name, {"uncovered", "placement_unserved"}) ||
                     table.name.ends_with("_change") || table.name.ends_with("_lineage") ||
                     table.name.ends_with("_stations") || table.name.starts_with("shares_");
  if (named || !table.name.ends_with("_units")) {
    return named;
  }
  for (const std::string_view name : kDemand) {
    const StyledTable* demand = table_named(tables, name);
    const auto code = table.find("code");
    if (demand != nullptr && code && table.rows > 0 && has_code(*demand, table.columns[*code].as_text(0))) {
      return true;
    }
  }
  return false;
}

}  // namespace lastmeter
