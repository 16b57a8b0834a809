// SPDX-License-Identifier: Apache-2.0
#include "input/hierarchy.h"

#include <gtest/gtest.h>

#include "hand_made.h"
#include "support/draw_zones.h"

namespace lastmeter {
namespace {

using testing::brief;
using testing::draw_study;
using testing::Lines;
using testing::zone_of;

constexpr auto kCommunity = static_cast<std::size_t>(ZoneLevel::Community);
constexpr auto kGridZone = static_cast<std::size_t>(ZoneLevel::GridZone);

/// Two communities of 200 m x 100 m side by side, with two grid zones each: a b | c d.
class Town : public ::testing::Test {
 protected:
  Town() : area_(draw_study({.subdistricts = "", .communities = "A A B B", .grid_zones = "a b c d"})) {
    for (const ZoneLevel level : kZoneLevels) {
      for (Zone& zone : area_.zones(level).zones) {
        zone.parent.reset();
      }
    }
    stated_[kCommunity].resize(2);
    stated_[kGridZone].resize(4);
  }

  /// Renames a zone; the order of the layer stays.
  void code(ZoneLevel level, std::string_view from, std::string to) {
    zone_of(area_, level, from).code = std::move(to);
  }
  void resolve() { resolve_parents(area_, stated_, ledger_); }
  [[nodiscard]] std::string parent_of(std::size_t grid_zone) const {
    const auto& parent = area_.zones(ZoneLevel::GridZone).zones[ZoneId(grid_zone)].parent;
    return parent ? area_.zones(ZoneLevel::Community).zones[*parent].code : "none";
  }
  [[nodiscard]] std::string found(Point at, const ZoneHints& hints) const {
    const auto found = MembershipFinder(area_).find(at, hints);
    const auto text = [&](ZoneLevel level) {
      const auto zone = found.zones[static_cast<std::size_t>(level)];
      return zone ? area_.zones(level).zones[*zone].code : std::string("none");
    };
    return text(ZoneLevel::Community) + " " + text(ZoneLevel::GridZone);
  }
  [[nodiscard]] std::string disagreement(Point at, const ZoneHints& hints) const {
    return MembershipFinder(area_).find(at, hints).disagreement;
  }

