// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "geometry/polygon.h"

namespace lastmeter {

/// A piece of a shape that was cut.
struct Face {
  MultiPolygon shape;  // one part
  Point inside;
};

/// Fineness of the lattice on which lines are cut: two points of a result are at least about so far apart, and a new
/// point lies at most so far off the lines it stands on.
inline constexpr double kCutLattice = 0x1.0p-16;
/// The lattice point nearest to a point.
Point on_cut_lattice(Point p);

/// The faces into which the lines cut a shape: they cover it, do not overlap, and neighbours share their points
/// exactly, so edges can be matched bit by bit. Corners of the shape stay to the bit, new points on its border are put
/// on the border (where that would make a face invalid, the whole border is left on the lattice instead); other points
/// lie on a lattice of 15 micrometres. Lines that run within a millimetre of the border are put on it. Ends of lines
/// that do not reach another line cut nothing. Lines may run outside, cross, overlap and nearly overlap. Faces are
/// valid. Order: from west to east by the point inside. GEOS: snap rounding, then polygonizing. O(n log n) for n
/// crossings and corners. Precondition: the shape is valid and finite, coordinates below 1e9. A shape without area has
/// no faces.
std::vector<Face> split_shape(const MultiPolygon& shape, std::span<const std::vector<Point>> lines);

}  // namespace lastmeter
