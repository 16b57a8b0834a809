// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "events/gather_events.h"
#include "model/study_area.h"

namespace lastmeter {

/// Counts the events anew at the demand points, which weigh them in plans: one with coordinates at the nearest point
/// (ties: the lower id), one known by its zone alone at all points of the zone, by their households (people where there
/// are none, else alike). Events without a place, or in a zone without demand, count nowhere. O(events log points).
void count_events(const EventBook& book, StudyArea& area);

}  // namespace lastmeter
