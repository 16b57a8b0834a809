// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/progress.h"
#include "input/crs_doctor.h"
#include "input/crs_offset.h"
#include "input/crs_offset_layers.h"
#include "io/read_table.h"
#include "support/shared_data.h"

// Real files whose datums are known (see the README of each folder), with the right and with wrong declarations.

namespace lastmeter {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

FeatureTable table(const ReadOptions& options) {
  SilentProgress silent;
  return read_table(options, silent);
}

/// Layers of a study that holds nothing but shapes.
struct Files {
  std::vector<std::pair<std::string, FeatureTable>> tables;
  std::vector<std::optional<Crs>> by_user;
  IssueLedger ledger;
  CrsDiagnosis diagnosis;
  StudyArea area;

  void add(const std::string& role, FeatureTable read, const std::string& crs = "") {
    tables.emplace_back(role, std::move(read));
    by_user.push_back(crs.empty() ? std::nullopt : std::optional(Crs::parse(crs)));
  }

  void examine(const std::string& study_crs) {
    std::vector<DoctorLayer> layers;
    for (std::size_t i = 0; i < tables.size(); ++i) {
      const FeatureTable& read = tables[i].second;
      layers.push_back({tables[i].first, read.source.path, by_user[i], read.crs, read.geometry->all_coordinates()});
    }
    diagnosis = diagnose_crs(layers, study_crs, ledger);
  }

  void diagnose(const std::string& study_crs) {
    examine(study_crs);
    for (std::size_t i = 0; i < tables.size(); ++i) {
      transform(*diagnosis.layer_crs[i], *diagnosis.working, tables[i].second.geometry->all_coordinates());
    }
    area.crs = diagnosis.working;
  }

  void make_zones(const std::string& role, ZoneLevel level) {
    for (const auto& [name, read] : tables) {
      for (std::size_t row = 0; name == role && row < read.rows; ++row) {
        Zone zone;
        for (std::size_t part = 0; part < read.geometry->part_count(row); ++part) {
          Polygon polygon;
          for (const Coordinate& at : read.geometry->ring(row, part, 0)) {
            polygon.outer.push_back({at.x, at.y});
          }
          zone.outline.parts.push_back(polygon);
        }
        normalize(zone.outline);
        area.zones(level).zones.push_back(zone);
      }
    }
  }

  std::vector<OffsetFinding> offsets() {
    std::vector<OffsetLayer> layers;
    for (std::size_t i = 0; i < tables.size(); ++i) {
      layers.push_back(
          {tables[i].first, tables[i].second.source.path, *diagnosis.layer_crs[i], &*tables[i].second.geometry});
    }
    return find_offsets(area, layers, ledger);
  }
};

class RealFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto shared = testing::shared_data();
    if (!shared) {
      GTEST_SKIP() << "shared data is not here";
    }
    data_ = shared->string();
  }

  /// Beijing: subdistricts in WGS 84, committees (posts) in GCJ-02, compounds in BD-09.
  [[nodiscard]] Files beijing(const std::string& committees, const std::string& compounds) const {
    Files files;
    files.add("subdistricts", table({.path = data_ + "/beijing/subdistricts/Beijing-shp/beijing.shp"}));
    files.add("compounds", table({.path = data_ + "/beijing/compounds/beijing-village.csv", .geometry = "geometry"}),
              compounds);
    files.add("facilities",
              table({.path = data_ + "/beijing/adcode/1101*.csv",
                     .where = "field_5 = '5' AND field_13 <> ''",
                     .x = "field_13",
                     .y = "field_14",
                     .header = false}),
              committees);
    files.diagnose("EPSG:4548");
    files.make_zones("subdistricts", ZoneLevel::Subdistrict);
    return files;
  }

  std::string data_;
};

TEST_F(RealFiles, BeijingDeclaredRightIsSilent) {
  Files files = beijing("GCJ-02", "BD-09");
  EXPECT_THAT(files.offsets(), IsEmpty());
  EXPECT_THAT(files.ledger.issues(), IsEmpty());
}

