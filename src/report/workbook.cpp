// SPDX-License-Identifier: Apache-2.0
#include "report/workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <variant>

#include "core/text.h"
#include "core/version.h"
#include "report/column_heads.h"
#include "report/wording.h"

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
         name.starts_with("norm") || name.starts_with("shares_") || name.starts_with("branch") ||
         name.starts_with("events_");
         name.starts_with("assign_") || (name.starts_with("emergency_") && name != "emergency_moves");
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

using Words = std::map<std::string, std::string, std::less<>>;

/// The program's own words in a column, as people read them.
Words words_of(const Column& column, Language language) {
  Words words;
  const bool is_rule = column.name() == "rule";
  if (column.type() != ColumnType::Text || !(is_rule || holds_words(column.name()))) {
    return words;
  }
  const Wording wording(language);
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!column.is_null(row) && !words.contains(column.text(row))) {
      const std::string text(column.text(row));
      const std::string name = is_rule ? wording.name("rule." + text, "") : word(language, text);
      words.emplace(text, is_rule && !name.empty() ? fmt::format("{} ({})", name, text) : is_rule ? text : name);
    }
  }
  return words;
}

WorkbookSheet sheet_of(const FeatureTable& table, Language language) {
  WorkbookSheet sheet{.title = word(language, table.name), .table = &table};
  for (const Column& column : table.columns) {
    sheet.heads.push_back(column_head(language, column.name()));
    sheet.words.push_back(words_of(column, language));
  }
  return sheet;
}

/// The chart shows the shares of one kind that stand first: of coverage, where there is any.
std::size_t charted_of(const std::vector<Figure>& figures) {
  const auto kind = [](const Figure& figure) { return figure.name.substr(0, figure.name.find('.')); };
  std::size_t count = 0;
  while (count < figures.size() && figures[count].total && kind(figures[count]) == kind(figures.front())) {
    ++count;
  }
  return count;
}

}  // namespace

Workbook workbook_of(const Results& results, const std::vector<StyledTable>& tables, Language language) {
  const auto say = [&](const char* key) { return word(language, key); };
  Workbook workbook;
  workbook.title = results.study;
  workbook.notes = notes_of(results.figures == nullptr ? std::vector<Figure>{} : *results.figures, language);
  workbook.head = {say("Figure"), say("Case"), say("Value"), say("Of"), say("Share"), say("Unit")};
  workbook.chart_title = say("Shares covered");
  workbook.heads_head = {say("Headings"), say("Sheet"), say("Heading"), say("Name in tables/*.csv and study.gpkg")};
  if (results.figures != nullptr) {
    const std::vector<Figure> shown = key_figures(*results.figures, nominal_of(results));
    workbook.charted = charted_of(shown);
    for (const Figure& figure : shown) {
      workbook.lines.push_back({.name = word(language, figure.name),
                                .cases = cases_of(figure, language),
                                .value = figure.value,
                                .total = figure.total,
                                .unit = unit_word(language, figure.unit)});
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
      workbook.sheets.push_back(sheet_of(styled.table, language));
    }
  }
  return workbook;
}

}  // namespace lastmeter
