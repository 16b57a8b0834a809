// SPDX-License-Identifier: Apache-2.0
#include "coverage/walking_shapes.h"

#include <gmock/gmock.h>

#include <numbers>

#include "walking_study.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// A street of two rows with a bend: 0 from (0, 0) to (100, 0) to (100, 100), 1 from there to (300, 100). A post 5 m
/// off (50, 0).
struct BentStreet {
  StudyArea area = testing::empty_study();
  WalkAccess access;
  CoverageOptions options;

  BentStreet() {
    testing::add_post(area, {50, -5});
    StreetLines streets;
    streets.add(std::vector<Point>{{0, 0}, {100, 0}, {100, 100}}, 0);
    streets.add(std::vector<Point>{{100, 100}, {300, 100}}, 1);
    access = testing::access_on(area, streets);
  }
  ReachedStreets within(double radius) {
    options.radii = {Metres(radius)};
    options.nominal = Metres(radius);
    return streets_in_reach(area, access, options).at(0);
  }
};

TEST(StreetsInReach, StopWhereTheRadiusEnds) {
  BentStreet town;
  const ReachedStreets reached = town.within(95.0);  // 90 m along the street
  ASSERT_THAT(reached.streets, SizeIs(1));
  EXPECT_EQ(reached.streets[0].row, 0U);
  ASSERT_THAT(reached.streets[0].parts, SizeIs(1));
  EXPECT_THAT(reached.streets[0].parts[0], ElementsAre(Point{0, 0}, Point{100, 0}, Point{100, 40}));
  EXPECT_NEAR(reached.length.value(), 140.0, 1e-6);
  EXPECT_EQ(reached.radius, Metres(95.0));
}

TEST(StreetsInReach, GoOnIntoTheNextStreet) {
  BentStreet town;
  const ReachedStreets reached = town.within(205.0);
  ASSERT_THAT(reached.streets, SizeIs(2));
  EXPECT_NEAR(reached.streets[0].length.value(), 200.0, 1e-6);
  EXPECT_EQ(reached.streets[1].row, 1U);
  EXPECT_NEAR(reached.streets[1].parts.at(0).back().x, 150.0, 1e-6);
  EXPECT_NEAR(reached.length.value(), 250.0, 1e-6);
  EXPECT_NEAR(street_length(town.access.network).value(), 400.0, 1e-9);
}

TEST(StreetsInReach, NothingWithinTheAccessLeg) {
  BentStreet town;
  EXPECT_THAT(town.within(4.0).streets, IsEmpty());
  EXPECT_EQ(town.within(4.0).length, Metres(0.0));
}

TEST(StreetsInReach, GivesEachRadiusOnceAscending) {
  BentStreet town;
  town.options.radii = {Metres(205.0), Metres(95.0)};
  const auto reached = streets_in_reach(town.area, town.access, town.options);
  ASSERT_THAT(reached, SizeIs(2));
  EXPECT_EQ(reached[0].radius, Metres(95.0));
  EXPECT_EQ(reached[1].radius, Metres(205.0));
  EXPECT_LT(reached[0].length, reached[1].length);
}

TEST(StreetsInReach, KeepsTheGapInTheMiddleOfALink) {
  StudyArea area = testing::empty_study();
  testing::add_post(area, {0, 0});
  testing::add_post(area, {300, 0});
  StreetLines streets;
  streets.add(std::vector<Point>{{0, 0}, {300, 0}}, 0);
  CoverageOptions options;
  options.radii = {Metres(100.0), Metres(160.0)};
  const auto reached = streets_in_reach(area, testing::access_on(area, streets), options);
  ASSERT_THAT(reached.at(0).streets.at(0).parts, SizeIs(2));
  EXPECT_NEAR(reached[0].length.value(), 200.0, 1e-6);
  ASSERT_THAT(reached.at(1).streets.at(0).parts, SizeIs(1)) << "pieces that overlap are one";
  EXPECT_NEAR(reached[1].length.value(), 300.0, 1e-6);
}

TEST(WalkingShapes, AreTheBufferOfWhatIsReached) {
  BentStreet town;
  SilentProgress silent;
  const std::vector<ReachedStreets> reached{town.within(95.0)};
  const auto shapes = walking_shapes(town.area, reached, TravelMode::NetworkBuffer, Metres(10.0), Metres(0.01), silent);
  ASSERT_THAT(shapes, SizeIs(1));
  EXPECT_EQ(shapes[0].mode, TravelMode::NetworkBuffer);
  EXPECT_EQ(shapes[0].radius.radius, Metres(95.0));
  // 140 m of band 20 m wide, half a disc at both ends; the bend is cut inside (10 x 10) and a quarter disc outside.
  const double quarter = std::numbers::pi * 100.0 / 4.0;
  EXPECT_NEAR(area(shapes[0].service_area).value(), 140.0 * 20.0 + 4.0 * quarter - 100.0 + quarter, 1.0);
  EXPECT_TRUE(shapes[0].gap.empty()) << "no zones, no gap";
}

TEST(WalkingShapes, KeepHolesInsideBlocks) {
  StudyArea area = testing::empty_study();
  testing::add_post(area, {0, 0});
  StreetLines streets;
  streets.add(std::vector<Point>{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}, 0);
  CoverageOptions options;
  options.radii = {Metres(500.0)};
  SilentProgress silent;
  const auto shapes = walking_shapes(area, streets_in_reach(area, testing::access_on(area, streets), options),
                                     TravelMode::Walking, Metres(10.0), Metres(0.01), silent);
  ASSERT_THAT(shapes.at(0).service_area.parts, SizeIs(1));
  EXPECT_THAT(shapes[0].service_area.parts[0].holes, SizeIs(1)) << "the middle of the block is not served";
}

}  // namespace
}  // namespace lastmeter
