// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "study/init_hints.h"

namespace lastmeter {

/// Files of one kind as one layer with a pattern for its path: names that differ in digits alone, in one folder that
/// holds no other file of such a name, with the same columns, geometry and coordinate system. The sample is of all.
std::vector<SeenLayer> grouped_files(std::vector<SeenLayer> layers);

/// Roles that only the layers together tell. Tables with positions alone become posts; polygons that nothing names a
/// zone and that are many and small (1,000 or more, and parts of larger areas: by a column, or beside a layer of a
/// fifth of them) become basic areas: `population` where a table states their counts, else `units`.
void settle_roles(std::vector<SeenLayer>& layers);

}  // namespace lastmeter
