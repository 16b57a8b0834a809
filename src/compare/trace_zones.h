// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "compare/history_result.h"
#include "core/units.h"
#include "model/study_area.h"

namespace lastmeter {

/// What a trace looks at. Zones need code, name, outline, area and, where their layer states them, households.
struct TraceQuestion {
  std::vector<DatedZone> before;
  std::vector<DatedZone> after;
  SquareMetres sliver{1.0};  // ground in common up to it is none, where nobody lives there
};

/// What became of every zone. Two zones have to do with each other where a demand point lies in both, or more ground
/// than a sliver and than 0.5 % of the smaller one. Households and people are carried by the demand points (place
/// in zone, borders to the lower code); in a study whose points count no households by area, from what zones state.
/// Kinds as ZoneChangeKind, worked out by `lineage` over those pairs. O((zones + pairs) log n + points).
HistoryResult trace_zones(TraceQuestion question, const StudyArea& area);

}  // namespace lastmeter
