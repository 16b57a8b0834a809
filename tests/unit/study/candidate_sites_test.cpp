// SPDX-License-Identifier: Apache-2.0
#include "study/candidate_sites.h"

#include <gmock/gmock.h>

#include <cmath>

#include "core/error.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

MultiPolygon box(double x, double y, double width, double height) {
  return {{{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}, {}}}};
}

/// One community of 1,000 m by 1,000 m, a pond in its middle (400..600), a post at (100, 100).
StudyArea pond_town() {
  StudyArea area;
  Zone zone;
  zone.code = "A";
  zone.outline = box(0, 0, 1000, 1000);
  area.zones(ZoneLevel::Community).zones.push_back(zone);
  ContextLayer barriers;
  barriers.role = "barriers";
  barriers.codes = {"pond"};
  barriers.names = {""};
  barriers.kinds = {"water"};
  barriers.shapes.begin(GeometryKind::Polygon);
  barriers.shapes.begin_part();
  barriers.shapes.begin_ring();
  for (const Coordinate at : {Coordinate{400, 400}, {600, 400}, {600, 600}, {400, 600}, {400, 400}}) {
    barriers.shapes.add(at);
  }
  area.context.push_back(std::move(barriers));
  Facility post;
  post.code = "p1";
  post.at = {100, 100};
  area.facilities.push_back(post);
  return area;
}

CandidateSite candidate(std::string code, Point at) {
  CandidateSite site;
  site.code = std::move(code);
  site.at = at;
  return site;
}

std::vector<std::string> codes_of(const SiteList& list) {
  std::vector<std::string> codes;
  for (const PlacementSite& site : list.sites) {
    codes.push_back(site.code);
  }
  return codes;
}

std::vector<std::string> dropped_of(const SiteList& list) {
  std::vector<std::string> lines;
  for (const DroppedSite& site : list.dropped) {
    lines.push_back(site.code + " " + site.why);
  }
  return lines;
}

TEST(CandidateSites, DropsWhatCannotBeUsedAndSaysWhy) {
  StudyArea area = pond_town();
  area.candidates = {candidate("wet", {500, 500}), candidate("far", {1500, 500}), candidate("near", {100, 150}),
                     candidate("good", {800, 800})};
  const SiteList list = collect_sites(area, nullptr, {.spacing = Metres(60.0)});
  EXPECT_THAT(codes_of(list), ElementsAre("p1", "good"));
  EXPECT_THAT(dropped_of(list), ElementsAre("wet lies in the area of barrier pond", "far lies outside the study area",
                                            "near is 50 m from post p1"));
}

TEST(CandidateSites, OfTwoAtOnePlaceTheCheaperStays) {
  StudyArea area = pond_town();
  area.candidates = {candidate("dear", {800, 800}), candidate("cheap", {800, 800}), candidate("option", {800, 800})};
  area.candidates[0].cost = 5.0;
  area.candidates[1].cost = 3.0;
  area.candidates[2].cost = 9.0;
  area.candidates[2].site = "S";  // another site by name, so a choice of its own
  const SiteList list = collect_sites(area, nullptr, {.existing = ExistingPosts::Ignore});
  EXPECT_THAT(codes_of(list), ElementsAre("cheap", "option"));
  EXPECT_THAT(dropped_of(list), ElementsAre("dear stands where cheap does, at no lower cost"));
}

TEST(CandidateSites, OnTopOfAPostThatServesAsWidelyNothingIsWon) {
  StudyArea area = pond_town();
  area.candidates = {candidate("same", {100, 100}), candidate("wider", {100, 100})};
  area.candidates[1].own_radius = Metres(900.0);
  const SiteList list = collect_sites(area, nullptr, {});
  EXPECT_THAT(codes_of(list), ElementsAre("p1", "wider"));
  EXPECT_THAT(dropped_of(list), ElementsAre("same stands where post p1 stays"));
}

TEST(CandidateSites, FillsInWhatTheLayerDoesNotState) {
  StudyArea area = pond_town();
  area.candidates = {candidate("plain", {800, 800}), candidate("own", {900, 900})};
  area.candidates[1].own_radius = Metres(300.0);
  area.candidates[1].cost = 7.0;
  const SiteList list = collect_sites(area, nullptr, {.radius = Metres(450.0), .unit_cost = 2.0});
  const auto& sites = list.sites.items();
  EXPECT_EQ(sites[0].radius, Metres(450.0));
  EXPECT_EQ(sites[0].cost, 0.0) << "a post that stands costs nothing";
  EXPECT_EQ(sites[0].standing, Standing::Fixed);
  EXPECT_EQ(sites[1].radius, Metres(450.0));
  EXPECT_EQ(sites[1].cost, 2.0);
  EXPECT_EQ(sites[2].radius, Metres(300.0));
  EXPECT_EQ(sites[2].cost, 7.0);
}

TEST(CandidateSites, PostsThatStandStayMayCloseOrAreIgnored) {
  StudyArea area = pond_town();
  area.candidates = {candidate("c", {100, 150})};
  const SiteList may = collect_sites(area, nullptr, {.existing = ExistingPosts::MayClose, .spacing = Metres(60.0)});
  EXPECT_THAT(codes_of(may), ElementsAre("p1", "c")) << "the post may go, so the place near it may be used";
  EXPECT_EQ(may.sites.items()[0].standing, Standing::Existing);
  const SiteList without = collect_sites(area, nullptr, {.existing = ExistingPosts::Ignore});
  EXPECT_THAT(codes_of(without), ElementsAre("c"));
}

TEST(CandidateSites, AHexagonLatticeLeavesNobodyFarFromItsPlaces) {
  const StudyArea area = pond_town();
  const SiteList list = collect_sites(
      area, nullptr,
      {.sources = {CandidateSource::Hexagons}, .existing = ExistingPosts::Ignore, .lattice = Metres(100.0)});
  for (double x = 5.0; x < 1000.0; x += 37.0) {
    for (double y = 5.0; y < 1000.0; y += 37.0) {
      double nearest = 1e9;
      const auto look = [&](Point at) { nearest = std::min(nearest, distance(at, {x, y}).value()); };
      for (const PlacementSite& site : list.sites) {
        look(site.at);
      }
      for (const DroppedSite& site : list.dropped) {
        look(site.at);
      }
      EXPECT_LE(nearest, 100.0 / std::sqrt(3.0) + 1e-9) << x << ", " << y;
    }
  }
  for (const PlacementSite& site : list.sites) {
    EXPECT_EQ(site.home, ZoneId(0));
    EXPECT_EQ(site.code.front(), 'H');
  }
  EXPECT_FALSE(list.dropped.empty()) << "the pond and the ground beyond the border";
}

TEST(CandidateSites, ASourceTheStudyLacksIsNamed) {
  const StudyArea area = pond_town();
  for (const auto& [source, word] :
       {std::pair{CandidateSource::Buildings, "building"}, std::pair{CandidateSource::GridZones, "grid zone"},
        std::pair{CandidateSource::NetworkNodes, "walking network"}}) {
    try {
      collect_sites(area, nullptr, {.sources = {source}});
      ADD_FAILURE() << word;
    } catch (const ConfigError& error) {
      EXPECT_THAT(error.what(), HasSubstr(word));
    }
  }
}

}  // namespace
}  // namespace lastmeter
