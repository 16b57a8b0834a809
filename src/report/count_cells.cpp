// SPDX-License-Identifier: Apache-2.0
#include "report/count_cells.h"

#include <algorithm>
#include <array>
#include <optional>

#include "report/count_book.h"
#include "report/count_columns.h"

namespace lastmeter {

namespace {

/// The table of what lies above the rows of this one.
std::string above(const CountBook& book, const FeatureTable& table) {
  const bool has_communities = table_named(book.tables(), "communities") != nullptr;
  const std::string thing = book.thing_of(table);
  return thing != "communities" && has_communities ? "communities" : "subdistricts";
}

void sum_into_parents(CountBook& book, std::size_t t, std::size_t c, std::size_t parent) {
  const FeatureTable& table = book.table(t);
  const std::string wholes = above(book, table);
  for (const auto& [code, parts] : book.grouped_by(t, c, parent)) {
    const auto whole = book.find(wholes, code, table.columns[c].name());
    if (whole) {
      book.add_sum(*whole, parts);
    } else {
      book.add_total(parts);
    }
  }
}

/// Totals of the summary. Posts may share people: their columns add up to nothing known, but are taken to.
void sum_to_total(CountBook& book, std::size_t t, std::size_t c) {
  const FeatureTable& table = book.table(t);
  const auto sub = table.find("subcategory");
  const auto level = table.find("level");
  const auto community = table.find("community");
  const bool has_all = community && (table.find("hour") || table.find("weekday"));
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t row = 0; row < table.rows; ++row) {
    const auto at = book.at({t, c, row});
    const bool counts_twice = (sub && !level && !table.columns[*sub].as_text(row).empty()) ||
                              (has_all && !table.columns[*community].as_text(row).empty());
    if (at && !counts_twice) {
      groups[level ? table.columns[*level].as_text(row) : ""].push_back(*at);
    }
  }
  for (const auto& [name, parts] : groups) {
    if (!parts.empty()) {
      book.add_total(parts);
    }
  }
}

/// Units of a plan add up to its zones.
void sum_units(CountBook& book, std::size_t t) {
  const FeatureTable& table = book.table(t);
  const auto zone = table.find("zone");
  const std::size_t end = table.name.rfind("_units");
  for (std::size_t c = 0; zone && end != std::string::npos && c < table.columns.size(); ++c) {
    for (const auto& [code, parts] : book.grouped_by(t, c, *zone)) {
      if (const auto whole = book.find(table.name.substr(0, end) + "_zones", code, table.columns[c].name())) {
        book.add_sum(*whole, parts);
      }
    }
  }
}

/// Rows that state the zone they are part of: building groups, units of a community.
void sum_ties(CountBook& book, std::size_t t) {
  const FeatureTable& table = book.table(t);
  const bool assigns = table.name.starts_with("assign_") && !table.name.ends_with("_communities");
  const std::array<std::tuple<bool, std::string, std::string>, 2> ties{
      {{table.name == "building_groups", "grid_zone", "grid_zones"},
       {assigns, "community", table.name + "_communities"}}};
  for (const auto& [applies, by, wholes] : ties) {
    const auto zone = applies ? table.find(by) : std::nullopt;
    for (std::size_t c = 0; zone && c < table.columns.size(); ++c) {
      for (const auto& [code, parts] : book.grouped_by(t, c, *zone)) {
        if (const auto whole = book.find(wholes, code, table.columns[c].name())) {
          book.add_sum(*whole, parts);
        }
      }
    }
  }
}

/// What zones of before gave to those of after, part by part: both sides add up from the parts, which are not shown.
void sum_lineage(CountBook& book, std::size_t t) {
  const FeatureTable& table = book.table(t);
  const auto before = table.find("before");
  const auto after = table.find("after");
  if (table.name != "history_lineage" || !before || !after) {
    return;
  }
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const std::string& count = table.columns[c].name();
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> sums;
    for (std::size_t row = 0; is_count_column(book.tables(), table, count) && row < table.rows; ++row) {
      const std::size_t part = book.add_part(table.columns[c].as_number(row).value_or(0.0));
      sums[{"history_before", table.columns[*before].as_text(row)}].push_back(part);
      sums[{"history_after", table.columns[*after].as_text(row)}].push_back(part);
    }
    for (const auto& [zone, parts] : sums) {
      if (const auto whole = book.find(zone.first, zone.second, count)) {
        book.add_sum(*whole, parts);
      }
    }
  }
}

