// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "report/result_tables.h"
#include "report/study_report.h"
#include "study/config.h"

namespace lastmeter {

/// All tables of a run, with what each shows in a reader's words, and without the counts that
/// `results.suppress_below` asks to hide.
struct ToldTables {
  std::vector<StyledTable> tables;
  std::optional<HiddenCounts> hidden;
};

ToldTables told_tables(const Results& results, Language language);

/// Writes every table of a run in the formats asked for: geojson/<name>.geojson, tables/<name>.csv, study.gpkg,
/// flatgeobuf/<name>.fgb (only rows with a place, which is all that format holds), tables.xlsx, map.html,
/// pictures/<name>.png, .svg and .pdf, report.html and report.pdf; the ledger always as issues.csv. Into a folder that
/// exists. Precondition: no GeoJSON of a study in local metres.
void write_result_files(const Results& results, const ToldTables& told, const Provenance& provenance,
                        const std::vector<Format>& formats, Language language, const std::filesystem::path& folder);

/// One line when pictures or report are asked for and their font is not installed; else "".
std::string font_line(const std::vector<Format>& formats);

/// issues.csv and issues.geojson only: what a check leaves.
void write_ledger_files(const Results& results, const std::filesystem::path& folder);

}  // namespace lastmeter
