// SPDX-License-Identifier: Apache-2.0
#include "io/read_joined.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "core/error.h"
#include "io/append_cell.h"

namespace lastmeter {

namespace {

const Column* column_named(const FeatureTable& table, const std::string& name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const Column& column) { return column.name() == name; });
  return found == table.columns.end() ? nullptr : &*found;
}

bool is_number(ColumnType type) { return type == ColumnType::Integer || type == ColumnType::Real; }

ColumnType common_type(ColumnType a, ColumnType b) {
  if (a == b) {
    return a;
  }
  return is_number(a) && is_number(b) ? ColumnType::Real : ColumnType::Text;
}

struct ColumnPlan {
  std::string name;
  ColumnType type;
};

std::vector<ColumnPlan> union_of_columns(const std::vector<FeatureTable>& tables) {
  std::vector<ColumnPlan> plan;
  for (const FeatureTable& table : tables) {
    for (const Column& column : table.columns) {
      const auto known =
          std::find_if(plan.begin(), plan.end(), [&](const ColumnPlan& p) { return p.name == column.name(); });
      if (known == plan.end()) {
        plan.push_back({column.name(), column.type()});
      } else {
        known->type = common_type(known->type, column.type());
      }
    }
  }
  return plan;
}

Column joined_column(const std::vector<FeatureTable>& tables, const ColumnPlan& plan) {
  Column joined(plan.name, plan.type);
  for (const FeatureTable& table : tables) {
    const Column* from = column_named(table, plan.name);
    for (std::size_t row = 0; row < table.rows; ++row) {
      if (from == nullptr) {
        joined.append_null();
      } else {
        append_cell(*from, row, joined);
      }
    }
  }
  return joined;
}

std::optional<GeometryColumn> joined_geometry(const std::vector<FeatureTable>& tables) {
  if (std::none_of(tables.begin(), tables.end(), [](const FeatureTable& t) { return t.geometry.has_value(); })) {
    return std::nullopt;
  }
  GeometryColumn joined;
  for (const FeatureTable& table : tables) {
    for (std::size_t row = 0; row < table.rows; ++row) {
      if (table.geometry) {
        joined.append_row(*table.geometry, row);
      } else {
        joined.append(GeometryKind::Null);
      }
    }
  }
  return joined;
}

void require_one_crs(const std::vector<FeatureTable>& tables) {
  const auto name = [](const FeatureTable& table) { return table.crs ? table.crs->id() : std::string("none"); };
  for (const FeatureTable& table : tables) {
    if (table.crs != tables.front().crs) {
      throw InputError(fmt::format("{} is in {}, but {} is in {}", tables.front().source.path, name(tables.front()),
                                   table.source.path, name(table)),
                       "bring files that are read as one layer into one coordinate system");
    }
  }
}

/// Records are counted through all files, those left out at a file's end excepted.
void append_source_rows(const FeatureTable& table, FeatureTable& joined) {
  if (table.source_rows.empty() && joined.source_rows.empty()) {
    return;
  }
  const std::size_t before = joined.rows == 0 ? 0 : joined.source_row(joined.rows - 1) + 1;
  for (std::size_t row = joined.source_rows.size(); row < joined.rows; ++row) {
    joined.source_rows.push_back(row);
  }
  for (std::size_t row = 0; row < table.rows; ++row) {
    joined.source_rows.push_back(before + table.source_row(row));
  }
}

}  // namespace

FeatureTable joined_tables(std::vector<FeatureTable> tables, const std::string& pattern) {
  require_one_crs(tables);
  FeatureTable joined;
  joined.name = std::filesystem::path(pattern).parent_path().filename().string();
  joined.source = tables.front().source;
  joined.source.path = pattern;
  joined.source.files.clear();
  joined.crs = tables.front().crs;
  joined.geometry = joined_geometry(tables);
  for (const ColumnPlan& plan : union_of_columns(tables)) {
    joined.columns.push_back(joined_column(tables, plan));
  }
  for (FeatureTable& table : tables) {
    const std::string file = std::filesystem::path(table.source.path).filename().string();
    for (ReadNote& note : table.notes) {
      joined.notes.push_back({note.kind, note.row ? std::optional(*note.row + joined.rows) : std::nullopt,
                              note.row ? note.what : fmt::format("{}: {}", file, note.what)});
    }
    joined.parts.push_back({file, joined.rows == 0 ? 0 : joined.source_row(joined.rows - 1) + 1});
    append_source_rows(table, joined);
    joined.source.files.insert(joined.source.files.end(), table.source.files.begin(), table.source.files.end());
    joined.rows += table.rows;
  }
  return joined;
}

}  // namespace lastmeter
