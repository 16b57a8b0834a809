// SPDX-License-Identifier: Apache-2.0
#include "report/suppress_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "core/text.h"
#include "report/count_cells.h"
#include "report/count_columns.h"
#include "report/widen_hidden.h"

namespace lastmeter {

namespace {

/// A column without the values at some rows.
Column emptied(const Column& column, const std::vector<bool>& hide) {
  Column left(column.name(), column.type());
  left.reserve(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (hide[row] || column.is_null(row)) {
      left.append_null();
      continue;
    }
    switch (column.type()) {
      case ColumnType::Integer:
        left.append_integer(column.integer(row));
        break;
      case ColumnType::Real:
        left.append_real(column.real(row));
        break;
      case ColumnType::Text:
      case ColumnType::Date:
        left.append_text(column.text(row));
        break;
    }
  }
  return left;
}

/// Statistics that mix the counts of neighbours: with all others known, one follows.
bool mixes_neighbours(const std::string& name) { return name == "gi_star" || name == "local_moran"; }

std::set<CellPlace> hidden_places(const CountCells& cells, const Suppression& found) {
  std::set<CellPlace> places;
  const auto is_hidden = [&](std::size_t cell) { return found.cells[cell] != CellState::Shown; };
  for (std::size_t cell = 0; cell < cells.places.size(); ++cell) {
    if (is_hidden(cell)) {
      places.insert(cells.places[cell].begin(), cells.places[cell].end());
    }
  }
  for (const auto& [place, counts] : cells.follow) {
    if (std::any_of(counts.begin(), counts.end(), is_hidden)) {
      places.insert(place);
    }
  }
  return places;
}

void hide_in(FeatureTable& table, const std::vector<std::vector<bool>>& hide) {
  Column names("hidden", ColumnType::Text);
  bool any = false;
  for (std::size_t row = 0; row < table.rows; ++row) {
    std::vector<std::string> columns;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (hide[c][row] && !table.columns[c].is_null(row)) {
        columns.push_back(table.columns[c].name());
      }
    }
    any = any || !columns.empty();
    names.append_text(joined(columns, ", "));
  }
  if (!any) {
    return;
  }
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    table.columns[c] = emptied(table.columns[c], hide[c]);
  }
  table.columns.push_back(std::move(names));
}

}  // namespace

std::string hidden_line(const HiddenCounts& hidden) {
  std::string text = fmt::format("hidden in tables and maps: {} counts below {}, {} others that would give them away",
                                 grouped(hidden.small), fixed(hidden.below, 3), grouped(hidden.companions));
  if (hidden.places > 0) {
    text += fmt::format(", all {} of single places and of what moves", grouped(hidden.places));
  }
  if (hidden.exposed > 0) {
    text += fmt::format("; {} follow from totals of the summary all the same", grouped(hidden.exposed));
  }
  return text + "\n";
}

HiddenCounts suppress_tables(std::vector<StyledTable>& tables, double below) {
  // Each row is a matter somebody brought up, with its place.
  std::erase_if(tables, [](const StyledTable& styled) { return styled.table.name == "events"; });
  const CountCells cells = count_cells(tables, below);
  const Suppression found = suppress(cells.problem);
  std::set<CellPlace> places = hidden_places(cells, found);
  HiddenCounts hidden{.below = below};
  hidden.companions = widen_hidden(tables, places);
  bool events_hidden = false;
  for (std::size_t cell = 0; cell < found.cells.size(); ++cell) {
    hidden.small += found.cells[cell] == CellState::Small ? 1U : 0U;
    hidden.companions += found.cells[cell] == CellState::Companion ? 1U : 0U;
    for (const CellPlace& place :
         found.cells[cell] == CellState::Shown ? std::vector<CellPlace>{} : cells.places[cell]) {
      events_hidden = events_hidden || tables[place.table].table.columns[place.column].name().starts_with("events");
    }
  }
  hidden.exposed = found.exposed.size();
  std::vector<bool> whole(tables.size());
  for (std::size_t t = 0; t < tables.size(); ++t) {
    whole[t] = is_of_places(tables, tables[t].table);
  }
  for (std::size_t t = 0; t < tables.size(); ++t) {
    FeatureTable& table = tables[t].table;
    std::vector<std::vector<bool>> hide;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const std::string& name = table.columns[c].name();
      const bool all = (whole[t] && tells_a_count(tables, table, name)) || (events_hidden && mixes_neighbours(name));
      hide.emplace_back(table.rows, all);
      for (std::size_t row = 0; row < table.rows; ++row) {
        hidden.places += whole[t] && all && !table.columns[c].is_null(row) ? 1U : 0U;
        hide[c][row] = hide[c][row] || places.contains({t, c, row});
      }
    }
    hide_in(table, hide);
  }
  return hidden;
}

}  // namespace lastmeter
