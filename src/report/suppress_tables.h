// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "io/write_table.h"

namespace lastmeter {

/// What was hidden of the tables of a run.
struct HiddenCounts {
  double below = 0.0;
  std::size_t small = 0;       // counts above 0 and below it
  std::size_t companions = 0;  // others that would have given one away
  std::size_t exposed = 0;     // small ones that follow from totals of the summary all the same
  std::size_t places = 0;      // counts of single demand points, which are all hidden
};

/// "hidden in tables and maps: 12 counts below 10, 20 others that would give them away ...".
std::string hidden_line(const HiddenCounts& hidden);

/// Empties every count of persons, households or events above 0 and below `below`, and as many others as it takes that
/// none can be computed: over the zones of each parent up to the totals of the summary, within and beyond each radius,
/// settled and open, by category and hour. Shares and rates go with their counts. The same count in several tables is
/// one. Counts of single demand points are hidden altogether: a dozen overlapping sums (every post's reach) would give
/// them away. A column `hidden` names the columns emptied in a row. Zones beside whole numbers of posts, buildings and
/// square metres stay.
HiddenCounts suppress_tables(std::vector<StyledTable>& tables, double below);

}  // namespace lastmeter
