// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "coverage/covered_area.h"
#include "coverage/demand_coverage.h"

namespace lastmeter {

/// What one case covers of one zone. Shares: `share_of(covered.population, row.total.population)` and so on.
struct ZoneCase {
  DemandSum covered;
  std::optional<SquareMetres> area;     // covered; none for walking and for the row without a zone
  std::optional<DemandSum> area_share;  // weight x covered share of its outline; open service with demand outlines
};

/// One zone of a level, or, without an id, all that lies in none.
struct ZoneRow {
  std::optional<ZoneId> zone;
  DemandSum total;
  std::size_t posts = 0;               // facilities that stand inside
  std::optional<Metres> mean_nearest;  // weighted by the main measure, of demand with a nearest post
  std::vector<ZoneCase> cases;         // by case
};

/// Rows by ZoneId, then the row of demand and posts in no zone of the level. So sums over rows are study totals.
struct ZoneTable {
  ZoneLevel level = ZoneLevel::Community;
  std::vector<ZoneRow> rows;
};

/// One table for each level the study has, from the top. `areas` is null for walking.
/// One task a level and case, each adding in the order of DemandId.
std::vector<ZoneTable> tabulate_zones(const StudyArea& area, const FlatDemand& demand, const DemandCoverage& coverage,
                                      const std::vector<CoverageCase>& cases, const CoverageAreas* areas);

/// Whether at least `least_share` of a zone's demand is covered; false for a zone without demand. Counts that reach the
/// share exactly (9 of 10 for 0.9) are covered whatever the rounding.
bool reaches_share(double covered, double total, double least_share);

}  // namespace lastmeter
