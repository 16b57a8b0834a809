// SPDX-License-Identifier: Apache-2.0
#include "study/walking.h"

#include <gmock/gmock.h>

#include <cmath>

#include "core/error.h"
#include "core/parallel.h"
#include "walking_town.h"

namespace lastmeter {
namespace {

using testing::bytes_of;
using testing::figure;
using testing::files_of;
using ::testing::HasSubstr;
using testing::people;
using testing::reason;
using testing::WalkingTown;

/// The line of a table that starts with a code.
std::string row_of(const std::string& table, const std::string& code) {
  const std::size_t at = table.find("\n" + code + ",");
  return at == std::string::npos ? "" : table.substr(at + 1, table.find('\n', at + 1) - at - 1);
}

std::string message_of(WalkingTown& town, Stage stage = Stage::All) {
  try {
    town.run(stage);
  } catch (const ConfigError& error) {
    return std::string(error.what()) + " / " + error.fix();
  }
  return "no ConfigError";
}

TEST(WalkingStudy, GivesTheFiguresOnPaper) {
  WalkingTown town;
  const RunOutcome outcome = town.run();
  EXPECT_EQ(people(outcome, "straight", 300), 1 + 8 + 32) << "b1 at exactly 300 m";
  EXPECT_EQ(people(outcome, "straight", 500), 127 - 4);
  EXPECT_EQ(people(outcome, "walking", 300), 1 + 32) << "b1 at exactly 300 m; b4 has no way";
  EXPECT_EQ(people(outcome, "walking", 500), 1 + 32 + 64);
  EXPECT_EQ(people(outcome, "network_buffer", 300), 1 + 32 + 64) << "b7 is 71 m from the end of what is reached";
  EXPECT_EQ(people(outcome, "network_buffer", 500), 1 + 32 + 64);
  const auto streets = [&](double radius) {
    const Figure& found = figure(outcome, "coverage.streets", {{"radius_m", radius}});
    EXPECT_NEAR(found.total.value_or(0.0), 800 + 600 + 100 + 8400, 1e-6);
    return found.value;
  };
  EXPECT_NEAR(streets(300), 300, 1e-6);
  EXPECT_NEAR(streets(500), 400 + 100 + 100, 1e-6) << "beyond the corner into both streets";
}

TEST(WalkingStudy, ReasonsAddUpAndSayWhy) {
  WalkingTown town;
  const RunOutcome outcome = town.run();
  EXPECT_EQ(reason(outcome, "covered"), 97);
  EXPECT_EQ(reason(outcome, "too_far"), 4);
  EXPECT_EQ(reason(outcome, "detour"), 2);
  EXPECT_EQ(reason(outcome, "isolated"), 8);
  EXPECT_EQ(reason(outcome, "not_snapped"), 16);
  double sum = 0.0;
  for (const Figure& each : outcome.figures) {
    if (each.name == "coverage.reason.population") {
      sum += each.value;
      EXPECT_EQ(each.total, 127.0);
    }
  }
  EXPECT_EQ(sum, 127);
  const std::string table = bytes_of(town.out() / "tables" / "uncovered_walking.csv");
  EXPECT_THAT(row_of(table, "b2"), HasSubstr("straight_only,detour,p1,650,1.378")) << table;
  EXPECT_THAT(row_of(table, "b3"), HasSubstr("neither,too_far")) << table;
  EXPECT_THAT(row_of(table, "b5"), HasSubstr("straight_only,not_snapped")) << table;
  EXPECT_EQ(row_of(table, "b7"), "") << "covered";
  EXPECT_EQ(table.find("walking_only"), std::string::npos);
  EXPECT_THAT(outcome.text, HasSubstr("1 of 7 demand points have no street within 200 m"));
}

TEST(WalkingStudy, FreeAccessLegsReachFarther) {
  WalkingTown town;
  town.modes("\"walking\"");
  town.person("b8", 128, {450, 60});  // 450 m along the streets and 60 m (50 m to S at 400, 60) off them
  EXPECT_EQ(people(town.run(), "walking", 500), 97) << "50 + 60 + 400 m";
  town.walking("access_legs = \"free\"");
  EXPECT_EQ(people(town.run(), "walking", 500), 97 + 128) << "60 + 400 m";
}

TEST(WalkingStudy, BarriersCutAndCrossingsOpen) {
  WalkingTown town;
  town.barrier("350 -50, 350 50");
  const RunOutcome cut = town.run();
  EXPECT_EQ(people(cut, "walking", 500), 1 + 32);
  EXPECT_EQ(reason(cut, "barrier"), 64) << "b2 would be too long a walk without it, too";
  EXPECT_EQ(people(cut, "straight", 500), 123) << "straight lines know no barriers";
  EXPECT_THAT(cut.text, HasSubstr("barriers cut streets at 1 places"));
  town.crossing({350, 9});
  const RunOutcome open = town.run();
  EXPECT_EQ(people(open, "walking", 500), 97);
  EXPECT_EQ(reason(open, "barrier"), 0);
}

TEST(WalkingStudy, PeopleWalkThroughTheirEntrances) {
  WalkingTown town;
  town.entrance("b4", {50, 10});
  const RunOutcome outcome = town.run();
  EXPECT_EQ(people(outcome, "walking", 300), 1 + 32 + 8) << "190 m to the entrance, 10 m to the street, 50 m along it";
  EXPECT_EQ(reason(outcome, "isolated"), 0);
}

TEST(WalkingStudy, PostsOffTheStreetsAreNamed) {
  WalkingTown town;
  town.post("p2", {100, 450});
  const RunOutcome outcome = town.run();
  EXPECT_EQ(reason(outcome, "not_snapped"), 16);
  EXPECT_EQ(people(outcome, "walking", 500), 97);
  EXPECT_THAT(outcome.text, HasSubstr("facility p2: is 250 m from the nearest street; the limit is 200 m"));
}

TEST(WalkingStudy, DataErrorGivesAnInterval) {
  WalkingTown town;
  town.walking("data_error_m = 150");
  const RunOutcome outcome = town.run();
  const auto part = [&](const std::string& name) {
    return figure(outcome, "coverage.interval.population", {{"mode", "walking"}, {"part", name}}).value;
  };
  EXPECT_EQ(part("inside"), 1 + 32) << "up to 350 m";
  EXPECT_EQ(part("borderline"), 2 + 64) << "380 and 650 m";
  EXPECT_EQ(part("outside"), 4 + 8 + 16);
}

void expect_same_figures(const RunOutcome& a, const RunOutcome& b) {
  const auto measured = [](const RunOutcome& outcome) {
    std::vector<Figure> figures = outcome.figures;
    std::erase_if(figures, [](const Figure& each) { return !each.name.starts_with("coverage."); });
    return figures;
  };
  const auto first = measured(a);
  const auto second = measured(b);
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].name, second[i].name);
    EXPECT_EQ(first[i].qualifiers, second[i].qualifiers) << first[i].name;
    EXPECT_EQ(first[i].value, second[i].value) << first[i].name;
    EXPECT_EQ(first[i].total, second[i].total) << first[i].name;
  }
}

