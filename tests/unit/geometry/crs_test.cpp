// SPDX-License-Identifier: Apache-2.0
#include "geometry/crs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/parallel.h"
#include "core/random.h"
#include "support/shared_data.h"

namespace lastmeter {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* kGeographic2000 =
    R"(GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])";

/// A .prj as ArcGIS writes it.
std::string gauss_kruger(const std::string& name, const std::string& easting, const std::string& meridian,
                         const std::string& method = "Gauss_Kruger") {
  return "PROJCS[\"" + name + "\"," + kGeographic2000 + ",PROJECTION[\"" + method + "\"],PARAMETER[\"False_Easting\"," +
         easting + "],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\"," + meridian +
         "],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";
}

Coordinate moved(const std::string& from, const std::string& to, Coordinate at) {
  std::vector<Coordinate> one{at};
  transform(Crs::parse(from), Crs::parse(to), one);
  return one.front();
}

void expect_near(Coordinate got, Coordinate wanted, double tolerance) {
  EXPECT_NEAR(got.x, wanted.x, tolerance);
  EXPECT_NEAR(got.y, wanted.y, tolerance);
}

TEST(CrsParse, CodesInAnyCase) {
  const Crs crs = Crs::parse(" epsg:4548 ");
  EXPECT_EQ(crs.id(), "EPSG:4548");
  EXPECT_EQ(crs.epsg(), 4548);
  EXPECT_EQ(crs.name(), "CGCS2000 / 3-degree Gauss-Kruger CM 117E");
  EXPECT_TRUE(crs.is_projected_metres());
  EXPECT_FALSE(crs.is_geographic());
  EXPECT_THAT(crs.wkt(), StartsWith("PROJCRS["));
  EXPECT_EQ(crs.geographic().id(), "EPSG:4490");
}

TEST(CrsParse, UrnsAndCrs84AreWgs84) {
  EXPECT_EQ(Crs::parse("urn:ogc:def:crs:OGC:1.3:CRS84"), Crs::wgs84());
  EXPECT_EQ(Crs::parse("OGC:CRS84").id(), "EPSG:4326");
  EXPECT_EQ(Crs::parse("urn:ogc:def:crs:EPSG::4490").id(), "EPSG:4490");
  EXPECT_EQ(Crs::parse("http://www.opengis.net/def/crs/EPSG/0/4548").id(), "EPSG:4548");
}

TEST(CrsParse, ArcGisPrjGetsItsCode) {
  EXPECT_EQ(Crs::parse(gauss_kruger("CGCS2000_3_Degree_GK_CM_117E", "500000.0", "117.0")).id(), "EPSG:4548");
  EXPECT_EQ(Crs::parse(gauss_kruger("CGCS2000_3_Degree_GK_Zone_39", "39500000.0", "117.0")).id(), "EPSG:4527");
  EXPECT_EQ(Crs::parse(gauss_kruger("CGCS2000_3_Degree_GK_CM_117E", "500000.0", "117.0", "Transverse_Mercator")).id(),
            "EPSG:4548");
  EXPECT_EQ(Crs::parse(gauss_kruger("CGCS2000_GK_Zone_20", "20500000.0", "117.0")).id(), "EPSG:4498");
  EXPECT_EQ(Crs::parse(kGeographic2000).id(), "EPSG:4490");
}

TEST(CrsParse, SameParametersUnderAnotherNameAreIdentified) {
  const Crs crs = Crs::parse(gauss_kruger("city grid", "500000.0", "117.0"));
  EXPECT_EQ(crs.epsg(), 4548);
}

TEST(CrsParse, OtherParametersUnderAKnownNameAreNot) {
  const Crs crs = Crs::parse(gauss_kruger("CGCS2000_3_Degree_GK_CM_117E", "500000.0", "116.5"));
  EXPECT_EQ(crs.epsg(), std::nullopt);
  EXPECT_THAT(crs.id(), StartsWith("\""));
  EXPECT_TRUE(crs.is_projected_metres());
}

TEST(CrsParse, ACodeThatContradictsItsParametersIsNotBelieved) {
  std::string lie = gauss_kruger("odd", "500000.0", "116.5");
  lie.insert(lie.size() - 1, ",AUTHORITY[\"EPSG\",\"4548\"]");
  const Crs crs = Crs::parse(lie);
  EXPECT_EQ(crs.epsg(), std::nullopt);
  std::vector<Coordinate> origin{{500000.0, 0.0}};
  transform(crs, Crs::wgs84(), origin);
  EXPECT_NEAR(origin.front().x, 116.5, 1e-9);
}

TEST(CrsParse, GdalExportsAndProjStrings) {
  const Crs crs = Crs::parse("EPSG:4548");
  EXPECT_EQ(Crs::parse(crs.wkt()), crs);
  EXPECT_EQ(Crs::parse(crs.wkt()).id(), "EPSG:4548");
  EXPECT_EQ(Crs::parse("+proj=longlat +datum=WGS84 +no_defs").id(), "EPSG:4326");
  EXPECT_EQ(Crs::parse("+proj=utm +zone=50 +datum=WGS84 +units=m +no_defs").id(), "EPSG:32650");
}

TEST(CrsParse, SvyPrjWithoutCodeWorks) {
  const auto data = testing::shared_data();
  if (!data) {
    GTEST_SKIP() << "shared data is not here";
  }
  std::ifstream file(*data / "singapore" / "MP14_SUBZONE_WEB_PL.prj");
  const std::string prj{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const Crs crs = Crs::parse(prj);
  EXPECT_EQ(crs.id(), "\"SVY21\"");
  EXPECT_TRUE(crs.is_projected_metres());
  std::vector<Coordinate> at{{103.85, 1.29}};
  transform(Crs::wgs84(), crs, at);
  expect_near(at.front(), {29856.499794511, 30267.171168231}, 0.001);  // EPSG:3414
}

TEST(CrsParse, EveryPrjOfTheCollectionIsUnderstoodOrRefused) {
  const auto data = testing::shared_data();
  if (!data) {
    GTEST_SKIP() << "shared data is not here";
  }
  std::size_t understood = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*data)) {
    if (entry.path().extension() != ".prj") {
      continue;
    }
    std::ifstream file(entry.path());
    const std::string prj{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    try {
      const Crs crs = Crs::parse(prj);
      EXPECT_FALSE(crs.id().empty()) << entry.path();
      EXPECT_TRUE(Crs::parse(crs.wkt()) == crs) << entry.path();
      ++understood;
    } catch (const InputError& error) {
      EXPECT_FALSE(error.fix().empty()) << entry.path();
    }
  }
  EXPECT_GE(understood, 5U);
}

TEST(CrsParse, HeightsAreDropped) {
  EXPECT_EQ(Crs::parse("EPSG:4979"), Crs::wgs84());
  EXPECT_EQ(Crs::parse("EPSG:5972").id(), "EPSG:25832");  // ETRS89 / UTM 32N + NN2000 height
}

TEST(CrsParse, PseudoSystems) {
  for (const char* text : {"GCJ-02", "gcj02", " Gcj_02"}) {
    const Crs crs = Crs::parse(text);
    EXPECT_EQ(crs.id(), "GCJ-02");
    EXPECT_EQ(crs.shift(), DatumShift::Gcj02);
    EXPECT_TRUE(crs.is_geographic());
    EXPECT_FALSE(crs == Crs::wgs84());
    EXPECT_EQ(crs.epsg(), std::nullopt);
  }
  EXPECT_EQ(Crs::parse("bd09").id(), "BD-09");
  EXPECT_FALSE(Crs::parse("BD-09") == Crs::parse("GCJ-02"));
}

TEST(CrsParse, WebMercatorIsNoWorkingSystem) {
  const char* spelled_out =
      "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m "
      "+nadgrids=@null +wktext +no_defs";
  for (const char* text : {"EPSG:3857", "EPSG:900913", "ESRI:102100", "EPSG:3395", spelled_out}) {
    const Crs crs = Crs::parse(text);
    EXPECT_TRUE(crs.is_web_mercator()) << text;
    EXPECT_FALSE(crs.is_projected_metres()) << text;
  }
  EXPECT_EQ(Crs::parse("ESRI:102100").id(), "EPSG:3857");
  EXPECT_FALSE(Crs::parse("EPSG:4548").is_web_mercator());  // transverse
}

TEST(CrsParse, FeetAreNotMetres) {
  const Crs feet = Crs::parse("EPSG:2263");  // New York, US survey feet
  EXPECT_FALSE(feet.is_projected_metres());
  EXPECT_FALSE(feet.is_geographic());
}

TEST(CrsParse, NonsenseIsRefusedWithAnExample) {
  for (const char* text :
       {"", "foo", "WGS 84", "EPSG:999999", "EPSG:", "GCJ", "PROJCS[\"x\"", "+proj=nothing", "{}", "CGCS2000"}) {
    try {
      Crs::parse(text);
      ADD_FAILURE() << "accepted: " << text;
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), HasSubstr(text));
      EXPECT_THAT(error.fix(), HasSubstr("EPSG:4548"));
    }
  }
}

