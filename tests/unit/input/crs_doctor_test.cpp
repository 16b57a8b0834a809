// SPDX-License-Identifier: Apache-2.0
#include "input/crs_doctor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <deque>
#include <limits>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/random.h"
#include "input/crs_candidates.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr LonLatBox kTengzhou{117.05, 35.01, 117.31, 35.2};
constexpr LonLatBox kBeijing{116.1, 39.7, 116.7, 40.1};
constexpr LonLatBox kMonaco{7.41, 43.72, 7.44, 43.75};
constexpr LonLatBox kUrumqi{87.4, 43.7, 87.8, 43.9};

/// Random places of a box, written in some system.
std::vector<Coordinate> places(LonLatBox box, const std::string& written_in, std::uint64_t seed = 1) {
  Random random(seed);
  std::vector<Coordinate> all(200);
  for (Coordinate& at : all) {
    at = {random.uniform(box.west, box.east), random.uniform(box.south, box.north)};
  }
  transform(Crs::wgs84(), Crs::parse(written_in), all);
  return all;
}

std::vector<Coordinate> swapped(std::vector<Coordinate> all) {
  for (Coordinate& at : all) {
    std::swap(at.x, at.y);
  }
  return all;
}

/// A study being examined; "" = the file does not say its system.
struct Clinic {
  std::deque<std::vector<Coordinate>> coordinates;
  std::vector<DoctorLayer> layers;
  IssueLedger ledger;

  Clinic& bring(const std::string& role, std::vector<Coordinate> numbers, const std::string& from_file,
                const std::string& by_user = "") {
    coordinates.push_back(std::move(numbers));
    const auto parsed = [](const std::string& text) {
      return text.empty() ? std::nullopt : std::optional(Crs::parse(text));
    };
    layers.push_back({role, role + ".shp", parsed(by_user), parsed(from_file), coordinates.back()});
    return *this;
  }
  CrsDiagnosis diagnose(const std::string& study = "auto") { return diagnose_crs(layers, study, ledger); }

  [[nodiscard]] const Issue& only_issue() const {
    static const Issue none = finding(Rule::Orphan, "none", "", "no issue", "");
    EXPECT_THAT(ledger.issues(), SizeIs(1));
    return ledger.issues().empty() ? none : ledger.issues().front();
  }
};

TEST(IsPlace, OnlyFiniteNumbersOffTheOrigin) {
  EXPECT_TRUE(is_place({117.1, 35.0}));
  EXPECT_TRUE(is_place({0.0, 51.5}));
  EXPECT_FALSE(is_place({0.0, 0.0}));
  EXPECT_FALSE(is_place({-0.0, 0.0}));
  EXPECT_FALSE(is_place({std::nan(""), 35.0}));
  EXPECT_FALSE(is_place({117.0, std::numeric_limits<double>::infinity()}));
  EXPECT_FALSE(is_place({-1.7976931348623157e308, 35.0}));
}

TEST(CrsDoctor, SoundLayersPassInSilence) {
  Clinic clinic;
  clinic.bring("communities", places(kTengzhou, "EPSG:4548"), "EPSG:4548");
  clinic.bring("buildings", places(kTengzhou, "EPSG:4490", 2), "EPSG:4490");
  clinic.bring("facilities", places(kTengzhou, "GCJ-02", 3), "", "GCJ-02");
  const CrsDiagnosis diagnosis = clinic.diagnose();
  EXPECT_THAT(clinic.ledger.issues(), IsEmpty());
  EXPECT_EQ(diagnosis.working->id(), "EPSG:4548");
  EXPECT_EQ(diagnosis.layer_crs[2]->id(), "GCJ-02");
  EXPECT_LT(diagnosis.worst_distortion_per_500m, Metres(0.12));
  EXPECT_GT(diagnosis.worst_distortion_per_500m, Metres(0.0));
  EXPECT_THAT(diagnosis.working_reason, HasSubstr("communities"));
  EXPECT_THAT(diagnosis.notes, ElementsAre(HasSubstr("taken as equal")));
}

