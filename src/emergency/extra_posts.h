// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/outcome.h"
#include "core/progress.h"
#include "emergency/emergency_problem.h"

namespace lastmeter {

/// The fewest candidates that serve as many as all of them together would.
struct ExtraPosts {
  std::vector<std::uint32_t> posts;  // of the problem, ascending
  double unserved_before = 0.0;      // people within reach of some post or candidate, without any candidate
  double unserved_after = 0.0;       // with all candidates, and with the chosen ones: what none of them can take
  std::optional<std::size_t> least;  // no smaller choice will do; none: nothing proved
  bool proved = false;               // the choice is as small as can be
  bool stopped_by_time = false;
};

/// `problem`: the posts that stand, then from `standing` on the candidates, with their capacities. Only places whose
/// people compete for full posts take part: the source side of the minimum cut without candidates, which no other place
/// can be needed for. Places that the same posts reach are one. Then a capacitated placement with a price of 1 a site
/// and no walks (placement/capacitated.h): greedily first, which is the answer where the room of the largest candidates
/// proves it, or effort is fast; else exactly, to 1 % (default) or wholly (thorough), within placement's limits of
/// time.
ExtraPosts extra_posts(const EmergencyProblem& problem, std::size_t standing, Effort effort, Progress& progress);

}  // namespace lastmeter
