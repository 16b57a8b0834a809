// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/progress.h"
#include "coverage/coverage_options.h"
#include "coverage/reach_walking.h"
#include "coverage/service_shapes.h"

namespace lastmeter {

/// What walkers reach of one street: stretches of it.
struct ReachedStreet {
  std::uint32_t row = 0;                  // position in the layer of streets
  std::vector<std::vector<Point>> parts;  // lines; pieces of one link from both its ends are united
  Metres length;
};

/// The streets from which a post is within a radius on foot, access legs of the posts included.
struct ReachedStreets {
  Metres radius;
  std::vector<ReachedStreet> streets;  // by row
  Metres length;                       // of all of them
};

/// For each radius of the options, ascending. O(links) each.
std::vector<ReachedStreets> streets_in_reach(const StudyArea& area, const WalkAccess& access,
                                             const CoverageOptions& options);

/// Metres of street in the network.
Metres street_length(const WalkNetwork& network);

/// Walking service areas for maps: everything within `buffer` of a reached street, holes kept, and what it leaves of
/// the zones. Pictures, never used to count people. One for each of `reached`.
std::vector<ServiceShape> walking_shapes(const StudyArea& area, const std::vector<ReachedStreets>& reached,
                                         TravelMode mode, Metres buffer, Metres chord_tolerance, Progress& progress);

}  // namespace lastmeter
