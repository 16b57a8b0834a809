// SPDX-License-Identifier: Apache-2.0
#include "audit/audit.h"

#include <gmock/gmock.h>

#include "core/parallel.h"
#include "unit/audit/sound_town.h"

namespace lastmeter::testing {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr auto Grid = ZoneLevel::GridZone;

TEST(Audit, SoundTownHasNoFindings) { EXPECT_THAT(audit(sound_town(), {}, town_norms()), IsEmpty()); }

TEST(Audit, EmptyStudyAreaHasNoFindings) { EXPECT_THAT(audit({}, {}, town_norms()), IsEmpty()); }

TEST(Audit, DemandAndFacilitiesWithoutZonesAreNotOutside) {
  StudyArea area;
  add_building(area, "house", {0.0, 0.0}, 3.0);
  add_facility(area, "post", {5.0, 5.0});
  EXPECT_THAT(audit(area, {}, town_norms()), IsEmpty());
}

TEST(Audit, OneZoneAloneIsSound) {
  for (const ZoneLevel level : kZoneLevels) {
    StudyArea area;
    area.zones(level) = draw_zones(level, "A A");
    EXPECT_THAT(audit(area), IsEmpty());
  }
}

TEST(Audit, LevelInTheMiddleMayBeMissing) {
  EXPECT_THAT(audit(draw_study({.subdistricts = "S S", .communities = "", .grid_zones = "a b"})), IsEmpty());
}

/// One fault of each rule, far enough from each other to stay alone.
TEST(Audit, EveryPlantedFaultIsFoundOnce) {
  StudyArea town = sound_town();
  zone_of(town, Grid, "f").code = "e";                                       // duplicate code
  reshape(zone_of(town, Grid, "a"), rectangle(-20.0, 400.0, 300.0, 600.0));  // leaves A by 20 x 200
  reshape(zone_of(town, Grid, "b"), rectangle(0.0, 200.0, 310.0, 400.0));    // leaves B by 10 x 200
  reshape(zone_of(town, Grid, "d"), rectangle(290.0, 400.0, 600.0, 600.0));  // overlaps a by 10 x 200
  add_building(town, "house 7", {-50.0, -50.0}, 1.0);                        // orphan
  add_building(town, "house 9", {450.0, 310.0}, 700.0);                      // c off the norm, and C
  add_facility(town, "post 3", {-200.0, 0.0});                               // outside
  add_facility(town, "post 4", {450.5, 450.0});                              // duplicate
  EXPECT_THAT(rules_of(audit(town, {}, town_norms())),
              UnorderedElementsAre(Rule::CodeDuplicate, Rule::ZoneOutsideParent, Rule::ZoneOutsideParent,
                                   Rule::ZoneOverlap, Rule::Orphan, Rule::FacilityOutside, Rule::FacilityDuplicate,
                                   Rule::HouseholdsPerGrid, Rule::HouseholdsPerCommunity));
}

TEST(Audit, EveryFindingSaysWhatWhereAndWhatToDo) {
  StudyArea town = sound_town();
  reshape(zone_of(town, Grid, "d"), rectangle(290.0, 400.0, 610.0, 590.0));
  add_building(town, "", {-50.0, -50.0}, 0.0);
  add_facility(town, "post 2", {-200.0, 0.0});
  add_facility(town, "post 5", {150.0, 150.0});
  const std::vector<Issue> issues = audit(town, {}, town_norms());
  EXPECT_THAT(rules_of(issues),
              UnorderedElementsAre(Rule::ZoneOverlap, Rule::ZoneOutsideParent, Rule::ZoneGap, Rule::Orphan,
                                   Rule::CodeDuplicate, Rule::FacilityOutside, Rule::FacilityDuplicate));
  for (const Issue& issue : issues) {
    EXPECT_NE(issue.layer, "");
    EXPECT_NE(issue.what, "");
    EXPECT_NE(issue.fix, "");
    EXPECT_TRUE(issue.at) << issue.what;
    EXPECT_TRUE(issue.row) << issue.what;
    EXPECT_EQ(issue.figure.has_value(), !issue.unit.empty()) << issue.what;
    EXPECT_EQ(issue.severity, rule_info(issue.rule).severity);
  }
}

TEST(Audit, SameFindingsForAnyNumberOfThreads) {
  StudyArea area;
  std::string picture;
  for (int row = 0; row < 40; ++row) {
    picture += row % 3 == 0 ? "ab.c.defg.hi.jk\n" : "abbccddefgghijk\n";
  }
  area.zones(ZoneLevel::Community) = draw_zones(ZoneLevel::Community, picture);
  area.zones(Grid) = draw_zones(Grid, picture, Metres(99.0));
  link_parents(area);
  const auto text_of = [&](std::size_t threads) {
    set_thread_limit(threads);
    std::string text;
    for (const Issue& issue : audit(area)) {
      text += issue.layer + issue.code + issue.what + std::to_string(issue.at->x) + "\n";
    }
    return text;
  };
  const std::string one = text_of(1);
  EXPECT_GT(one.size(), 1000U);
  EXPECT_EQ(text_of(8), one);
  set_thread_limit(0);
}

class CountingProgress final : public Progress {
 public:
  void stage(std::string_view name, std::size_t total) override {
    names.emplace_back(name);
    steps = total;
  }
  void step(std::size_t done) override { last = done; }
  std::vector<std::string> names;
  std::size_t steps = 0;
  std::size_t last = 0;
};

TEST(Audit, ProgressReachesItsTotal) {
  IssueLedger ledger;
  CountingProgress progress;
  audit_study_area(sound_town(), {}, {}, ledger, progress);
  EXPECT_THAT(progress.names, ElementsAre("audit"));
  EXPECT_EQ(progress.last, progress.steps);
}

TEST(Audit, FindingsOfOthersStay) {
  IssueLedger ledger;
  SilentProgress progress;
  ledger.add(finding(Rule::CodeMissing, "grid_zones", "", "row 4 has no code", "enter its code"));
  StudyArea town = sound_town();
  add_facility(town, "post 3", {-200.0, 0.0});
  audit_study_area(town, {}, {}, ledger, progress);
  EXPECT_EQ(ledger.count(Rule::CodeMissing), 1U);
  EXPECT_EQ(ledger.issues().size(), 2U);
}

}  // namespace

}  // namespace lastmeter::testing
