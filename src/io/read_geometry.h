// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "geometry/geometry_column.h"

class OGRGeometry;

namespace lastmeter {

/// Appends one geometry as a row. Null pointer = Null; Z and M are dropped, arcs become chords (GDAL's default of 4
/// degrees per step), collections and surfaces become Mixed without coordinates.
void append_geometry(const OGRGeometry* geometry, GeometryColumn& column);

/// What appending a geometry given as text or bytes came to.
struct ParsedGeometry {
  bool readable = true;     // false: nothing was appended
  std::optional<int> srid;  // EWKB and EWKT may name their system
};

/// Appends well-known binary (ISO, EWKB, either byte order). Never reads outside `wkb`, never reserves more than it
/// holds.
ParsedGeometry append_wkb(std::string_view wkb, GeometryColumn& column);

/// Appends a geometry written as WKT, EWKT, GeoJSON or hexadecimal (E)WKB. Blank text is Null.
ParsedGeometry append_geometry_text(std::string_view text, GeometryColumn& column);

}  // namespace lastmeter