TEST(CrsDoctor, ChoosesTheZoneWhenAllAreDegrees) {
  Clinic clinic;
  clinic.bring("communities", places(kBeijing, "EPSG:4326"), "EPSG:4326");
  const CrsDiagnosis diagnosis = clinic.diagnose();
  EXPECT_EQ(diagnosis.working->id(), "EPSG:4548");
  EXPECT_THAT(diagnosis.working_reason, HasSubstr("longitude 116.39"));
}

TEST(CrsDoctor, MajorityOfMetricSystemsWinsAndTiesGoToTheFirst) {
  Clinic clinic;
  clinic.bring("communities", places(kTengzhou, "EPSG:32650"), "EPSG:32650");
  clinic.bring("buildings", places(kTengzhou, "EPSG:4548"), "EPSG:4548");
  EXPECT_EQ(clinic.diagnose().working->id(), "EPSG:32650");
  clinic.bring("facilities", places(kTengzhou, "EPSG:4548"), "EPSG:4548");
  EXPECT_EQ(clinic.diagnose().working->id(), "EPSG:4548");
}

TEST(CrsDoctor, SystemThatDistortsIsNotMeasuredIn) {
  const std::string albers = "+proj=aea +lat_1=25 +lat_2=47 +lon_0=105 +ellps=GRS80 +units=m";
  Clinic clinic;
  clinic.bring("communities", places(kTengzhou, albers), albers);
  const CrsDiagnosis diagnosis = clinic.diagnose();
  EXPECT_EQ(diagnosis.working->id(), "EPSG:4548");
  EXPECT_THAT(diagnosis.notes, Contains(HasSubstr("is not measured in")));
}

TEST(CrsDoctor, WebMercatorIsAcceptedButNotMeasuredIn) {
  Clinic clinic;
  clinic.bring("buildings", places(kTengzhou, "EPSG:3857"), "EPSG:3857");
  const CrsDiagnosis diagnosis = clinic.diagnose();
  EXPECT_THAT(clinic.ledger.issues(), IsEmpty());
  EXPECT_EQ(diagnosis.working->id(), "EPSG:4548");
  EXPECT_THAT(diagnosis.notes, Contains(HasSubstr("Web Mercator")));
}

TEST(CrsDoctor, UnfitWorkingSystemsAreConfigErrors) {
  for (const char* unfit : {"EPSG:3857", "EPSG:4490", "GCJ-02", "EPSG:2263", "EPSG:77777", "nonsense"}) {
    Clinic clinic;
    clinic.bring("communities", places(kTengzhou, "EPSG:4548"), "EPSG:4548");
    EXPECT_THROW(clinic.diagnose(unfit), ConfigError) << unfit;
  }
}

TEST(CrsDoctor, WorkingSystemOfAnotherProvinceIsWarnedAboutOrRefused) {
  Clinic clinic;
  clinic.bring("communities", places(kTengzhou, "EPSG:4548"), "EPSG:4548");
  const CrsDiagnosis diagnosis = clinic.diagnose("EPSG:4546");  // CM 111E, 6 degrees off
  EXPECT_EQ(clinic.only_issue().rule, Rule::CrsSuspicious);
  EXPECT_EQ(clinic.only_issue().severity, Severity::Warning);
  EXPECT_THAT(clinic.only_issue().fix, HasSubstr("EPSG:4548"));
  EXPECT_EQ(diagnosis.working->id(), "EPSG:4546");
  EXPECT_GT(diagnosis.worst_distortion_per_500m, Metres(1.0));
  EXPECT_THROW(clinic.diagnose("EPSG:4534"), ConfigError);  // CM 75E
}

