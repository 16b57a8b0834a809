// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geometry/polygon.h"

namespace lastmeter {

/// A point of the shape, not on its border: the centroid where it lies inside, else the middle of the widest stretch
/// of a level line through the largest part, half way between two corners. Precondition: valid, not empty.
Point point_inside(const MultiPolygon& shape);

}  // namespace lastmeter
