// SPDX-License-Identifier: Apache-2.0
#include "study/partition_ensemble.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <functional>

#include "core/error.h"
#include "core/parallel.h"
#include "support/temp_folder.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::TempFolder;

SilentProgress silent;

/// A lattice of squares of 1 m as tables; weight, zone of today and compound by place.
class PartitionEnsemble : public ::testing::Test {
 protected:
  using Text = std::function<std::string(int x, int y)>;

  PartitionRequest lattice(
      int across, int up, const Text& zone, const Text& weight = [](int, int) { return "1"; }) {
    std::string nodes = "unit_id,pop,x,y,area,outer,old\n";
    std::string edges = "u,v,shared\n";
    for (int x = 0; x < across; ++x) {
      for (int y = 0; y < up; ++y) {
        const int outer = (x == 0 ? 1 : 0) + (x + 1 == across ? 1 : 0) + (y == 0 ? 1 : 0) + (y + 1 == up ? 1 : 0);
        nodes += fmt::format("u{}-{},{},{},{},1,{},{}\n", x, y, weight(x, y), x, y, outer, zone(x, y));
        edges += x + 1 < across ? fmt::format("u{}-{},u{}-{},1\n", x, y, x + 1, y) : "";
        edges += y + 1 < up ? fmt::format("u{}-{},u{}-{},1\n", x, y, x, y + 1) : "";
      }
    }
    PartitionRequest request = tables(nodes, edges);
    request.data.current = "old";
    return request;
  }

  PartitionRequest tables(const std::string& nodes, const std::string& edges) {
    PartitionRequest request;
    request.data.nodes = write("n.csv", nodes);
    request.data.edges = write("e.csv", edges);
    request.zones = 2;
    return request;
  }

