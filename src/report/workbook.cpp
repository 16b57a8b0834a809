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
  static constexpr std::array<std::string_view, 8> kNames{"subdistricts",    "communities",     "grid_zones",
                                                          "facilities",      "building_groups", "groups_grid_zones",
                                                          "history_lineage", "issues"};
  static constexpr std::array<std::string_view, 12> kFamilies{"uncovered", "compare_", "placement_", "partition_",
                                                              "merge",     "norm",     "shares_",    "branch",
                                                              "events_",   "assign_",  "emergency_", "investment_"};
  const auto begins = [&](std::string_view family) { return name.starts_with(family); };
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() ||
         (std::any_of(kFamilies.begin(), kFamilies.end(), begins) && name != "partition_units" &&
          name != "emergency_moves");
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

/// Columns of norms hold keys that the report has words for, under this prefix.
std::string report_words_of(const std::string& column) {
  if (column == "norm" || column == "source") {
    return "norm.";
  }
  return column == "count" || column == "missing" ? "count." : "";
}

/// The program's own words in a column, as people read them.
Words words_of(const Column& column, Language language) {
  Words words;
  const bool is_rule = column.name() == "rule";
  const std::string known = report_words_of(column.name());
  if (column.type() != ColumnType::Text || !(is_rule || !known.empty() || holds_words(column.name()))) {
    return words;
  }
  const Wording wording(language);
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!column.is_null(row) && !words.contains(column.text(row))) {
      const std::string text(column.text(row));
      if (!known.empty()) {
        words.emplace(text, wording.name(known + text, text));
        continue;
      }
      const std::string name = is_rule ? wording.name("rule." + text, "") : word(language, text);
      words.emplace(text, is_rule && !name.empty() ? fmt::format("{} ({})", name, text) : is_rule ? text : name);
    }
  }
  return words;
}

/// What to do about each fault of a rule, before the sentence of its row; empty where the language has no advice.
Words advice_of(const FeatureTable& issues, Language language) {
  Words advice;
  const Wording wording(language);
  const auto rule = issues.find("rule");
  const auto fix = issues.find("fix");
  for (std::size_t row = 0; rule && fix && row < issues.rows; ++row) {
    const std::string sentence = issues.columns[*fix].as_text(row);
    const std::string told = wording.name("advice." + issues.columns[*rule].as_text(row), "");
    if (!told.empty() && !sentence.empty()) {
      advice.emplace(sentence, fmt::format("{}（{}）", told, sentence));
    }
  }
  return advice;
}

WorkbookSheet sheet_of(const FeatureTable& table, Language language) {
  WorkbookSheet sheet{.title = table_title(language, table.name), .table = &table};
  for (const Column& column : table.columns) {
    sheet.heads.push_back(column_head(language, column.name(), table.name));
    const bool advises = table.name == "issues" && column.name() == "fix";
    sheet.words.push_back(advises ? advice_of(table, language) : words_of(column, language));
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
                                           table_title(language, styled.table.name), grouped(styled.table.rows)));
    } else {
      workbook.sheets.push_back(sheet_of(styled.table, language));
    }
  }
  return workbook;
}

}  // namespace lastmeter
