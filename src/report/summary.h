// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "coverage/coverage_result.h"
#include "model/figure.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"

namespace lastmeter {

/// How many of everything the study holds, and how its check ended: study.communities, audit.errors ...
std::vector<Figure> study_figures(const StudyArea& area, const IssueLedger& ledger);

/// Sorts by name, then qualifiers: the order of summary.json.
void sort_figures(std::vector<Figure>& figures);

/// `{"lastmeter": version, "study": name, "figures": [flat objects]}`, one figure a line; values with at most six
/// decimals. See DESIGN: names of figures.
std::string summary_json(const std::string& study, const std::vector<Figure>& figures);

}  // namespace lastmeter
