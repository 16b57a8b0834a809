// SPDX-License-Identifier: Apache-2.0
#include "io/read_geometry.h"

#include <gmock/gmock.h>

#include "core/random.h"
#include "unit/io/dbf_bytes.h"

namespace lastmeter {
namespace {

using testing::big_endian;
using testing::double_bytes;
using testing::little_endian;

std::string point_bytes(double x, double y) { return "\x01" + little_endian(1, 4) + double_bytes(x) + double_bytes(y); }

TEST(Wkb, ReadsBothByteOrders) {
  GeometryColumn column;
  EXPECT_TRUE(append_wkb(point_bytes(1, 2), column).readable);
  const std::string x = double_bytes(3);
  const std::string y = double_bytes(4);
  EXPECT_TRUE(append_wkb(std::string(1, '\0') + big_endian(1) + std::string(x.rbegin(), x.rend()) +
                             std::string(y.rbegin(), y.rend()),
                         column)
                  .readable);
  EXPECT_EQ(column.coordinates(0)[0], (Coordinate{1, 2}));
  EXPECT_EQ(column.coordinates(1)[0], (Coordinate{3, 4}));
}

TEST(Wkb, DropsZAndMOfEitherWriting) {
  GeometryColumn column;
  for (const std::uint32_t code : {1001U, 2001U, 3001U, 0x80000001U, 0x40000001U, 0xC0000001U}) {
    const bool both = code == 3001U || code == 0xC0000001U;
    const std::string bytes = "\x01" + little_endian(code, 4) + double_bytes(1) + double_bytes(2) + double_bytes(9) +
                              (both ? double_bytes(9) : "");
    ASSERT_TRUE(append_wkb(bytes, column).readable) << code;
    EXPECT_EQ(column.coordinates(column.size() - 1).size(), 1U);
  }
}

TEST(Wkb, MultiPartsEmptyAndUnknown) {
  GeometryColumn column;
  EXPECT_TRUE(
      append_wkb("\x01" + little_endian(4, 4) + little_endian(2, 4) + point_bytes(1, 2) + point_bytes(3, 4), column)
          .readable);
  EXPECT_EQ(column.part_count(0), 2U);
  EXPECT_TRUE(append_wkb("\x01" + little_endian(3, 4) + little_endian(0, 4), column).readable);
  EXPECT_EQ(column.kind(1), GeometryKind::Empty);
  EXPECT_TRUE(append_wkb("\x01" + little_endian(7, 4) + little_endian(0, 4), column).readable);
  EXPECT_EQ(column.kind(2), GeometryKind::Mixed);
  EXPECT_EQ(
      append_wkb("\x01" + little_endian(0x20000001, 4) + little_endian(4490, 4) + double_bytes(1) + double_bytes(2),
                 column)
          .srid,
      4490);
}

TEST(Wkb, ACountThatLiesIsRefusedAndLeavesTheColumn) {
  GeometryColumn column;
  EXPECT_FALSE(
      append_wkb("\x01" + little_endian(2, 4) + little_endian(4000000000U, 4) + double_bytes(1), column).readable);
  EXPECT_FALSE(append_wkb("\x01" + little_endian(1, 4) + double_bytes(1), column).readable);
  EXPECT_FALSE(append_wkb("", column).readable);
  EXPECT_FALSE(append_wkb("\x07" + little_endian(1, 4), column).readable);
  EXPECT_EQ(column.size(), 0U);
}

TEST(Wkb, AnyBytesAddOneRowOrNone) {
  Random random(2);
  const std::string polygon = "\x01" + little_endian(3, 4) + little_endian(1, 4) + little_endian(2, 4) +
                              double_bytes(1) + double_bytes(2) + double_bytes(3) + double_bytes(4);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = polygon;
    bytes[random.below(14)] = static_cast<char>(random.below(256));
    bytes.resize(random.below(bytes.size() + 1));
    GeometryColumn column;
    const bool readable = append_wkb(bytes, column).readable;
    ASSERT_EQ(column.size(), readable ? 1U : 0U);
  }
}

TEST(GeometryText, KnowsItsWritings) {
  GeometryColumn column;
  EXPECT_EQ(append_geometry_text(" SRID=4548;POINT Z (1 2 3)", column).srid, 4548);
  EXPECT_TRUE(append_geometry_text("MULTIPOLYGON(((0 0,1 0,1 1,0 0)),EMPTY)", column).readable);
  EXPECT_TRUE(append_geometry_text("CURVEPOLYGON(CIRCULARSTRING(0 0,2 0,0 0))", column).readable);
  EXPECT_TRUE(append_geometry_text("", column).readable);
  EXPECT_FALSE(append_geometry_text("POINT(1)", column).readable);
  EXPECT_FALSE(append_geometry_text("{\"type\":\"Pint\"}", column).readable);
  ASSERT_EQ(column.size(), 4U);
  EXPECT_EQ(column.coordinates(0).size(), 1U);
  EXPECT_EQ(column.part_count(1), 1U);
  EXPECT_EQ(column.kind(2), GeometryKind::Polygon);
  EXPECT_GT(column.coordinates(2).size(), 20U);
  EXPECT_EQ(column.kind(3), GeometryKind::Null);
}

}  // namespace
}  // namespace lastmeter
