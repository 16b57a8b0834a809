// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "core/amounts.h"
#include "core/error.h"
#include "core/text.h"
#include "input/read_layers.h"
#include "io/append_cell.h"

namespace lastmeter {

namespace {

std::size_t key_column(const FeatureTable& table, const std::string& name, std::string_view role) {
  if (const auto column = table.find(name)) {
    return *column;
  }
  std::vector<std::string_view> columns;
  for (const Column& column : table.columns) {
    columns.push_back(column.name());
  }
  throw ConfigError(fmt::format("layers.{}.join: '{}' is not a column of {}", role, name, table.source.path),
                    suggestion(name, columns));
}

using RowByKey = std::unordered_map<std::string, std::size_t>;

RowByKey index_rows(const FeatureTable& other, std::size_t column, std::string_view role) {
  RowByKey rows;
  rows.reserve(other.rows);
  for (std::size_t row = 0; row < other.rows; ++row) {
    const std::string key(trimmed(other.columns[column].as_text(row)));
    if (!key.empty() && !rows.emplace(key, row).second) {
      throw InputError(fmt::format("layers.{}.join: key '{}' stands twice in {} ({} and {})", role, key,
                                   other.source.path, other.record_text(rows[key]), other.record_text(row)),
                       "leave one row per key");
    }
  }
  return rows;
}

struct Matched {
  std::size_t records;
  std::size_t of;
};

/// Rows of the table that no record asked for. Where nearly all records found theirs, the table simply covers more
/// places than the layer; where few did, the keys are written in two ways.
Issue unused_rows(const FeatureTable& other, std::size_t unused, const Matched& matched, std::string_view role) {
  constexpr double nearly_all = 0.9;
  constexpr double few = 0.1;
  const double share = matched.of == 0 ? 0.0 : static_cast<double>(matched.records) / static_cast<double>(matched.of);
  const std::string found = fmt::format("{} of {} found their row in {}", grouped(matched.records),
                                        counted(matched.of, "record"), other.source.path);
  const std::string rest = fmt::format("{} of its {} belong to none", grouped(unused), counted(other.rows, "row"));
  if (share >= nearly_all) {
    Issue note = finding(Rule::JoinUnmatched, std::string(role), "",
                         fmt::format("{}; {}: the table covers more places than the layer", found, rest),
                         matched.records == matched.of ? "nothing to do" : "see the records without a row");
    note.severity = Severity::Note;
    return note;
  }
  return finding(Rule::JoinUnmatched, std::string(role), "", fmt::format("only {}; {}", found, rest),
                 share <= few ? "compare how both write the key (leading zeros, spaces, other codes): `key` and `on`"
                              : "compare the keys of the records without a row with those of the table");
}

}  // namespace

std::vector<bool> join_tables(FeatureTable& table, const std::string& key, const FeatureTable& other,
                              const std::string& on, std::string_view role, IssueLedger& ledger) {
  const std::size_t key_index = key_column(table, key, role);
  const std::size_t on_index = key_column(other, on, role);
  const RowByKey rows = index_rows(other, on_index, role);
  std::vector<std::optional<std::size_t>> partner(table.rows);
  std::vector<bool> joined(table.rows, false);
  std::vector<bool> asked(other.rows, false);
  for (std::size_t row = 0; row < table.rows; ++row) {
    const std::string value(trimmed(table.columns[key_index].as_text(row)));
    if (const auto found = rows.find(value); found != rows.end()) {
      partner[row] = found->second;
      joined[row] = true;
      asked[found->second] = true;
      continue;
    }
    Issue issue = finding(Rule::JoinUnmatched, std::string(role), value,
                          fmt::format("{} has no partner in {}", table.record_text(row), other.source.path),
                          "add a row for this key, or accept that it has no counts");
    issue.row = table.source_row(row);
    ledger.add(std::move(issue));
  }
  for (std::size_t i = 0; i < other.columns.size(); ++i) {
    if (i == on_index || table.find(other.columns[i].name())) {
      continue;
    }
    Column column(other.columns[i].name(), other.columns[i].type());
    column.reserve(table.rows);
    for (const auto& row : partner) {
      if (row) {
        append_cell(other.columns[i], *row, column);
      } else {
        column.append_null();
      }
    }
    table.columns.push_back(std::move(column));
  }
  const auto count = [](const std::vector<bool>& marks) {
    return static_cast<std::size_t>(std::count(marks.begin(), marks.end(), true));
  };
  if (const std::size_t used = count(asked); used < other.rows) {
    ledger.add(unused_rows(other, other.rows - used, {count(joined), table.rows}, role));
  }
  return joined;
}

}  // namespace lastmeter
