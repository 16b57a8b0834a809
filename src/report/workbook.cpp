// SPDX-License-Identifier: Apache-2.0
#include "report/workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <variant>

#include "core/text.h"
#include "core/version.h"

namespace lastmeter {

namespace {

constexpr std::size_t kMostRows = 100'000;  // beyond that a spreadsheet is no longer read but searched

bool has_sheet(const std::string& name) {
  static constexpr std::array<std::string_view, 5> kNames{"subdistricts", "communities", "grid_zones", "facilities",
                                                          "issues"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() || name.starts_with("uncovered") ||
         name.starts_with("placement_") || (name.starts_with("partition_") && name != "partition_units") ||
         name.starts_with("merge");
}

std::string cases_of(const Figure& figure, Language language) {
  std::vector<std::string> parts;
  for (const auto& [key, value] : figure.qualifiers) {
    if (const double* number = std::get_if<double>(&value)) {
      parts.push_back(key.ends_with("_m") ? fmt::format("{} m", *number)
                                          : fmt::format("{} {}", word(language, key), *number));
    } else {
      parts.push_back(word(language, std::get<std::string>(value)));
    }
  }
  return joined(parts, " · ");
}

}  // namespace

Workbook workbook_of(const Results& results, const std::vector<StyledTable>& tables, Language language) {
  const auto say = [&](const char* key) { return word(language, key); };
  Workbook workbook;
  workbook.title = results.study;
  workbook.notes = {say("How the figures are computed"), fmt::format("lastmeter {}", kVersion)};
  workbook.head = {say("Figure"), say("Case"), say("Value"), say("Of"), say("Share"), say("Unit")};
  workbook.chart_title = say("Shares covered");
  if (results.figures != nullptr) {
    for (const Figure& figure : key_figures(*results.figures, nominal_of(results))) {
      workbook.lines.push_back({.name = word(language, figure.name),
                                .cases = cases_of(figure, language),
                                .value = figure.value,
                                .total = figure.total,
                                .unit = word(language, figure.unit)});
    }
  }
  for (const StyledTable& styled : tables) {
    if (!has_sheet(styled.table.name)) {
      continue;
    }
    if (styled.table.rows > kMostRows) {
      workbook.notes.push_back(fmt::format("{}: {} ({})", say("Too long for a sheet, see tables/*.csv"),
                                           word(language, styled.table.name),
                                           grouped(static_cast<double>(styled.table.rows))));
    } else {
      workbook.sheets.push_back({word(language, styled.table.name), &styled.table});
    }
  }
  return workbook;
}

}  // namespace lastmeter
