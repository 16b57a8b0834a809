// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coverage/coverage_options.h"
#include "model/figure.h"
#include "placement/catchments.h"
#include "placement/evaluate.h"
#include "placement/place_sites.h"
#include "placement/site_list.h"
#include "placement/study_problem.h"

namespace lastmeter {

/// One step of a curve: the best plan with so many new sites.
struct CurvePoint {
  std::size_t sites = 0;
  double objective = 0.0;
  std::optional<double> bound;
  bool proved = false;
};

/// A placement study, answered.
struct PlacementResult {
  PlacementQuestion question;
  TravelMode mode = TravelMode::Straight;
  Effort effort = Effort::Default;
  SiteList list;
  double total_weight = 0.0;
  SitePlan plan;
  PlanScore score;                 // of the plan
  PlanScore before;                // of the posts that stand, without any new site
  double cost = 0.0;               // of the open sites
  Allocation allocation;           // under the plan
  std::vector<double> difference;  // by CandidateId: what the objective loses when an open site closes, or gains when
                                   // another one opens; not negative
  std::vector<CurvePoint> curve;   // empty unless asked for
};

/// placement.objective, bound, gap, sites_open, sites_new, cost, population and so on.
std::vector<Figure> placement_figures(const StudyArea& area, const PlacementResult& result);

}  // namespace lastmeter
