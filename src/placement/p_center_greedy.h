// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/stop_rule.h"
#include "placement/problem.h"

namespace lastmeter {

/// PCenter, farthest first: the row that is worst served gets its nearest site that the limits allow, until that helps
/// no more. Where distances obey the triangle inequality and every row is a site, the worst distance is at most twice
/// the least (Gonzalez, 1985); the distances given may not, so no bound is claimed. Ties: lowest row, lowest
/// CandidateId. None where it ends without a plan. Ascending, Fixed sites included.
std::optional<std::vector<CandidateId>> center_greedily(const PlacementProblem& problem);

/// Exchanges an open site for one that is nearer to the worst served row, as long as the worst distance falls; keeps
/// every limit. `stop.iterations` counts exchanges. Precondition: `open` is a plan, ascending.
std::vector<CandidateId> center_by_interchange(const PlacementProblem& problem, std::vector<CandidateId> open,
                                               const StopRule& stop);

}  // namespace lastmeter
