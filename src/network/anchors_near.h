// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "core/units.h"
#include "network/anchor.h"

namespace lastmeter {

/// Anchors of the published recipe that buffers reachable streets (UN-Habitat, metadata of SDG indicator 11.2.1: 100 m
/// about the links walked): a place is served from any stretch of street within `radius` of it, at no further cost.
/// Each stretch within the radius gives an anchor at both of its ends, which is where a walker who comes along the link
/// gets in; a post in the middle of one counts from these ends, so figures are exact for limits of at least 2 x
/// `radius`. By place: links ascending, then along them. Parallel, same bytes for any number of threads. Precondition:
/// finite coordinates, radius > 0.
AnchorRows anchor_streets_near(const WalkNetwork& network, std::span<const Point> places, Metres radius);

}  // namespace lastmeter
