// SPDX-License-Identifier: Apache-2.0
#include "io/read_geometry.h"

#include <ogr_geometry.h>

#include <charconv>
#include <string>
#include <vector>

#include "core/text.h"
#include "io/gdal_wall.h"

namespace lastmeter {

namespace {

void add_ring(const OGRSimpleCurve& curve, GeometryColumn& column) {
  column.begin_ring();
  for (int i = 0; i < curve.getNumPoints(); ++i) {
    column.add({curve.getX(i), curve.getY(i)});
  }
}

void add_point(const OGRPoint& point, GeometryColumn& column) {
  column.begin_part();
  column.begin_ring();
  column.add({point.getX(), point.getY()});
}

void add_line(const OGRLineString& line, GeometryColumn& column) {
  column.begin_part();
  add_ring(line, column);
}

void add_polygon(const OGRPolygon& polygon, GeometryColumn& column) {
  column.begin_part();
  for (const OGRLinearRing* ring : polygon) {
    add_ring(*ring, column);
  }
}

template <class Multi, class AddPart>
void append_parts(const Multi& multi, GeometryKind kind, AddPart add_part, GeometryColumn& column) {
  column.begin(kind);
  for (const auto* part : multi) {
    if (!part->IsEmpty()) {
      add_part(*part, column);
    }
  }
}

bool append_simple(const OGRGeometry& geometry, GeometryColumn& column) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint:
      column.begin(GeometryKind::Point);
      add_point(*geometry.toPoint(), column);
      return true;
    case wkbLineString:
      column.begin(GeometryKind::Line);
      add_line(*geometry.toLineString(), column);
      return true;
    case wkbPolygon:
      column.begin(GeometryKind::Polygon);
      add_polygon(*geometry.toPolygon(), column);
      return true;
    case wkbMultiPoint:
      append_parts(*geometry.toMultiPoint(), GeometryKind::Point, add_point, column);
      return true;
    case wkbMultiLineString:
      append_parts(*geometry.toMultiLineString(), GeometryKind::Line, add_line, column);
      return true;
    case wkbMultiPolygon:
      append_parts(*geometry.toMultiPolygon(), GeometryKind::Polygon, add_polygon, column);
      return true;
    default:
      return false;
  }
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() < 10 || text.size() % 2 != 0 || !(text.starts_with("00") || text.starts_with("01"))) {
    return std::nullopt;
  }
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data() + i, text.data() + i + 2, value, 16);
    if (error != std::errc() || end != text.data() + i + 2) {
      return std::nullopt;
    }
    bytes += static_cast<char>(value);
  }
  return bytes;
}

GeometryPtr from_wkt(std::string_view text) {
  OGRGeometry* geometry = nullptr;
  const std::string terminated(text);
  const OGRErr error = OGRGeometryFactory::createFromWkt(terminated.c_str(), nullptr, &geometry);
  GeometryPtr owned(geometry);
  return error == OGRERR_NONE ? std::move(owned) : nullptr;
}

/// Takes "SRID=4326;" off the front.
std::optional<int> take_srid(std::string_view& text) {
  const std::size_t end = text.find(';');
  if (end == std::string_view::npos || ascii_lower(text.substr(0, 5)) != "srid=") {
    return std::nullopt;
  }
  int srid = 0;
  std::from_chars(text.data() + 5, text.data() + end, srid);
  text.remove_prefix(end + 1);
  return srid > 0 ? std::optional(srid) : std::nullopt;
}

}  // namespace

void append_geometry(const OGRGeometry* geometry, GeometryColumn& column) {
  if (geometry == nullptr) {
    column.append(GeometryKind::Null);
  } else if (geometry->IsEmpty() != FALSE) {
    column.append(GeometryKind::Empty);
  } else if (!append_simple(*geometry, column)) {
    const GeometryPtr linear(geometry->hasCurveGeometry() != FALSE ? geometry->getLinearGeometry() : nullptr);
    if (linear == nullptr || !append_simple(*linear, column)) {
      column.append(GeometryKind::Mixed);
    }
  }
}

ParsedGeometry append_geometry_text(std::string_view text, GeometryColumn& column) {
  text = trimmed(text);
  if (text.empty()) {
    column.append(GeometryKind::Null);
    return {};
  }
  if (const auto bytes = from_hex(text)) {
    return append_wkb(*bytes, column);
  }
  const GdalMessages silenced;
  ParsedGeometry parsed{.srid = take_srid(text)};
  const GeometryPtr geometry = text.front() == '{'
                                   ? GeometryPtr(OGRGeometryFactory::createFromGeoJson(std::string(text).c_str()))
                                   : from_wkt(text);
  parsed.readable = geometry != nullptr;
  if (parsed.readable) {
    append_geometry(geometry.get(), column);
  }
  return parsed;
}

}  // namespace lastmeter
