// SPDX-License-Identifier: Apache-2.0
#include "study/partition_instance.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>
#include <sstream>

#include "core/error.h"
#include "core/parallel.h"
#include "support/shared_data.h"
#include "support/temp_folder.h"

namespace lastmeter {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;
using testing::TempFolder;

SilentProgress silent;

/// A grid of squares of 100 m with a weight each, as GeoJSON in metres; `weight(x, y)` is the JSON text of it.
template <class Weight>
std::string town(int across, int up, const Weight& weight, const std::string& crs = "EPSG:32650") {
  std::string features;
  for (int y = 0; y < up; ++y) {
    for (int x = 0; x < across; ++x) {
      const double west = 500000.0 + 100.0 * x;
      const double south = 3880000.0 + 100.0 * y;
      features += fmt::format(
          R"({}{{"type":"Feature","properties":{{"id":"u{}{}","hh":{},"side":"{}","old":"{}","floors":{}}},"geometry":{{"type":"Polygon","coordinates":[[[{},{}],[{},{}],[{},{}],[{},{}],[{},{}]]]}}}})",
          features.empty() ? "" : ",", x, y, weight(x, y), 2 * x < across ? "west" : "east", 2 * y < up ? "S" : "N",
          2 * y < up ? 2 : 30, west, south, west + 100, south, west + 100, south + 100, west, south + 100, west, south);
    }
  }
  return fmt::format(
      R"({{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"urn:ogc:def:crs:{}::{}"}}}},"features":[{}]}})",
      crs.substr(0, 4), crs.substr(5), features);
}

class PartitionInstance : public ::testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& text) {
    const std::filesystem::path file = folder_.path() / name;
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }
  PartitionRequest request(const std::string& text) {
    PartitionRequest asked;
    asked.data.units = write("town.geojson", text);
    asked.data.code = "id";
    asked.data.weight = "hh";
    asked.zones = 2;
    asked.effort = "fast";
    return asked;
  }
  static nlohmann::json json_of(const PartitionAnswer& answer) { return nlohmann::json::parse(answer.json); }

  static std::string even(int, int) { return "1"; }
  TempFolder folder_;
};

std::string message_of(const PartitionRequest& request) {
  try {
    partition_instance(request, silent);
  } catch (const ConfigError& error) {
    return std::string(error.what()) + ": " + error.fix();
  }
  return "";
}

TEST_F(PartitionInstance, HalvesATown) {
  const PartitionAnswer answer = partition_instance(request(town(4, 2, even)), silent);
  EXPECT_EQ(answer.outcome, Outcome::Solved);
  const auto json = json_of(answer);
  EXPECT_EQ(json["units"], 8);
  EXPECT_EQ(json["borders"], 10);
  EXPECT_EQ(json["cut_edges"], 2);
  EXPECT_EQ(json["border_km"], 0.2);
  EXPECT_TRUE(json["contiguous"]);
  // Zones are numbered from west to east.
  EXPECT_THAT(answer.assignment, StartsWith("unit_id,district\nu00,1\nu10,1\nu20,2\nu30,2\n"));
}

TEST_F(PartitionInstance, SameBytesForAnyNumberOfThreads) {
  PartitionRequest asked = request(town(6, 6, even));
  asked.zones = 4;
  set_thread_limit(1);
  const PartitionAnswer one = partition_instance(asked, silent);
  set_thread_limit(0);
  const PartitionAnswer all = partition_instance(asked, silent);
  EXPECT_EQ(one.json, all.json);
  EXPECT_EQ(one.assignment, all.assignment);
}

TEST_F(PartitionInstance, ParentsAreNotMixedAndShareTheZonesByWeight) {
  PartitionRequest asked = request(town(6, 2, [](int x, int) { return x < 3 ? "1" : "2"; }));
  asked.data.within = "side";
  asked.zones = 3;
  asked.tolerance = 0.0;
  const PartitionAnswer answer = partition_instance(asked, silent);
  EXPECT_EQ(answer.outcome, Outcome::Solved);
  EXPECT_EQ(json_of(answer)["parents"], 2);
  EXPECT_EQ(json_of(answer)["zones"], 3);
  EXPECT_THAT(answer.assignment, HasSubstr("u00,1\nu10,1\nu20,1\n"));
}

TEST_F(PartitionInstance, ParentsThatLeaveNoRoomAreNamed) {
  PartitionRequest asked = request(town(6, 2, even));
  asked.data.within = "side";
  asked.zones.reset();
  asked.least = 4;
  asked.most = 5;  // 6 in each parent: neither one zone nor two
  const PartitionAnswer answer = partition_instance(asked, silent);
  EXPECT_EQ(answer.outcome, Outcome::Infeasible);
  EXPECT_THAT(answer.reasons, Contains(HasSubstr("east")));
  EXPECT_THAT(answer.assignment, StartsWith("unit_id,district\n"));  // the nearest
}