TEST(CrsParse, BareNumberGetsASuggestion) {
  try {
    Crs::parse("4547");
    ADD_FAILURE();
  } catch (const InputError& error) {
    EXPECT_THAT(error.fix(), HasSubstr("EPSG:4547"));
  }
}

TEST(CrsParse, LocalAndGeocentricSystemsAreRefused) {
  EXPECT_THROW(Crs::parse("LOCAL_CS[\"town grid\",UNIT[\"metre\",1]]"), InputError);
  EXPECT_THROW(Crs::parse("EPSG:4978"), InputError);
}

TEST(CrsParse, ShiftInsideAPrjIsKeptWhereTheDatabaseKnowsNone) {
  const std::string bound =
      R"(GEOGCS["Beijing 1954",DATUM["Beijing_1954",SPHEROID["Krassowsky 1940",6378245,298.3],TOWGS84[15.8,-154.4,-82.3,0,0,0,0]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]])";
  const Crs crs = Crs::parse(bound);
  EXPECT_EQ(crs.epsg(), std::nullopt);
  EXPECT_EQ(datum_step(crs, Crs::wgs84(), LonLat{117.1, 35.0}), DatumStep::Known);
  const std::string zero =
      R"(GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563],TOWGS84[0,0,0,0,0,0,0]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]])";
  EXPECT_EQ(Crs::parse(zero), Crs::wgs84());
}