TEST(CrsDoctor, LayersTooFarApartForOneSystemAreWarnedAboutOrRefused) {
  Clinic country;
  country.bring("communities", places({110.0, 30.0, 120.0, 32.0}, "EPSG:4326"), "EPSG:4326");
  country.diagnose();
  EXPECT_EQ(country.only_issue().rule, Rule::CrsSuspicious);
  EXPECT_EQ(country.only_issue().severity, Severity::Warning);
  EXPECT_GT(country.only_issue().figure, 1.0);
  Clinic date_line;  // one island, drawn from 179.9 E to 179.9 W
  date_line.bring("communities", {{179.9, -17.0}, {-179.9, -16.9}}, "EPSG:4326");
  date_line.diagnose();
  EXPECT_EQ(date_line.only_issue().severity, Severity::Refused);
  EXPECT_THAT(date_line.only_issue().what, HasSubstr("longitude -179.9"));
}

TEST(CrsDoctor, DegreesDeclaredAsMetres) {
  Clinic clinic;
  clinic.bring("communities", places(kTengzhou, "EPSG:4548"), "EPSG:4548");
  clinic.bring("buildings", places(kTengzhou, "EPSG:4490"), "EPSG:4548");
  const CrsDiagnosis diagnosis = clinic.diagnose();
  const Issue& issue = clinic.only_issue();
  EXPECT_EQ(issue.rule, Rule::CrsSuspicious);
  EXPECT_EQ(issue.severity, Severity::Refused);
  EXPECT_EQ(issue.layer, "buildings");
  EXPECT_THAT(issue.what, AllOf(HasSubstr("buildings.shp"), HasSubstr("x from 117.05"), HasSubstr("degrees")));
  EXPECT_THAT(issue.fix, HasSubstr("crs = \"EPSG:4490\" in [layers.buildings]"));
  EXPECT_EQ(diagnosis.layer_crs[1], std::nullopt);
  EXPECT_EQ(diagnosis.layer_crs[0]->id(), "EPSG:4548");
}

TEST(CrsDoctor, DegreesDeclaredAsANamelessCitySystem) {
  Clinic clinic;
  clinic.bring("communities", places(kTengzhou, "EPSG:4326"),
               "+proj=tmerc +lon_0=117 +x_0=50000 +ellps=GRS80 +units=m");
  clinic.diagnose();
  EXPECT_EQ(clinic.only_issue().rule, Rule::CrsSuspicious);
  EXPECT_THAT(clinic.only_issue().fix, HasSubstr("EPSG:4326"));
}

TEST(CrsDoctor, MetresDeclaredAsDegrees) {
  for (const char* truth : {"EPSG:4548", "EPSG:4527", "EPSG:4498", "EPSG:32650", "EPSG:3857"}) {
    Clinic clinic;
    clinic.bring("communities", places(kTengzhou, "EPSG:4490"), "EPSG:4490");
    clinic.bring("streets", places(kTengzhou, "EPSG:32650", 5), "EPSG:32650");
    clinic.bring("buildings", places(kTengzhou, truth), "EPSG:4490");
    clinic.diagnose();
    EXPECT_EQ(clinic.only_issue().rule, Rule::CrsSuspicious) << truth;
    EXPECT_THAT(clinic.only_issue().fix, HasSubstr(truth));
  }
}

TEST(CrsDoctor, ZonePrefixAgainstTheDeclaredSystem) {
  struct Case {
    const char* truth;
    const char* declared;
  };
  for (const Case& c : {Case{"EPSG:4527", "EPSG:4548"}, Case{"EPSG:4548", "EPSG:4527"}, Case{"EPSG:4498", "EPSG:4508"},
                        Case{"EPSG:2363", "EPSG:2384"}, Case{"EPSG:2415", "EPSG:2436"}}) {
    Clinic clinic;
    clinic.bring("communities", places(kTengzhou, "EPSG:4326"), "EPSG:4326");
    clinic.bring("buildings", places(kTengzhou, c.truth), c.declared);
    clinic.diagnose();
    EXPECT_EQ(clinic.only_issue().rule, Rule::CrsSuspicious) << c.truth << " as " << c.declared;
    EXPECT_THAT(clinic.only_issue().fix, HasSubstr(c.truth));
  }
}

