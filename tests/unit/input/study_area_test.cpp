// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include "core/error.h"
#include "hand_made.h"
#include "input/build_parts.h"
#include "input/build_study_area.h"
#include "support/draw_zones.h"
#include "support/temp_folder.h"

namespace lastmeter {
namespace {

using testing::box_wkt;
using testing::brief;
using testing::Lines;
using testing::TempFolder;

/// Files written by hand and read as one study in local metres. Tables hold WKT in the column `wkt`.
class Study : public ::testing::Test {
 protected:
  Study() { spec_.crs = "local"; }

  LayerSpec& layer(Role role, const std::string& text) {
    const std::filesystem::path path = folder_.path() / (std::string(role_name(role)) + ".csv");
    std::ofstream(path, std::ios::binary) << text;
    LayerSpec spec;
    spec.role = role;
    spec.read.path = path.string();
    spec.read.geometry = "wkt";
    spec.shown_path = path.filename().string();
    spec_.layers.push_back(spec);
    return spec_.layers.back();
  }
  std::string file(const std::string& name, const std::string& text) {
    std::ofstream(folder_.path() / name, std::ios::binary) << text;
    return (folder_.path() / name).string();
  }
  static JoinSpec join(std::string path, std::string key, std::string on) {
    JoinSpec join;
    join.read.path = std::move(path);
    join.key = std::move(key);
    join.on = std::move(on);
    return join;
  }
  const StudyArea& build() {
    SilentProgress silent;
    input_ = build_study_area(spec_, ledger_, silent);
    if (!input_.area) {
      ADD_FAILURE() << "refused: " << ::testing::PrintToString(brief(ledger_)) << ledger_.issues()[0].what;
      input_.area.emplace();
    }
    expect_balanced_accounts();
    return *input_.area;
  }
  std::size_t refused() {
    SilentProgress silent;
    input_ = build_study_area(spec_, ledger_, silent);
    EXPECT_EQ(input_.area.has_value(), ledger_.count(Severity::Refused) == 0);
    return ledger_.count(Severity::Refused);
  }
  [[nodiscard]] const LayerAccount& account(std::string_view role) const {
    for (const LayerAccount& account : input_.area->accounts) {
      if (account.layer == role) {
        return account;
      }
    }
    throw std::logic_error("no account of " + std::string(role));
  }
  /// Every row of every layer is used or set aside, and those set aside stand in the ledger.
  void expect_balanced_accounts() const {
    ASSERT_EQ(input_.area->accounts.size(), spec_.layers.size());
    for (const LayerAccount& account : input_.area->accounts) {
      EXPECT_EQ(account.read, account.used + account.set_aside) << account.layer;
      std::set<std::size_t> rows;
      double clipped = 0.0;
      for (const Issue& issue : ledger_.issues()) {
        if (issue.layer == account.layer && issue.what.find("left out") != std::string::npos) {
          issue.row ? static_cast<void>(rows.insert(*issue.row)) : static_cast<void>(clipped += *issue.figure);
        }
      }
      EXPECT_EQ(static_cast<double>(rows.size()) + clipped, static_cast<double>(account.set_aside)) << account.layer;
    }
  }

