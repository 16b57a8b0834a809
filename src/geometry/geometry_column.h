// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geometry/point.h"

namespace lastmeter {

/// Null: the record has none. Empty: it has one without coordinates. Mixed: a collection or a type we do
/// not know (tin, surface); its coordinates are not kept.
enum class GeometryKind : std::uint8_t { Null, Empty, Point, Line, Polygon, Mixed };

/// One geometry per row, in four flat arrays: row -> parts -> rings -> coordinates.
/// A point, or each point of a multipoint, is a part with one ring of one coordinate; a line is a part
/// with one ring; a polygon part has its outer ring first, then its holes, each closed as in the file
/// (first coordinate repeated). Z and M are dropped on reading. At most 2^32 - 1 coordinates.
class GeometryColumn {
 public:
  [[nodiscard]] std::size_t size() const { return kinds_.size(); }
  [[nodiscard]] GeometryKind kind(std::size_t row) const { return kinds_[row]; }

  [[nodiscard]] std::size_t part_count(std::size_t row) const { return row_parts_[row + 1] - row_parts_[row]; }
  [[nodiscard]] std::size_t ring_count(std::size_t row, std::size_t part) const {
    const std::size_t p = row_parts_[row] + part;
    return part_rings_[p + 1] - part_rings_[p];
  }
  [[nodiscard]] std::span<const Coordinate> ring(std::size_t row, std::size_t part, std::size_t ring) const {
    const std::size_t r = part_rings_[row_parts_[row] + part] + ring;
    return {coordinates_.data() + ring_coordinates_[r], ring_coordinates_[r + 1] - ring_coordinates_[r]};
  }
  /// All coordinates of a row, ring after ring.
  [[nodiscard]] std::span<const Coordinate> coordinates(std::size_t row) const {
    const std::size_t first = ring_coordinates_[part_rings_[row_parts_[row]]];
    const std::size_t last = ring_coordinates_[part_rings_[row_parts_[row + 1]]];
    return {coordinates_.data() + first, last - first};
  }

  /// Every coordinate of the column, to be transformed in place.
  [[nodiscard]] std::span<Coordinate> all_coordinates() { return coordinates_; }
  [[nodiscard]] std::span<const Coordinate> all_coordinates() const { return coordinates_; }

  void reserve(std::size_t rows, std::size_t coordinates);
  /// Appends a row without coordinates (Null, Empty or Mixed).
  void append(GeometryKind kind_without_coordinates);
  void append_point(Coordinate at);
  /// Starts a row; follow with add_part / add_ring / add for its coordinates.
  void begin(GeometryKind kind);
  void begin_part();
  void begin_ring();
  void add(Coordinate at);
  /// Appends a copy of another column's row.
  void append_row(const GeometryColumn& other, std::size_t row);

 private:
  std::vector<GeometryKind> kinds_;
  std::vector<std::uint32_t> row_parts_{0};
  std::vector<std::uint32_t> part_rings_{0};
  std::vector<std::uint32_t> ring_coordinates_{0};
  std::vector<Coordinate> coordinates_;
};

}  // namespace lastmeter
