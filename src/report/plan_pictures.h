// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/picture_parts.h"

namespace lastmeter {

/// Chosen sites with their radius, posts that stay or close, sites not chosen; and who goes to a new site, who is
/// served by none. Precondition: the plan is solved.
MapPicture placement_picture(const PictureSource& source, const PlacementResult& result);

/// The zones in force beside those of the plan, both coloured by their bounds; without a plan in force, the units that
/// the zones are made of. Precondition: the run has the table of its zones.
MapPicture partition_picture(const PictureSource& source, const PartitionResult& result);

}  // namespace lastmeter
