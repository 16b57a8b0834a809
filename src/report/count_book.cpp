// SPDX-License-Identifier: Apache-2.0
#include "report/count_book.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "report/count_columns.h"

namespace lastmeter {

namespace {

constexpr double kRounding = 0.002;  // of a printed count; sums of n of them may be off by n times as much

/// What tells the rows of a table apart.
std::string code_of(const FeatureTable& table, std::size_t row) {
  static constexpr std::array<std::string_view, 10> kKeys{"code", "level",   "zone",      "category", "subcategory",
                                                          "hour", "weekday", "community", "part",     "year"};
  std::string code;
  const bool has_own = table.find("code").has_value();
  for (const std::string_view key : kKeys) {
    const auto column = table.find(key);
    if (column && (!has_own || key == "code")) {
      code += table.columns[*column].as_text(row) + "\x1f";
    }
  }
  if (const auto option = table.name.starts_with("investment_") ? table.find("option") : std::nullopt) {
    code += table.columns[*option].as_text(row);
  }
  return code;
}

}  // namespace

CountBook::CountBook(const std::vector<StyledTable>& tables, double below) : tables_(&tables) {
  made_.problem.threshold = below;
  for (std::size_t t = 0; t < tables.size(); ++t) {
    if (!is_of_places(tables, tables[t].table)) {
      read_table(t);
    }
  }
}

std::string CountBook::thing_of(const FeatureTable& table) const {
  if (table.name == "events_by_grid_zone") {
    return "grid_zones";
  }
  if (table.name == "events_by_community") {
    return "communities";
  }
  if (table.name == "emergency_failures") {
    return "emergency_posts";
  }
  if (table.name.starts_with("investment_plan")) {
    return "investment_options" + table.name.substr(std::string_view("investment_plan").size());
  }
  const StyledTable* communities = table_named(*tables_, "communities");
  const bool has_parents = table.name.ends_with("_parents") && table.rows > 0 && table.find("code");
  if (has_parents && communities != nullptr && has_code(*communities, table.columns[*table.find("code")].as_text(0))) {
    return "communities";
  }
  return table.name;
}

std::size_t CountBook::add(double value, bool printed, bool fixed) {
  made_.problem.cells.push_back({.value = value, .printed = printed, .fixed = fixed});
  made_.places.emplace_back();
  return made_.problem.cells.size() - 1;
}

/// What another table says of a zone, in the same words and number, is what the table of the zones says.
std::size_t CountBook::cell_of(const std::string& thing, const std::string& code, const std::string& count,
                               double value) {
  const bool is_level = std::find(kZoneTables.begin(), kZoneTables.end(), thing) != kZoneTables.end();
  for (const auto* level : kZoneTables) {
    const auto at = cells_.find({level, code, count});
    if (!is_level && at != cells_.end() && std::abs(made_.problem.cells[at->second].value - value) <= kRounding) {
      return cells_.try_emplace({thing, code, count}, at->second).first->second;
    }
  }
  const auto [at, is_new] = cells_.try_emplace({thing, code, count}, made_.problem.cells.size());
  const bool is_other = !is_new && std::abs(made_.problem.cells[at->second].value - value) > kRounding;
  return is_new || is_other ? add(value, true, false) : at->second;  // codes may stand twice
}

void CountBook::read_table(std::size_t t) {
  const FeatureTable& table = this->table(t);
  const std::string thing = thing_of(table);
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const Column& column = table.columns[c];
    const bool counts = is_count_column(*tables_, table, column.name());
    for (std::size_t row = 0; counts && row < table.rows; ++row) {
      if (const auto value = column.as_number(row)) {
        const std::string code = code_of(table, row);
        const std::string count = column.name() == "unserved_more" ? "unserved_if_closed" : column.name();
        const std::size_t cell = cell_of(thing, code, count, std::max(0.0, *value));
        made_.places[cell].push_back({t, c, row});
        own_[{t, c, row}] = cell;
      }
    }
  }
  follow_counts(t);
}

/// Shares and rates tell their counts.
void CountBook::follow_counts(std::size_t t) {
  const FeatureTable& table = this->table(t);
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    for (const std::string& count : counts_told_by(table.columns[c].name())) {
      const auto of = table.find(count);
      for (std::size_t row = 0; of && row < table.rows; ++row) {
        if (const auto at = own_.find({t, *of, row}); at != own_.end()) {
          made_.follow[{t, c, row}].push_back(at->second);
        }
      }
    }
  }
}

std::optional<std::size_t> CountBook::find(const std::string& thing, const std::string& code,
                                           const std::string& count) const {
  const auto at = cells_.find({thing, code + "\x1f", count});
  return at == cells_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<std::size_t> CountBook::at(const CellPlace& place) const {
  const auto own = own_.find(place);
  return own == own_.end() ? std::nullopt : std::optional(own->second);
}

void CountBook::add_sum(std::size_t whole, std::vector<std::size_t> parts) {
  double sum = 0.0;
  for (const std::size_t part : parts) {
    sum += made_.problem.cells[part].value;
  }
  const double rest = made_.problem.cells[whole].value - sum;
  const double tolerance = kRounding * static_cast<double>(parts.size() + 1);
  const bool is_same = std::find(parts.begin(), parts.end(), whole) != parts.end();
  if (rest < -tolerance || parts.empty() || is_same) {
    return;
  }
  if (rest > tolerance) {
    parts.push_back(add(rest, false, false));
  }
  made_.problem.sums.push_back({whole, std::move(parts)});
}

CountBook::Groups CountBook::grouped_by(std::size_t t, std::size_t count, std::size_t by) const {
  const FeatureTable& table = this->table(t);
  Groups groups;
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (const auto at = own_.find({t, count, row}); at != own_.end()) {
      groups[table.columns[by].as_text(row)].push_back(at->second);
    }
  }
  return groups;
}

void CountBook::add_total(std::vector<std::size_t> parts) {
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());  // a count may stand in several rows
  double sum = 0.0;
  for (const std::size_t part : parts) {
    sum += made_.problem.cells[part].value;
  }
  const std::size_t whole = add(sum, true, true);
  made_.problem.sums.push_back({whole, std::move(parts)});
}

void CountBook::add_rest(std::size_t whole, std::size_t part) {
  const double rest = made_.problem.cells[whole].value - made_.problem.cells[part].value;
  if (rest >= -kRounding) {
    made_.problem.sums.push_back({whole, {part, add(std::max(0.0, rest), false, false)}});
  }
}

}  // namespace lastmeter