/// All events of a row are settled, open or neither.
void sum_states(CountBook& book, std::size_t t) {
  const FeatureTable& table = book.table(t);
  const auto events = table.find("events");
  const std::array<std::optional<std::size_t>, 3> states{table.find("events_settled"), table.find("events_open"),
                                                         table.find("events_unknown")};
  for (std::size_t row = 0; events && states[0] && row < table.rows; ++row) {
    std::vector<std::size_t> parts;
    for (const auto& state : states) {
      if (state) {
        parts.push_back(*book.at({t, *state, row}));
      }
    }
    book.add_sum(*book.at({t, *events, row}), std::move(parts));
  }
}

/// A branch is one grid zone, or two.
void sum_branches(CountBook& book, std::size_t t) {
  const FeatureTable& table = book.table(t);
  const auto first = table.find("first");
  const auto second = table.find("second");
  for (std::size_t c = 0; table.name == "branches" && first && second && c < table.columns.size(); ++c) {
    for (std::size_t row = 0; row < table.rows; ++row) {
      const auto whole = book.at({t, c, row});
      std::vector<std::size_t> parts;
      for (const auto& member : {first, second}) {
        const auto part = book.find("grid_zones", table.columns[*member].as_text(row), table.columns[c].name());
        if (part) {
          parts.push_back(*part);
        }
      }
      if (whole) {
        book.add_sum(*whole, std::move(parts));
      }
    }
  }
}

/// Cells of a category stand once for each level.
void split_by_level(CountBook& book, std::size_t t, std::size_t whole, std::vector<std::size_t> parts) {
  const FeatureTable& table = book.table(t);
  const auto level = table.find("level");
  std::map<std::string, std::vector<std::size_t>> by_level;
  for (const std::size_t part : parts) {
    by_level[level ? table.columns[*level].as_text(book.row_of(part)) : ""].push_back(part);
  }
  for (auto& [name, own] : by_level) {
    book.add_sum(whole, std::move(own));
  }
}

/// Rows of categories and hours add up to the events of their zone, and over all zones to those of the category.
void sum_cross(CountBook& book, std::size_t t) {
  const FeatureTable& table = book.table(t);
  const auto events = table.find("events");
  if (!events || table.find("code")) {
    return;
  }
  std::map<CountBook::Key, std::vector<std::size_t>> sums;
  const auto text = [&](std::string_view name, std::size_t row) {
    const auto column = table.find(name);
    return column ? table.columns[*column].as_text(row) : std::string();
  };
  for (std::size_t row = 0; row < table.rows; ++row) {
    const auto own = book.at({t, *events, row});
    if (!own) {
      continue;
    }
    const std::string category = text("category", row);
    if (table.find("level")) {
      sums[{text("level", row), text("zone", row) + "\x1f", "events"}].push_back(*own);
      sums[{"events_by_category", category + "\x1f" + text("subcategory", row) + "\x1f", "events"}].push_back(*own);
    } else if (table.find("community")) {
      sums[{"communities", text("community", row) + "\x1f", "events"}].push_back(*own);
    } else if (!text("subcategory", row).empty()) {
      sums[{"events_by_category", category + "\x1f\x1f", "events"}].push_back(*own);
    }
  }
  for (auto& [whole, parts] : sums) {
    if (const auto at = book.cells().find(whole); at != book.cells().end()) {
      split_by_level(book, t, at->second, std::move(parts));
    }
  }
}

void add_sums(CountBook& book, std::size_t t) {
  const FeatureTable& table = book.table(t);
  sum_lineage(book, t);
  if (is_of_places(book.tables(), table)) {
    return;
  }
  const auto parent = table.find("parent");
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (!is_count_column(book.tables(), table, table.columns[c].name())) {
      continue;
    }
    if (parent) {
      sum_into_parents(book, t, c, *parent);
    } else {
      sum_to_total(book, t, c);
    }
  }
  sum_units(book, t);
  sum_ties(book, t);
  sum_states(book, t);
  sum_branches(book, t);
  sum_cross(book, t);
}

/// People within a radius and beyond it are all people of the zone.
void add_beyond(CountBook& book) {
  const std::map<CountBook::Key, std::size_t> printed = book.cells();
  for (const auto& [key, cell] : printed) {
    const auto& [thing, code, count] = key;
    const std::size_t bar = count.find('_');
    if (bar == std::string::npos || std::find(kZoneTables.begin(), kZoneTables.end(), thing) == kZoneTables.end()) {
      continue;
    }
    const auto whole = printed.find({thing, code, count.substr(0, bar)});
    if (whole != printed.end() && !count.starts_with("events")) {
      book.add_rest(whole->second, cell);
    }
  }
}

}  // namespace

CountCells count_cells(const std::vector<StyledTable>& tables, double below) {
  CountBook book(tables, below);
  for (std::size_t t = 0; t < tables.size(); ++t) {
    add_sums(book, t);
  }
  add_beyond(book);
  return std::move(book).take();
}

}  // namespace lastmeter
