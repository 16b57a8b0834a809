// SPDX-License-Identifier: Apache-2.0
#include "network/walking_profile.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace lastmeter {
namespace {

using Tags = std::map<std::string, std::string, std::less<>>;

TagLookup lookup(const Tags& tags) {
  return [&tags](std::string_view key) {
    const auto at = tags.find(key);
    return at == tags.end() ? std::string_view() : std::string_view(at->second);
  };
}

bool walkable(const Tags& tags) { return walkable_way(lookup(tags)).has_value(); }
bool passable(const Tags& tags) { return passable_node(lookup(tags)); }

TEST(WalkingProfile, OrdinaryStreetsAndPathsAreWalkable) {
  for (const char* highway : {"residential", "footway", "steps", "path", "pedestrian", "service", "track", "primary",
                              "trunk", "living_street", "cycleway", "crossing"}) {
    EXPECT_TRUE(walkable({{"highway", highway}})) << highway;
  }
}

TEST(WalkingProfile, MotorwaysAndUnbuiltRoadsAreNot) {
  for (const char* highway : {"motorway", "motorway_link", "construction", "proposed", "raceway", "bus_guideway"}) {
    EXPECT_FALSE(walkable({{"highway", highway}})) << highway;
  }
}

TEST(WalkingProfile, FootDecidesBeforeAccess) {
  EXPECT_FALSE(walkable({{"highway", "residential"}, {"foot", "no"}, {"access", "yes"}}));
  EXPECT_TRUE(walkable({{"highway", "service"}, {"access", "private"}, {"foot", "yes"}}));
  EXPECT_FALSE(walkable({{"highway", "service"}, {"access", "private"}}));
  EXPECT_FALSE(walkable({{"highway", "primary"}, {"foot", "use_sidepath"}}));
}

TEST(WalkingProfile, MotorroadClosesARoadAndFootOpensItAgain) {
  EXPECT_FALSE(walkable({{"highway", "trunk"}, {"motorroad", "yes"}}));
  EXPECT_TRUE(walkable({{"highway", "trunk"}, {"motorroad", "yes"}, {"foot", "yes"}}));
}

TEST(WalkingProfile, AMotorwayNeedsFootNotAccess) {
  EXPECT_FALSE(walkable({{"highway", "motorway"}, {"access", "yes"}}));
  EXPECT_TRUE(walkable({{"highway", "bridleway"}, {"foot", "designated"}}));
  EXPECT_FALSE(walkable({{"highway", "construction"}, {"foot", "yes"}}));
}

TEST(WalkingProfile, PlatformsAndPiersCountAreasDoNot) {
  EXPECT_TRUE(walkable({{"railway", "platform"}}));
  EXPECT_TRUE(walkable({{"man_made", "pier"}}));
  EXPECT_FALSE(walkable({{"highway", "pedestrian"}, {"area", "yes"}}));
  EXPECT_FALSE(walkable({{"waterway", "river"}}));
}

TEST(WalkingProfile, OnlyOnewayFootBindsWalkers) {
  EXPECT_EQ(walkable_way(lookup({{"highway", "residential"}, {"oneway", "yes"}}))->direction, WalkDirection::Both);
  EXPECT_EQ(walkable_way(lookup({{"highway", "footway"}, {"oneway:foot", "yes"}}))->direction, WalkDirection::Forward);
  EXPECT_EQ(walkable_way(lookup({{"highway", "footway"}, {"oneway:foot", "-1"}}))->direction, WalkDirection::Backward);
}

TEST(WalkingProfile, LevelsComeFromLayerElseFromBridgeAndTunnel) {
  const auto level = [](const Tags& tags) { return walkable_way(lookup(tags))->level; };
  EXPECT_EQ(level({{"highway", "path"}}), 0);
  EXPECT_EQ(level({{"highway", "path"}, {"layer", "2"}, {"bridge", "yes"}}), 2);
  EXPECT_EQ(level({{"highway", "path"}, {"bridge", "viaduct"}}), 1);
  EXPECT_EQ(level({{"highway", "path"}, {"bridge", "no"}}), 0);
  EXPECT_EQ(level({{"highway", "path"}, {"tunnel", "yes"}}), -1);
  EXPECT_EQ(level({{"highway", "path"}, {"tunnel", "building_passage"}}), 0);
  EXPECT_EQ(level({{"highway", "path"}, {"layer", "1;2"}, {"tunnel", "yes"}}), -1);
}

TEST(WalkingProfile, StepsAreKnown) {
  EXPECT_EQ(walkable_way(lookup({{"highway", "steps"}}))->kind, StreetKind::Steps);
}

TEST(WalkingProfile, GatesLetThroughUnlessClosedOrLocked) {
  EXPECT_TRUE(passable({{"barrier", "gate"}}));
  EXPECT_TRUE(passable({{"barrier", "bollard"}}));
  EXPECT_FALSE(passable({{"barrier", "gate"}, {"locked", "yes"}}));
  EXPECT_FALSE(passable({{"barrier", "gate"}, {"access", "private"}}));
  EXPECT_TRUE(passable({{"barrier", "gate"}, {"access", "private"}, {"foot", "yes"}}));
  EXPECT_FALSE(passable({{"barrier", "wall"}}));
  EXPECT_TRUE(passable({{"barrier", "wall"}, {"foot", "yes"}}));
}

}  // namespace
}  // namespace lastmeter