/// Runs a town, saves its network, and runs it again on what was saved.
void expect_saved_network_is_as_good(WalkingTown& town) {
  const RunOutcome before = town.run();
  const std::string demand = bytes_of(town.out() / "tables" / "demand.csv");
  const RunOutcome saved = town.run(Stage::Network);
  EXPECT_THAT(saved.text, HasSubstr("network of"));
  ASSERT_TRUE(std::filesystem::exists(town.network()));
  town.streets_from("[layers.streets]\npath = \"out-network/network.gpkg\"\nlayer = \"links\"\n");
  const RunOutcome after = town.run();
  expect_same_figures(before, after);
  EXPECT_EQ(demand, bytes_of(town.out() / "tables" / "demand.csv"));
}

TEST(WalkingStudy, SavedNetworkGivesTheSameFigures) {
  WalkingTown town;
  town.street("J", "400.001 300, 480.123456789 333.3, 555.5 600");  // ends 1 mm beside S, where there is no vertex
  town.street("X", "450 -100, 450 700");                            // crosses without a junction
  town.barrier("350 -50, 350 50");
  town.crossing({350, 9});
  town.barrier("600 -50, 600 50");
  town.walking("join_tolerance_m = 0.5");
  town.person("b8", 128, {555, 550});
  expect_saved_network_is_as_good(town);
}

TEST(WalkingStudy, SavedNetworkKeepsWhatLiesBeyondTheWindow) {
  WalkingTown town;  // one line leads from b3 to a post far outside; a street joins it out there
  town.street("far", "800 0, 1400 0, 3000 0");
  town.street("off", "1400 0, 1400 500");
  town.post("p9", {2500, 30});
  town.walking("data_error_m = 1");
  expect_saved_network_is_as_good(town);
}

TEST(WalkingStudy, SavedNetworkReachesAsFarAsTheDataError) {
  WalkingTown town;
  town.street("E1", "800 0, 1400 0");
  town.street("E2", "1400 0, 1900 0");
  town.post("p2", {1750, 0});  // 1,050 m from b3, on a street 700 m from it
  town.walking("data_error_m = 600");
  expect_saved_network_is_as_good(town);
}

constexpr std::string_view kUtm50 = R"(PROJCS["WGS_1984_UTM_Zone_50N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",
SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],
PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],
PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],
UNIT["Meter",1.0]])";

/// Heights that rise by `slope` metres a metre towards the east.
std::string plane(double slope) {
  std::string text = "ncols 40\nnrows 40\nxllcorner 498950\nyllcorner 3898950\ncellsize 100\n";
  for (int row = 0; row < 40; ++row) {
    for (int column = 0; column < 40; ++column) {
      text += fmt::format("{:.3f} ", 500.0 + slope * 100.0 * column);
    }
    text += "\n";
  }
  return text;
}

