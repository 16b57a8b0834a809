// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "events/gather_events.h"

namespace lastmeter {

/// Finds grid zone and community of events, which stand in these rows of their layer: by the point, else by the code.
/// Reports old codes, codes that no zone has or had, events with neither a code nor a point in any zone, and points in
/// another grid zone than the code states, a line each.
void locate_events(const ContextLayer& layer, const StudyArea& area, std::span<const std::size_t> rows,
                   const OldZones& old, std::vector<Event>& events, IssueLedger& ledger);

}  // namespace lastmeter
