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
  if (!name.starts_with("placement_") &&
      (name.ends_with("_before") || name.ends_with("_after"))) {  // of a comparison, for the map
    return false;
  }
  static constexpr std::array<std::string_view, 5> kNames{"subdistricts", "communities", "grid_zones", "facilities",
                                                          "issues"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() || name.starts_with("uncovered") ||
         name.starts_with("compare_") || name.starts_with("placement_") ||
         (name.starts_with("partition_") && name != "partition_units") || name.starts_with("merge") ||
         name.starts_with("norm") || name.starts_with("shares_") || name.starts_with("branch");
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

/// How the figures on the cover came about: only of stages there are.
std::vector<std::string> notes_of(const std::vector<Figure>& figures, Language language) {
  struct Stage {
    std::string_view prefix;
    const char* how;
  };
  static constexpr std::array<Stage, 5> kStages{{{"coverage.", "How coverage is computed"},
                                                 {"placement.", "How plans of sites are computed"},
                                                 {"partition.", "How zones are computed"},
                                                 {"merge.", "How zones are computed"},
                                                 {"compare.", "How results are compared"}}};
  std::vector<std::string> notes;
  for (const Stage& stage : kStages) {
    const std::string note = word(language, stage.how);
    if (std::any_of(figures.begin(), figures.end(),
                    [&](const Figure& figure) { return figure.name.starts_with(stage.prefix); }) &&
        std::find(notes.begin(), notes.end(), note) == notes.end()) {
      notes.push_back(note);
    }
  }
  notes.push_back(word(language, "Where the rules stand"));
  notes.push_back(fmt::format("lastmeter {}", kVersion));
  return notes;
}

}  // namespace

Workbook workbook_of(const Results& results, const std::vector<StyledTable>& tables, Language language) {
  const auto say = [&](const char* key) { return word(language, key); };
  Workbook workbook;
  workbook.title = results.study;
  workbook.notes = notes_of(results.figures == nullptr ? std::vector<Figure>{} : *results.figures, language);
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
