// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "study/partition_counts.h"
#include "study/partition_result_of.h"

namespace lastmeter {

/// The zones of one parent when it is given so many; safe to call from several threads.
using SolveParent = std::function<SolvedParent(std::size_t parent, std::size_t zones)>;

/// A total shared out by weight may leave a parent a number that its compounds do not allow. Such a parent gets the
/// nearest number within its limits that has a plan; what that adds or takes is taken from, or given to, the parents
/// whose zones are the smallest, or the largest, on average, and have a plan with one zone less, or more. The total
/// stays; parents for which that does not come out keep what they had. Same result for any number of threads.
void recount(const std::vector<ParentUnits>& parents, const std::vector<CountLimits>& limits, const SolveParent& solve,
             std::vector<SolvedParent>& solved);

}  // namespace lastmeter
