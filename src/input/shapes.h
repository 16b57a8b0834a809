// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "geometry/polygon.h"
#include "input/layer.h"

namespace lastmeter {

/// The rows of a layer as valid polygons, in metres; nothing for a row that has none, which is then in the ledger:
/// GeometryMissing (null, empty, or nothing with an area left), GeometryWrongType, CoordinatesInvalid. A repaired
/// shape is kept and reported as GeometryInvalid with the area that moved. Parallel.
std::vector<std::optional<MultiPolygon>> sound_polygons(const Layer& layer, IssueLedger& ledger);

/// The place of each row: a point, the mean of a multipoint, the centroid of a polygon. Rows without a place are in
/// the ledger as above. `outlines`, when given, receives the valid polygons (empty for points).
std::vector<std::optional<Point>> sound_points(const Layer& layer, IssueLedger& ledger,
                                               std::vector<MultiPolygon>* outlines);

/// False, and a CoordinatesInvalid finding, for a row with a coordinate that is not finite. The layer has geometry.
bool lies_somewhere(const Layer& layer, std::size_t row, IssueLedger& ledger);

}  // namespace lastmeter
