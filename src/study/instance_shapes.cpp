// SPDX-License-Identifier: Apache-2.0
#include "study/instance_shapes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/amounts.h"
#include "core/error.h"
#include "core/parallel.h"
#include "core/text.h"
#include "geometry/column_shape.h"
#include "geometry/overlay.h"
#include "io/read_table.h"
#include "study/instance_fields.h"

namespace lastmeter {

namespace {

constexpr std::size_t slice = 64;
constexpr Metres fine_error(1.0);  // in 500 m

Box extent_of(std::span<const Coordinate> coordinates) {
  Box box;
  for (const Coordinate at : coordinates) {
    if (std::isfinite(at.x) && std::isfinite(at.y)) {
      box.add(Point{at.x, at.y});
    }
  }
  return box;
}

bool looks_like_degrees(const Box& box) {
  return box.min_x >= -180.0 && box.max_x <= 180.0 && box.min_y >= -90.0 && box.max_y <= 90.0;
}

/// The metric system that fits where the coordinates are.
Crs fitting_system(const Crs& from, std::span<const Coordinate> coordinates) {
  std::vector<Coordinate> places(coordinates.begin(), coordinates.end());
  transform(from, Crs::wgs84(), places);
  const Box box = extent_of(places);
  return choose_working_crs({box.min_x, box.min_y}, {box.max_x, box.max_y});
}

/// Brings the layer's coordinates into metres; none where it does not say what they are.
std::optional<Crs> into_metres(FeatureTable& table, std::vector<std::string>& notes,
                               std::vector<std::string>& refusals) {
  const Box box = extent_of(table.geometry->all_coordinates());
  if (!table.crs) {
    if (looks_like_degrees(box) && box.max_x - box.min_x < 90.0) {
      notes.push_back(fmt::format("{} has no coordinate system: its numbers ({:g} to {:g}) are taken as metres",
                                  table.source.path, box.min_x, box.max_x));
    }
    return std::nullopt;
  }
  if (table.crs->is_geographic() && !looks_like_degrees(box)) {
    refusals.push_back(fmt::format("{} says it is in degrees ({}), but its numbers reach from {:g}, {:g} to {:g}, {:g}",
                                   table.source.path, table.crs->id(), box.min_x, box.min_y, box.max_x, box.max_y));
    return std::nullopt;
  }
  if (table.crs->is_projected_metres()) {
    const Metres error = worst_distortion(*table.crs, box, Metres(500.0));
    if (error > fine_error) {
      notes.push_back(fmt::format("{} makes 500 m wrong by up to {:.1f} m here: borders and areas are so too",
                                  table.crs->id(), error.value()));
    }
    return table.crs;
  }
  const Crs working = fitting_system(*table.crs, table.geometry->all_coordinates());
  transform(*table.crs, working, table.geometry->all_coordinates());
  notes.push_back(fmt::format("{} is measured in {} ({})", table.crs->id(), working.id(), working.name()));
  return working;
}

bool all_finite(std::span<const Coordinate> coordinates) {
  return std::all_of(coordinates.begin(), coordinates.end(),
                     [](Coordinate at) { return std::isfinite(at.x) && std::isfinite(at.y); });
}

void choose_rows(const FeatureTable& table, UnitShapes& result, std::vector<std::string>& notes,
                 std::vector<std::string>& refusals) {
  Tally empty;
  Tally other;
  Tally nowhere;
  for (std::size_t row = 0; row < table.rows; ++row) {
    const GeometryKind kind = table.geometry->kind(row);
    if (kind == GeometryKind::Null || kind == GeometryKind::Empty) {
      empty.add(table.record_text(row));
    } else if (kind != GeometryKind::Polygon) {
      other.add(table.record_text(row));
    } else if (!all_finite(table.geometry->coordinates(row))) {
      nowhere.add(table.record_text(row));
    } else {
      result.rows.push_back(row);
    }
  }
  if (empty.count() > 0) {
    notes.push_back(fmt::format("{} without a shape left out: {}", counted(empty.count(), "record"), empty.text()));
  }
  if (other.count() > 0) {
    refusals.push_back(
        fmt::format("{}: {}", counted(other.count(), "record is no polygon", "records are no polygons"), other.text()));
  }
  if (nowhere.count() > 0) {
    refusals.push_back(fmt::format("{} coordinates that are no place: {}",
                                   counted(nowhere.count(), "record has", "records have"), nowhere.text()));
  }
}

/// Makes every shape valid; rows of which nothing is left are left out.
void take_shapes(const FeatureTable& table, UnitShapes& result, std::vector<std::string>& notes) {
  result.shapes.resize(result.rows.size());
  std::vector<std::optional<Repair>> repairs(result.rows.size());
  parallel_slices(result.rows.size(), slice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      result.shapes[i] = polygon_of(*table.geometry, result.rows[i]);
      repairs[i] = repair(result.shapes[i]);
      if (repairs[i]) {
        result.shapes[i] = std::move(repairs[i]->shape);
      } else {
        normalize(result.shapes[i]);
      }
    }
  });
  Tally repaired;
  Tally lost;
  double moved = 0.0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < result.rows.size(); ++i) {
    if (result.shapes[i].empty()) {
      lost.add(table.record_text(result.rows[i]));
      continue;
    }
    if (repairs[i]) {
      repaired.add(table.record_text(result.rows[i]));
      moved += repairs[i]->area_moved.value();
    }
    result.rows[kept] = result.rows[i];
    std::swap(result.shapes[kept++], result.shapes[i]);
  }
  result.rows.resize(kept);
  result.shapes.resize(kept);
  if (repaired.count() > 0) {
    notes.push_back(fmt::format("{} repaired, {} changed: {}", counted(repaired.count(), "invalid shape"),
                                text_of(SquareMetres(moved)), repaired.text()));
  }
  if (lost.count() > 0) {
    notes.push_back(fmt::format("{} without an area left out: {}", counted(lost.count(), "record"), lost.text()));
  }
}

}  // namespace