  TempFolder folder_;
  InputSpec spec_;
  IssueLedger ledger_;
  StudyInput input_;
};

std::string two_communities() {
  return "code,name,wkt\nB,East,\"" + box_wkt(1000, 0, 2000, 1000) + "\"\nA,West,\"" + box_wkt(0, 0, 1000, 1000) +
         "\"\n";
}

TEST_F(Study, BuildsZonesDemandAndPosts) {
  layer(Role::Communities, two_communities());
  layer(Role::Buildings,
        "code,households,population,LDZ,wkt\n"
        "b1,10,30,g1,POINT (100 100)\n"
        "b2,20,50,g1,\"POLYGON ((1400 400, 1600 400, 1600 600, 1400 600, 1400 400))\"\n");
  layer(Role::Facilities,
        "code,name,kind,radius_m,wkt\n"
        "p1,Centre of A,党群服务中心,,POINT (500 500)\n"
        "p2,,微站,300,POINT (1500 500)\n"
        "p3,,station,,POINT (9000 500)\n");
  const StudyArea& area = build();
  EXPECT_TRUE(ledger_.issues().empty()) << ::testing::PrintToString(brief(ledger_));
  const auto& zones = area.zones(ZoneLevel::Community).zones;
  ASSERT_EQ(zones.size(), 2U);
  EXPECT_EQ(zones[ZoneId(0)].code, "A") << "in the order of their codes";
  EXPECT_EQ(zones[ZoneId(0)].name, "West");
  EXPECT_EQ(zones[ZoneId(0)].row, 1U) << "the row of the file";
  EXPECT_DOUBLE_EQ(zones[ZoneId(0)].area.value(), 1e6);

  EXPECT_EQ(area.basis, DemandBasis::Buildings);
  ASSERT_EQ(area.demand.size(), 2U);
  const DemandPoint& second = area.demand[DemandId(1)];
  EXPECT_EQ(second.at, (Point{1500, 500}));
  EXPECT_EQ(second.households, 20.0);
  EXPECT_EQ(second.population, 50.0);
  EXPECT_EQ(second.building_group, "g1");
  EXPECT_DOUBLE_EQ(second.footprint.value(), 40000.0);
  EXPECT_EQ(second.zones[static_cast<std::size_t>(ZoneLevel::Community)], ZoneId(1));

  ASSERT_EQ(area.facilities.size(), 3U);
  const auto& posts = area.facilities.items();
  EXPECT_EQ(posts[0].kind, FacilityKind::Centre);
  EXPECT_EQ(posts[1].kind, FacilityKind::MicroStation);
  EXPECT_EQ(posts[2].kind, FacilityKind::Station);
  EXPECT_EQ(posts[0].own_radius, std::nullopt);
  EXPECT_EQ(posts[1].own_radius, Metres(300));
  EXPECT_EQ(posts[0].home, ZoneId(0));
  EXPECT_EQ(posts[2].home, std::nullopt) << "outside, and kept";
}

TEST_F(Study, AccountsForEveryRow) {
  layer(Role::Communities, two_communities() +
                               "C,,POINT (401 401)\nD,,\nE,,\"POLYGON ((0 0, 10 10, 20 20, 0 0))\"\n"
                               "F,,\"POLYGON ((2000 0, 2010 10, 2010 0, 2000 10, 2000 0))\"\n");
  layer(Role::Buildings,
        "code,households,wkt\nb1,1,POINT (401 401)\nb2,2,\n,x,POINT (402 402)\nb4,-1,\"LINESTRING (0 0, 401 401)\"\n"
        "3.7E+14,,POINT (403 403)\n");
  layer(Role::Facilities, "code,radius_m,wkt\np1,far,POINT (401 401)\np2,-5,POINT EMPTY\n");
  layer(Role::Streets, "code,wkt\ns1,\"LINESTRING (0 0, 401 401)\"\ns2,\n");
  build();
  EXPECT_EQ(account("communities").used, 3U);
  EXPECT_EQ(account("communities").file, "communities.csv");
  EXPECT_EQ(account("buildings").used, 3U);
  EXPECT_EQ(account("facilities").used, 1U);
  EXPECT_EQ(account("streets").used, 1U);
  ledger_.sort();
  EXPECT_EQ(brief(ledger_), (Lines{"geometry.missing b2 row 1", "geometry.missing D row 3", "geometry.missing E row 4",
                                   "geometry.missing p2 row 1", "geometry.missing s2 row 1", "geometry.type b4 row 3",
                                   "geometry.type C row 2", "code.missing #3 row 2", "code.destroyed #5 row 4",
                                   "number.unreadable #3 row 2", "number.unreadable p1 row 0",
                                   "geometry.invalid F row 5", "number.missing #5 row 4"}));
}

TEST_F(Study, AnUnknownKindOfAllPostsIsAConfigError) {
  layer(Role::Communities, two_communities());
  layer(Role::Facilities, "code,wkt\np1,POINT (500 500)\n").all_kind = "statoin";
  EXPECT_THROW(build(), ConfigError);
}

TEST_F(Study, UnderAnEmptyLayerIsRefused) {
  layer(Role::Communities, two_communities());
  layer(Role::Facilities, "code,wkt\n");
  EXPECT_EQ(refused(), 1U);
  EXPECT_EQ(brief(ledger_), (Lines{"file.empty "}));
}

TEST_F(Study, WithPersonalDataIsRefused) {
  layer(Role::Communities, two_communities());
  layer(Role::Buildings, "code,身份证号,wkt\nb1,x,POINT (401 401)\n");
  EXPECT_EQ(refused(), 1U);
  EXPECT_EQ(input_.readings.size(), 2U) << "for the manifest";
}

TEST_F(Study, PersonalDataInAJoinedTableIsRefusedOnce) {
  layer(Role::Communities, two_communities()).join = join(file("more.csv", "code,户主姓名\nA,x\nB,y\n"), "code", "");
  EXPECT_EQ(refused(), 1U);
}

TEST_F(Study, ReportsAllFilesThatCannotBeRead) {
  layer(Role::Communities, two_communities()).read.path = "/nonexistent/a.shp";
  layer(Role::Buildings, "code\n1\n").read.path = "/nonexistent/b.shp";
  SilentProgress silent;
  try {
    build_study_area(spec_, ledger_, silent);
    FAIL() << "no error";
  } catch (const InputError& error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("layers.communities"), std::string::npos) << text;
    EXPECT_NE(text.find("layers.buildings"), std::string::npos) << text;
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << "a line each";
  }
}

TEST_F(Study, JoinedCountsReachTheDemand) {
  LayerSpec& population =
      layer(Role::Population, "tract,wkt\n1,\"" + box_wkt(0, 0, 100, 100) + "\"\n2,\"" + box_wkt(100, 0, 200, 100) +
                                  "\"\n3,\"" + box_wkt(200, 0, 300, 100) + "\"\n");
  population.fields[Field::Code] = "tract";
  population.join = join(file("census.csv", "id,pop\n2,25\n1,\n7,70\n"), "tract", "id");
  const StudyArea& area = build();
  EXPECT_EQ(area.basis, DemandBasis::PopulationPolygons);
  ASSERT_EQ(area.demand.size(), 3U);
  EXPECT_EQ(area.demand_outlines.size(), 3U);
  EXPECT_EQ(area.demand[DemandId(1)].population, 25.0);
  EXPECT_EQ(area.demand[DemandId(1)].at, (Point{150, 50}));
  ledger_.sort();
  EXPECT_EQ(brief(ledger_), (Lines{"number.missing 1 row 0", "join.unmatched ", "join.unmatched 3 row 2"}))
      << "the first has a partner without a number, the last no partner";
}

TEST_F(Study, DissolvesRowsIntoZones) {
  LayerSpec& communities = layer(
      Role::Communities, "block,households,community,wkt\n1,10,B,\"" + box_wkt(200, 0, 300, 100) + "\"\n2,20,A,\"" +
                             box_wkt(0, 0, 100, 100) + "\"\n3,30,A,\"" + box_wkt(100, 0, 200, 100) + "\"\n4,x,A,\n");
  communities.dissolve = "community";
  const StudyArea& area = build();
  const auto& zones = area.zones(ZoneLevel::Community).zones.items();
  ASSERT_EQ(zones.size(), 2U);
  EXPECT_EQ(zones[0].code, "A");
  EXPECT_DOUBLE_EQ(zones[0].area.value(), 20000.0);
  EXPECT_EQ(zones[0].outline.parts.size(), 1U) << "one piece";
  EXPECT_EQ(zones[0].households, 50.0);
  EXPECT_EQ(zones[1].households, 10.0);
  EXPECT_EQ(account("communities").used, 3U) << "rows, not zones";
}

TEST_F(Study, RowsWithoutADissolveValueAreZonesOfTheirOwn) {
  LayerSpec& communities =
      layer(Role::Communities, "block,community,wkt\n1,A,\"" + box_wkt(0, 0, 100, 100) + "\"\n2,,\"" +
                                   box_wkt(100, 0, 200, 100) + "\"\n3,,\"" + box_wkt(500, 0, 600, 100) + "\"\n");
  communities.dissolve = "community";
  const StudyArea& area = build();
  const auto& zones = area.zones(ZoneLevel::Community).zones.items();
  ASSERT_EQ(zones.size(), 3U);
  EXPECT_EQ(zones[0].code + zones[1].code + zones[2].code, "#2#3A");
  EXPECT_EQ(ledger_.count(Rule::CodeMissing), 2U);
}

TEST_F(Study, AnUnknownDissolveColumnIsAnError) {
  layer(Role::Communities, two_communities()).dissolve = "cod";
  SilentProgress silent;
  try {
    build_study_area(spec_, ledger_, silent);
    FAIL() << "no error";
  } catch (const ConfigError& error) {
    EXPECT_STREQ(error.what(), "layers.communities: dissolve = 'cod' is not a column of communities.csv");
    EXPECT_EQ(error.fix(), "did you mean 'code'?");
  }
}

TEST_F(Study, ClipLeavesOutWhatLiesOutside) {
  layer(Role::Communities, two_communities());
  layer(
      Role::Population,
      "code,population,wkt\n1,1,POINT (500 500)\n2,2,POINT (5000 500)\n3,4,POINT (2000 500)\n4,8,POINT (500 1000.5)\n")
      .clip = true;
  const StudyArea& area = build();
  EXPECT_EQ(area.basis, DemandBasis::PopulationPoints);
  ASSERT_EQ(area.demand.size(), 2U);
  EXPECT_EQ(area.demand[DemandId(0)].code + area.demand[DemandId(1)].code, "13") << "the border is inside";
  ASSERT_EQ(brief(ledger_), (Lines{"hierarchy.orphan "}));
  EXPECT_EQ(ledger_.issues()[0].severity, Severity::Note);
  EXPECT_EQ(ledger_.issues()[0].figure, 2.0);
}

TEST_F(Study, WhatIsClippedIsNotAudited) {
  layer(Role::Communities, two_communities());
  layer(Role::Buildings,
        "code,households,wkt\n,1,POINT (500 500)\n,2,POINT (5000 500)\n3.7E+14,4,POINT (5000 600)\n"
        "b,,\"POLYGON ((5000 0, 5010 10, 5010 0, 5000 10, 5000 0))\"\n")
      .clip = true;
  build();
  EXPECT_EQ(brief(ledger_), (Lines{"code.missing #1 row 0", "hierarchy.orphan "}));
}

TEST_F(Study, ACountColumnWithoutACountIsNotTaken) {
  layer(Role::Communities, two_communities());
  layer(Role::Buildings, "code,population,wkt\nb1,,POINT (400 400)\nb2, ,POINT (500 500)\n");
  const StudyArea& area = build();
  EXPECT_FALSE(area.has_population);
  ASSERT_EQ(brief(ledger_), (Lines{"number.missing "}));
  EXPECT_NE(ledger_.issues()[0].what.find("'population' is empty in all 2 rows"), std::string::npos);
}

TEST_F(Study, OpenStreetMapBuildingsHaveCodesAndNoCounts) {
  spec_.crs = "auto";
  LayerSpec& buildings = layer(Role::Buildings, "");
  buildings.read = {.path = file("town.osm", R"(<osm version="0.6">
    <node id="1" lat="35.0" lon="117.0"/><node id="2" lat="35.0" lon="117.001"/>
    <node id="3" lat="35.001" lon="117.001"/><node id="4" lat="35.001" lon="117.0"/>
    <node id="5" lat="35.01" lon="117.0"/><node id="6" lat="35.01" lon="117.001"/>
    <node id="7" lat="35.011" lon="117.001"/>
    <way id="11"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="building" v="yes"/></way>
    <way id="12"><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="5"/></way>
    <relation id="21"><member type="way" ref="12" role="outer"/><tag k="type" v="multipolygon"/>
      <tag k="building" v="yes"/></relation></osm>)"),
                    .layer = "multipolygons"};
  const StudyArea& area = build();
  ASSERT_EQ(area.demand.size(), 2U);
  EXPECT_EQ((std::set<std::string>{area.demand[DemandId(0)].code, area.demand[DemandId(1)].code}),
            (std::set<std::string>{"11", "21"}));
  EXPECT_FALSE(area.has_population);
  EXPECT_TRUE(ledger_.issues().empty()) << ::testing::PrintToString(brief(ledger_)) << ledger_.issues()[0].what;
}

TEST_F(Study, HalfAPositionIsAMissingOneWithItsRow) {
  layer(Role::Communities, two_communities());
  LayerSpec& posts = layer(Role::Facilities, "code,x,y\np1,400,400\np2,400,\np3,4oo,400\n");
  posts.read.geometry.clear();
  posts.read.x = "x";
  posts.read.y = "y";
  build();
  ledger_.sort();
  ASSERT_EQ(brief(ledger_), (Lines{"crs.invalid  row 2", "geometry.missing p2 row 1", "geometry.missing p3 row 2"}));
  EXPECT_NE(ledger_.issues()[0].what.find("row 3: x '4oo', y '400' is no position"), std::string::npos);
  EXPECT_NE(ledger_.issues()[1].fix.find("enter its coordinates"), std::string::npos);
}

TEST_F(Study, AWrongLayerIsAMistakeOfTheStudyFile) {
  LayerSpec& zones = layer(Role::Communities, "");
  zones.read = {.path = file("zones.geojson", R"({"type":"FeatureCollection","name":"zones","features":[]})"),
                .layer = "zone"};
  SilentProgress silent;
  try {
    build_study_area(spec_, ledger_, silent);
    FAIL() << "no error";
  } catch (const ConfigError& error) {
    EXPECT_EQ(std::string(error.what()).rfind("layers.communities: ", 0), 0U) << error.what();
    EXPECT_EQ(error.fix(), "did you mean 'zones'?");
  }
}

TEST_F(Study, AMistypedPostLeavesTheStudyInItsPlace) {
  spec_.crs = "auto";
  layer(Role::Communities, "code,wkt\nA,\"" + box_wkt(117.0, 35.0, 117.1, 35.1) + "\"\n").crs = "EPSG:4326";
  layer(Role::Facilities, "code,wkt\np1,POINT (117.05 35.05)\np2,POINT (17.05 35.05)\np3,POINT (1139 35.05)\n").crs =
      "EPSG:4326";
  const StudyArea& area = build();
  EXPECT_EQ(area.crs->id(), "EPSG:4548");
  EXPECT_EQ(area.facilities.size(), 2U);
  EXPECT_NEAR(area.zones(ZoneLevel::Community).zones[ZoneId(0)].area.value(), 1.01e8, 1e6);
  EXPECT_EQ(brief(ledger_), (Lines{"crs.invalid p3 row 2"}));
}

TEST_F(Study, ACornerAtTheOriginIsAPlaceWhereTheShapeIsNear) {
  spec_.crs = "auto";
  layer(Role::Communities, "code,wkt\nA,\"" + box_wkt(0.0, 0.0, 0.1, 0.1) + "\"\nB,\"" + box_wkt(0.1, 0.0, 0.2, 0.1) +
                               "\"\nC,\"POLYGON ((0.3 7, 0.4 7, 0.4 7.1, 0 0, 0.3 7))\"\n")
      .crs = "EPSG:4326";
  const StudyArea& area = build();
  EXPECT_EQ(area.zones(ZoneLevel::Community).zones.size(), 2U);
  EXPECT_EQ(brief(ledger_), (Lines{"crs.invalid C row 2"}));
}

TEST_F(Study, StreetsAndBarriersOfNoOneKindAreInTheLedger) {
  layer(Role::Communities, two_communities());
  const std::string rows =
      "code,wkt\ns,\"LINESTRING (0 0, 9 9)\"\nm,\"GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (0 0, 9 9))\"\n";
  layer(Role::Streets, rows);
  layer(Role::Barriers, rows);
  build();
  EXPECT_EQ(brief(ledger_), (Lines{"geometry.type m row 1", "geometry.type m row 1"}));
}

TEST_F(Study, ZoneTotalsAreSpreadAndKept) {
  layer(Role::Communities, "code,households,population,wkt\nA,1000,3000,\"" + box_wkt(0, 0, 1000, 1000) +
                               "\"\nB,,600,\"POLYGON ((1000 0, 2000 0, 1000 300, 1000 0))\"\n");
  const StudyArea& area = build();
  EXPECT_EQ(area.basis, DemandBasis::ZoneTotals);
  EXPECT_TRUE(area.has_households && area.has_population);
  std::array<double, 2> households{};
  std::array<double, 2> population{};
  std::array<std::size_t, 2> points{};
  for (const DemandPoint& point : area.demand) {
    const auto zone = point.zones[static_cast<std::size_t>(ZoneLevel::Community)];
    ASSERT_TRUE(zone);
    EXPECT_TRUE(contains(area.zones(ZoneLevel::Community).zones[*zone].outline, point.at));
    households[zone->index()] += point.households;
    population[zone->index()] += point.population;
    ++points[zone->index()];
  }
  EXPECT_EQ(points[0], 400U);
  EXPECT_NEAR(static_cast<double>(points[1]), 400.0, 30.0);
  EXPECT_NEAR(households[0], 1000.0, 1e-9);
  EXPECT_NEAR(population[0], 3000.0, 1e-9);
  EXPECT_NEAR(population[1], 600.0, 1e-9);
  EXPECT_EQ(brief(ledger_), (Lines{"number.missing B row 1"}));
}

TEST(SpreadZoneTotals, ASliverIsNoEndlessLattice) {
  StudyArea area;
  Zone sliver;
  sliver.code = "S";
  sliver.outline = {{Polygon{{{0, 0}, {100000, 100000}, {100000, 100000.001}}, {}}}};
  sliver.area = lastmeter::area(sliver.outline);
  sliver.population = 7.0;
  area.zones(ZoneLevel::Community).zones.push_back(sliver);
  spread_zone_totals(area);
  double population = 0.0;
  for (const DemandPoint& point : area.demand) {
    population += point.population;
  }
  EXPECT_GE(area.demand.size(), 1U);
  EXPECT_NEAR(population, 7.0, 1e-9);
}

TEST_F(Study, ZonesWithoutTotalsMakeNoDemand) {
  layer(Role::Communities, two_communities());
  const StudyArea& area = build();
  EXPECT_EQ(area.basis, DemandBasis::None);
  EXPECT_TRUE(area.demand.empty());
}

TEST_F(Study, BuildingsWithoutCountsGiveWayToPopulation) {
  layer(Role::Buildings, "code,wkt\nb1,POINT (401 401)\n");
  layer(Role::Population, "code,population,wkt\nc1,5,POINT (402 402)\n");
  const StudyArea& area = build();
  EXPECT_EQ(area.basis, DemandBasis::PopulationPoints);
  ASSERT_EQ(area.demand.size(), 1U);
  EXPECT_EQ(area.demand[DemandId(0)].code, "c1");
  ASSERT_EQ(area.context.size(), 1U);
  EXPECT_EQ(area.context[0].role, "buildings");
}

TEST_F(Study, ABuildingInSeveralPiecesIsOneAndIsNoted) {
  layer(Role::Buildings,
        "code,households,wkt\nb1,5,\"MULTIPOLYGON (((400 0, 410 0, 410 10, 400 10, 400 0)), ((420 0, 430 0, 430 10, "
        "420 10, 420 0)))\"\nb2,7,\"" +
            box_wkt(0, 0, 10, 10) + "\"\n");
  const StudyArea& area = build();
  ASSERT_EQ(area.demand.size(), 2U);
  EXPECT_EQ(area.demand[DemandId(0)].at, (Point{415, 5})) << "in the middle of both pieces, in neither";
  EXPECT_EQ(area.demand[DemandId(0)].households, 5.0);
  ASSERT_EQ(brief(ledger_), (Lines{"geometry.multipart b1 row 0"}));
  const Issue& issue = ledger_.issues().front();
  EXPECT_EQ(issue.severity, Severity::Note);
  EXPECT_EQ(issue.figure, 2.0);
  EXPECT_EQ(issue.unit, "pieces");
}

TEST_F(Study, PopulationAreasInPiecesAreOrdinary) {
  layer(Role::Population,
        "code,population,wkt\np,5,\"MULTIPOLYGON (((0 0, 10 0, 10 10, 0 0)), ((50 0, 60 0, 60 10, 50 0)))\"\n");
  build();
  EXPECT_EQ(brief(ledger_), Lines{});
}

TEST_F(Study, CompoundsAreResidentialWithoutALayerOfIt) {
  layer(Role::Communities, two_communities());
  layer(Role::Compounds, "code,wkt\nx,\"" + box_wkt(0, 0, 10, 10) + "\"\n");
  const StudyArea& area = build();
  ASSERT_EQ(area.residential.size(), 1U);
  EXPECT_DOUBLE_EQ(lastmeter::area(area.residential[0]).value(), 100.0);
}

TEST_F(Study, ADedicatedZoneIsKnownByItsKind) {
  layer(Role::GridZones, "网格编码,网格类别,wkt\n1,专属网格,\"" + box_wkt(0, 0, 10, 10) + "\"\n2,基础网格,\"" +
                             box_wkt(10, 0, 20, 10) + "\"\n");
  const auto& zones = build().zones(ZoneLevel::GridZone).zones.items();
  EXPECT_EQ(zones[0].kind, ZoneKind::Dedicated);
  EXPECT_EQ(zones[1].kind, ZoneKind::Ordinary);
}

TEST_F(Study, AZeroIsANoteAndAPostMayStateItsCommunity) {
  layer(Role::Communities, two_communities());
  layer(Role::Buildings, "code,households,population,wkt\nb1,0,0,POINT (401 401)\nb2,0,,POINT (402 402)\n");
  layer(Role::Facilities, "code,SQBM,wkt\np1,B,POINT (500 500)\n");
  const StudyArea& area = build();
  EXPECT_EQ(area.facilities[FacilityId(0)].home, ZoneId(1));
  EXPECT_EQ(area.facilities[FacilityId(0)].zones[static_cast<std::size_t>(ZoneLevel::Community)], ZoneId(0))
      << "where it stands";
  ledger_.sort();
  EXPECT_EQ(brief(ledger_), (Lines{"number.missing b2 row 1", "hierarchy.disagrees p1 row 0", "weight.zero b1 row 0"}));
}

TEST_F(Study, CandidatesStateCostSizeAndOptions) {
  layer(Role::Communities, "code,wkt\nA,\"" + box_wkt(0, 0, 100, 100) + "\"\n");
  layer(Role::Candidates,
        "编码,名称,类别,造价,面积,FWBJ,容量,选址,wkt\n"
        "c1,North,中心,2500000,800,400,30,S1,POINT (50 90)\n"
        "c2,South,站,,x,,,S1,POINT (50 10)\n"
        "c3,Far,,,,,,,POINT (500 10)\n"
        "c4,Dear?,站,贵,,,,,POINT (60 10)\n");
  const StudyArea& area = build();
  ASSERT_EQ(area.candidates.size(), 3U);
  const CandidateSite& north = area.candidates[0];
  EXPECT_EQ(north.kind, FacilityKind::Centre);
  EXPECT_EQ(north.cost, 2500000.0);
  EXPECT_EQ(north.floor_area, SquareMetres(800.0));
  EXPECT_EQ(north.own_radius, Metres(400.0));
  EXPECT_EQ(north.capacity, 30.0);
  EXPECT_EQ(north.site, "S1");
  EXPECT_EQ(north.home, ZoneId(0));
  EXPECT_EQ(area.candidates[1].kind, FacilityKind::Station);
  EXPECT_FALSE(area.candidates[1].cost || area.candidates[1].floor_area || area.candidates[1].own_radius);
  EXPECT_FALSE(area.candidates[2].home);
  ledger_.sort();
  EXPECT_EQ(brief(ledger_), (Lines{"number.unreadable c2 row 1", "number.unreadable c4 row 3"}));
}

TEST_F(Study, ACandidateThatIsNoPlaceIsSetAside) {
  spec_.crs = "EPSG:32650";
  layer(Role::Communities, "code,wkt\nA,\"" + box_wkt(500000, 3900000, 501000, 3901000) + "\"\n").crs = "EPSG:32650";
  layer(Role::Candidates, "code,wkt\nc1,POINT (500100 3900100)\nc2,POINT (0 0)\n").crs = "EPSG:32650";
  layer(Role::Buildings, "code,wkt\nb1,POINT (0 0)\nb2,POINT (500200 3900200)\n").crs = "EPSG:32650";
  const StudyArea& area = build();
  EXPECT_TRUE(area.context.empty());
  ASSERT_EQ(area.candidates.size(), 1U);
  EXPECT_EQ(area.candidates[0].code, "c1");
  EXPECT_EQ(area.demand.size(), 1U);
  ledger_.sort();
  EXPECT_EQ(brief(ledger_), (Lines{"crs.invalid b1 row 0", "crs.invalid c2 row 1"}));
}

TEST_F(Study, EventsKeepTheirCategoriesAndDatesAsStated) {
  layer(Role::Communities, two_communities());
  layer(Role::Events, "编号,大类,小类,受理时间,wkt\ne1,noise,dogs,2022-01-08 13:05,POINT (401 401)\ne2,water,,,\n");
  const StudyArea& area = build();
  const ContextLayer& events = area.context.front();
  EXPECT_EQ(events.kinds, (Lines{"noise", "water"}));
  EXPECT_EQ(events.events.subkinds, (Lines{"dogs", ""}));
  EXPECT_EQ(events.events.opened, (Lines{"2022-01-08 13:05", ""}));
  EXPECT_TRUE(events.events.closed.empty()) << "no such column";
  EXPECT_EQ(events.events.rows, (std::vector<std::size_t>{0, 1}));
}

TEST_F(Study, EventsMayHaveNoPosition) {
  layer(Role::Communities, two_communities());
  layer(Role::Events, "code,kind,wkt\ne1,noise,POINT (401 401)\ne2,water,\n");
  const StudyArea& area = build();
  ASSERT_EQ(area.context.size(), 1U);
  EXPECT_EQ(area.context[0].kinds, (Lines{"noise", "water"}));
  EXPECT_EQ(area.context[0].shapes.kind(1), GeometryKind::Null);
  EXPECT_TRUE(ledger_.issues().empty());
}

}  // namespace
}  // namespace lastmeter