// Values from GDAL 3.6.2's gdaltransform (PROJ 9.1.1).
TEST(CrsTransform, AgreesWithGdal) {
  expect_near(moved("EPSG:4326", "EPSG:4548", {117.158, 35.087}), {514408.254038830, 3884256.220420060}, 1e-5);
  expect_near(moved("EPSG:4490", "EPSG:4527", {117.158, 35.087}), {39514408.254038833, 3884256.220420057}, 1e-5);
  expect_near(moved("EPSG:4326", "EPSG:3826", {120.2, 23.0}), {167988.309145422, 2544506.847668134}, 1e-5);
  expect_near(moved("EPSG:4326", "EPSG:3414", {103.85, 1.29}), {29856.499794511, 30267.171168231}, 1e-5);
  expect_near(moved("EPSG:4326", "EPSG:3857", {117.158, 35.087}), {13041968.902358344, 4175710.390762506}, 1e-5);
  expect_near(moved("EPSG:4326", "EPSG:31982", {-51.2, -30.03}), {480716.247701360, 6677873.553335266}, 1e-5);
  expect_near(moved("EPSG:4326", "EPSG:5514", {14.4, 50.1}), {-744125.862858806, -1041424.275363042}, 1e-5);
  expect_near(moved("EPSG:4548", "EPSG:4490", {514408.0, 3884000.0}), {117.157992761, 35.084690517}, 1e-9);
}

TEST(CrsTransform, LongitudeComesFirstWhateverTheDefinitionSays) {
  const Coordinate place = moved("EPSG:4490", "EPSG:4326", {117.158, 35.087});  // both latitude first in the database
  expect_near(place, {117.158, 35.087}, 1e-12);
}

