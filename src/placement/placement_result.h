// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coverage/coverage_options.h"
#include "model/figure.h"
#include "placement/catchments.h"
#include "placement/closing_loss.h"
#include "placement/cover_curve.h"
#include "placement/evaluate.h"
#include "placement/pareto_front.h"
#include "placement/phasing.h"
#include "placement/place_sites.h"
#include "placement/robustness.h"
#include "placement/site_list.h"
#include "placement/study_problem.h"

namespace lastmeter {

/// What else a study asks about its plan.
struct PlacementExtras {
  bool curve = false;                // the best plan for every smaller number of sites
  std::vector<std::size_t> phases;   // new sites opened in each phase; empty: not asked
  bool pareto = false;               // every cost that is worth paying
  std::optional<double> robustness;  // how far radius, money and demand may move: 0.1 = 10 %
};

/// A placement study, answered.
struct PlacementResult {
  PlacementQuestion question;
  TravelMode mode = TravelMode::Straight;
  Effort effort = Effort::Default;
  SiteList list;
  double total_weight = 0.0;
  SitePlan plan;
  PlanScore score;                     // of the plan
  PlanScore before;                    // of the posts that stand, without any new site
  double cost = 0.0;                   // of the open sites
  Allocation allocation;               // under the plan
  std::optional<Allocation> today;     // with the posts that stand; not where capacities limit them
  std::optional<PlanChanges> changes;  // one site closed or one more opened; none where that would take too long
  std::vector<CoverCurvePoint> curve;  // empty unless asked for
  std::optional<Phasing> phasing;
  std::optional<ParetoFront> pareto;
  std::vector<std::string> scenarios;  // of `robustness`: "radius -10 %"
  std::optional<Robustness> robustness;
};

/// placement.objective, bound, gap, sites_open, sites_new, cost, population and so on.
std::vector<Figure> placement_figures(const StudyArea& area, const PlacementResult& result);

}  // namespace lastmeter
