// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ids.h"
#include "core/progress.h"
#include "core/stop_rule.h"
#include "partition/partition_problem.h"
#include "partition/zone_plan.h"

namespace lastmeter {

/// Exact for small problems by a model of which unit belongs to which zone
/// (after Hess et al., 1965, "Nonpartisan political redistricting by computer", and Validi and Buchanan, 2022,
/// "Political districting to minimize cut edges"), a zone known by its first unit, heavy units first; solved by CBC in
/// rounds, each of which adds the separators that a zone in several parts breaks (Fischetti et al., 2017, "Thinning out
/// Steiner trees"). Units that no path within the weight of a zone joins are not offered.
///
/// The model prices borders; the other measures, all >= 0, and limits on moves are left out, so its bound holds for
/// them, too, and a plan is proved where the scorer's objective meets it. `known`: a plan that may hold the limits, a
/// start for CBC; may be empty. Seconds count over all rounds, iterations of the stop rule within each. Problem without
/// compounds. Infeasible is a proof. Slow where cut edges are the price: 16 units are proved in seconds, 25 units
/// into 3 zones not in 40 s; `partition_by_sets` does better wherever the sets can be listed. Nothing is tried above
/// 120 units.
ZonePlan partition_by_model(const PartitionProblem& problem, const IdVector<UnitId, ZoneId>& known,
                            const StopRule& stop, Progress& progress);

}  // namespace lastmeter