TEST(CrsTransform, Cgcs2000AndWgs84AreTheSame) {
  expect_near(moved("EPSG:4490", "EPSG:4326", {117.158, 35.087}), {117.158, 35.087}, 1e-12);
  EXPECT_EQ(datum_step(Crs::parse("EPSG:4490"), Crs::wgs84()), DatumStep::NearIdentity);
  EXPECT_EQ(datum_step(Crs::parse("EPSG:4548"), Crs::parse("EPSG:32650")), DatumStep::NearIdentity);
  EXPECT_FALSE(is_ballpark(Crs::parse("EPSG:4548"), Crs::wgs84()));
}

TEST(CrsTransform, OldChineseDatumsAreBallpark) {
  EXPECT_TRUE(is_ballpark(Crs::parse("EPSG:2436"), Crs::parse("EPSG:4548")));  // Beijing 1954
  EXPECT_TRUE(is_ballpark(Crs::parse("EPSG:2384"), Crs::wgs84()));             // Xi'an 1980
  EXPECT_EQ(datum_step(Crs::parse("EPSG:4214"), Crs::wgs84(), LonLat{117.1, 35.0}), DatumStep::Ballpark);
  EXPECT_EQ(datum_step(Crs::parse("EPSG:4214"), Crs::wgs84(), LonLat{80.0, 40.0}), DatumStep::Known);  // Tarim basin
  EXPECT_EQ(datum_step(Crs::parse("EPSG:3826"), Crs::wgs84()), DatumStep::Known);
  EXPECT_EQ(datum_step(Crs::parse("EPSG:4548"), Crs::parse("EPSG:4490")), DatumStep::Known);
}

TEST(CrsTransform, PseudoSystemsAreUndoneAndApplied) {
  const Coordinate gcj{116.41024449916938, 39.91640428150164};
  expect_near(moved("GCJ-02", "EPSG:4326", gcj), {116.404, 39.915}, 1e-9);
  expect_near(moved("EPSG:4326", "GCJ-02", {116.404, 39.915}), gcj, 1e-9);
  const Coordinate grid = moved("EPSG:4326", "EPSG:4548", {116.404, 39.915});
  expect_near(moved("GCJ-02", "EPSG:4548", gcj), grid, 1e-3);
  expect_near(moved("GCJ-02", "BD-09", {116.404, 39.915}), {116.41036949371029, 39.92133699351021}, 1e-9);
  const Coordinate baidu = moved("EPSG:4548", "BD-09", grid);
  expect_near(moved("BD-09", "EPSG:4548", baidu), grid, 1e-3);
}

TEST(CrsTransform, WhatIsNoPlaceBecomesNaN) {
  const double inf = std::numeric_limits<double>::infinity();
  for (const Coordinate bad :
       {Coordinate{std::nan(""), 1.0}, Coordinate{1.0, inf}, Coordinate{10.0, 95.0}, Coordinate{1e300, 1e300}}) {
    std::vector<Coordinate> three{{117.0, 35.0}, bad, {117.158, 35.087}};
    transform(Crs::wgs84(), Crs::parse("EPSG:4548"), three);
    EXPECT_TRUE(std::isnan(three[1].x) && std::isnan(three[1].y)) << bad.x << " " << bad.y;
    expect_near(three[2], {514408.254038830, 3884256.220420060}, 1e-5);
  }
}

TEST(CrsTransform, SameBytesForAnyNumberOfThreads) {
  Random random(3);
  std::vector<Coordinate> places(100000);
  for (Coordinate& place : places) {
    place = {random.uniform(115.0, 119.0), random.uniform(34.0, 36.0)};
  }
  std::vector<Coordinate> one = places;
  set_thread_limit(1);
  transform(Crs::parse("GCJ-02"), Crs::parse("EPSG:4548"), one);
  set_thread_limit(0);
  transform(Crs::parse("GCJ-02"), Crs::parse("EPSG:4548"), places);
  EXPECT_TRUE(one == places);
}

TEST(CrsTransform, EqualSystemsTouchNothing) {
  std::vector<Coordinate> odd{{1e9, std::nan("")}, {500000.25, 3.0}};
  transform(Crs::parse("EPSG:4548"), Crs::parse("EPSG:4548"), odd);
  EXPECT_EQ(odd[0].x, 1e9);
  EXPECT_EQ(odd[1], (Coordinate{500000.25, 3.0}));
}

}  // namespace
}  // namespace lastmeter
