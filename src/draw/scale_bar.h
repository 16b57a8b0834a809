// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/units.h"

namespace lastmeter {

struct ScaleBar {
  Metres length;
  int parts = 2;      // that it is divided into, at round lengths
  std::string label;  // "500 m", "2 km"
};

/// The longest bar of 1, 2 or 5 times a power of ten metres that is not longer than `most`. Precondition: most > 0.
ScaleBar scale_bar(Metres most);

}  // namespace lastmeter
