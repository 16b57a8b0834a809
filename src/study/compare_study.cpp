// SPDX-License-Identifier: Apache-2.0
#include "study/compare_study.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <utility>

#include "core/amounts.h"
#include "core/error.h"
#include "core/text.h"
#include "core/version.h"
#include "report/comparison_tables.h"
#include "report/console_text.h"
#include "report/map_page.h"
#include "report/result_tables.h"
#include "report/summary.h"
#include "report/workbook.h"
#include "study/compared_result_of.h"
#include "study/read_result.h"

namespace lastmeter {

namespace {

/// What one of two sets lacks of the other.
void note_missing(const std::set<std::string>& before, const std::set<std::string>& after, const std::string& layer,
                  const std::string& what, IssueLedger& ledger) {
  const auto add = [&](const std::set<std::string>& has, const std::set<std::string>& lacks, const std::string& side) {
    std::vector<std::string> only;
    std::set_difference(has.begin(), has.end(), lacks.begin(), lacks.end(), std::back_inserter(only));
    if (!only.empty()) {
      ledger.add(finding(Rule::CompareLayer, layer, "",
                         fmt::format("{} only in the result {}, not compared: {}", what, side, joined(only, ", ")),
                         "run both studies with the same layers, modes, services and radii"));
    }
  };
  add(before, after, "before");
  add(after, before, "after");
}

std::set<std::string> layers_of(const ResultFolder& folder) {
  std::set<std::string> names;
  for (const auto& [name, table] : folder.tables) {
    names.insert(name);
  }
  return names;
}

std::optional<Crs> crs_of(const ResultFolder& folder) {
  for (const auto& [name, table] : folder.tables) {
    if (table.crs) {
      return table.crs;
    }
  }
  return std::nullopt;
}

void note_folders(const ResultFolder& before, const ResultFolder& after, IssueLedger& ledger) {
  if (before.study != after.study) {
    ledger.add(finding(Rule::CompareStudy, "", "",
                       fmt::format("results of two studies: '{}' before, '{}' after", before.study, after.study),
                       "see that they are of the same place"));
  }
  note_missing(layers_of(before), layers_of(after), "", "layers", ledger);
  const auto old_crs = crs_of(before);
  const auto new_crs = crs_of(after);
  if (old_crs && new_crs && !(*old_crs == *new_crs)) {
    ledger.add(finding(Rule::CompareCrs, "", "",
                       fmt::format("coordinates are in {} before, in {} after; all were brought into one system",
                                   old_crs->id(), new_crs->id()),
                       "nothing to do"));
  }
}

void note_codes(const RecordMatch& match, const std::string& layer, IssueLedger& ledger) {
  if (match.doubtful > 0) {
    ledger.add(finding(
        Rule::CompareCode, layer, "",
        fmt::format("{} no code or {} it; paired by place", counted(match.doubtful, "record has", "records have"),
                    match.doubtful == 1 ? "shares" : "share"),
        "give every record its own code"));
  }
}

void note_comparison(const ComparedResult& before, const ComparedResult& after, const Comparison& found,
                     IssueLedger& ledger) {
  note_missing({before.demand.cases.begin(), before.demand.cases.end()},
               {after.demand.cases.begin(), after.demand.cases.end()}, "demand", "cases", ledger);
  note_codes(found.demand, "demand", ledger);
  note_codes(found.post_match, "facilities", ledger);
  note_codes(found.site_match, "placement_sites", ledger);
}

bool has_pair(const RecordMatch& match) {
  return std::any_of(match.pairs.begin(), match.pairs.end(),
                     [](const RecordPair& pair) { return pair.before && pair.after; });
}

/// Inputs are never touched, not even when an older result may be replaced.
void refuse_inputs_as_output(const CompareRequest& request) {
  const auto target = std::filesystem::weakly_canonical(request.folder);
  for (const std::filesystem::path& input : {request.before, request.after}) {
    const auto source = std::filesystem::weakly_canonical(input);
    const auto [left, unused] = std::mismatch(source.begin(), source.end(), target.begin(), target.end());
    if (left == source.end()) {
      throw ConfigError(
          fmt::format("the comparison would be written into {}, one of the results compared", input.string()),
          "name another folder: --folder");
    }
  }
}

/// A result whose layers are gone has not lost its people: figures alone are compared then.
void drop_layers_of_one(ResultFolder& before, ResultFolder& after) {
  if (before.tables.empty() || after.tables.empty()) {
    before.tables.clear();
    after.tables.clear();
  }
}

/// Results of places that have nothing to do with each other.
void refuse_strangers(const ResultFolder& before, const ResultFolder& after, const Comparison& found) {
  const bool have_records = !before.tables.empty() && !after.tables.empty();
  const bool zones_in_common = std::any_of(found.zones.begin(), found.zones.end(), [](const ZoneComparison& zones) {
    return std::any_of(zones.rows.begin(), zones.rows.end(),
                       [](const ZoneChangeRow& row) { return row.zone.before && row.zone.after; });
  });
  if (have_records && !zones_in_common && !has_pair(found.demand) && !has_pair(found.post_match)) {
    throw InputError(fmt::format("{} ('{}') and {} ('{}') have no zone, no demand and no post in common",
                                 before.path.string(), before.study, after.path.string(), after.study),
                     "compare results of the same study, or of studies with the same codes");
  }
}

std::string manifest_of(const CompareRequest& request) {
  nlohmann::ordered_json manifest;
  manifest["lastmeter"] = kVersion;
  manifest["command"] = request.command;
  for (const auto& [key, folder] : {std::pair("before", &request.before), std::pair("after", &request.after)}) {
    const auto summary = *folder / "summary.json";
    manifest[key] = {{"path", folder->string()}, {"summary_sha256", sha256_of_file(summary)}};
  }
  return manifest.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

/// A ledger without a row is no layer of the page; it is an empty file beside it.
std::vector<StyledTable> tables_of(const ComparisonReport& report, const Results& ledger) {
  std::vector<StyledTable> tables = comparison_tables(report);
  tables.push_back(issue_table(ledger));
  for (StyledTable& styled : tables) {
    if (!styled.table.geometry) {
      styled.table.crs.reset();
    }
  }
  return tables;
}

void write_files(const std::filesystem::path& folder, const std::vector<StyledTable>& tables, const Results& results,
                 Language language, bool has_crs) {
  write_text_file(folder / "compare.html", map_page({.study = results.study,
                                                     .language = language,
                                                     .tables = &tables,
                                                     .figures = results.figures,
                                                     .nominal = nominal_of(results)}));
  write_geopackage(tables, folder / "compare.gpkg");
  write_xlsx(workbook_of(results, tables, language), folder / "tables.xlsx");
  std::filesystem::create_directory(folder / "tables");
  std::filesystem::create_directory(folder / "geojson");
  for (const StyledTable& styled : tables) {
    const FeatureTable& table = styled.table;
    if (table.name != "issues") {
      write_csv(table, folder / "tables" / (table.name + ".csv"));
    }
    if (table.geometry && has_crs) {
      write_geojson(table, folder / "geojson" / (table.name + ".geojson"), table.find("code") ? "code" : "");
    }
  }
  write_csv(tables.back().table, folder / "issues.csv");
}

}  // namespace

CompareOutcome compare_study(const CompareRequest& request, Progress& progress) {
  refuse_inputs_as_output(request);
  OutputFolder folder(request.folder, request.overwrite);
  progress.stage("reading", 0);
  ResultFolder old_folder = read_result(request.before, progress);
  ResultFolder new_folder = read_result(request.after, progress);
  IssueLedger ledger;
  note_folders(old_folder, new_folder, ledger);
  drop_layers_of_one(old_folder, new_folder);
  const std::optional<Crs> crs = common_crs(old_folder, new_folder);
  const std::optional<Metres> nominal = new_folder.nominal ? new_folder.nominal : old_folder.nominal;
  const Language language = request.language.value_or(new_folder.language.value_or(Language::English));
  ComparedResult before = compared_result_of(old_folder, crs, ledger);
  ComparedResult after = compared_result_of(new_folder, crs, ledger);
  progress.stage("comparing", 0);
  const Comparison found = compare_results(before, after);
  refuse_strangers(old_folder, new_folder, found);
  note_comparison(before, after, found, ledger);
  ledger.sort();
  const ComparisonReport report{
      .before = &before, .after = &after, .comparison = &found, .crs = crs, .nominal = nominal};
  const std::vector<Figure> figures = comparison_figures(report);
  StudyArea place;
  place.crs = crs;
  const std::string title = before.study == after.study ? after.study : before.study + " | " + after.study;
  const Results results{.area = &place, .ledger = &ledger, .nominal = nominal, .study = title, .figures = &figures};
  CompareOutcome outcome;
  outcome.differs = any_difference(before, after, found);
  outcome.summary = summary_json(title, figures);
  progress.stage("writing", 0);
  write_files(folder.staging(), tables_of(report, results), results, language, crs.has_value());
  write_text_file(folder.staging() / "summary.json", outcome.summary);
  write_text_file(folder.staging() / "manifest.json", manifest_of(request));
  folder.commit();
  outcome.text = fmt::format("{}\nbefore: {}\nafter:  {}\n", title, request.before.string(), request.after.string()) +
                 issue_lines(ledger, request.verbose ? std::nullopt : std::optional<std::size_t>(10)) +
                 comparison_text(report) + fmt::format("comparison in {}\n", folder.target().string());
  return outcome;
}

}  // namespace lastmeter
