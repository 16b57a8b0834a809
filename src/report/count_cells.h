// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "io/write_table.h"
#include "suppress/suppression.h"

namespace lastmeter {

/// A place in a table.
struct CellPlace {
  std::size_t table = 0;
  std::size_t column = 0;
  std::size_t row = 0;
  auto operator<=>(const CellPlace&) const = default;
};

/// The counts of a run's tables as cells of a suppression problem, and where each stands.
struct CountCells {
  SuppressionProblem problem;
  std::vector<std::vector<CellPlace>> places;            // by cell; none for what is not printed
  std::map<CellPlace, std::vector<std::size_t>> follow;  // shares and rates: hidden with any of these cells
};

/// Collects counts of zones, posts, sites, plans and events with the sums they enter. Tables of single demand points
/// (`is_of_places`) are left out.
CountCells count_cells(const std::vector<StyledTable>& tables, double below);

}  // namespace lastmeter