TEST_F(PartitionInstance, WhatBelongsTogetherAndWhatIsAlikeCanOutweighShortLimits) {
  PartitionRequest asked = request(town(4, 2, even));
  asked.objective = "cut_edges";
  EXPECT_EQ(json_of(partition_instance(asked, silent))["cut_edges"], 2);  // west and east
  PartitionRequest alike = asked;
  alike.data.alike = "floors";
  alike.homogeneity = 10.0;
  const nlohmann::json storeys = json_of(partition_instance(alike, silent));
  EXPECT_EQ(storeys["cut_edges"], 4);  // low and high houses
  EXPECT_EQ(storeys["mixture_share"], 0.0);
  PartitionRequest together = asked;
  together.data.together = "old";
  together.affinity = 10.0;
  const nlohmann::json old = json_of(partition_instance(together, silent));
  EXPECT_EQ(old["cut_edges"], 4);  // north and south
  EXPECT_EQ(old["ties_cut"], 0);
  EXPECT_TRUE(old["proved"]);
}

TEST_F(PartitionInstance, WorkloadIsBalancedBesidesWeight) {
  PartitionRequest asked = request(town(4, 1, even));
  asked.least = 1.0;
  asked.most = 3.0;
  asked.objective = "cut_edges";
  asked.data.workload = "load";
  asked.workload_balance = 1.0;
  // The weights of the town, read as loads: only the first unit alone has half of them.
  std::string text = town(4, 1, [](int x, int) { return x == 0 ? "30" : "10"; });
  for (std::size_t at = 0; (at = text.find("\"hh\":", at)) != std::string::npos; at += 10) {
    text.replace(at, 5, "\"hh\":1,\"load\":");
  }
  asked.data.units = write("loads.geojson", text);
  const nlohmann::json found = json_of(partition_instance(asked, silent));
  EXPECT_EQ(found["workload_least"], 30.0) << text;
  EXPECT_EQ(found["workload_most"], 30.0);
  EXPECT_EQ(found["weight_least"], 1.0);
}

TEST_F(PartitionInstance, TodaysZonesKeepTheirNames) {
  PartitionRequest asked = request(town(4, 2, even));
  asked.data.current = "old";
  asked.stability = 100.0;
  const PartitionAnswer answer = partition_instance(asked, silent);
  EXPECT_EQ(json_of(answer)["units_moved"], 0);
  EXPECT_THAT(answer.assignment, HasSubstr("u00,S\n"));
  EXPECT_THAT(answer.assignment, HasSubstr("u01,N\n"));
}

TEST_F(PartitionInstance, DegreesAreProjected) {
  const PartitionRequest asked = request(
      R"({"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"a","hh":1},"geometry":{"type":"Polygon","coordinates":[[[117,35],[117.001,35],[117.001,35.001],[117,35.001],[117,35]]]}},
      {"type":"Feature","properties":{"id":"b","hh":1},"geometry":{"type":"Polygon","coordinates":[[[117.001,35],[117.002,35],[117.002,35.001],[117.001,35.001],[117.001,35]]]}}]})");
  const PartitionAnswer answer = partition_instance(asked, silent);
  EXPECT_EQ(answer.outcome, Outcome::Solved);
  EXPECT_NEAR(json_of(answer)["border_km"].get<double>(), 0.111, 0.001);
  EXPECT_THAT(answer.notes, Contains(HasSubstr("measured in")));
}

TEST_F(PartitionInstance, AUnitTooHeavyIsNamed) {
  PartitionRequest asked = request(town(4, 2, [](int x, int y) { return x + y == 0 ? "50" : "1"; }));
  const PartitionAnswer answer = partition_instance(asked, silent);
  EXPECT_EQ(answer.outcome, Outcome::Infeasible);
  EXPECT_THAT(answer.reasons, Contains(HasSubstr("u00")));
}

TEST_F(PartitionInstance, WeightsThatAreNoneAreCountedOrRefused) {
  const auto missing = [](int x, int y) { return x + y == 0 ? "null" : "1"; };
  EXPECT_THAT(partition_instance(request(town(2, 2, missing)), silent).missing, Contains(HasSubstr("as 0")));
  const auto negative = [](int x, int y) { return x + y == 0 ? "-1" : "1"; };
  EXPECT_THAT(partition_instance(request(town(2, 2, negative)), silent).refusals,
              Contains(HasSubstr("no number of 0 or more: 'row 1 (u00): -1'")));
  const auto text = [](int, int) { return "\"many\""; };
  EXPECT_THAT(partition_instance(request(town(2, 2, text)), silent).refusals, SizeIs(1));
  const auto nothing = [](int, int) { return "0"; };
  EXPECT_NO_THROW(partition_instance(request(town(2, 2, nothing)), silent));
}

TEST_F(PartitionInstance, CodesThatStandTwiceAreRefused) {
  PartitionRequest asked = request(town(2, 2, even));
  asked.data.code = "side";
  EXPECT_THAT(partition_instance(asked, silent).refusals, Contains(HasSubstr("more than one unit: 'west', 'east'")));
}

TEST_F(PartitionInstance, OneUnitIsOneZone) {
  PartitionRequest asked = request(town(1, 1, even));
  asked.zones = 1;
  EXPECT_EQ(partition_instance(asked, silent).assignment, "unit_id,district\nu00,1\n");
}

