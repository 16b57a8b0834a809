// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "coverage/disc.h"
#include "coverage/power_cell.h"
#include "geometry/polygon.h"

namespace lastmeter {

/// What a disc adds to the union of all: its part inside its own power cell. Pieces do not overlap.
struct UnionPiece {
  Disc disc;
  Box box;                // of the piece; empty when the piece is
  std::vector<Cut> cuts;  // that bound the cell, about the disc's centre
};

/// Area that the pieces numbered `near` have inside the shape; pieces elsewhere add nothing. Sums in a fixed order.
/// A shape with many vertices is cut into tiles first, so that each piece meets the border near it only:
/// O((vertices + pieces) log) for borders that spread evenly. Precondition: shape valid and oriented.
double area_of_pieces_within(const MultiPolygon& shape, std::span<const UnionPiece> pieces,
                             std::span<const std::uint32_t> near);

}  // namespace lastmeter