TEST(CrsDoctor, ZonePrefixWithoutOtherLayers) {
  Clinic clinic;
  clinic.bring("buildings", places(kTengzhou, "EPSG:4527"), "EPSG:4548");
  clinic.diagnose();
  EXPECT_THAT(clinic.only_issue().fix, HasSubstr("\"EPSG:4527\" in [layers.buildings]"));
}

TEST(CrsDoctor, SwappedMetres) {
  for (const char* system : {"EPSG:4548", "EPSG:4527", "EPSG:32650"}) {
    Clinic clinic;
    clinic.bring("communities", swapped(places(kTengzhou, system)), system);
    clinic.diagnose();
    EXPECT_EQ(clinic.only_issue().rule, Rule::CoordinatesSwapped) << system;
    EXPECT_EQ(clinic.only_issue().severity, Severity::Refused);
  }
}

TEST(CrsDoctor, LatitudeFirst) {
  for (const char* system : {"EPSG:4490", "EPSG:4326"}) {
    for (const LonLatBox& town : {kTengzhou, kUrumqi}) {
      Clinic clinic;
      clinic.bring("facilities", swapped(places(town, system)), system);
      clinic.diagnose();
      EXPECT_EQ(clinic.only_issue().rule, Rule::CoordinatesSwapped) << system;
      EXPECT_THAT(clinic.only_issue().what, HasSubstr("x from "));
    }
  }
}

TEST(CrsDoctor, LatitudeFirstShowsOnlyBesideOthersNearTheMeridian) {
  Clinic clinic;
  clinic.bring("communities", places(kMonaco, "EPSG:4326"), "EPSG:4326");
  clinic.bring("facilities", swapped(places(kMonaco, "EPSG:4326")), "EPSG:4326");
  clinic.diagnose();
  EXPECT_EQ(clinic.only_issue().rule, Rule::CoordinatesSwapped);
  EXPECT_EQ(clinic.only_issue().layer, "facilities");
  EXPECT_THAT(clinic.only_issue().what, HasSubstr("beside communities"));
}

TEST(CrsDoctor, MissingSystemIsTakenFromTheOnlyOneThatFits) {
  for (const char* truth : {"EPSG:4548", "EPSG:4527", "EPSG:4498", "EPSG:4326"}) {
    Clinic clinic;
    clinic.bring("communities", places(kTengzhou, "EPSG:4326"), "EPSG:4326");
    clinic.bring("buildings", places(kTengzhou, truth), "");
    const CrsDiagnosis diagnosis = clinic.diagnose();
    EXPECT_EQ(clinic.only_issue().rule, Rule::CrsMissing);
    EXPECT_EQ(clinic.only_issue().severity, Severity::Warning);
    EXPECT_THAT(clinic.only_issue().what, HasSubstr(truth));
    EXPECT_THAT(clinic.only_issue().fix, HasSubstr(std::string("crs = \"") + truth));
    ASSERT_TRUE(diagnosis.layer_crs[1]) << truth;
    EXPECT_EQ(diagnosis.layer_crs[1]->id(), truth);
  }
}

TEST(CrsDoctor, MissingSystemIsTakenFromAnotherLayerOrTheStudy) {
  constexpr LonLatBox porto_alegre{-51.3, -30.1, -51.1, -29.9};
  Clinic clinic;
  clinic.bring("communities", places(porto_alegre, "EPSG:31982"), "EPSG:31982");
  clinic.bring("buildings", places(porto_alegre, "EPSG:31982", 9), "");
  EXPECT_EQ(clinic.diagnose().layer_crs[1]->id(), "EPSG:31982");
  EXPECT_EQ(clinic.only_issue().severity, Severity::Warning);
  Clinic alone;
  alone.bring("communities", places(porto_alegre, "EPSG:31982"), "");
  EXPECT_EQ(alone.diagnose("EPSG:31982").layer_crs[0]->id(), "EPSG:31982");
  EXPECT_EQ(alone.only_issue().severity, Severity::Warning);
}

