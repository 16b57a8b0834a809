// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geometry/polygon.h"

namespace lastmeter {

/// Calls `visit(ring)` for every ring: parts in order, each outer ring before its holes.
template <class Visit>
void for_each_ring(const MultiPolygon& shape, const Visit& visit) {
  for (const Polygon& part : shape.parts) {
    visit(part.outer);
    for (const Ring& hole : part.holes) {
      visit(hole);
    }
  }
}

}  // namespace lastmeter
