// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "placement/problem.h"

namespace lastmeter {

/// Who is served where, given the open sites. That residents belong to their own community's post is a matter of which
/// pairs are in the rows.
struct RowAllocation {
  struct Part {
    CandidateId site;
    double share;  // of the row's weight, in (0, 1]
  };
  struct Site {
    CandidateId site;
    double load = 0.0;                 // weight
    std::size_t rows = 0;              // served in whole or in part
    double mean_distance = 0.0;        // by weight served; 0 without load
    double worst_distance = 0.0;       // of rows with weight
    std::optional<double> spare = {};  // capacity left; none: unlimited
  };
  std::vector<std::uint64_t> starts;  // rows + 1
  std::vector<Part> parts;            // by row; in a row sites ascend
  std::vector<Site> sites;            // open ones, ascending
  double cost = 0.0;                  // sum of weight x share x distance
  double unserved_weight = 0.0;       // of it, weight that no open site reaches:
  double unreached_weight = 0.0;
  double loss = 0.0;  // the cost is at most so much above the cheapest (rounding to whole numbers); 0: exact

  [[nodiscard]] std::span<const Part> row(std::size_t i) const {
    return std::span(parts).subspan(starts[i], starts[i + 1] - starts[i]);
  }
};

/// The cheapest allocation that keeps the capacities; rows may be split. Where capacity is short, as much weight as
/// possible is served, and that at least cost; `unserved_weight` says how much is not. Rows without weight go to their
/// nearest. Precondition: distances (ConfigError without). A minimum-cost flow in whole numbers: exact where weights,
/// capacities and distances are multiples of some power of two, within `loss` elsewhere. About 10 ms for 10,000 pairs.
RowAllocation allocate_rows_capacitated(const PlacementProblem& problem, std::span<const CandidateId> open);

}  // namespace lastmeter