double walk_of_b1(double slope) {
  WalkingTown town;
  static_cast<void>(town.put_file("heights.asc", plane(slope)));
  static_cast<void>(town.put_file("heights.prj", kUtm50));
  town.walking("elevation = \"heights.asc\"");
  town.modes("\"walking\"");
  town.run();
  const std::string row = row_of(bytes_of(town.out() / "tables" / "demand.csv"), "b1");
  const std::size_t at = row.find(",p1,");
  return at == std::string::npos ? std::nan("") : std::stod(row.substr(at + 4));
}

TEST(WalkingStudy, UphillIsLongerAndGentleDownhillShorter) {
  EXPECT_NEAR(walk_of_b1(0.0), 300.0, 1e-9);
  EXPECT_NEAR(walk_of_b1(-0.1), 300.0 * std::exp(3.5 * 0.10), 0.01) << "the post stands uphill, to the west";
  EXPECT_NEAR(walk_of_b1(0.05), 300.0 * std::exp(-3.5 * 0.05), 0.01) << "the fastest slope of all";
}

TEST(WalkingStudy, ARasterOfAnotherPlaceIsRefused) {
  WalkingTown town;
  static_cast<void>(town.put_file("heights.prj", kUtm50));
  static_cast<void>(town.put_file("heights.asc", "ncols 1\nnrows 1\nxllcorner 1\nyllcorner 1\ncellsize 1\n5\n"));
  town.walking("elevation = \"heights.asc\"");
  EXPECT_THROW(town.run(), InputError);
}

TEST(WalkingStudy, StreetsOfNoLengthAreNoStreets) {
  WalkingTown town;
  const auto file = town.put_file("dots.csv", "code,wkt\nA,\"LINESTRING (500000 3900000, 500000 3900000)\"\n");
  town.streets_from(
      fmt::format("[layers.streets]\npath = \"{}\"\ngeometry = \"wkt\"\ncrs = \"EPSG:32650\"\n", file.string()));
  try {
    town.run();
    FAIL() << "not refused";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("none of 1 street lines can be walked"));
  }
}

TEST(WalkingStudy, NeedsStreetsForWalking) {
  WalkingTown town;
  town.streets_from("");
  EXPECT_THAT(message_of(town), HasSubstr("there is no [layers.streets]"));
  EXPECT_THAT(message_of(town, Stage::Network), HasSubstr("no [layers.streets] to build a network from"));
  town.modes("\"straight\"");
  EXPECT_EQ(message_of(town), "no ConfigError");
}

TEST(WalkingStudy, RefusesWhatItDoesNotKnow) {
  WalkingTown town;
  town.walking("snap_limit = 4");
  EXPECT_THAT(message_of(town), HasSubstr("snap_limit_m"));
  town.walking("access_legs = \"none\"");
  EXPECT_THAT(message_of(town), HasSubstr("access_legs has no value 'none'"));
  town.walking("snap_limit_m = -1");
  EXPECT_THAT(message_of(town), HasSubstr("snap_limit_m"));
  town.walking("");
  town.modes("\"flying\"");
  EXPECT_THAT(message_of(town), HasSubstr("modes has no value 'flying'"));
}

TEST(WalkingStudy, HeightsNeedACoordinateSystem) {
  EXPECT_THROW(parse_config("[study]\ncrs = \"local\"\n[walking]\nelevation = \"dem.tif\"\n[layers.facilities]\n"
                            "path = \"a.csv\"\n",
                            "study.toml"),
               ConfigError);
}

TEST(WalkingStudy, SnapLimitOfNothingLeavesOnlyWhatLiesOnStreets) {
  WalkingTown town;
  town.walking("snap_limit_m = 0");
  const RunOutcome outcome = town.run();
  EXPECT_EQ(people(outcome, "walking", 500), 1) << "b1";
  EXPECT_EQ(reason(outcome, "not_snapped"), 16 + 32 + 64);
}

TEST(WalkingStudy, GivesTheSameBytesForAnyNumberOfThreads) {
  WalkingTown town;
  for (int i = 0; i < 300; ++i) {
    const Point at{7.0 * (i * 37 % 113), 5.0 * (i * 53 % 127)};
    town.person(fmt::format("c{}", i), i % 9, at);
    if (i % 10 == 0) {
      town.post(fmt::format("q{}", i), {at.y, at.x / 2});
    }
  }
  town.barrier("350 -50, 350 50");
  const auto results = [&](std::size_t threads) {
    set_thread_limit(threads);
    town.run();
    set_thread_limit(0);
    auto files = files_of(town.out());
    files.erase("manifest.json");
    return files;
  };
  const auto one = results(1);
  for (const std::size_t threads : {2U, 8U}) {
    const auto other = results(threads);
    ASSERT_EQ(one.size(), other.size());
    for (const auto& [name, bytes] : one) {
      EXPECT_TRUE(other.at(name) == bytes) << name << " with " << threads << " threads";
    }
  }
}

}  // namespace
}  // namespace lastmeter
