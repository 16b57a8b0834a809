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

std::vector<std::string> codes_of(const Findings& findings) {
  std::vector<std::string> codes;
  for (const Issue& issue : findings) {
    codes.push_back(issue.layer + " " + issue.code);
  }
  return codes;
}

/// A layer of zones with these codes, side by side.
ZoneLayer coded(ZoneLevel level, const std::vector<std::string>& codes) {
  ZoneLayer layer{level, {}};
  for (std::size_t i = 0; i < codes.size(); ++i) {
    Zone zone;
    zone.code = codes[i];
    zone.row = i;
    const double x = static_cast<double>(i) * 10.0;
    reshape(zone, rectangle(x, 0.0, x + 10.0, 10.0));
    layer.zones.push_back(std::move(zone));
  }
  return layer;
}

StudyArea area_of(ZoneLayer layer) {
  StudyArea area;
  area.zones(layer.level) = std::move(layer);
  return area;
}

TEST(DuplicateCodes, EachFurtherRecordIsOneFinding) {
  const StudyArea area = area_of(coded(ZoneLevel::Community, {"7", "8", "7", "7", "8", "9"}));
  const Findings found = find_duplicate_codes(area);
  EXPECT_THAT(codes_of(found), ElementsAre("communities 7", "communities 7", "communities 8"));
  EXPECT_THAT(found[0].what, HasSubstr("row 3"));
  EXPECT_THAT(found[1].what, HasSubstr("already in row 1"));
}

TEST(DuplicateCodes, LayersDoNotMixAndMissingCodesAreNotEqual) {
  StudyArea area = area_of(coded(ZoneLevel::Community, {"7", "", "", "#3"}));
  area.zones(ZoneLevel::GridZone) = coded(ZoneLevel::GridZone, {"7", "#3", "#3"});
  add_facility(area, "7", {0.0, 0.0});
  add_building(area, "7", {0.0, 0.0}, 1.0);
  EXPECT_THAT(find_duplicate_codes(area), IsEmpty());
}

TEST(DuplicateCodes, DemandAndFacilities) {
  StudyArea area;
  add_building(area, "h", {0.0, 0.0}, 1.0);
  add_building(area, "h", {9.0, 0.0}, 1.0);
  add_facility(area, "p", {0.0, 0.0});
  add_facility(area, "p", {9.0, 0.0});
  EXPECT_THAT(codes_of(find_duplicate_codes(area)), ElementsAre("buildings h", "facilities p"));
  area.basis = DemandBasis::PopulationPoints;
  EXPECT_THAT(codes_of(find_duplicate_codes(area)), ElementsAre("population h", "facilities p"));
  area.basis = DemandBasis::ZoneTotals;
  EXPECT_THAT(codes_of(find_duplicate_codes(area)), ElementsAre("facilities p"));
}

TEST(DuplicateCodes, OfCandidates) {
  StudyArea area;
  area.candidates.resize(3);
  area.candidates[0].code = area.candidates[2].code = "HX1";
  area.candidates[1].code = "HX2";
  EXPECT_THAT(codes_of(find_duplicate_codes(area)), ElementsAre("candidates HX1"));
}

TEST(OddCodes, LengthThatDiffersFromTheRest) {
  const StudyArea area =
      area_of(coded(ZoneLevel::Community, {"370481001001", "37048100102", "370481001003", "370481001004"}));
  const Findings found = find_odd_codes(area, {});
  ASSERT_THAT(codes_of(found), ElementsAre("communities 37048100102"));
  EXPECT_EQ(found.front().figure, 11.0);
  EXPECT_THAT(found.front().what, HasSubstr("11 characters, not 12"));
}

TEST(OddCodes, NoLengthIsUsualBelowAMajorityOfDigits) {
  EXPECT_THAT(find_odd_codes(area_of(coded(ZoneLevel::Community, {"370481", "370482", "37048", "37"})), {}), IsEmpty());
  EXPECT_THAT(find_odd_codes(area_of(coded(ZoneLevel::Community, {"BMSZ01", "BMSZ02", "BMSZ10", "B1"})), {}),
              IsEmpty());
}

TEST(OddCodes, SerialNumbersMayGrow) {
  std::vector<std::string> codes;
  for (int i = 1; i <= 120; ++i) {
    codes.push_back(std::to_string(i));
  }
  EXPECT_THAT(find_odd_codes(area_of(coded(ZoneLevel::GridZone, codes)), {}), IsEmpty());
}

TEST(OddCodes, StatedLengthCountsCharactersOfAnyCode) {
  AuditOptions options;
  options.code_length[static_cast<std::size_t>(ZoneLevel::GridZone)] = 3;
  const StudyArea area = area_of(coded(ZoneLevel::GridZone, {"一二三", "A-1", "A-12", "", "#4"}));
  EXPECT_THAT(codes_of(find_odd_codes(area, options)), ElementsAre("grid_zones A-12"));
}

/// Two communities with four grid zones each; the codes of the first grid zones are given.
StudyArea prefixed(const std::vector<std::string>& grid_codes) {
  StudyArea area;
  area.zones(ZoneLevel::Community) = coded(ZoneLevel::Community, {"370481001001", "370481001002"});
  area.zones(ZoneLevel::GridZone) = coded(ZoneLevel::GridZone, grid_codes);
  for (std::size_t i = 0; i < grid_codes.size(); ++i) {
    area.zones(ZoneLevel::GridZone).zones[ZoneId(i)].parent = ZoneId(i < 4 ? 0 : 1);
  }
  return area;
}

TEST(OddCodes, CodeThatBeginsWithNoParentsCode) {
  const StudyArea area = prefixed({"370481001001001", "370481001001002", "370481001001003", "370481001009004",
                                   "370481001002001", "370481001002002", "370481001002003", "370481001002004"});
  const Findings found = find_odd_codes(area, {});
  ASSERT_THAT(codes_of(found), ElementsAre("grid_zones 370481001009004"));
  EXPECT_THAT(found.front().what, HasSubstr("its community is 370481001001"));
}

TEST(OddCodes, CodeOfAnotherParentIsLeftToInput) {
  const StudyArea area = prefixed({"370481001001001", "370481001001002", "370481001001003", "370481001002009",
                                   "370481001002001", "370481001002002", "370481001002003", "370481001002004"});
  EXPECT_THAT(find_odd_codes(area, {}), IsEmpty());
}

TEST(OddCodes, CodesThatDoNotFollowTheHierarchyAreFree) {
  const StudyArea area = prefixed({"990000000000001", "990000000000002", "370481001001003", "370481001001004",
                                   "990000000000003", "370481001002002", "370481001002003", "370481001002004"});
  EXPECT_THAT(find_odd_codes(area, {}), IsEmpty());
}

TEST(OddCodes, WrongLengthIsNotAlsoAWrongBeginning) {
  const StudyArea area = prefixed({"370481001001001", "370481001001002", "370481001001003", "37048100900",
                                   "370481001002001", "370481001002002", "370481001002003", "370481001002004"});
  EXPECT_THAT(find_odd_codes(area, {}), SizeIs(1));
}

}  // namespace

}  // namespace lastmeter::testing
