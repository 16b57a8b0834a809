// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units.h"
#include "geometry/point.h"

namespace lastmeter {

/// The service area of a post in the plane.
struct Disc {
  Point centre;
  Metres radius;
};

}  // namespace lastmeter
