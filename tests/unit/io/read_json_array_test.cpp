// SPDX-License-Identifier: Apache-2.0
#include "io/read_json_array.h"

#include <gmock/gmock.h>

#include "core/error.h"
#include "unit/io/read_support.h"

namespace lastmeter {
namespace {

using testing::column_names;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::kinds;
using testing::notes;
using testing::put;
using testing::read;
using testing::TempFolder;
using testing::values;

TEST(ReadJsonArray, TypesFollowTheValues) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.json", R"( [
      {"code": "007", "n": 1, "r": 1, "mixed": 1, "flag": true, "deep": {"a": [1]}},
      {"n": null, "r": 2.5, "mixed": "x", "flag": false, "late": 18446744073709551615}])")});
  EXPECT_THAT(column_names(table), ElementsAre("code", "n", "r", "mixed", "flag", "deep", "late"));
  EXPECT_EQ(table.columns[0].type(), ColumnType::Text);
  EXPECT_EQ(table.columns[1].type(), ColumnType::Integer);
  EXPECT_EQ(table.columns[2].type(), ColumnType::Real);
  EXPECT_EQ(table.columns[3].type(), ColumnType::Text);
  EXPECT_THAT(values(table, "code"), ElementsAre("007", ""));
  EXPECT_THAT(values(table, "flag"), ElementsAre("1", "0"));
  EXPECT_THAT(values(table, "mixed"), ElementsAre("1", "x"));
  EXPECT_THAT(values(table, "deep"), ElementsAre(R"({"a":[1]})", ""));
  EXPECT_TRUE(table.columns[1].is_null(1));
}

TEST(ReadJsonArray, PositionsFromNumbersAndOddElements) {
  const TempFolder temp;
  const FeatureTable table =
      read({.path = put(temp, "a.json", R"([{"Latitude": 23, "Longitude": 120.5}, 7, {"Latitude": 22}])")});
  EXPECT_EQ(table.rows, 2U);
  EXPECT_THAT(kinds(table), ElementsAre(GeometryKind::Point, GeometryKind::Null));
  EXPECT_EQ(table.geometry->coordinates(0)[0], (Coordinate{120.5, 23}));
  EXPECT_THAT(notes(table, ReadNote::Kind::RowUnreadable), HasSubstr("element 2"));
}

TEST(ReadJsonArray, GeoJsonCalledJsonIsStillGeoJson) {
  const TempFolder temp;
  const FeatureTable table = read({.path = put(temp, "a.json", R"({"type": "Point", "coordinates": [1, 2]})")});
  EXPECT_EQ(table.rows, 1U);
  EXPECT_EQ(table.source.driver, "GeoJSON");
}

}  // namespace
}  // namespace lastmeter