  std::filesystem::path write(const std::string& name, const std::string& text) {
    const std::filesystem::path file = folder_.path() / name;
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

  static nlohmann::json json_of(const EnsembleAnswer& answer) { return nlohmann::json::parse(answer.json); }

 private:
  TempFolder folder_;
};

std::string halves(int x, int) { return x < 4 ? "W" : "E"; }
std::string stepped(int x, int y) { return x < (y < 4 ? 2 : 6) ? "W" : "E"; }  // cuts 8 + 4
std::string combs(int x, int y) { return y == 0 || (x % 2 == 0 && y < 7) ? "S" : "N"; }

std::string message_of(const PartitionRequest& request, std::int64_t steps) {
  try {
    ensemble_instance(request, steps, silent);
  } catch (const ConfigError& error) {
    return std::string(error.what()) + ": " + error.fix();
  }
  return "";
}

TEST_F(PartitionEnsemble, FiguresOfASmallTownAreThoseItCanHave) {
  PartitionRequest request = lattice(4, 1, [](int x, int) { return x < 2 ? "W" : "E"; });
  request.tolerance = 0.5;  // zones of 1 to 3 in a row: one cut in each of three plans
  const EnsembleAnswer answer = ensemble_instance(request, 3'000, silent);
  EXPECT_EQ(answer.outcome, Outcome::Solved);
  EXPECT_EQ(answer.steps, 3'000u);
  const auto json = json_of(answer);
  EXPECT_EQ(json["chains"], 4);
  EXPECT_EQ(json["steps"], 750);
  EXPECT_EQ(json["plans"], 2'700);
  EXPECT_EQ(json["cut_edges"]["percentiles"]["5"], 1.0);
  EXPECT_EQ(json["cut_edges"]["percentiles"]["95"], 1.0);
  EXPECT_EQ(json["cut_edges"]["today_percentile"], 50.0);  // all ties
  EXPECT_EQ(json["deviation_max"]["percentiles"]["5"], 0.0);
  EXPECT_EQ(json["deviation_max"]["percentiles"]["95"], 0.5);
  EXPECT_NEAR(json["deviation_max"]["mean"].get<double>(), 1.0 / 3.0, 0.05);
  EXPECT_NEAR(json["deviation_max"]["today_percentile"].get<double>(), 100.0 / 6.0, 3.0);
}

TEST_F(PartitionEnsemble, StraightHalvesAndCombsAreOutliersAndWhatLiesBetweenIsNot) {
  PartitionRequest request = lattice(8, 8, halves);
  request.tolerance = 0.25;
  const EnsembleAnswer straight = ensemble_instance(request, 20'000, silent);
  EXPECT_EQ(json_of(straight)["cut_edges"]["today"], 8.0);
  EXPECT_THAT(straight.text, HasSubstr("an outlier on the compact side"));
  request = lattice(8, 8, stepped);
  request.tolerance = 0.25;
  const EnsembleAnswer usual = ensemble_instance(request, 20'000, silent);
  EXPECT_EQ(json_of(usual)["cut_edges"]["today"], 12.0);
  EXPECT_THAT(usual.text, HasSubstr("18,000 sampled plans: nothing unusual"));
  request = lattice(8, 8, combs);
  request.tolerance = 0.25;
  const EnsembleAnswer crooked = ensemble_instance(request, 20'000, silent);
  EXPECT_GT(json_of(crooked)["cut_edges"]["today_percentile"], 99.0);
  EXPECT_LT(json_of(crooked)["polsby_popper_mean"]["today_percentile"], 1.0);
  EXPECT_THAT(json_of(crooked)["verdict"].get<std::string>(),
              AllOf(HasSubstr("today's plan cuts more borders than"), EndsWith("18,000 sampled plans: an outlier")));
  EXPECT_THAT(crooked.text, HasSubstr(json_of(crooked)["verdict"].get<std::string>()));
}

TEST_F(PartitionEnsemble, FewPlansJudgeNothing) {
  PartitionRequest request = lattice(8, 8, combs);
  request.tolerance = 0.25;
  EXPECT_THAT(ensemble_instance(request, 40, silent).text, HasSubstr("too few independent plans"));
  const EnsembleAnswer one = ensemble_instance(request, 1, silent);
  EXPECT_EQ(json_of(one)["chains"], 1);
  EXPECT_EQ(json_of(one)["plans"], 1);
}

TEST_F(PartitionEnsemble, SameBytesForAnyNumberOfThreadsAndOthersForAnotherSeed) {
  PartitionRequest request = lattice(8, 8, halves);
  request.zones = 4;
  request.tolerance = 0.2;
  set_thread_limit(1);
  const EnsembleAnswer one = ensemble_instance(request, 2'000, silent);
  set_thread_limit(3);
  const EnsembleAnswer three = ensemble_instance(request, 2'000, silent);
  set_thread_limit(0);
  EXPECT_EQ(one.json, three.json);
  EXPECT_EQ(one.text, three.text);
  request.seed = 2;
  EXPECT_NE(ensemble_instance(request, 2'000, silent).json, one.json);
}

TEST_F(PartitionEnsemble, TodayIsLeftOutWhereItDoesNotCompare) {
  PartitionRequest request = lattice(8, 8, halves);
  request.zones = 4;
  const EnsembleAnswer other = ensemble_instance(request, 400, silent);
  EXPECT_THAT(other.notes, Contains(HasSubstr("has 2 zones, and plans of 4 are drawn")));
  EXPECT_TRUE(json_of(other)["verdict"].is_null());
  EXPECT_TRUE(json_of(other)["cut_edges"]["today"].is_null());
  request = lattice(8, 8, [](int x, int y) { return x + y == 0 ? "" : halves(x, y); });
  EXPECT_THAT(ensemble_instance(request, 400, silent).notes, Contains(HasSubstr("1 unit lies in no zone of it")));
}

TEST_F(PartitionEnsemble, TodayThatBreaksTheLimitsItselfIsTold) {
  PartitionRequest request = lattice(8, 8, [](int x, int) { return x == 0 || x == 7 ? "A" : "B"; });
  const EnsembleAnswer answer = ensemble_instance(request, 400, silent);
  EXPECT_THAT(answer.notes, Contains(HasSubstr("today's plan has 2 zones out of the bounds")));
  EXPECT_THAT(answer.notes, Contains(HasSubstr("the farthest 50 % off")));
  EXPECT_THAT(answer.notes, Contains(HasSubstr("1 piece more")));
}

TEST_F(PartitionEnsemble, WhatCannotBeDrawnIsExplained) {
  const PartitionRequest heavy = lattice(
      4, 1, [](int, int) { return "A"; }, [](int x, int) { return x == 1 ? "9" : "1"; });
  const EnsembleAnswer answer = ensemble_instance(heavy, 400, silent);
  EXPECT_EQ(answer.outcome, Outcome::Infeasible);
  EXPECT_THAT(answer.reasons, Contains(HasSubstr("u1-0")));
  EXPECT_EQ(json_of(answer)["outcome"], "infeasible");
  EXPECT_TRUE(json_of(answer)["cut_edges"].is_null());

  PartitionRequest apart = tables("unit_id,pop\na,1\nb,1\nc,1\nd,1\n", "u,v\na,b\nc,d\n");
  apart.zones = 3;
  EXPECT_EQ(ensemble_instance(apart, 100, silent).outcome, Outcome::Infeasible);
  apart.zones = 2;  // each part is a zone, and nothing else can be
  const EnsembleAnswer still = ensemble_instance(apart, 100, silent);
  EXPECT_EQ(still.steps, 0u);
  EXPECT_THAT(still.notes, Contains(HasSubstr("in 2 parts")));
  EXPECT_THAT(still.notes, Contains(HasSubstr("no step could be made")));
}

TEST_F(PartitionEnsemble, AFigureWithoutAreasIsLeftOut) {
  const PartitionRequest bare = tables("unit_id,pop\na,1\nb,1\nc,1\nd,1\n", "u,v\na,b\nb,c\nc,d\nd,a\n");
  const EnsembleAnswer answer = ensemble_instance(bare, 100, silent);
  EXPECT_TRUE(json_of(answer)["polsby_popper_mean"].is_null());
  EXPECT_THAT(answer.text, Not(HasSubstr("Polsby")));
  EXPECT_EQ(json_of(answer)["cut_edges"]["mean"], 2.0);
}

TEST_F(PartitionEnsemble, DataThatAreRefusedEndIt) {
  const PartitionRequest twice = tables("unit_id,pop\na,1\na,1\n", "u,v\n");
  const EnsembleAnswer answer = ensemble_instance(twice, 100, silent);
  EXPECT_THAT(answer.refusals, Not(IsEmpty()));
  EXPECT_EQ(answer.json, "");
}

TEST_F(PartitionEnsemble, QuestionsThatMakeNoSense) {
  const PartitionRequest good = lattice(4, 4, halves);
  for (const std::int64_t steps : {-1L, 0L, 100'000'001L}) {
    EXPECT_THAT(message_of(good, steps), HasSubstr(fmt::format("--ensemble is {}: give a number", steps)));
  }
  const auto said = [&](const auto& change) {
    PartitionRequest request = good;
    change(request);
    return message_of(request, 100);
  };
  EXPECT_THAT(said([](PartitionRequest& r) { r.zones.reset(); }), HasSubstr("give --zones"));
  EXPECT_THAT(said([](PartitionRequest& r) { r.zones = 1; }), HasSubstr("2 zones or more"));
  EXPECT_THAT(said([](PartitionRequest& r) { r.zones = 17; }), HasSubstr("there are 16 units"));
  EXPECT_THAT(said([](PartitionRequest& r) { r.data.group = "old"; }), HasSubstr("--group"));
  EXPECT_THAT(said([](PartitionRequest& r) { r.data.within = "old"; }), HasSubstr("--within"));
  EXPECT_THAT(said([](PartitionRequest& r) { r.stability = 1.0; }), HasSubstr("--stability"));
  EXPECT_THAT(said([](PartitionRequest& r) { r.move_at_most = 0.1; }), HasSubstr("--move-at-most"));
  EXPECT_THAT(said([](PartitionRequest& r) { r.time_limit = 1.0; }), HasSubstr("--time-limit"));
  EXPECT_THAT(said([](PartitionRequest& r) { r.data.current = "odl"; }), HasSubstr("did you mean 'old'?"));
}

}  // namespace
}  // namespace lastmeter