TEST_F(RealFiles, BeijingUndeclaredIsNoticed) {
  Files files = beijing("", "");
  EXPECT_EQ(files.ledger.count(Rule::CrsMissing), 2U);  // taken as WGS 84, with a warning
  EXPECT_THAT(files.offsets(), SizeIs(2));
  std::map<std::string, Issue> by_layer;
  for (const Issue& issue : files.ledger.issues()) {
    if (issue.rule == Rule::LayerOffset) {
      by_layer.emplace(issue.layer, issue);
    }
  }
  ASSERT_THAT(by_layer, SizeIs(2));
  EXPECT_EQ(by_layer.at("compounds").fix, "set crs = \"BD-09\" in [layers.compounds]");
  EXPECT_NEAR(by_layer.at("compounds").figure.value(), 1350.0, 30.0);
  EXPECT_THAT(by_layer.at("facilities").fix, HasSubstr("set crs = \"GCJ-02\" in [layers.facilities]"));
}

TEST_F(RealFiles, BeijingWithOneLayerDeclaredNamesTheOther) {
  Files committees_wrong = beijing("EPSG:4326", "BD-09");
  ASSERT_THAT(committees_wrong.offsets(), SizeIs(1));
  EXPECT_EQ(committees_wrong.ledger.issues().back().fix, "set crs = \"GCJ-02\" in [layers.facilities]");
  EXPECT_NEAR(committees_wrong.ledger.issues().back().figure.value(), 543.0, 15.0);
  Files compounds_wrong = beijing("GCJ-02", "GCJ-02");
  EXPECT_THAT(compounds_wrong.offsets(), SizeIs(2));  // the posts stand in no compound either
  for (const Issue& issue : compounds_wrong.ledger.issues()) {
    EXPECT_EQ(issue.fix, "set crs = \"BD-09\" in [layers.compounds]");
  }
}

TEST_F(RealFiles, BeijingCommitteesByTheNameOfTheirTown) {
  const Files files = beijing("EPSG:4326", "BD-09");
  const FeatureTable& towns = files.tables[0].second;
  const FeatureTable& committees = files.tables[2].second;
  const auto text = [](const FeatureTable& from, const std::string& column, std::size_t row) {
    return from.columns[from.find(column).value()].as_text(row);
  };
  std::map<std::string, std::uint32_t> town_of;  // "东城区 东华门街道办事处", as the polygons name it
  for (std::uint32_t row = 0; row < towns.rows; ++row) {
    town_of.emplace(text(towns, "县", row) + " " + text(towns, "乡", row), row);
  }
  OffsetSubject subject{"facilities", "committees", Crs::wgs84(), {}, {}, {}};
  for (std::size_t row = 0; row < committees.rows; ++row) {
    const std::string county = text(committees, "field_18", row) + " ";
    const std::string town = text(committees, "field_19", row);
    auto at = town_of.find(county + town);
    const std::size_t suffix = town.rfind("办事处");
    at = at == town_of.end() && suffix != std::string::npos ? town_of.find(county + town.substr(0, suffix)) : at;
    if (at != town_of.end()) {
      const Coordinate place = committees.geometry->coordinates(row).front();
      subject.points.push_back({place.x, place.y});
      subject.own_zone.emplace_back(at->second);
    }
  }
  ASSERT_GT(subject.points.size(), 1000U);
  std::vector<const MultiPolygon*> outlines;
  for (const Zone& zone : files.area.zones(ZoneLevel::Subdistrict).zones) {
    outlines.push_back(&zone.outline);
  }
  const OffsetReference reference{"subdistricts",
                                  "beijing.shp",
                                  Crs::wgs84(),
                                  OffsetReference::Kind::Zones,
                                  outlines.size(),
                                  ZoneLocator(outlines),
                                  {}};
  IssueLedger ledger;
  const auto found = find_offset(subject, reference, *files.diagnosis.working, ledger);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->truth, (DatumPair{DatumShift::Gcj02, DatumShift::None}));
  EXPECT_NEAR(found->distance().value(), 543.0, 15.0);
  EXPECT_GT(found->fitting_moved * 100, found->items * 95);
  EXPECT_LT(found->fitting * 100, found->items * 80);
}

