// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "placement/set_cover_matrix.h"

namespace lastmeter {

/// A cover by column numbers: every row has one of them, and none can be left out.
using CoverColumns = std::vector<std::uint32_t>;

/// Column by column the one that costs least beyond the prices of the rows it still covers, by row covered; then those
/// that became needless leave, dearest first. Ties: lowest column. Precondition: no row is empty.
CoverColumns greedy_cover(const CoverMatrix& matrix);

std::int64_t cost_of(const CoverMatrix& matrix, const CoverColumns& columns);

struct BoundPace {
  std::size_t steps;     // of the subgradient, at most
  std::size_t patience;  // steps without a better bound before the step length is halved
  double shortest;       // step length that ends it
  std::size_t covers;    // a greedy every so many steps
};

enum class ColumnFate : std::uint8_t { Free, In, Out };

struct CoverBound {
  std::int64_t bound = 0;         // no cover of the matrix costs less
  std::vector<ColumnFate> fates;  // by column: what every cover cheaper than `room` has in common
  std::vector<double> chosen;     // by column: how much the last subgradients took of it, 0 to 1
};

/// Lagrangian bound: prices on rows, moved along subgradients; `matrix.prices` come back as the best found. `room`:
/// only covers that cost less matter; called again after every `offer`, which gets each cover that the greedy finds.
CoverBound lagrangian_bound(CoverMatrix& matrix, const BoundPace& pace, const std::function<std::int64_t()>& room,
                            const std::function<void(const CoverColumns&)>& offer);

/// Takes and drops what the bound has decided; false where that is nothing.
bool settle(CoverMatrix& matrix, ForcedColumns& taken, const std::vector<ColumnFate>& fates);

}  // namespace lastmeter
