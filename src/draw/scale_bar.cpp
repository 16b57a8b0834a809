// SPDX-License-Identifier: Apache-2.0
#include "draw/scale_bar.h"

#include <cmath>

#include "core/text.h"

namespace lastmeter {

ScaleBar scale_bar(Metres most) {
  const double power = std::pow(10.0, std::floor(std::log10(most.value()) + 1e-12));
  const double ratio = most.value() / power * (1.0 + 1e-12);
  const double step = ratio >= 5.0 ? 5.0 : (ratio >= 2.0 ? 2.0 : 1.0);
  const double length = step * power;
  return {.length = Metres(length),
          .parts = step == 5.0 ? 5 : 2,
          .label = length >= 1000.0 ? fixed(length / 1000.0, 0) + " km" : fixed(length, 3) + " m"};
}

}  // namespace lastmeter
