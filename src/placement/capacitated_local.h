// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/progress.h"
#include "core/stop_rule.h"
#include "placement/capacitated_rows.h"
#include "placement/problem.h"

namespace lastmeter {

/// An open mask and what it costs (sites and serving); `unserved` above 0: not a plan yet.
struct CapacitatedTry {
  std::vector<double> open;  // by candidate, 0 or 1
  std::int64_t unserved = 0;
  double cost = 0.0;
  std::size_t moves = 0;
  bool stopped_by_time = false;
};

/// Opens sites one by one within the limits, first where most missing capacity is won (per cost or not: the better of
/// both), then where most is saved; what an opening saves at most is read from the prices of the flow, and the flow is
/// asked about the most promising. None: no plan within the limits on sites was found to start from.
std::optional<CapacitatedTry> capacitated_greedy(const PlacementProblem& problem, const CapacitatedRows& rows,
                                                 const StopRule& stop);

/// Opens, closes and swaps while that lowers first the unserved weight, then the cost. Every accepted move is priced by
/// a flow; `stop.iterations` counts them. Precondition: `start` keeps the limits on sites.
CapacitatedTry capacitated_interchange(const PlacementProblem& problem, const CapacitatedRows& rows,
                                       CapacitatedTry start, const StopRule& stop, Progress& progress);

/// Sets cost and unserved weight of an open mask.
CapacitatedTry price_try(const PlacementProblem& problem, const CapacitatedRows& rows, std::vector<double> open);

std::vector<CandidateId> sites_of(const CapacitatedTry& plan);

}  // namespace lastmeter
