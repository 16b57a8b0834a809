// SPDX-License-Identifier: Apache-2.0
#include "geometry/geometry_column.h"

namespace lastmeter {

void GeometryColumn::reserve(std::size_t rows, std::size_t coordinates) {
  kinds_.reserve(rows);
  row_parts_.reserve(rows + 1);
  part_rings_.reserve(rows + 1);
  ring_coordinates_.reserve(rows + 1);
  coordinates_.reserve(coordinates);
}

void GeometryColumn::append(GeometryKind kind_without_coordinates) { begin(kind_without_coordinates); }

void GeometryColumn::append_point(Coordinate at) {
  begin(GeometryKind::Point);
  begin_part();
  begin_ring();
  add(at);
}

void GeometryColumn::begin(GeometryKind kind) {
  kinds_.push_back(kind);
  row_parts_.push_back(row_parts_.back());
}

void GeometryColumn::begin_part() {
  ++row_parts_.back();
  part_rings_.push_back(part_rings_.back());
}

void GeometryColumn::begin_ring() {
  ++part_rings_.back();
  ring_coordinates_.push_back(ring_coordinates_.back());
}

void GeometryColumn::add(Coordinate at) {
  coordinates_.push_back(at);
  ++ring_coordinates_.back();
}

void GeometryColumn::append_row(const GeometryColumn& other, std::size_t row) {
  begin(other.kind(row));
  for (std::size_t part = 0; part < other.part_count(row); ++part) {
    begin_part();
    for (std::size_t r = 0; r < other.ring_count(row, part); ++r) {
      begin_ring();
      for (const Coordinate at : other.ring(row, part, r)) {
        add(at);
      }
    }
  }
}

}  // namespace lastmeter
