// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/random.h"
#include "partition/partition_problem.h"

namespace lastmeter::testing {

/// What a random partition problem may have.
struct PartitionSpice {
  bool odd_weights = false;  // zero, fractions, 1e9 beside 1e-9
  bool torn = false;         // missing and barred borders, links, several parts
  bool crossing = false;     // borders between units far apart: not planar
  bool compounds = false;
  bool today = false;  // a plan in force, moves priced and limited
  bool soft = false;   // moment, deviation, workload, credit along streets
};

/// A tiny problem of at most `units` on a crooked lattice; bounds from none to impossible, units heavier than a zone
/// and more zones than units among them.
PartitionParts random_partition(const PartitionSpice& spice, std::size_t units, Random& random);

/// The best objective of all plans that hold every limit, by trying every way to put the units into zones; nothing
/// where none does.
std::optional<double> best_by_force(const PartitionProblem& problem);

/// The same problem with its units in the order given: unit i of the result is unit order[i].
PartitionParts relabelled(const PartitionParts& parts, const std::vector<std::size_t>& order);

}  // namespace lastmeter::testing
