// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geometry/polygon.h"
#include "geometry/split_shape.h"
#include "partition/ground_lines.h"

namespace lastmeter {

/// What a face of the ground is before loose ends are tied up.
struct FaceClaim {
  std::uint32_t owner = 0;   // site
  std::uint32_t ground = 0;  // compound; `kOpenGround` outside all
};

/// Edges that two faces share.
struct FaceContact {
  std::uint32_t a;
  std::uint32_t b;
  double length;
  bool barred;  // along a barrier
};

/// Every pair of faces side by side, edge by edge. Edges match bit by bit, as split_shape leaves them; an edge within a
/// few steps of the cut lattice from a barrier is barred. Deterministic order. O(n log n).
std::vector<FaceContact> face_contacts(std::span<const Face> faces, std::span<const std::vector<Point>> barriers);

/// The owner of each face after what is cut off from its building has changed hands (rules: unit_cells.h). An owner
/// keeps the connected part its place lies in, or else its largest; the other parts go in rounds, each to the owner of
/// the longest border in the first of: the same compound, any open border, a barred border. Ties: lowest owner. What
/// touches nothing keeps its owner.
std::vector<std::uint32_t> settled_owners(std::span<const Face> faces, std::span<const FaceClaim> claims,
                                          std::span<const FaceContact> contacts, std::span<const Point> places);

}  // namespace lastmeter
