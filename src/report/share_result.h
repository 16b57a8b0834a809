// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "apportion/apportion.h"
#include "model/study_area.h"

namespace lastmeter {

/// Who takes part in sharing something out among the zones of a level.
struct ShareRow {
  ZoneId zone;
  double load = 0.0;
};

/// Something shared out among zones: whole numbers that add up.
struct ShareResult {
  std::string what;  // "workers"
  ZoneLevel to = ZoneLevel::Community;
  std::string load;  // "equal", "households" ...
  std::size_t total = 0;
  ApportionMethod method = ApportionMethod::LargestRemainder;
  std::string from;            // of the level whose parts are shared on; empty: the total
  std::vector<ShareRow> rows;  // in the order of the zones
  Apportionment shares;
};

}  // namespace lastmeter
