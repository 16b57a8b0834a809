// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/random.h"
#include "input/crs_offset.h"
#include "input/crs_offset_layers.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Crs& working() {
  static const Crs crs = Crs::parse("EPSG:4548");
  return crs;
}

MultiPolygon square(double x, double y, double side) {
  return {{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}, {}}}};
}

/// Where places end up when they are written in `truth` and then read as `read_as`.
std::vector<Point> misread(const std::vector<Point>& places, const std::string& truth, const std::string& read_as) {
  std::vector<Coordinate> numbers;
  for (const Point& place : places) {
    numbers.push_back({place.x, place.y});
  }
  transform(working(), Crs::parse(truth), numbers);
  transform(Crs::parse(read_as), working(), numbers);
  std::vector<Point> read;
  for (const Coordinate& at : numbers) {
    read.push_back({at.x, at.y});
  }
  return read;
}

/// 10 x 10 square zones of 800 m in Tengzhou; in each 6 x 6 buildings of 40 m in its inner 600 m.
struct Town {
  static constexpr double west = 510000.0;
  static constexpr double south = 3880000.0;
  static constexpr double zone_side = 800.0;
  std::vector<MultiPolygon> zones;
  std::vector<MultiPolygon> buildings;

  Town() {
    Random random(11);
    for (int i = 0; i < 100; ++i) {
      const double x = west + zone_side * (i % 10);
      const double y = south + zone_side * static_cast<int>(i / 10);
      zones.push_back(square(x, y, zone_side));
      for (int b = 0; b < 36; ++b) {
        buildings.push_back(square(x + 100.0 + 100.0 * (b % 6) + random.uniform(0.0, 50.0),
                                   y + 100.0 + 100.0 * static_cast<int>(b / 6) + random.uniform(0.0, 50.0), 40.0));
      }
    }
  }
};

std::vector<const MultiPolygon*> pointers(const std::vector<MultiPolygon>& shapes) {
  std::vector<const MultiPolygon*> all;
  for (const MultiPolygon& shape : shapes) {
    all.push_back(&shape);
  }
  return all;
}

OffsetReference reference(const std::vector<MultiPolygon>& shapes, OffsetReference::Kind kind,
                          const std::string& read_as = "EPSG:4326") {
  return {
      "communities", "communities.shp", Crs::parse(read_as), kind, shapes.size(), ZoneLocator(pointers(shapes)), {}};
}

OffsetReference zones_of(const Town& town) { return reference(town.zones, OffsetReference::Kind::Zones); }

OffsetSubject subject(std::vector<Point> points, const std::string& read_as = "EPSG:4326") {
  return {"facilities", "posts.csv", Crs::parse(read_as), std::move(points), {}, {}};
}

/// Posts anywhere in the town, with the zone they belong to.
OffsetSubject posts(std::size_t count, const std::string& truth, const std::string& read_as, std::uint64_t seed = 1) {
  Random random(seed);
  std::vector<Point> places;
  OffsetSubject made = subject({}, read_as);
  for (std::size_t i = 0; i < count; ++i) {
    const Point at{Town::west + random.uniform(0.0, 8000.0), Town::south + random.uniform(0.0, 8000.0)};
    places.push_back(at);
    made.own_zone.emplace_back(static_cast<std::uint32_t>((at.x - Town::west) / 800.0) +
                               10U * static_cast<std::uint32_t>((at.y - Town::south) / 800.0));
  }
  made.points = misread(places, truth, read_as);
  return made;
}

TEST(Offset, GcjReadAsWgsIsNamedWithItsSize) {
  const Town town;
  IssueLedger ledger;
  const auto found = find_offset(posts(300, "GCJ-02", "EPSG:4326"), zones_of(town), working(), ledger);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->truth, (DatumPair{DatumShift::Gcj02, DatumShift::None}));
  EXPECT_NEAR(found->distance().value(), 526.0, 40.0);
  EXPECT_EQ(found->items, 300U);
  EXPECT_EQ(found->fitting_moved, 300U);
  EXPECT_LT(found->fitting, 200U);
  ASSERT_THAT(ledger.issues(), SizeIs(1));
  const Issue& issue = ledger.issues().front();
  EXPECT_EQ(issue.rule, Rule::LayerOffset);
  EXPECT_EQ(issue.severity, Severity::Warning);
  EXPECT_EQ(issue.layer, "facilities");
  EXPECT_EQ(issue.unit, "m");
  EXPECT_THAT(issue.what, AllOf(HasSubstr("posts.csv"), HasSubstr("communities.shp"), HasSubstr("GCJ-02")));
  EXPECT_EQ(issue.fix, "set crs = \"GCJ-02\" in [layers.facilities]");
}

