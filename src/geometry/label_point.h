// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geometry/polygon.h"

namespace lastmeter {

/// A point well inside a shape, for a label: about as far from the border as any (the centre of the largest inscribed
/// circle, to 1 % of the square root of the area), in the part where that circle lies. Never in a hole or outside.
/// Precondition: valid, with an area. Milliseconds for some hundred corners.
Point label_point(const MultiPolygon& shape);

}  // namespace lastmeter
