// SPDX-License-Identifier: Apache-2.0
#include "coverage/service_shapes.h"

#include <gmock/gmock.h>

#include <numbers>

#include "geometry/overlay.h"
#include "small_study.h"

namespace lastmeter {
namespace {

using testing::add_post;
using testing::add_zone;
using testing::both_services;
using testing::empty_study;
using ::testing::IsEmpty;
using testing::random_town;
using testing::rectangle;
using ::testing::SizeIs;

std::vector<ServiceShape> shapes_of(const StudyArea& area, const CoverageOptions& options) {
  SilentProgress progress;
  return service_shapes(area, options, progress);
}

TEST(ServiceShapes, GapIsTheGroundWithoutTheServiceArea) {
  StudyArea area = empty_study();
  add_zone(area, ZoneLevel::Community, rectangle(0, 0, 1000, 1000));
  add_zone(area, ZoneLevel::Community, rectangle(1000, 0, 2000, 1000));
  add_post(area, {1000, 500});
  add_post(area, {1000, 500});  // the same place
  add_post(area, {2000, 500});  // half beyond the border
  const std::vector<ServiceShape> shapes = shapes_of(area, both_services({400, 200}));
  ASSERT_THAT(shapes, SizeIs(2));
  EXPECT_EQ(shapes[0].radius.radius, Metres(200));
  const double disc = std::numbers::pi * 200 * 200;
  // A chord 0.5 m inside its circle loses at most 4/3 * 0.5 m of 200 m in area... about a third of a percent.
  EXPECT_NEAR(lastmeter::area(shapes[0].service_area).value(), 2 * disc, 0.0035 * 2 * disc);
  EXPECT_NEAR(lastmeter::area(shapes[0].gap).value(), 2e6 - 1.5 * disc, 0.0035 * 1.5 * disc);
  EXPECT_EQ(piece_count(shapes[0].service_area), 2U);
  EXPECT_LT(lastmeter::area(intersection(shapes[1].gap, shapes[1].service_area)).value(), 1e-3);
}

TEST(ServiceShapes, OwnRadiiAreDrawnLast) {
  StudyArea area = empty_study();
  add_post(area, {0, 0}, FacilityKind::Station, Metres(100));
  const std::vector<ServiceShape> shapes = shapes_of(area, both_services({400}));
  ASSERT_THAT(shapes, SizeIs(2));
  EXPECT_EQ(shapes[1].radius.radius, std::nullopt);
  EXPECT_NEAR(bounds(shapes[1].service_area).max_x, 100.0, 0.5);
  EXPECT_TRUE(shapes[1].gap.empty());  // no zones, no ground
}

TEST(ServiceShapes, WithoutPostsAllGroundIsGap) {
  StudyArea area = empty_study();
  add_zone(area, ZoneLevel::Community, rectangle(0, 0, 1000, 1000));
  const std::vector<ServiceShape> shapes = shapes_of(area, both_services({400}));
  EXPECT_TRUE(shapes[0].service_area.empty());
  EXPECT_NEAR(lastmeter::area(shapes[0].gap).value(), 1e6, 1e-6);
}

TEST(ServiceShapes, TheyAgreeWithTheExactFiguresWithinTheirTolerance) {
  const StudyArea area = random_town(5, 10, 30);
  CoverageOptions options = both_services({300});
  options.chord_tolerance = Metres(0.05);
  const CoverageResult exact = testing::measure(area, options);
  const std::vector<ServiceShape> shapes = shapes_of(area, options);
  for (std::size_t k = 0; k < shapes.size(); ++k) {
    double covered = 0.0;
    for (const ZoneRow& row : exact.zones.front().rows) {
      covered += row.cases[k].area.value_or(SquareMetres(0.0)).value();
    }
    EXPECT_NEAR(lastmeter::area(shapes[k].gap).value(), 8e6 - covered, 1e-3 * 8e6);
  }
}

}  // namespace
}  // namespace lastmeter