TEST(CrsDoctor, UtmAndGaussKrugerOnOneMeridianAreNotChosenBetween) {
  Clinic clinic;  // read as the other, everything moves by 1.5 km and still overlaps
  clinic.bring("communities", places(kTengzhou, "EPSG:32650"), "EPSG:32650");
  clinic.bring("buildings", places(kTengzhou, "EPSG:4548", 9), "");
  clinic.diagnose();
  EXPECT_EQ(clinic.only_issue().rule, Rule::CrsMissing);
  EXPECT_EQ(clinic.only_issue().severity, Severity::Refused);
  EXPECT_THAT(clinic.only_issue().fix, AllOf(HasSubstr("EPSG:4548"), HasSubstr("EPSG:32650")));
}

TEST(CrsDoctor, SixDigitsAloneAreRefusedWithTheCandidates) {
  Clinic clinic;
  clinic.bring("communities", places(kTengzhou, "EPSG:4548"), "");
  const CrsDiagnosis diagnosis = clinic.diagnose();
  EXPECT_EQ(clinic.only_issue().rule, Rule::CrsMissing);
  EXPECT_EQ(clinic.only_issue().severity, Severity::Refused);
  EXPECT_THAT(clinic.only_issue().fix, HasSubstr("[layers.communities], likeliest to EPSG:4547 ("));
  EXPECT_THAT(clinic.only_issue().fix,
              AllOf(HasSubstr("EPSG:4548 ("), HasSubstr("EPSG:4549 ("), HasSubstr(" more, see")));
  EXPECT_THAT(clinic.only_issue().fix, Not(HasSubstr("EPSG:4534"))) << "three are advice, twenty are none";
  EXPECT_EQ(diagnosis.working, std::nullopt);
  EXPECT_EQ(diagnosis.layer_crs[0], std::nullopt);
}

TEST(CrsCandidates, ByPlausibility) {
  const auto reading = [](const char* code, double lon, double lat) {
    return CrsReading{Crs::parse(code), Axes::AsRead, {lon, lat, lon + 0.1, lat + 0.1}};
  };
  const std::vector<CrsReading> some{reading("EPSG:4534", 75.0, 20.0), reading("EPSG:4544", 105.0, 30.0),
                                     reading("EPSG:4548", 117.0, 30.0), reading("EPSG:4546", 111.0, 30.0)};
  const auto ids = [](const std::vector<CrsReading>& readings) {
    std::vector<std::string> list;
    for (const CrsReading& r : readings) {
      list.push_back(r.crs.id());
    }
    return list;
  };
  std::vector<CrsReading> alone = some;
  sort_by_plausibility(alone, {}, std::nullopt);
  EXPECT_THAT(ids(alone), ElementsAre("EPSG:4548", "EPSG:4544", "EPSG:4546", "EPSG:4534")) << "most people first";
  std::vector<CrsReading> beside = some;
  sort_by_plausibility(beside, {}, LonLatBox{110.0, 29.0, 112.5, 31.0});
  EXPECT_THAT(ids(beside), ElementsAre("EPSG:4546", "EPSG:4548", "EPSG:4544", "EPSG:4534")) << "nearest first";
  const std::vector<Crs> in_use{Crs::parse("EPSG:4534")};
  std::vector<CrsReading> used = some;
  sort_by_plausibility(used, in_use, std::nullopt);
  EXPECT_EQ(ids(used).front(), "EPSG:4534");
}

TEST(CrsDoctor, TwoFittingDatumsAreNotChosenBetween) {
  Clinic clinic;
  clinic.bring("communities", places(kTengzhou, "EPSG:4326"), "EPSG:4326");
  clinic.bring("facilities", places(kTengzhou, "GCJ-02"), "", "GCJ-02");
  clinic.bring("candidates", places(kTengzhou, "GCJ-02", 4), "");
  clinic.diagnose();
  EXPECT_EQ(clinic.only_issue().severity, Severity::Refused);
  EXPECT_THAT(clinic.only_issue().fix, AllOf(HasSubstr("EPSG:4326"), HasSubstr("GCJ-02")));
}

