// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compare/comparison.h"
#include "core/units.h"
#include "geometry/crs.h"
#include "io/write_table.h"
#include "model/figure.h"

namespace lastmeter {

/// Two results and what differs, for tables, map and text.
struct ComparisonReport {
  const ComparedResult* before = nullptr;
  const ComparedResult* after = nullptr;
  const Comparison* comparison = nullptr;
  std::optional<Crs> crs;         // of every place in them
  std::optional<Metres> nominal;  // radius of the case that maps are coloured by
};

/// What a case's name says: "500m_home_walking" is walking, home, 500 m; "own" has no radius; "plan" is the
/// placement's.
struct CaseWords {
  std::string mode;
  std::string service;
  std::optional<double> radius_m;
  std::string radius;  // "500", "own", "plan"
};
CaseWords words_of_case(const std::string& name);

/// The case that maps are coloured by: the first of the nominal radius, else the first; nothing without a common case.
std::optional<std::size_t> main_case(const ComparisonReport& report);

/// compare.population_gained and _lost, of each common case, with the people of the study after, or before, as
/// denominator; posts and zones by what became of them; figures that changed, and those that one result alone has.
std::vector<Figure> comparison_figures(const ComparisonReport& report);

/// Figures that differ, side by side.
StyledTable figure_change_table(const ComparisonReport& report);
/// Covered, gained and lost by case and measure, each with its total.
StyledTable coverage_change_table(const ComparisonReport& report);
/// Every zone with what became of it, its people before and after, and for each case who gained and lost.
StyledTable zone_change_table(const ComparisonReport& report, const ZoneComparison& zones);
/// Zones of one result, coloured by the share covered: the two sides of the page's swipe.
enum class Side { Before, After };
StyledTable zone_side_table(const ComparisonReport& report, const ZoneComparison& zones, Side side);
/// What zones that are not the same gave to each other.
StyledTable zone_transfer_table(const ComparisonReport& report);
/// Demand points that differ; by case 1 = gained, -1 = lost coverage.
StyledTable demand_change_table(const ComparisonReport& report);
/// Posts (compare_posts) or sites of the plan (compare_sites), kept ones too.
StyledTable post_change_table(const ComparisonReport& report, const std::string& name);

/// All of these that there is something for, in the order a map stacks them from the bottom.
std::vector<StyledTable> comparison_tables(const ComparisonReport& report);

/// What the terminal shows; "no differences" where there are none.
std::string comparison_text(const ComparisonReport& report);

}  // namespace lastmeter
