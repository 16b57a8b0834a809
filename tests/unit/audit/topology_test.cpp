// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "audit/checks.h"
#include "unit/audit/sound_town.h"

namespace lastmeter::testing {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr auto Community = ZoneLevel::Community;
constexpr auto Grid = ZoneLevel::GridZone;

/// Rules of the findings about shapes.
Findings topology_of(const StudyArea& area, const AuditOptions& options = {}) {
  const SharedAreasByLevel shared = measure_shared_areas(area);
  Findings all = find_orphans(area, shared);
  append(all, find_overlaps(area, shared, options));
  append(all, find_gaps(area, shared, options));
  append(all, find_zones_outside_parent(area, shared, options));
  append(all, find_multipart_zones(area));
  return all;
}

TEST(Overlaps, NamesBothZonesAndTheArea) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A B", .grid_zones = ""});
  reshape(zone_of(area, Community, "A"), rectangle(0.0, 0.0, 103.0, 100.0));
  const Findings found = topology_of(area);
  ASSERT_THAT(rules_of(found), ElementsAre(Rule::ZoneOverlap));
  EXPECT_EQ(found[0].code, "A");
  EXPECT_THAT(found[0].what, HasSubstr("overlaps B by 300 m2"));
  EXPECT_NEAR(*found[0].figure, 300.0, 1e-6);
  EXPECT_NEAR(found[0].at->x, 101.5, 1e-6);
  EXPECT_NEAR(found[0].at->y, 50.0, 1e-6);
}

TEST(Overlaps, ToleranceIsTheLargestAreaLetPass) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A B", .grid_zones = ""});
  reshape(zone_of(area, Community, "A"), rectangle(0.0, 0.0, 100.25, 100.0));
  AuditOptions options;
  options.overlap_tolerance = SquareMetres(25.0);
  EXPECT_THAT(topology_of(area, options), IsEmpty());
  options.overlap_tolerance = SquareMetres(24.999);
  EXPECT_THAT(topology_of(area, options), SizeIs(1));
}

TEST(Overlaps, SameZoneTwiceOverlapsByItsWholeArea) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A B", .grid_zones = ""});
  reshape(zone_of(area, Community, "B"), zone_of(area, Community, "A").outline);
  const Findings found = topology_of(area);
  ASSERT_THAT(rules_of(found), ElementsAre(Rule::ZoneOverlap));
  EXPECT_NEAR(*found[0].figure, 10000.0, 1e-6);
}

TEST(Overlaps, OfCousinsIsTheFaultOfTheOneThatLeavesItsParent) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A B B", .grid_zones = "a b c d"});
  reshape(zone_of(area, Grid, "b"), rectangle(100.0, 0.0, 230.0, 100.0));
  const Findings found = topology_of(area);
  ASSERT_THAT(rules_of(found), ElementsAre(Rule::ZoneOutsideParent));
  EXPECT_EQ(found[0].code, "b");
  EXPECT_THAT(found[0].what, HasSubstr("leaves its community A by 3,000 m2"));
  EXPECT_NEAR(found[0].at->x, 215.0, 1e-6);
}

TEST(Overlaps, OfParentsIsNotRepeatedForTheirChildren) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A B B", .grid_zones = "a b c d"});
  reshape(zone_of(area, Community, "A"), rectangle(0.0, 0.0, 230.0, 100.0));
  reshape(zone_of(area, Grid, "b"), rectangle(100.0, 0.0, 230.0, 100.0));
  const Findings found = topology_of(area);
  ASSERT_THAT(rules_of(found), ElementsAre(Rule::ZoneOverlap));
  EXPECT_EQ(found[0].layer, "communities");
}

TEST(Outside, ToleranceAndParentBesideTheChild) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A", .grid_zones = "a b"});
  reshape(zone_of(area, Grid, "b"), rectangle(100.0, 0.0, 200.5, 100.0));
  AuditOptions options;
  options.outside_tolerance = SquareMetres(50.0);
  EXPECT_THAT(topology_of(area, options), IsEmpty());
  options.outside_tolerance = SquareMetres(49.999);
  EXPECT_THAT(rules_of(topology_of(area, options)), ElementsAre(Rule::ZoneOutsideParent));
}

TEST(Outside, ZoneThatLiesInAnotherParentIsLeftToInput) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A B B", .grid_zones = "a b c d"});
  zone_of(area, Grid, "c").parent = ZoneId(0);
  EXPECT_THAT(topology_of(area), IsEmpty());
}

TEST(Orphans, ZoneInNoParentWhateverItsCodeSays) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A . .", .grid_zones = "a b . d"});
  for (const std::optional<ZoneId> parent : {std::optional<ZoneId>(), std::optional(ZoneId(0))}) {
    zone_of(area, Grid, "d").parent = parent;
    const Findings found = topology_of(area);
    ASSERT_THAT(rules_of(found), ElementsAre(Rule::Orphan));
    EXPECT_EQ(found[0].code, "d");
    EXPECT_THAT(found[0].what, HasSubstr("lies in no community; A is 150 m away"));
    EXPECT_EQ(found[0].severity, Severity::Error);
  }
}

TEST(Orphans, DemandOutsideTheLowestLevel) {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A A A", .grid_zones = "a b ."});
  add_building(area, "in", {50.0, 50.0}, 1.0);
  add_building(area, "on the border", {200.0, 50.0}, 1.0);
  add_building(area, "off", {230.0, 50.0}, 1.0);
  add_building(area, "far", {230.0, 400.0}, 1.0);
  const SharedAreasByLevel shared = measure_shared_areas(area);
  const Findings found = find_orphans(area, shared);
  ASSERT_THAT(rules_of(found), ElementsAre(Rule::Orphan, Rule::Orphan));
  EXPECT_EQ(found[0].code, "off");
  EXPECT_NEAR(*found[0].figure, 30.0, 1e-9);
  EXPECT_THAT(found[0].what, HasSubstr("no grid zone; b is 30 m away"));
  EXPECT_EQ(found[1].code, "far");
  area.zones(Grid) = {Grid, {}};
  const Findings without_grids = find_orphans(area, measure_shared_areas(area));
  ASSERT_THAT(without_grids, SizeIs(1));
  EXPECT_EQ(without_grids[0].code, "far");
}

TEST(Multipart, PiecesAndTheAreaOfTheSmallOnes) {
  StudyArea area = draw_study({.subdistricts = "",
                               .communities = R"(
      A A B
      B A B
      B B A )",
                               .grid_zones = ""});
  const Findings found = topology_of(area);
  ASSERT_THAT(rules_of(found), ElementsAre(Rule::ZoneMultipart, Rule::ZoneMultipart));
  EXPECT_THAT(found[0].what, HasSubstr("2 pieces"));
  EXPECT_NEAR(*found[0].figure, 10000.0, 1e-6);
  EXPECT_EQ(found[1].code, "B");
  EXPECT_NEAR(*found[1].figure, 20000.0, 1e-6);
}

}  // namespace

}  // namespace lastmeter::testing