TEST(Offset, EveryMixOfDatumsIsTold) {
  const Town town;
  for (const char* truth : {"EPSG:4326", "GCJ-02", "BD-09"}) {
    for (const char* read_as : {"EPSG:4326", "GCJ-02", "BD-09"}) {
      IssueLedger ledger;
      const auto found = find_offset(posts(200, truth, read_as), zones_of(town), working(), ledger);
      EXPECT_EQ(found.has_value(), std::string(truth) != read_as) << truth << " as " << read_as;
      if (found) {
        ASSERT_TRUE(found->truth);
        EXPECT_EQ(found->truth->reference, DatumShift::None);
        EXPECT_THAT(ledger.issues().front().fix, HasSubstr(truth));
      }
    }
  }
}

TEST(Offset, TheReferenceMayBeTheOneThatIsMisread) {
  Town town;
  for (MultiPolygon& zone : town.zones) {
    zone.parts[0].outer = misread(zone.parts[0].outer, "GCJ-02", "EPSG:4326");
  }
  IssueLedger ledger;
  const auto found = find_offset(posts(300, "EPSG:4326", "EPSG:4326"), zones_of(town), working(), ledger);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->truth, (DatumPair{DatumShift::None, DatumShift::Gcj02}));
  EXPECT_EQ(ledger.issues().front().fix, "set crs = \"GCJ-02\" in [layers.communities]");
}

TEST(Offset, FewPostsSuffice) {
  const Town town;
  IssueLedger ledger;
  EXPECT_TRUE(find_offset(posts(75, "GCJ-02", "EPSG:4326", 5), zones_of(town), working(), ledger));
}

TEST(Offset, SoundLayersRaiseNoAlarm) {
  const Town town;
  const OffsetReference zones = zones_of(town);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    IssueLedger ledger;
    OffsetSubject sound = posts(150, "EPSG:4326", "EPSG:4326", seed);
    Random random(seed);
    for (Point& at : sound.points) {  // hand-set, so some fall over the border
      at = {at.x + random.uniform(-60.0, 60.0), at.y + random.uniform(-60.0, 60.0)};
    }
    EXPECT_FALSE(find_offset(sound, zones, working(), ledger)) << seed;
    EXPECT_THAT(ledger.issues(), IsEmpty());
  }
}

TEST(Offset, PointsWithoutAnyOrderRaiseNoAlarm) {
  const Town town;
  const OffsetReference zones = zones_of(town);
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    OffsetSubject lost = posts(150, "EPSG:4326", "EPSG:4326", seed);
    lost.own_zone = posts(150, "EPSG:4326", "EPSG:4326", seed + 100).own_zone;
    IssueLedger ledger;
    EXPECT_FALSE(find_offset(lost, zones, working(), ledger)) << seed;
  }
}

TEST(Offset, OnePostPerCommunityNeedsNoCodes) {
  const Town town;
  std::vector<Point> centres;
  for (const MultiPolygon& zone : town.zones) {
    const Point middle = centroid(zone);
    centres.push_back({middle.x - 200.0, middle.y - 100.0});
  }
  IssueLedger ledger;
  EXPECT_FALSE(find_offset(subject(centres), zones_of(town), working(), ledger));
}

TEST(Offset, EstatesAcrossBordersBetrayBaidu) {
  const Town town;
  std::vector<MultiPolygon> estates;
  for (int i = 0; i < 400; ++i) {  // four a zone, 360 m wide
    estates.push_back(
        square(Town::west + 400.0 * (i % 20) + 20.0, Town::south + 400.0 * static_cast<int>(i / 20) + 20.0, 360.0));
  }
  OffsetSubject whole{"compounds", "estates.csv", Crs::wgs84(), {}, {}, pointers(estates)};
  IssueLedger silent;
  EXPECT_FALSE(find_offset(whole, zones_of(town), working(), silent));
  for (MultiPolygon& estate : estates) {
    estate.parts[0].outer = misread(estate.parts[0].outer, "BD-09", "EPSG:4326");
  }
  IssueLedger ledger;
  const auto found = find_offset(whole, zones_of(town), working(), ledger);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->truth, (DatumPair{DatumShift::Bd09, DatumShift::None}));
  EXPECT_EQ(found->fitting_moved, 400U);
}

