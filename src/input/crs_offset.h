// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/units.h"
#include "geometry/crs.h"
#include "geometry/point.h"
#include "geometry/polygon.h"
#include "model/issue_ledger.h"

namespace lastmeter {

/// A layer that may lie beside its true place; `points` or `shapes`, in the working system.
struct OffsetSubject {
  std::string role;
  std::string file;
  Crs crs;  // its numbers were read in
  std::span<const Point> points;
  std::span<const std::optional<std::uint32_t>> own_zone;  // of each point, by code or name; empty = not known
  std::vector<const MultiPolygon*> shapes;                 // such as housing estates, which do not cross borders
};

/// What it is held against: zones that fill an area, or outlines of buildings.
struct OffsetReference {
  std::string role;
  std::string file;
  Crs crs;
  std::vector<const MultiPolygon*> zones;
};

/// A datum that explains an offset.
struct OffsetFinding {
  DatumShift layer_is;      // what the layer's longitudes and latitudes seem to be
  DatumShift reference_is;  // and the reference's
  Metres shift;             // mean distance the layer moves against the reference
  std::size_t items;        // points or shapes that could be judged, or zones
  std::size_t fitting;      // of these, in place as they are read now
  std::size_t fitting_moved;
};

/// Detects Chinese map coordinates (GCJ-02: 100-700 m, BD-09: 1.2-1.3 km) read as something else, in either layer.
/// It moves the layer by each of the six datum differences and counts what fits: points in their own zone; without
/// `own_zone`, points in any zone and, when there are about as many points as zones, zones that hold a
/// point; shapes that do not cross a border. A datum is named when the move sets right many more than it spoils: at
/// least 5 % of all and three times as many, leaving at most 60 % of the misfits, with a chance below 1e-6 (sign
/// test), and when moves as long in three other directions do clearly worse. Reported as a LayerOffset
/// warning with the `crs` to try; nothing is moved. Nothing outside the GCJ-02 rectangle.
/// Looks at 5,000 evenly spaced items at most: about 0.1 s.
std::optional<OffsetFinding> find_offset(const OffsetSubject& subject, const OffsetReference& reference,
                                         const Crs& working, IssueLedger& ledger);

}  // namespace lastmeter
