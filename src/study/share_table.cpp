// SPDX-License-Identifier: Apache-2.0
#include "study/share_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <set>

#include "core/error.h"
#include "core/text.h"
#include "input/layer_spec.h"
#include "io/read_table.h"

namespace lastmeter {

namespace {

constexpr double kMost = 1e9;

/// Reads the cells of one table and reports those it cannot take.
class Cells {
 public:
  Cells(const FeatureTable& table, const std::string& what, IssueLedger& ledger)
      : table_(table), what_(what), ledger_(ledger) {}

  std::optional<double> number(const std::string& column, std::size_t row, const std::string& code) {
    const auto at = column_folded(table_, column);
    if (!at || table_.columns[*at].is_null(row)) {
      return std::nullopt;
    }
    const std::string text(trimmed(table_.columns[*at].as_text(row)));
    const auto value = text.empty() ? std::nullopt : parse_number(text);
    if (!text.empty() &&
        (!value || *value < 0.0 || *value > kMost || (column != "load" && *value != std::floor(*value)))) {
      report(row, code,
             fmt::format("{} '{}' is no {}number from 0 to 1,000,000,000 and is left out", column, text,
                         column == "load" ? "" : "whole "),
             "correct it");
      return std::nullopt;
    }
    return value;
  }

  std::optional<std::size_t> whole(const std::string& column, std::size_t row, const std::string& code) {
    const auto value = number(column, row, code);
    return value ? std::optional(static_cast<std::size_t>(*value)) : std::nullopt;
  }

  void report(std::size_t row, const std::string& code, const std::string& text, const std::string& fix) {
    Issue issue = finding(Rule::ShareRow, "apportion", code, fmt::format("{}: {}", what_, text), fix);
    issue.row = row;
    ledger_.add(std::move(issue));
  }

 private:
  const FeatureTable& table_;
  const std::string& what_;
  IssueLedger& ledger_;
};

std::optional<std::size_t> find_any(const FeatureTable& table, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const auto column = column_folded(table, name)) {
      return column;
    }
  }
  return std::nullopt;
}

}  // namespace

void ShareTable::apply(std::string_view code, Claim& claim) const {
  const auto at = rows_.find(code);
  if (at == rows_.end()) {
    return;
  }
  claim.weight = at->second.load.value_or(claim.weight);
  claim.least = at->second.floor.value_or(claim.least);
  claim.most = at->second.ceiling.value_or(claim.most);
}

ShareTable read_share_table(const std::filesystem::path& file, const std::string& what,
                            std::span<const std::string_view> codes, IssueLedger& ledger, Progress& progress) {
  std::map<std::string, ShareTable::Row, std::less<>> rows;
  if (file.empty()) {
    return ShareTable(std::move(rows));
  }
  const FeatureTable table = read_table({.path = file.string()}, progress);
  const auto code_column = find_any(table, {"code", "编码", "编号"});
  static constexpr std::array<std::string_view, 3> kColumns{"load", "floor", "ceiling"};
  if (!code_column ||
      std::none_of(kColumns.begin(), kColumns.end(), [&](auto name) { return column_folded(table, name); })) {
    throw ConfigError(fmt::format("table {} of [[apportion]] {} lacks its columns", file.string(), what),
                      "name them code, and load, floor or ceiling");
  }
  const std::set<std::string_view> known(codes.begin(), codes.end());
  Cells cells(table, what, ledger);
  for (std::size_t row = 0; row < table.rows; ++row) {
    const std::string code(trimmed(table.columns[*code_column].as_text(row)));
    if (!known.contains(code)) {
      cells.report(row, code, "no zone that takes part has this code", "correct the code, or remove the row");
    } else if (rows.contains(code)) {
      cells.report(row, code, "stands twice in the table; the first row counts", "remove one");
    } else {
      rows.emplace(code, ShareTable::Row{.load = cells.number("load", row, code),
                                         .floor = cells.whole("floor", row, code),
                                         .ceiling = cells.whole("ceiling", row, code)});
    }
  }
  return ShareTable(std::move(rows));
}

}  // namespace lastmeter
