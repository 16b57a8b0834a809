// SPDX-License-Identifier: Apache-2.0
#include "geometry/buffer_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.h"
#include "core/parallel.h"
#include "geometry/geos_wall.h"
#include "geometry/overlay.h"

namespace lastmeter {

namespace {

int segments_per_quadrant(Metres radius, Metres chord_tolerance) {
  constexpr double most = 4096.0;
  const double sagitta = std::clamp(chord_tolerance / radius, 0.0, 1.0);
  return static_cast<int>(std::clamp(std::ceil(std::numbers::pi / 4.0 / std::acos(1.0 - sagitta)), 2.0, most));
}

GEOSGeometry* line_of(const std::vector<Point>& points) {
  const std::size_t size = std::max<std::size_t>(points.size(), 2);
  GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(geos::handle(), static_cast<unsigned>(size), 2);
  for (std::size_t i = 0; i < size; ++i) {
    const Point at = points[std::min(i, points.size() - 1)];
    GEOSCoordSeq_setXY_r(geos::handle(), sequence, static_cast<unsigned>(i), at.x, at.y);
  }
  return GEOSGeom_createLineString_r(geos::handle(), sequence);
}

bool is_one_place(const std::vector<Point>& line) {
  return std::all_of(line.begin(), line.end(), [&](Point at) { return at == line.front(); });
}

MultiPolygon buffer_piece(std::span<const std::vector<Point>> lines, Metres radius, Metres chord_tolerance) {
  std::vector<GEOSGeometry*> members;
  std::vector<MultiPolygon> shapes;
  for (const std::vector<Point>& line : lines) {
    if (line.empty()) {
      continue;
    }
    if (is_one_place(line)) {
      shapes.push_back(disc_polygon(line.front(), radius, chord_tolerance));
    } else {
      members.push_back(line_of(line));
    }
  }
  const geos::Geometry all(GEOSGeom_createCollection_r(geos::handle(), GEOS_MULTILINESTRING, members.data(),
                                                       static_cast<unsigned>(members.size())));
  geos::Geometry buffered(
      GEOSBuffer_r(geos::handle(), all.get(), radius.value(), segments_per_quadrant(radius, chord_tolerance)));
  if (buffered == nullptr) {
    throw InputError("streets cannot be drawn as an area",
                     fmt::format("check the layer of the streets; GEOS says: {}", geos::last_error()));
  }
  shapes.push_back(geos::to_shape(std::move(buffered)));
  return shapes.size() == 1 ? std::move(shapes.front()) : union_of(shapes);
}

}  // namespace

MultiPolygon buffer_lines(std::span<const std::vector<Point>> lines, Metres radius, Metres chord_tolerance) {
  constexpr std::size_t slice = 16;  // one buffer of many lines costs more than their union
  std::vector<MultiPolygon> pieces((lines.size() + slice - 1) / slice);
  parallel_slices(lines.size(), slice, [&](std::size_t begin, std::size_t end) {
    pieces[begin / slice] = buffer_piece(lines.subspan(begin, end - begin), radius, chord_tolerance);
  });
  return union_of(pieces);
}

}  // namespace lastmeter
