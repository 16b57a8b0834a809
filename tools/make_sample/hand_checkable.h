// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "io/feature_table.h"

namespace lastmeter {

/// Two communities of 1 km x 1 km side by side, four grid zones, eight buildings, three posts: every figure of the
/// README follows on paper. South-west corner at easting 510000, northing 3880000 of EPSG:4548.
FeatureTable hand_communities();
FeatureTable hand_grid_zones();
FeatureTable hand_residential();
FeatureTable hand_buildings();
FeatureTable hand_posts();

}  // namespace lastmeter