TEST(CrsDoctor, NumbersOfNoSystemAreRefused) {
  Clinic clinic;
  clinic.bring("communities", {{1.0e9, 2.0e9}, {1.1e9, 2.1e9}}, "");
  clinic.bring("buildings", {{1.0e9, 2.0e9}, {1.1e9, 2.1e9}}, "EPSG:4548");
  clinic.diagnose();
  ASSERT_THAT(clinic.ledger.issues(), SizeIs(2));
  for (const Issue& issue : clinic.ledger.issues()) {
    EXPECT_EQ(issue.severity, Severity::Refused);
    EXPECT_THAT(issue.what, HasSubstr("1000000000"));
  }
}

TEST(CrsDoctor, LayersApartAreNamedWithTheirDistance) {
  Clinic clinic;
  clinic.bring("communities", places(kTengzhou, "EPSG:4548"), "EPSG:4548");
  clinic.bring("buildings", places(kTengzhou, "EPSG:4326"), "EPSG:4326");
  clinic.bring("facilities", places({-51.3, -30.1, -51.1, -29.9}, "EPSG:4326"), "EPSG:4326");
  clinic.diagnose();
  const Issue& issue = clinic.only_issue();
  EXPECT_EQ(issue.rule, Rule::LayersApart);
  EXPECT_EQ(issue.layer, "facilities");
  EXPECT_NEAR(issue.figure.value(), 18000.0, 1000.0);
  EXPECT_EQ(issue.unit, "km");
  EXPECT_THAT(issue.what, AllOf(HasSubstr("facilities.shp"), HasSubstr("x from -51.29")));
}

TEST(CrsDoctor, ANeighbouringCentralMeridianIsProposed) {
  Clinic clinic;
  clinic.bring("communities", places(kTengzhou, "EPSG:4548"), "EPSG:4548");
  clinic.bring("buildings", places(kTengzhou, "EPSG:4548", 2), "EPSG:4547");
  clinic.diagnose();
  EXPECT_EQ(clinic.only_issue().rule, Rule::LayersApart);
  EXPECT_NEAR(clinic.only_issue().figure.value(), 250.0, 30.0);
  EXPECT_THAT(clinic.only_issue().fix, HasSubstr("crs = \"EPSG:4548\" in [layers.buildings]"));
}

TEST(CrsDoctor, AFewStrayPointsHideNothing) {
  std::vector<Coordinate> buildings = places(kTengzhou, "EPSG:4548");
  buildings[17] = {0.0, 0.0};
  buildings[18] = {std::nan(""), 5.0};
  buildings[19] = {2.0e6, 9.0e6};
  Clinic clinic;
  clinic.bring("buildings", buildings, "EPSG:4548");
  const CrsDiagnosis diagnosis = clinic.diagnose();
  EXPECT_THAT(clinic.ledger.issues(), IsEmpty());
  EXPECT_THAT(diagnosis.notes, ElementsAre(HasSubstr("2 of 200 coordinates are no place, 1 at 0, 0 and 1 not finite")));
}

TEST(CrsDoctor, OneMistypedPostOfFewMovesNothing) {
  std::vector<Coordinate> posts = places(kTengzhou, "EPSG:4326");
  posts.resize(40);
  posts[7].x = 11.71;
  posts[9].y = -35.1;
  Clinic clinic;
  clinic.bring("facilities", posts, "EPSG:4326");
  const CrsDiagnosis diagnosis = clinic.diagnose();
  EXPECT_EQ(diagnosis.working->id(), "EPSG:4548");
  EXPECT_LT(diagnosis.worst_distortion_per_500m, Metres(0.01));
  EXPECT_THAT(clinic.ledger.issues(), IsEmpty());
}