  StudyArea area_;
  std::array<std::vector<std::string>, 3> stated_;
  IssueLedger ledger_;
};

TEST_F(Town, ParentsByPlace) {
  resolve();
  EXPECT_EQ(parent_of(0) + parent_of(1) + parent_of(2) + parent_of(3), "AABB");
  EXPECT_TRUE(ledger_.issues().empty());
}

TEST_F(Town, TheParentHoldsMostOfTheArea) {
  testing::reshape(zone_of(area_, ZoneLevel::GridZone, "b"), testing::rectangle(140, 0, 240, 100));
  resolve();
  EXPECT_EQ(parent_of(1), "A") << "60 m of 100";
  testing::reshape(zone_of(area_, ZoneLevel::GridZone, "b"), testing::rectangle(160, 0, 260, 100));
  resolve();
  EXPECT_EQ(parent_of(1), "B") << "40 m of 100";
}

TEST_F(Town, AnOrphanHasNoParent) {
  testing::reshape(zone_of(area_, ZoneLevel::GridZone, "d"), testing::rectangle(900, 0, 1000, 100));
  resolve();
  EXPECT_EQ(parent_of(3), "none");
}

TEST_F(Town, ParentsByCodePrefix) {
  code(ZoneLevel::Community, "A", "370481001001");
  code(ZoneLevel::Community, "B", "370481001002");
  code(ZoneLevel::GridZone, "a", "370481001001001");
  code(ZoneLevel::GridZone, "b", "370481001002009");
  resolve();
  EXPECT_EQ(parent_of(0), "370481001001");
  EXPECT_EQ(parent_of(1), "370481001002") << "the code wins over the place";
  EXPECT_EQ(parent_of(2), "370481001002") << "no prefix: by place";
  ASSERT_EQ(brief(ledger_), (Lines{"hierarchy.disagrees 370481001002009 row 1"}));
  EXPECT_EQ(ledger_.issues()[0].what, "belongs to community 370481001002 by its code but lies in 370481001001");
  EXPECT_EQ(ledger_.issues()[0].layer, "grid_zones");
  EXPECT_TRUE(ledger_.issues()[0].at.has_value());
}

TEST_F(Town, ShortCodesAreNoPrefixes) {
  code(ZoneLevel::Community, "A", "1");
  code(ZoneLevel::Community, "B", "2");
  code(ZoneLevel::GridZone, "a", "21");
  resolve();
  EXPECT_EQ(parent_of(0), "1") << "'21' begins with '2' by chance";
  EXPECT_TRUE(ledger_.issues().empty());
}

TEST_F(Town, ParentsByStatedCode) {
  stated_[kGridZone] = {"A", "B", "", "X"};
  resolve();
  EXPECT_EQ(parent_of(0) + parent_of(1) + parent_of(2) + parent_of(3), "ABBB");
  ASSERT_EQ(brief(ledger_), (Lines{"hierarchy.disagrees b row 1", "hierarchy.disagrees d row 3"}));
  EXPECT_EQ(ledger_.issues()[1].what, "names the community 'X', which is not in the layer communities");
}

TEST_F(Town, APlaceWithoutHintsIsLocated) {
  resolve();
  EXPECT_EQ(found({50, 50}, {}), "A a");
  EXPECT_EQ(found({350, 50}, {}), "B d");
  EXPECT_EQ(found({900, 50}, {}), "none none");
  EXPECT_EQ(disagreement({50, 50}, {}), "");
}

TEST_F(Town, AStatedGridZoneBringsItsCommunity) {
  resolve();
  const ZoneHints hints{.codes = {"", "", "c"}, .own_code = ""};
  EXPECT_EQ(found({250, 50}, hints), "B c");
  EXPECT_EQ(disagreement({250, 50}, hints), "");
  EXPECT_EQ(found({50, 50}, hints), "B c") << "the code wins over the place";
  EXPECT_EQ(disagreement({50, 50}, hints), "belongs to grid zone c by its code but lies in a");
  EXPECT_EQ(found({900, 50}, hints), "B c") << "a building outside is kept by its code";
}

TEST_F(Town, AStatedZoneThatDoesNotExistIsReported) {
  resolve();
  const ZoneHints hints{.codes = {"", "X", ""}, .own_code = ""};
  EXPECT_EQ(found({50, 50}, hints), "A a");
  EXPECT_EQ(disagreement({50, 50}, hints), "names the community 'X', which is not in the layer communities");
}

TEST_F(Town, ACommunityOtherThanTheGridZonesIsReported) {
  resolve();
  const ZoneHints hints{.codes = {"", "B", "a"}, .own_code = ""};
  EXPECT_EQ(found({50, 50}, hints), "A a") << "the lower level decides";
  EXPECT_EQ(disagreement({50, 50}, hints), "belongs to community B by its code but lies in A");
}

TEST_F(Town, ACommunityOtherThanTheGridZonesIsReportedWhereverThePlace) {
  resolve();
  const ZoneHints hints{.codes = {"", "B", "a"}, .own_code = ""};
  EXPECT_NE(disagreement({900, 50}, hints), "") << "the record contradicts itself";
}

TEST_F(Town, TheOwnCodeBeginsWithTheZones) {
  code(ZoneLevel::GridZone, "b", "370481001001002");
  resolve();
  EXPECT_EQ(found({150, 50}, {.codes = {}, .own_code = "370481001001002017"}), "A 370481001001002");
  EXPECT_EQ(found({900, 50}, {.codes = {}, .own_code = "370481001001002017"}), "A 370481001001002");
}

TEST_F(Town, InsideAnyZone) {
  const MembershipFinder finder(area_);
  EXPECT_TRUE(finder.inside_any({50, 50}));
  EXPECT_TRUE(finder.inside_any({0, 0})) << "the border is inside";
  EXPECT_FALSE(finder.inside_any({-1, 50}));
}

TEST(CodeIndex, TakesTheLongestPrefix) {
  ZoneLayer layer;
  for (const std::string code : {"370481", "370481001", "#1234567"}) {
    Zone zone;
    zone.code = code;
    layer.zones.push_back(zone);
  }
  const CodeIndex index(layer);
  EXPECT_EQ(index.prefix_of("370481001009"), ZoneId(1));
  EXPECT_EQ(index.prefix_of("370481002009"), ZoneId(0));
  EXPECT_EQ(index.prefix_of("370481"), std::nullopt) << "the same code is no prefix";
  EXPECT_EQ(index.prefix_of("#12345678"), std::nullopt) << "row numbers are no codes";
  EXPECT_EQ(index.prefix_of(""), std::nullopt);
  EXPECT_EQ(index.exact("370481"), ZoneId(0));
  EXPECT_EQ(index.exact("37048"), std::nullopt);
}

}  // namespace
}  // namespace lastmeter