UnitShapes unit_shapes(FeatureTable& table, std::vector<std::string>& notes, std::vector<std::string>& refusals) {
  UnitShapes result;
  if (!table.geometry || table.rows == 0) {
    refusals.push_back(fmt::format("{} holds no polygon", table.source.path));
    return result;
  }
  result.crs = into_metres(table, notes, refusals);
  choose_rows(table, result, notes, refusals);
  if (refusals.empty()) {
    take_shapes(table, result, notes);
  }
  if (result.rows.empty()) {
    refusals.push_back(fmt::format("{} holds no polygon with an area", table.source.path));
  }
  return result;
}

std::vector<std::vector<Point>> lines_of_layer(const std::string& file_and_layer, const std::optional<Crs>& crs,
                                               Wanted wanted, Progress& progress) {
  std::vector<std::vector<Point>> lines;
  if (file_and_layer.empty()) {
    return lines;
  }
  const std::size_t at = file_and_layer.rfind("::");
  ReadOptions options;
  options.path = file_and_layer.substr(0, at);
  options.layer = at == std::string::npos ? "" : file_and_layer.substr(at + 2);
  FeatureTable table = read_table(options, progress);
  if (!table.geometry) {
    throw InputError(fmt::format("{} holds no lines", table.source.path), "name a layer of lines: FILE::LAYER");
  }
  if (table.crs.has_value() != crs.has_value()) {
    throw InputError(
        fmt::format("{} and the units: one says its coordinate system, the other does not", table.source.path),
        "give both one");
  }
  if (crs && !(*table.crs == *crs)) {
    transform(*table.crs, *crs, table.geometry->all_coordinates());
  }
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (std::size_t part = 0; part < table.geometry->part_count(row); ++part) {
      for (std::size_t ring = 0; ring < table.geometry->ring_count(row, part); ++ring) {
        std::vector<Point>& line = lines.emplace_back();
        for (const Coordinate place : table.geometry->ring(row, part, ring)) {
          if (!std::isfinite(place.x) || !std::isfinite(place.y)) {
            throw InputError(fmt::format("{}, {}: a line has a coordinate that is no number", table.source.path,
                                         table.record_text(row)),
                             "draw the line again, or remove it");
          }
          line.push_back({place.x, place.y});
        }
      }
    }
  }
  const std::size_t least = wanted == Wanted::Lines ? 2 : 1;
  std::erase_if(lines, [least](const std::vector<Point>& line) { return line.size() < least; });
  if (lines.empty()) {
    throw InputError(fmt::format("{} holds no {}", table.source.path, wanted == Wanted::Lines ? "line" : "place"),
                     "name the layer: FILE::LAYER");
  }
  return lines;
}

}  // namespace lastmeter
