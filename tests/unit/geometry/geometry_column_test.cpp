// SPDX-License-Identifier: Apache-2.0
#include "geometry/geometry_column.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

void add_ring(GeometryColumn& column, std::initializer_list<Coordinate> ring) {
  column.begin_ring();
  for (const Coordinate at : ring) {
    column.add(at);
  }
}

/// A point, a null, a polygon of two parts of which the first has a hole, an empty, a line.
GeometryColumn five_rows() {
  GeometryColumn column;
  column.reserve(5, 20);
  column.append_point({1, 2});
  column.append(GeometryKind::Null);
  column.begin(GeometryKind::Polygon);
  column.begin_part();
  add_ring(column, {{0, 0}, {9, 0}, {0, 9}, {0, 0}});
  add_ring(column, {{1, 1}, {1, 2}, {2, 1}, {1, 1}});
  column.begin_part();
  add_ring(column, {{20, 0}, {29, 0}, {20, 9}, {20, 0}});
  column.append(GeometryKind::Empty);
  column.begin(GeometryKind::Line);
  column.begin_part();
  add_ring(column, {{5, 5}, {6, 6}});
  return column;
}

TEST(GeometryColumn, StartsEmpty) {
  const GeometryColumn column;
  EXPECT_EQ(column.size(), 0U);
  EXPECT_THAT(column.all_coordinates(), IsEmpty());
}

TEST(GeometryColumn, KeepsRowsPartsAndRings) {
  const GeometryColumn column = five_rows();
  ASSERT_EQ(column.size(), 5U);
  EXPECT_EQ(column.kind(1), GeometryKind::Null);
  EXPECT_EQ(column.kind(2), GeometryKind::Polygon);
  EXPECT_EQ(column.part_count(0), 1U);
  EXPECT_EQ(column.part_count(1), 0U);
  EXPECT_EQ(column.part_count(2), 2U);
  EXPECT_EQ(column.ring_count(2, 0), 2U);
  EXPECT_EQ(column.ring_count(2, 1), 1U);
  EXPECT_THAT(column.ring(2, 0, 1),
              ElementsAre(Coordinate{1, 1}, Coordinate{1, 2}, Coordinate{2, 1}, Coordinate{1, 1}));
  EXPECT_EQ(column.ring(2, 1, 0).front(), (Coordinate{20, 0}));
}

TEST(GeometryColumn, CoordinatesOfARowAreAllItsRings) {
  const GeometryColumn column = five_rows();
  EXPECT_THAT(column.coordinates(0), ElementsAre(Coordinate{1, 2}));
  EXPECT_THAT(column.coordinates(1), IsEmpty());
  EXPECT_EQ(column.coordinates(2).size(), 12U);
  EXPECT_THAT(column.coordinates(3), IsEmpty());
  EXPECT_THAT(column.coordinates(4), ElementsAre(Coordinate{5, 5}, Coordinate{6, 6}));
  EXPECT_EQ(column.all_coordinates().size(), 15U);
}

TEST(GeometryColumn, CoordinatesCanBeMovedInPlace) {
  GeometryColumn column = five_rows();
  for (Coordinate& at : column.all_coordinates()) {
    at.x += 100;
  }
  EXPECT_THAT(column.coordinates(4), ElementsAre(Coordinate{105, 5}, Coordinate{106, 6}));
}

TEST(GeometryColumn, RowsCanBeCopiedFromAnother) {
  const GeometryColumn from = five_rows();
  GeometryColumn to;
  for (const std::size_t row : {2U, 1U, 0U}) {
    to.append_row(from, row);
  }
  ASSERT_EQ(to.size(), 3U);
  EXPECT_EQ(to.kind(0), GeometryKind::Polygon);
  EXPECT_EQ(to.ring_count(0, 0), 2U);
  EXPECT_EQ(to.ring(0, 1, 0).size(), 4U);
  EXPECT_EQ(to.kind(1), GeometryKind::Null);
  EXPECT_THAT(to.coordinates(2), ElementsAre(Coordinate{1, 2}));
}

}  // namespace
}  // namespace lastmeter
