// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "apportion/apportion.h"
#include "core/progress.h"
#include "model/figure.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"
#include "report/share_result.h"

namespace lastmeter {

/// What a share follows.
enum class ShareLoad { Equal, Households, Population, Buildings, BuildingGroups, GridZones, Facilities, Table };
std::string_view name_of(ShareLoad load);  // "equal", "households", ...

/// One [[apportion]] of a study file.
struct ShareConfig {
  std::string what;
  std::size_t total = 0;
  std::vector<ZoneLevel> to;  // at least one, from the top: each level's parts are shared on among the zones below
  ShareLoad load = ShareLoad::Equal;
  std::size_t floor = 0;  // of a zone of the first level
  std::optional<std::size_t> ceiling;
  FloorRule floors = FloorRule::Least;
  ApportionMethod method = ApportionMethod::LargestRemainder;
  std::filesystem::path table;  // columns code, load, and, if you like, floor, ceiling; empty: none
};

/// Shares out as asked, a result for each level. What does not fit, zones without load and rows of the table whose code
/// no zone has are reported; where a level does not fit, those below it are left out. Throws ConfigError for zones or
/// counts that the study does not have, InputError for a table that cannot be read.
std::vector<ShareResult> share_study(const StudyArea& area, const ShareConfig& config, IssueLedger& ledger,
                                     Progress& progress);

/// apportion.total, .receivers, .least, .most, .free, .off_quota; where there are at most four sizes also
/// apportion.of_size, how many receivers have each.
std::vector<Figure> share_figures(const ShareResult& result);

}  // namespace lastmeter
