// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city.h"
#include "core/random.h"
#include "io/feature_table.h"

namespace lastmeter {

/// The 154 units of the city (offices, schools, hospitals, firms) with 12,000 members in all, more of them towards the
/// middle of the city. Three state only the code of their community, two no place at all.
FeatureTable office_units_table(const City& city, Random& random);

}  // namespace lastmeter
