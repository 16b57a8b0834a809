// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city.h"
#include "counts.h"

namespace lastmeter {

/// The whole synthetic city, the same every time; only the number of people differs between samples.
City build_city(const CityCounts& counts);

}  // namespace lastmeter