TEST(CrsDoctor, ZonesSettleTheSystemWhateverThePostsSay) {
  for (const std::size_t count : {2U, 3U, 5U, 40U}) {
    std::vector<Coordinate> posts = places(kTengzhou, "EPSG:4326");
    posts.resize(count);
    posts[1].x = 11.71;
    Clinic clinic;
    clinic.bring("communities", places(kTengzhou, "EPSG:4326", 2), "EPSG:4326");
    clinic.bring("facilities", posts, "EPSG:4326");
    const CrsDiagnosis diagnosis = clinic.diagnose();
    EXPECT_EQ(diagnosis.working->id(), "EPSG:4548") << count;
    EXPECT_LT(diagnosis.worst_distortion_per_500m, Metres(0.01));
    EXPECT_THAT(clinic.ledger.issues(), IsEmpty());
  }
}

TEST(CrsDoctor, WithoutZonesTheBuildingsSettleTheSystem) {
  Clinic clinic;
  clinic.bring("facilities", {{11.71, 35.1}, {117.1, 35.1}}, "EPSG:4326");
  clinic.bring("buildings", places(kTengzhou, "EPSG:4326"), "EPSG:4326");
  EXPECT_EQ(clinic.diagnose().working->id(), "EPSG:4548");
  EXPECT_THAT(clinic.ledger.issues(), IsEmpty());
}

TEST(CrsDoctor, PostsAloneAreMeasuredAroundTheirMedian) {
  Clinic clinic;
  clinic.bring("facilities", {{117.1, 35.1}, {117.12, 35.1}, {11.71, 35.12}}, "EPSG:4326");
  EXPECT_EQ(clinic.diagnose().working->id(), "EPSG:4548");
  EXPECT_EQ(clinic.only_issue().severity, Severity::Warning);
}

TEST(CrsDoctor, OneNumberOutOfRangeRefusesNoLayer) {
  for (const char* declared : {"EPSG:4326", ""}) {
    for (const Coordinate wrong : {Coordinate{1139.0, 35.1}, Coordinate{35.1, 117.1}}) {
      for (const std::size_t count : {3U, 5U, 12U}) {
        std::vector<Coordinate> posts = places(kTengzhou, "EPSG:4326");
        posts.resize(count);
        posts[1] = wrong;
        Clinic clinic;
        clinic.bring("communities", places(kTengzhou, "EPSG:4326", 2), "EPSG:4326");
        clinic.bring("facilities", posts, declared);
        const CrsDiagnosis diagnosis = clinic.diagnose();
        EXPECT_EQ(clinic.ledger.count(Severity::Refused), 0U) << declared << " " << wrong.x << " " << count;
        EXPECT_TRUE(diagnosis.layer_crs[1].has_value());
      }
    }
  }
}

TEST(CrsDoctor, ManyNumbersOutOfRangeAreTheLayersFault) {
  std::vector<Coordinate> posts = places(kTengzhou, "EPSG:4326");
  for (std::size_t i = 0; i < posts.size(); i += 2) {
    posts[i].x += 1000.0;
  }
  Clinic clinic;
  clinic.bring("facilities", posts, "EPSG:4326").diagnose();
  EXPECT_EQ(clinic.only_issue().severity, Severity::Refused);
}

TEST(CrsDoctor, LayerWithoutAnyPlaceIsRefused) {
  Clinic clinic;
  clinic.bring("communities", places(kTengzhou, "EPSG:4548"), "EPSG:4548");
  clinic.bring("facilities", {{0.0, 0.0}, {0.0, 0.0}, {std::nan(""), 1.0}}, "EPSG:4326");
  const CrsDiagnosis diagnosis = clinic.diagnose();
  EXPECT_EQ(clinic.only_issue().rule, Rule::CoordinatesInvalid);
  EXPECT_EQ(clinic.only_issue().severity, Severity::Refused);
  EXPECT_THAT(clinic.only_issue().what, HasSubstr("2 at 0, 0 and 1 not finite"));
  EXPECT_EQ(diagnosis.working->id(), "EPSG:4548");
}

TEST(CrsDoctor, EmptyLayersAreNobodysFault) {
  Clinic clinic;
  clinic.bring("facilities", {}, "EPSG:4326").bring("streets", {}, "");
  const CrsDiagnosis diagnosis = clinic.diagnose();
  EXPECT_THAT(clinic.ledger.issues(), IsEmpty());
  EXPECT_EQ(diagnosis.working, std::nullopt);
  EXPECT_THAT(diagnosis.layer_crs, SizeIs(2));
}