TEST(Offset, AnyOtherConstantShiftIsMeasured) {
  const Town town;
  std::vector<Point> posts_in_buildings;
  for (std::size_t i = 0; i < town.buildings.size(); i += 20) {
    const Point middle = centroid(town.buildings[i]);
    posts_in_buildings.push_back({middle.x + 113.0, middle.y - 64.0});  // Beijing 1954 read as CGCS2000
  }
  IssueLedger ledger;
  const auto found = find_offset(subject(posts_in_buildings), reference(town.buildings, OffsetReference::Kind::Shapes),
                                 working(), ledger);
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->truth);
  EXPECT_NEAR(found->east, -113.0, 15.0);
  EXPECT_NEAR(found->north, 64.0, 15.0);
  EXPECT_THAT(ledger.issues().front().fix, HasSubstr("compare"));
}

TEST(Offset, BuildingPointsServeAsWell) {
  const Town town;
  OffsetReference places = reference({}, OffsetReference::Kind::Places);
  std::vector<Point> at_buildings;
  for (std::size_t i = 0; i < town.buildings.size(); ++i) {
    places.places.push_back(centroid(town.buildings[i]));
    if (i % 30 == 0) {
      at_buildings.push_back(places.places.back());
    }
  }
  IssueLedger silent;
  EXPECT_FALSE(find_offset(subject(at_buildings), places, working(), silent));
  IssueLedger ledger;
  const auto found = find_offset(subject(misread(at_buildings, "GCJ-02", "EPSG:4326")), places, working(), ledger);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->truth, (DatumPair{DatumShift::Gcj02, DatumShift::None}));
}

TEST(Offset, ShopsAlongStreetsAreNotMovedIntoBuildings) {
  const Town town;
  Random random(4);
  std::vector<Point> along_streets;  // none in a building; a fifth would be after any move
  for (int i = 0; i < 300; ++i) {
    along_streets.push_back({Town::west + 800.0 * static_cast<double>(random.below(10)) + random.uniform(-50.0, 50.0),
                             Town::south + random.uniform(0.0, 8000.0)});
  }
  IssueLedger ledger;
  EXPECT_FALSE(
      find_offset(subject(along_streets), reference(town.buildings, OffsetReference::Kind::Shapes), working(), ledger));
}

TEST(Offset, NoChineseDatumOutsideItsRectangle) {
  const Crs utm = Crs::parse("EPSG:31982");  // Porto Alegre
  const Town town;
  OffsetSubject shifted = posts(300, "EPSG:4326", "EPSG:4326");
  for (Point& at : shifted.points) {
    at = {at.x + 520.0, at.y + 90.0};
  }
  IssueLedger ledger;
  const auto found = find_offset(shifted, zones_of(town), utm, ledger);
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->truth);
  EXPECT_NEAR(found->east, -520.0, 60.0);
}

TEST(Offset, NaNAndTooFewItemsAreNothing) {
  const Town town;
  IssueLedger ledger;
  OffsetSubject few = posts(15, "GCJ-02", "EPSG:4326");
  EXPECT_FALSE(find_offset(few, zones_of(town), working(), ledger));
  EXPECT_FALSE(find_offset(subject({}), zones_of(town), working(), ledger));
  EXPECT_FALSE(find_offset(subject(std::vector<Point>(50, {std::nan(""), 0.0})), zones_of(town), working(), ledger));
}

GeometryColumn column_of(const std::vector<Point>& points) {
  GeometryColumn column;
  for (const Point& at : points) {
    column.append_point({at.x, at.y});
  }
  return column;
}

GeometryColumn column_of(const std::vector<MultiPolygon>& shapes) {
  GeometryColumn column;
  for (const MultiPolygon& shape : shapes) {
    column.begin(GeometryKind::Polygon);
    column.begin_part();
    column.begin_ring();
    for (const Point& at : shape.parts[0].outer) {
      column.add({at.x, at.y});
    }
    column.add({shape.parts[0].outer[0].x, shape.parts[0].outer[0].y});
  }
  return column;
}

