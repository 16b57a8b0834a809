// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "compare/comparison.h"

namespace lastmeter {

/// What lies in a zone before and in one after.
struct ZoneMember {
  std::string_view before;  // code of the zone; "": in none
  std::string_view after;
  double weight = 0.0;  // >= 0
};

/// What became of every zone of a layer, and where its people went, judged by members alone: a zone whose people are
/// the same goes on, whatever its outline (which makes it Redrawn). Zones are paired by code.
ZoneComparison zone_fates(const ComparedZones& before, const ComparedZones& after,
                          const std::vector<ZoneMember>& members);

}  // namespace lastmeter