TEST(CrsDoctor, OldDatumsAreBallpark) {
  Clinic clinic;
  clinic.bring("communities", places(kTengzhou, "EPSG:4548"), "EPSG:4548");
  clinic.bring("buildings", places(kTengzhou, "EPSG:2436"), "EPSG:2436");
  clinic.diagnose();
  EXPECT_EQ(clinic.only_issue().rule, Rule::CrsBallpark);
  EXPECT_EQ(clinic.only_issue().severity, Severity::Warning);
  EXPECT_THAT(clinic.only_issue().what, HasSubstr("Beijing 1954"));
}

TEST(CrsDoctor, TheUsersWordIsNotedAgainstTheFiles) {
  Clinic clinic;
  clinic.bring("facilities", places(kTengzhou, "GCJ-02"), "EPSG:4326", "GCJ-02");
  const CrsDiagnosis diagnosis = clinic.diagnose();
  EXPECT_EQ(diagnosis.layer_crs[0]->id(), "GCJ-02");
  EXPECT_THAT(diagnosis.notes, Contains(AllOf(HasSubstr("GCJ-02"), HasSubstr("EPSG:4326"))));
}

TEST(CrsDoctor, LocalMetresStayAsTheyAre) {
  Clinic clinic;
  clinic.bring("communities", {{10.0, 20.0}, {3000.0, 4000.0}}, "");
  clinic.bring("buildings", {{10.0, 20.0}, {3000.0, 4000.0}}, "EPSG:4548");
  const CrsDiagnosis diagnosis = clinic.diagnose("local");
  EXPECT_THAT(clinic.ledger.issues(), IsEmpty());
  EXPECT_EQ(diagnosis.working, std::nullopt);
  EXPECT_THAT(diagnosis.layer_crs, ElementsAre(std::nullopt, std::nullopt));
  EXPECT_EQ(diagnosis.worst_distortion_per_500m, Metres(0.0));
}

TEST(CrsDoctor, DeclaredLocalMetresWinOverNumbersLikeDegrees) {
  Clinic clinic;
  clinic.bring("communities", places(kTengzhou, "EPSG:4326"), "");
  const CrsDiagnosis diagnosis = clinic.diagnose("local");
  EXPECT_EQ(clinic.only_issue().rule, Rule::CrsSuspicious);
  EXPECT_EQ(clinic.only_issue().severity, Severity::Warning);
  EXPECT_THAT(clinic.only_issue().what, HasSubstr("x from 117.05"));
  EXPECT_THAT(clinic.only_issue().fix, HasSubstr("crs = \"auto\""));
  EXPECT_EQ(diagnosis.working, std::nullopt);
}

TEST(CrsDoctor, ASiteOfSomeMetresMayBeLocal) {
  Clinic clinic;
  clinic.bring("communities", {{10.0, 20.0}, {15.0, 28.0}}, "");  // 5 m by 8 m, or degrees
  clinic.bring("buildings", {{0.0, 10.0}, {100.0, 60.0}}, "");    // too wide for degrees of one city
  clinic.diagnose("local");
  EXPECT_EQ(clinic.ledger.count(Severity::Refused), 0U);
  EXPECT_THAT(clinic.only_issue().layer, "communities");
}

TEST(CrsDoctor, LocalMetresCannotBeMixed) {
  Clinic clinic;
  clinic.bring("communities", places(kTengzhou, "EPSG:4548"), "EPSG:4548");
  clinic.bring("buildings", places(kTengzhou, "EPSG:4527"), "EPSG:4527");
  clinic.bring("facilities", places(kTengzhou, "EPSG:4326"), "EPSG:4326");
  clinic.diagnose("local");
  EXPECT_THAT(clinic.ledger.issues(), SizeIs(2));
  EXPECT_EQ(clinic.ledger.count(Rule::CrsSuspicious), 2U);
}

}  // namespace
}  // namespace lastmeter