TEST_F(RealFiles, ShanghaiIsSilent) {
  Files files;
  files.add("subdistricts", table({.path = data_ + "/shanghai/districts/区县界_area.shp"}));
  files.add("facilities", table({.path = data_ + "/shanghai/poi/shanghai_hospital.csv", .x = "lon", .y = "lat"}),
            "EPSG:4326");
  files.add("candidates", table({.path = data_ + "/shanghai/poi/小学.csv", .x = "lon", .y = "lat"}), "EPSG:4326");
  files.add("events",
            table({.path = data_ + "/shanghai/adcode/3101*.csv",
                   .where = "field_5 = '5' AND field_13 <> ''",
                   .x = "field_13",
                   .y = "field_14",
                   .header = false}),
            "GCJ-02");
  files.diagnose("auto");
  EXPECT_EQ(files.diagnosis.working->id(), "EPSG:4549");
  files.make_zones("subdistricts", ZoneLevel::Subdistrict);
  EXPECT_THAT(files.offsets(), IsEmpty());
  EXPECT_THAT(files.ledger.issues(), IsEmpty());
}

TEST_F(RealFiles, TainanIsSilent) {
  Files files;
  files.add("communities", table({.path = data_ + "/tainan/base/*.json"}));
  files.add("facilities", table({.path = data_ + "/tainan/facilities/tbike.json", .x = "Longitude", .y = "Latitude"}),
            "EPSG:4326");
  files.add("candidates", table({.path = data_ + "/tainan/facilities/nightmarket.json"}));
  files.diagnose("EPSG:3826");
  EXPECT_LT(files.diagnosis.worst_distortion_per_500m, Metres(0.1));
  files.make_zones("communities", ZoneLevel::Community);
  EXPECT_THAT(files.offsets(), IsEmpty());
  EXPECT_THAT(files.ledger.issues(), IsEmpty());
}

TEST_F(RealFiles, SingaporeInItsNamelessSystemIsSilent) {
  Files files;
  files.add("communities", table({.path = data_ + "/singapore/MP14_SUBZONE_WEB_PL.shp"}));
  files.add("facilities", table({.path = data_ + "/singapore/pre-schools-location-kml.kml"}));
  files.diagnose("auto");
  EXPECT_EQ(files.diagnosis.working->id(), "\"SVY21\"");
  EXPECT_LT(files.diagnosis.worst_distortion_per_500m, Metres(0.02));
  files.make_zones("communities", ZoneLevel::Community);
  EXPECT_THAT(files.offsets(), IsEmpty());
  EXPECT_THAT(files.ledger.issues(), IsEmpty());
}

TEST_F(RealFiles, SingaporeWithLatitudeFirstIsNoticed) {
  Files files;
  files.add("communities", table({.path = data_ + "/singapore/MP14_SUBZONE_WEB_PL.shp"}));
  files.add("facilities", table({.path = data_ + "/singapore/pre-schools-location-kml.kml"}));
  for (Coordinate& at : files.tables[1].second.geometry->all_coordinates()) {
    std::swap(at.x, at.y);
  }
  files.examine("auto");
  ASSERT_THAT(files.ledger.issues(), SizeIs(1));
  EXPECT_EQ(files.ledger.issues().front().rule, Rule::CoordinatesSwapped);
  EXPECT_EQ(files.ledger.issues().front().layer, "facilities");
}

TEST_F(RealFiles, PragueInWebMercatorIsMeasuredInUtm) {
  Files files;
  files.add("buildings", table({.path = data_ + "/prague_bubenec/bubenec.gpkg", .layer = "buildings"}));
  files.diagnose("auto");
  EXPECT_EQ(files.diagnosis.layer_crs[0]->id(), "EPSG:3857");
  EXPECT_EQ(files.diagnosis.working->id(), "EPSG:32633");
  EXPECT_THAT(files.diagnosis.notes, ::testing::Contains(HasSubstr("Web Mercator")));
  EXPECT_THAT(files.ledger.issues(), IsEmpty());
}

}  // namespace
}  // namespace lastmeter
