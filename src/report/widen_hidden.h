// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "report/count_cells.h"

namespace lastmeter {

/// Zones of plans, branches and reshaped zones of other days lie across the zones in force, and everybody may know
/// which buildings lie in which. Where a count of the zones in force, of building groups or of such zones is hidden,
/// tables of such zones therefore hide all counts of the same measure on that ground: of the community it lies in; all
/// of them where they are not drawn within communities. What is left says nothing about that ground but through the
/// zones in force and their parts, whose sums `suppress` guards. Adds to `places`; returns how many cells with a value.
/// O(cells log cells).
std::size_t widen_hidden(const std::vector<StyledTable>& tables, std::set<CellPlace>& places);

}  // namespace lastmeter
