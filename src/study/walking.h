// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "coverage/reach_walking.h"
#include "input/build_streets.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"
#include "network/build_network.h"

namespace lastmeter {

/// The section [walking] of a study file.
struct WalkingOptions {
  NetworkOptions network;
  SnapOptions snap;
  Metres crossing_tolerance{10.0};  // a crossing lets streets pass a barrier this far around it
  Metres near_miss_limit{2.0};      // street ends this close to another street are reported
  Metres data_error{0.0};           // of a distance, for the coverage interval; 0 = no interval
  Metres buffer{100.0};             // about reached streets, for service areas on maps and mode network_buffer
  std::string elevation;            // raster of heights; empty = flat
};

/// The streets of a study, ready to be walked.
struct Walking {
  WalkAccess access;
  std::optional<WalkAccess> without_barriers;  // none: no barrier cuts a street
};

/// Cuts the streets to the surroundings of the study area (a network saved before stays whole), at barriers, builds the
/// network and puts demand and posts on it. Reports joined ends, cuts, and everything that is on no street. Throws
/// InputError as `read_elevations` does.
Walking prepare_walking(const StudyArea& area, const StreetInput& input, const WalkingOptions& options, Metres reach,
                        IssueLedger& ledger, Progress& progress);

/// The same with one of the crossings closed, so that barriers cut its streets too; reports nothing.
WalkAccess walk_without_crossing(const StudyArea& area, const StreetInput& input, const WalkingOptions& options,
                                 Metres reach, std::size_t crossing);

/// Faults of the network that cost coverage: parts cut off with their residents, near misses with what joining would
/// bring within `radius`, crossings without a junction near posts.
void examine_network(const StudyArea& area, const WalkAccess& access, const WalkingOptions& options, Metres radius,
                     IssueLedger& ledger);

}  // namespace lastmeter