/// The town as a study: communities, buildings, posts in `read` places with their homes.
struct Study {
  Town town;
  StudyArea area;
  GeometryColumn zones;
  GeometryColumn buildings;
  GeometryColumn posts_column;
  std::vector<OffsetLayer> layers;

  explicit Study(const OffsetSubject& posts) {
    area.crs = working();
    for (const MultiPolygon& outline : town.zones) {
      Zone zone;
      zone.outline = outline;
      area.zones(ZoneLevel::Community).zones.push_back(zone);
    }
    for (std::size_t i = 0; i < posts.points.size(); ++i) {
      Facility facility;
      facility.at = posts.points[i];
      facility.row = i;
      if (!posts.own_zone.empty() && posts.own_zone[i]) {
        facility.home = ZoneId(*posts.own_zone[i]);
      }
      area.facilities.push_back(facility);
    }
    zones = column_of(town.zones);
    buildings = column_of(town.buildings);
    posts_column = column_of(posts.points);
    layers = {{"communities", "communities.shp", working(), &zones},
              {"buildings", "buildings.shp", working(), &buildings},
              {"facilities", "posts.csv", posts.crs, &posts_column}};
  }
};

TEST(Offsets, PostsAreHeldAgainstTheirHomes) {
  Study study(posts(200, "GCJ-02", "EPSG:4326"));
  IssueLedger ledger;
  EXPECT_THAT(find_offsets(study.area, study.layers, ledger), SizeIs(1));
  ASSERT_THAT(ledger.issues(), SizeIs(1));
  EXPECT_EQ(ledger.issues().front().layer, "facilities");
  EXPECT_THAT(ledger.issues().front().fix, HasSubstr("GCJ-02"));
}

TEST(Offsets, PostsAreHeldAgainstBuildingsWhereHomesSayNothing) {
  const Town town;
  std::vector<Point> in_buildings;
  for (std::size_t i = 0; i < town.buildings.size(); i += 12) {
    in_buildings.push_back(centroid(town.buildings[i]));
  }
  Study study(subject(misread(in_buildings, "GCJ-02", "EPSG:4326")));
  IssueLedger ledger;
  find_offsets(study.area, study.layers, ledger);
  ASSERT_THAT(ledger.issues(), SizeIs(1));
  EXPECT_THAT(ledger.issues().front().what, HasSubstr("buildings.shp"));
  EXPECT_THAT(ledger.issues().front().fix, HasSubstr("GCJ-02"));
}

TEST(Offsets, ASoundStudyIsSilentAndLocalMetresAreLeftAlone) {
  Study sound(posts(200, "EPSG:4326", "EPSG:4326"));
  IssueLedger ledger;
  EXPECT_THAT(find_offsets(sound.area, sound.layers, ledger), IsEmpty());
  Study local(posts(200, "GCJ-02", "EPSG:4326"));
  local.area.crs.reset();
  EXPECT_THAT(find_offsets(local.area, local.layers, ledger), IsEmpty());
  EXPECT_THAT(ledger.issues(), IsEmpty());
}

TEST(Offsets, DamagedShapesAndLinesAreSkipped) {
  Study study(posts(200, "EPSG:4326", "EPSG:4326"));
  GeometryColumn odd;
  odd.append(GeometryKind::Null);
  odd.append(GeometryKind::Empty);
  odd.append(GeometryKind::Mixed);
  for (int i = 0; i < 40; ++i) {
    odd.begin(GeometryKind::Polygon);
    odd.begin_part();
    odd.begin_ring();
    for (const Coordinate at : {Coordinate{std::nan(""), 1.0}, Coordinate{5.0, 1.0}, Coordinate{5.0, 9.0}}) {
      odd.add(at);
    }
  }
  odd.begin(GeometryKind::Polygon);
  study.layers.push_back({"compounds", "estates.shp", working(), &odd});
  IssueLedger ledger;
  EXPECT_THAT(find_offsets(study.area, study.layers, ledger), IsEmpty());
}

}  // namespace
}  // namespace lastmeter
