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
#include "geometry/zone_locator.h"
#include "model/issue_ledger.h"

namespace lastmeter {

/// A layer that may lie beside its true place: `points` or `shapes`, in the working system.
struct OffsetSubject {
  std::string role;
  std::string file;
  Crs crs;  // its numbers were read in
  std::vector<Point> points;
  std::vector<std::optional<std::uint32_t>> own_zone;  // of each point, by code or name; empty = none is known
  std::vector<const MultiPolygon*> shapes;             // such as housing estates, which do not cross borders
};

/// What it is held against.
struct OffsetReference {
  enum class Kind {
    Zones,   // shapes that fill an area
    Shapes,  // buildings or estates, with land between them
    Places,  // points of buildings
  };
  std::string role;
  std::string file;
  Crs crs;
  Kind kind;
  std::size_t count;    // of shapes
  ZoneLocator locator;  // of shapes
  std::vector<Point> places;
};

struct DatumPair {
  DatumShift layer;
  DatumShift reference;
  bool operator==(const DatumPair&) const = default;
};

struct OffsetFinding {
  std::optional<DatumPair>
      truth;          // what the longitudes and latitudes seem to be; none: no Chinese map datum explains it
  double east = 0.0;  // mean metres the layer must move against the reference
  double north = 0.0;
  std::size_t items = 0;    // points, shapes or zones that were judged
  std::size_t fitting = 0;  // of these, in place as they are read now
  std::size_t fitting_moved = 0;

  [[nodiscard]] Metres distance() const;
};

/// Detects a near-constant offset between two layers: Chinese map coordinates (GCJ-02: 100-700 m, BD-09: 1.2-1.3 km)
/// read as something else, in either layer, or any other shift of up to 1.5 km (zones) or some 300 m (buildings).
///
/// It moves the layer by each datum difference, then by a lattice of constant vectors, and counts what fits: points
/// in their own zone; points in any zone, and zones that hold a point when there are about as many of both;
/// shapes that cross no border; points inside or beside a building. A move is believed when it
/// doubles the odds of fitting, sets right at least 5 % of the items more than it spoils, by a chance below 1e-6 (sign
/// test; 1e-12 for one of many vectors), against both the present place and moves as long in three other
/// directions: a layer that only would fit better anywhere else proves nothing.
///
/// Adds one LayerOffset warning with the `crs` to try; moves nothing. Datums only within the GCJ-02 rectangle. Looks at
/// 2,000 items at most; sound layers cost milliseconds, odd ones up to some tenths of a second.
std::optional<OffsetFinding> find_offset(const OffsetSubject& subject, const OffsetReference& reference,
                                         const Crs& working, IssueLedger& ledger);

}  // namespace lastmeter
