// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/stop_rule.h"
#include "placement/problem.h"

namespace lastmeter {

/// SetCover, site by site: each time the one that serves most further weight per cost, among those the limits allow;
/// then needless ones close, dearest first. Backup counts in parts: one of two sites is half a row. Ties: lowest
/// CandidateId. None where it gets stuck, or where an at-least rule is left open. Ascending, Fixed sites included. With
/// every site allowed and full cover asked for, it costs at most H(d) times the least, d = rows of the largest site
/// (Chvatal, 1979).
std::optional<std::vector<CandidateId>> cover_greedily(const PlacementProblem& problem);

/// Opens a closed site wherever that makes dearer open ones needless, until none does or `stop` has seen enough
/// exchanges. Keeps every limit. Precondition: `open` is a plan of the problem, ascending.
std::vector<CandidateId> cover_by_interchange(const PlacementProblem& problem, std::vector<CandidateId> open,
                                              const StopRule& stop);

}  // namespace lastmeter
