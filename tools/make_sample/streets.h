// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city.h"

namespace lastmeter {

/// Streets along the edges of the plan, cut at every junction, with names for whole main and secondary roads; the
/// river and the railway, which run on beyond the city; and the places where a street passes them. No street runs on
/// a bank but to a crossing. Fills streets, barriers and crossings.
void draw_streets(const CityPlan& plan, City& city);

}  // namespace lastmeter
