// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "coverage/case_totals.h"
#include "coverage/coverage_options.h"
#include "coverage/demand_coverage.h"
#include "coverage/facility_figures.h"
#include "coverage/one_plus_n.h"
#include "coverage/zone_figures.h"
#include "model/figure.h"

namespace lastmeter {

/// Everything measured about who is within reach. A value; ids are those of the study area it was measured on.
/// Lists named "by case" follow `cases`, lists "by radius rule" follow `radii`.
struct CoverageResult {
  TravelMode mode = TravelMode::Straight;
  DemandBasis basis = DemandBasis::None;  // what the demand points stand for: `name_of` it beside every figure
  Metres nominal;                         // of `uncovered`
  double grid_zone_share = 0.0;
  std::vector<RadiusRule> radii;
  std::vector<CoverageCase> cases;
  std::vector<Measure> measures;  // what the study counts

  DemandSum total;
  std::vector<CaseTotals> totals;                        // by case
  std::vector<DemandSum> one_plus_n_served;              // by radius rule; empty where not measured
  std::vector<std::optional<SquareMetres>> residential;  // covered, by case
  std::vector<std::optional<DemandSum>> area_share;      // weight x covered share of its outline, by case
  std::vector<ZoneTable> zones;                          // levels the study has, from the top
  std::vector<PostRow> posts;                            // by FacilityId
  std::vector<CommunityPosts> communities;               // "1+N"; empty where not measured
  DemandCoverage demand;
  std::vector<UncoveredDemand> uncovered;  // at the nominal radius, open service

  std::vector<Figure> figures;
};

}  // namespace lastmeter
