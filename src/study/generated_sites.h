// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "study/candidate_sites.h"

namespace lastmeter {

/// The places of one source but Given, as stations with the standard radius and cost, each with its community. Codes
/// are those of what they were made from; nodes and lattice places are numbered from south to north, west to east.
/// Throws ConfigError where the study has nothing of the kind.
std::vector<PlacementSite> generated_sites(const StudyArea& area, const WalkNetwork* network, CandidateSource source,
                                           const SiteOptions& options);

}  // namespace lastmeter
