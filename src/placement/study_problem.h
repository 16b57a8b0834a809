// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "coverage/coverage_options.h"
#include "coverage/demand_sum.h"
#include "coverage/reach.h"
#include "placement/problem.h"
#include "placement/site_list.h"

namespace lastmeter {

/// Full service up to one distance, none beyond another, falling in a straight line between them.
struct GradualService {
  Metres full_to;
  Metres none_beyond;  // > full_to
};

/// What a study asks of a placement: the section [placement] of its file.
struct PlacementQuestion {
  PlacementGoal goal = PlacementGoal::MaxCover;
  Measure weigh = Measure::Population;  // what demand counts by
  ServiceRule service = ServiceRule::Open;
  /// Exactly one centre in each community, which serves its own residents alone; stations serve anybody.
  bool one_plus_n = false;
  std::optional<std::size_t> sites;  // new ones, at most
  std::optional<double> budget;
  std::optional<std::size_t> close;       // so many standing posts are closed, at least; needs posts that may close
  double cover_share = 1.0;               // SetCover: of all demand
  std::size_t cover_times = 1;            // cover goals: posts within reach that a place needs
  std::optional<GradualService> gradual;  // MaxCover
  Metres spacing{0.0};                    // open sites stand at least so far apart; 0 = any
  std::optional<std::size_t> home_least;  // open sites in each community
  std::optional<std::size_t> home_most;
};

/// The pairs that count: for cover goals within the site's radius (gradual: within `none_beyond`), and where the rule
/// home or 1+N binds a site to its own community, of that community. Distances as in `reach`, whose posts are the
/// sites.
Reach counted_pairs(const StudyArea& area, const SiteList& list, const PlacementQuestion& question, const Reach& reach);

/// The question as numbers. Demand that no choice can tell apart is one row; demand without weight has none; demand
/// that no site can serve is one row without candidates, and left out of goals of distance. Costs of a Capacitated
/// question bind through the budget alone: its objective is weight x distance. `pairs` as from counted_pairs. Throws
/// ConfigError as PlacementProblem.
PlacementProblem study_problem(const StudyArea& area, const SiteList& list, const PlacementQuestion& question,
                               const Reach& pairs);
/// The same with other weights, by DemandId, than the study counts.
PlacementProblem study_problem(const StudyArea& area, const SiteList& list, const PlacementQuestion& question,
                               const Reach& pairs, std::span<const double> weights);

/// What every demand point weighs in a measure, by DemandId.
std::vector<double> demand_weights(const StudyArea& area, Measure measure);

}  // namespace lastmeter