TEST_F(PartitionInstance, UnitsUponEachOtherAreNamed) {
  std::string text = town(2, 1, even);
  const std::size_t second = text.find("{\"type\":\"Feature\",\"properties\":{\"id\":\"u10\"");
  std::string copy = text.substr(second, text.rfind("]}") - second);
  copy.replace(copy.find("u10"), 3, "cpy");
  text.insert(text.rfind("]}"), "," + copy);
  EXPECT_THAT(partition_instance(request(text), silent).notes,
              Contains(HasSubstr("upon each other, 1 pair: 'u10' and 'cpy'")));
}

TEST_F(PartitionInstance, QuestionsThatMakeNoSense) {
  const std::string text = town(2, 2, even);
  PartitionRequest asked = request(text);
  asked.zones = 5;
  EXPECT_THAT(message_of(asked), HasSubstr("--zones is 5, but there are 4 units"));
  asked = request(text);
  asked.zones.reset();
  EXPECT_THAT(message_of(asked), HasSubstr("--zones is missing"));
  asked = request(text);
  asked.data.weight = "hhs";
  EXPECT_THAT(message_of(asked), HasSubstr("did you mean 'hh'?"));
  asked = request(text);
  asked.objective = "boarder";
  EXPECT_THAT(message_of(asked), HasSubstr("did you mean 'border'?"));
  asked = request(text);
  asked.stability = 1.0;
  EXPECT_THAT(message_of(asked), HasSubstr("--current"));
  asked = request(text);
  asked.least = 9;
  asked.most = 3;
  EXPECT_THAT(message_of(asked), HasSubstr("--min is 9 and --max 3"));
  asked = request(text);
  asked.data.nodes = "n.csv";
  EXPECT_THAT(message_of(asked), HasSubstr("both given"));
}

TEST_F(PartitionInstance, NodesAndEdges) {
  PartitionRequest asked;
  asked.data.nodes = write("n.csv", "unit_id,pop,x,y,area,outer\na,1,0,0,1,3\nb,1,1,0,1,2\nc,1,2,0,1,2\nd,1,3,0,1,3\n");
  asked.data.edges = write("e.csv", "u,v,shared\na,b,1\nb,c,1\nd,c,1\n");
  asked.zones = 2;
  asked.effort = "fast";
  EXPECT_EQ(partition_instance(asked, silent).assignment, "unit_id,district\na,1\nb,1\nc,2\nd,2\n");
  asked.data.edges = write("e2.csv", "u,v,shared\na,b,1\nb,a,1\nc,c,1\nc,x,1\nc,d,-1\n");
  EXPECT_THAT(partition_instance(asked, silent).refusals, SizeIs(3));
}

TEST_F(PartitionInstance, ScoresWhatOthersMadeAndComparesIt) {
  const PartitionRequest asked = request(town(4, 1, even));
  const auto good = write("good.csv", "unit_id,district\nu00,A\nu10,A\nu20,B\nu30,B\n");
  const auto bad = write("bad.csv", "district,unit_id\nA,u00\nB,u10\nA,u20\nA,u30\n");
  const PartitionVerdict held = evaluate_assignment(asked, good, bad, silent);
  EXPECT_TRUE(held.holds);
  const auto json = nlohmann::json::parse(held.json);
  EXPECT_EQ(json["cut_edges"], 1);
  EXPECT_EQ(json["against"]["units_moved"], 1);  // u00: zone B is what is left of the other's A
  const PartitionVerdict broken = evaluate_assignment(asked, bad, {}, silent);
  EXPECT_FALSE(broken.holds);
  EXPECT_THAT(broken.text, HasSubstr("lies in 2 parts"));
  const auto faulty = write("faulty.csv", "unit_id,district\nu00,A\nu00,B\nzz,B\n");
  EXPECT_THAT(evaluate_assignment(asked, faulty, {}, silent).refusals, SizeIs(3));
}

TEST_F(PartitionInstance, PublishedGraphsHaveTheirNumberOfBorders) {
  const auto shared = testing::shared_data();
  const auto folder = shared ? shared->parent_path() / "benchmarks" / "partition" : std::filesystem::path();
  if (!shared || !std::filesystem::is_directory(folder)) {
    GTEST_SKIP() << "no published instances: set LASTMETER_SHARED";
  }
  struct Known {
    const char* file;
    double snap;
    std::size_t borders;
  };
  for (const Known& known : {Known{"ok_counties", 0, 195}, Known{"nh_tracts", 0, 786}, Known{"nh_precincts", 0, 845},
                             Known{"pvd_blocks", 0, 7438}, Known{"london_msoa", 5, 2837}}) {
    UnitsRequest asked;
    asked.units = folder / fmt::format("{}.gpkg", known.file);
    asked.layer = "units";
    asked.code = "unit_id";
    asked.weight = "pop";
    asked.snap = known.snap;
    EXPECT_EQ(read_units(asked, silent).borders.size(), known.borders) << known.file;
  }
}

}  // namespace
}  // namespace lastmeter
