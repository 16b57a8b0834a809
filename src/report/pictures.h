// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "draw/map_picture.h"
#include "report/result_tables.h"
#include "report/wording.h"

namespace lastmeter {

/// The pictures a run has something to show in, in the order of the report: "overview"; for each mode "coverage" and
/// "gaps" (on foot "coverage_walking", "gaps_walking"); "placement"; "partition", "merge" before and after. None
/// without a zone, a post or a demand point that has a place. Titles say what was found, with value and total. `tables`
/// as made by `all_tables`; they must outlive the pictures.
std::vector<MapPicture> pictures_of(const Results& results, const std::vector<StyledTable>& tables, Language language);

}  // namespace lastmeter
