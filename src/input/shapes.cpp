// SPDX-License-Identifier: Apache-2.0
#include "input/shapes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/parallel.h"
#include "core/text.h"
#include "geometry/column_shape.h"
#include "geometry/overlay.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 256;

bool all_finite(std::span<const Coordinate> coordinates) {
  return std::all_of(coordinates.begin(), coordinates.end(),
                     [](Coordinate at) { return std::isfinite(at.x) && std::isfinite(at.y); });
}

std::string_view kind_name(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::Null:
      return "null";
    case GeometryKind::Empty:
      return "empty";
    case GeometryKind::Point:
      return "point";
    case GeometryKind::Line:
      return "line";
    case GeometryKind::Polygon:
      return "polygon";
    case GeometryKind::Mixed:
      return "collection";
  }
  return "";
}

/// Reports a row whose geometry cannot be used at all; true when it can.
bool usable(const Layer& layer, std::size_t row, bool points_allowed, IssueLedger& ledger) {
  const GeometryColumn* column = layer.table().geometry ? &*layer.table().geometry : nullptr;
  const GeometryKind kind = column != nullptr ? column->kind(row) : GeometryKind::Null;
  if (kind == GeometryKind::Null || kind == GeometryKind::Empty) {
    ledger.add(layer.issue(Rule::GeometryMissing, row, fmt::format("{} has no position, left out", layer.row_text(row)),
                           "draw it, or enter its coordinates"));
    return false;
  }
  if (kind != GeometryKind::Polygon && !(points_allowed && kind == GeometryKind::Point)) {
    ledger.add(layer.issue(Rule::GeometryWrongType, row,
                           fmt::format("{} is a {}, left out", layer.row_text(row), kind_name(kind)),
                           points_allowed ? "use points or polygons" : "use polygons"));
    return false;
  }
  return lies_somewhere(layer, row, ledger);
}

/// Takes the repair of a row into the layer's shapes, and reports it.
std::optional<MultiPolygon> take_repair(const Layer& layer, std::size_t row, Repair repair, IssueLedger& ledger) {
  if (repair.shape.empty()) {
    ledger.add(layer.issue(Rule::GeometryMissing, row,
                           fmt::format("{} is no area ({}), left out", layer.row_text(row), repair.reason),
                           "draw it again"));
    return std::nullopt;
  }
  Issue issue = layer.issue(Rule::GeometryInvalid, row,
                            fmt::format("{}; repaired: {} of its {} changed", repair.reason, text_of(repair.area_moved),
                                        text_of(repair.area_after)),
                            "check the shape on the map and save it repaired");
  issue.figure = repair.area_moved.value();
  issue.unit = "m2";
  issue.at = centroid(repair.shape);
  ledger.add(std::move(issue));
  return std::move(repair.shape);
}

std::vector<std::optional<MultiPolygon>> polygons_of_rows(const Layer& layer, const std::vector<std::size_t>& rows,
                                                          IssueLedger& ledger) {
  std::vector<std::optional<MultiPolygon>> shapes(rows.size());
  std::vector<std::optional<Repair>> repairs(rows.size());
  parallel_slices(rows.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      shapes[i] = polygon_of(*layer.table().geometry, rows[i]);
      repairs[i] = repair(*shapes[i]);
      if (!repairs[i]) {
        normalize(*shapes[i]);
      }
    }
  });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (repairs[i]) {
      shapes[i] = take_repair(layer, rows[i], std::move(*repairs[i]), ledger);
    }
  }
  return shapes;
}

Point mean_of(std::span<const Coordinate> coordinates) {
  Point mean;
  double n = 0.0;
  for (const Coordinate at : coordinates) {
    n += 1.0;
    mean.x += (at.x - mean.x) / n;
    mean.y += (at.y - mean.y) / n;
  }
  return mean;
}

}  // namespace

bool lies_somewhere(const Layer& layer, std::size_t row, IssueLedger& ledger) {
  if (all_finite(layer.table().geometry->coordinates(row))) {
    return true;
  }
  ledger.add(layer.issue(Rule::CoordinatesInvalid, row,
                         fmt::format("{} has coordinates that are no place, left out", layer.row_text(row)),
                         "enter its coordinates again"));
  return false;
}

std::vector<std::optional<MultiPolygon>> sound_polygons(const Layer& layer, IssueLedger& ledger) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < layer.rows(); ++row) {
    if (usable(layer, row, false, ledger)) {
      rows.push_back(row);
    }
  }
  auto found = polygons_of_rows(layer, rows, ledger);
  std::vector<std::optional<MultiPolygon>> shapes(layer.rows());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    shapes[rows[i]] = std::move(found[i]);
  }
  return shapes;
}

std::vector<std::optional<Point>> sound_points(const Layer& layer, IssueLedger& ledger,
                                               std::vector<MultiPolygon>* outlines) {
  std::vector<std::optional<Point>> places(layer.rows());
  std::vector<std::size_t> polygon_rows;
  for (std::size_t row = 0; row < layer.rows(); ++row) {
    if (!usable(layer, row, true, ledger)) {
      continue;
    }
    if (layer.table().geometry->kind(row) == GeometryKind::Polygon) {
      polygon_rows.push_back(row);
    } else {
      places[row] = mean_of(layer.table().geometry->coordinates(row));
    }
  }
  auto shapes = polygons_of_rows(layer, polygon_rows, ledger);
  if (outlines != nullptr) {
    outlines->resize(layer.rows());
  }
  for (std::size_t i = 0; i < polygon_rows.size(); ++i) {
    if (!shapes[i]) {
      continue;
    }
    places[polygon_rows[i]] = centroid(*shapes[i]);
    if (outlines != nullptr) {
      (*outlines)[polygon_rows[i]] = std::move(*shapes[i]);
    }
  }
  return places;
}

}  // namespace lastmeter
