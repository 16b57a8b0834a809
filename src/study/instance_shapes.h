// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "geometry/crs.h"
#include "geometry/polygon.h"
#include "io/feature_table.h"

namespace lastmeter {

/// Polygons of a table in metres.
struct UnitShapes {
  std::vector<std::size_t> rows;     // those that have a shape
  std::vector<MultiPolygon> shapes;  // valid, oriented; by position in `rows`
  std::optional<Crs> crs;            // of the shapes; none: the file does not say, taken as metres
};

/// Shapes of a layer: degrees, Web Mercator and feet become the metric system that fits the place; a metric system
/// stays, for a published instance is scored in it. Repaired shapes and rows without one are noted. Refused: a layer
/// without polygons, coordinates that are no place, a declared system that the numbers cannot be in. Without a system
/// the numbers are metres; where they might be degrees, that is noted.
UnitShapes unit_shapes(FeatureTable& table, std::vector<std::string>& notes, std::vector<std::string>& refusals);

/// Lines: two places or more; points do not count. Places: points, as lines of one place, and lines.
enum class Wanted { Lines, Places };

/// Lines and outlines of a layer "FILE" or "FILE::LAYER" in the system of the units. Empty text: none. Throws
/// InputError for the file, for a layer with nothing that is wanted, for a coordinate that is no number, and where one
/// of the two says its system and the other does not.
std::vector<std::vector<Point>> lines_of_layer(const std::string& file_and_layer, const std::optional<Crs>& crs,
                                               Wanted wanted, Progress& progress);

}  // namespace lastmeter
