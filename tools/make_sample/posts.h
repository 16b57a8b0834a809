// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city.h"
#include "core/random.h"

namespace lastmeter {

/// One centre for each of the 48 communities, near the middle of its people, and 27 smaller posts that crowd where
/// many live: 75 in all, with gaps at the outskirts. Then about 200 sites that could be opened. All stand at street
/// corners inside their community. Needs households and people. Fills posts and candidates.
void place_posts(const CityPlan& plan, City& city, Random& random);

/// Share of the people whose building (its centroid) is within 500 m of a post.
double population_share_within_500_m(const City& city);

}  // namespace lastmeter
