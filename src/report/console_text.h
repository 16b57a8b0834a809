// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "coverage/coverage_result.h"
#include "coverage/walking_reasons.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"
#include "placement/placement_result.h"

namespace lastmeter {

/// "48 communities, 450 grid zones, 12,034 buildings, 75 facilities".
std::string contents_line(const StudyArea& area);

/// One line per issue, by severity and rule, the largest figure first; of each rule at most `most` (notes: one) and
/// then how many more there are. Without `most`, every issue. Equal figures stay in the ledger's order.
std::string issue_lines(const IssueLedger& ledger, std::optional<std::size_t> most);

/// "2 errors, 1 warning, 0 notes".
std::string issue_counts(const IssueLedger& ledger);

/// The main coverage figures as a table for the terminal: a line per figure and service, a column per radius.
std::string coverage_lines(const CoverageResult& coverage);

/// Where everybody stands at the nominal radius on foot, most first: "on foot within 500 m: covered 52.28 %, detour
/// ...".
std::string reason_lines(const StudyArea& area, const WalkingReasons& reasons);

/// What the placement asked, opened and proved; for a question without an answer, why.
std::string placement_lines(const StudyArea& area, const PlacementResult& result);

}  // namespace lastmeter
