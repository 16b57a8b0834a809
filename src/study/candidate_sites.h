// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/study_area.h"
#include "network/walk_network.h"
#include "placement/site_list.h"

namespace lastmeter {

/// Where new posts may stand. Given: the layer of candidates. The others are made from what the study has: every
/// building, the middle of every compound or grid zone, every junction of the walking network, a hexagon lattice.
enum class CandidateSource { Given, Buildings, Compounds, GridZones, NetworkNodes, Hexagons };

/// What becomes of the posts that stand.
enum class ExistingPosts { Keep, MayClose, Ignore };

struct SiteOptions {
  std::vector<CandidateSource> sources{CandidateSource::Given};
  ExistingPosts existing = ExistingPosts::Keep;
  Metres radius{500.0};    // of sites that state none
  double unit_cost = 1.0;  // of new sites that state none
  Metres lattice{250.0};   // between neighbours of the hexagon lattice
  Metres spacing{0.0};     // new places nearer to a post that stays are dropped
};

/// Posts that stand, then new places by source. Dropped, with the reason: places outside the study area, in the areas
/// of the layer of barriers (water, railway land), too close to a post that stays or on
/// top of one that serves as widely, and a place that another of the
/// same kind, radius and site makes needless by standing there at no higher cost. Throws ConfigError for a source the
/// study has nothing for, and above 50,000 sites.
SiteList collect_sites(const StudyArea& area, const WalkNetwork* network, const SiteOptions& options);

}  // namespace lastmeter
