// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/progress.h"
#include "core/stop_rule.h"
#include "placement/set_cover_matrix.h"

namespace lastmeter {

struct CoverTask {
  StopRule stop;                       // iterations: nodes of the search tree
  std::optional<std::int64_t> below;   // only covers that cost less are asked for
  std::optional<std::int64_t> enough;  // a cover that costs so much or less will do
  std::optional<double> most_nodes;    // gives up when the tree, going by the part behind it, will have more
  std::vector<std::uint32_t> start;    // a cover, by id; empty: none known
};

struct CoverAnswer {
  std::optional<std::vector<std::uint32_t>> ids;  // the best cover found, ascending; none: none below `below` found
  std::int64_t cost = 0;                          // of it
  std::int64_t bound = 0;  // no cover costs less; without `ids`, and not stopped: at least `below`, or no cover at all
  std::size_t nodes = 0;
  bool stopped = false;  // by iterations or time, or because it gave up
  bool gave_up = false;
  bool stopped_by_time = false;
};

/// Cheapest set cover, in whole numbers throughout: reductions, Lagrangian bounds by subgradients with a greedy over
/// the reduced costs (Caprara, Fischetti and Toth, "A heuristic method for the set covering problem", 1999), columns
/// fixed by reduced costs, depth-first branch and bound on the column that the subgradients choose most. Bounds are
/// exact: prices are whole multiples of a fraction of the cost unit. Costs must add up to less than 2^53.
CoverAnswer search_cover(const CoverMatrix& matrix, const CoverTask& task, Progress& progress);

}  // namespace lastmeter
