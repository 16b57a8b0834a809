// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "input/layer_spec.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"
#include "placement/investment_result.h"

namespace lastmeter {

/// Where options come from, and what they are taken to be where they say nothing.
struct PremiseSource {
  std::filesystem::path table;       // empty: the layer of candidates
  std::vector<std::string> options;  // only options with these codes; empty: all
  std::optional<double> unit_cost;   // of options that state none
  Metres radius{500.0};              // of options that state none
  bool needs_place = true;           // options without a position are left out
  std::map<Field, std::vector<std::string>> aliases = {};
};

struct PremiseList {
  std::vector<Premise> premises;           // in the order of their first option
  std::vector<PremiseOption> options;      // of one premise side by side
  std::vector<Premise> floor_before = {};  // of all premises whose floor area the table states, with options or without
};

/// The options of a study. A table has a row an option: premise (阵地编码), option (方案), cost, floor_area (gained),
/// floor_area_now (现有面积), capacity, radius; columns are found by these names and those that candidates have. A
/// premise stands where the post, else the candidate, of its code does. Of the layer of candidates each row is an
/// option of its `site` (itself, without one). Reported and left out: costs below 0 or not to be read, or missing where
/// there is no unit_cost; options that stand twice; premises without a position, where that is needed, or outside the
/// study. Reported: options that cost nothing. Throws ConfigError for a table without a column of premises or a study
/// without candidates; InputError for a table that cannot be read.
PremiseList collect_premises(const StudyArea& area, const PremiseSource& source, IssueLedger& ledger,
                             Progress& progress);

}  // namespace lastmeter
