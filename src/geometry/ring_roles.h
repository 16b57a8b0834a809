// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geometry/polygon.h"

namespace lastmeter {

/// Which ring is a shell and which a hole, told by which lies in which, whatever their order and turning say.
/// Within a part a ring mostly inside another is its hole, one inside a hole or outside the shell is a part. A part
/// strictly inside another part is a hole turned the wrong way (as shapefiles have them); one that shares a
/// border with it, or crosses it, stays a part. The result is oriented but as valid or invalid as its rings.
/// For shapes already found invalid; valid ones must not be touched. O(n log n) unless rings are stacked deeply.
MultiPolygon with_roles_from_geometry(const MultiPolygon& shape);

}  // namespace lastmeter
