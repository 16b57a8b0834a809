// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "coverage/reach.h"
#include "coverage/reach_walking.h"

namespace lastmeter {

/// A post and the walk to it.
struct WalkTo {
  FacilityId post;
  WalkCost cost = 0;
  bool operator==(const WalkTo&) const = default;
};

/// For each demand point of `wanted` the post nearest on foot among those of its row in `near`, however far the walk;
/// nothing where none of them can be reached. Ties: the lower id. By position in `wanted`.
/// Most have their nearest post of all in the row: one pass over the network. For the others bounded searches from the
/// posts asked for, with limits that double from twice the limit of `near` until all is found; places in other
/// components are not searched for. Memory: the pairs asked for, 8 bytes a node for each slice of 64 posts at work.
/// Parallel, same bytes for any number of threads. Precondition: `near` and `access` belong together.
std::vector<std::optional<WalkTo>> walks_between(const WalkAccess& access, const Reach& near,
                                                 const std::vector<DemandId>& wanted);

}  // namespace lastmeter
