// SPDX-License-Identifier: Apache-2.0
#include "study/place_instance.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>
#include <string>

#include "core/error.h"
#include "core/parallel.h"
#include "core/random.h"
#include "placement/evaluate.h"
#include "study/instance_plan.h"
#include "study/instance_problem.h"

namespace lastmeter {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

SilentProgress silent;

FacilityInstance parse(std::string_view text, InstanceFormat format) {
  return parse_facility_instance(text, "some.txt", format);
}

PlacementProblem problem_of(const FacilityInstance& instance, const InstanceTask& task,
                            SiteCount limit = SiteCount::Needed) {
  return instance_problem(instance, "some.txt", task, limit, silent);
}

/// What the task is refused for; empty when it is not.
std::string refusal(const FacilityInstance& instance, const InstanceTask& task) {
  try {
    problem_of(instance, task);
  } catch (const ConfigError& error) {
    EXPECT_FALSE(error.fix().empty());
    return error.what();
  }
  return "";
}

// A path 1 - 2 - 3 - 4 with costs 1, 2, 4, and node 5 that nothing reaches.
const char* const kPath = "5 3 2\n1 2 1\n2 3 2\n3 4 4\n";
const char* const kPoints = "3\n0 0 0 5 1\n1 3 4 6 2\n2 0 100 7 4\n";

TEST(InstanceDistances, ShortestPathsInAGraph) {
  const FacilityInstance instance = parse(kPath, InstanceFormat::Pmed);
  const ServicePairs pairs = service_pairs(instance, DistanceRounding::Exact, std::nullopt, silent);
  EXPECT_THAT(pairs.starts, ElementsAre(0, 4, 8, 12, 16, 17));
  EXPECT_THAT(pairs.distances, ElementsAre(0, 1, 3, 7, 1, 0, 2, 6, 3, 2, 0, 4, 7, 6, 4, 0, 0));
}

TEST(InstanceDistances, ShortestPathsEqualFloydWarshall) {
  Random random(7);
  for (int round = 0; round < 20; ++round) {
    const std::size_t nodes = 2 + random.below(12);
    const std::size_t edges = random.below(3 * nodes);
    std::string text = fmt::format("{} {} 1\n", nodes, edges);
    std::vector<std::vector<double>> ways(nodes, std::vector<double>(nodes, 1e9));
    for (std::size_t i = 0; i < nodes; ++i) {
      ways[i][i] = 0;
    }
    for (std::size_t e = 0; e < edges; ++e) {
      const std::size_t from = random.below(nodes);
      const std::size_t to = random.below(nodes);
      const auto cost = static_cast<double>(random.below(20));
      text += fmt::format("{} {} {}\n", from + 1, to + 1, cost);
      if (from != to) {
        ways[from][to] = ways[to][from] = cost;  // the last counts
      }
    }
    for (std::size_t k = 0; k < nodes; ++k) {
      for (std::size_t i = 0; i < nodes; ++i) {
        for (std::size_t j = 0; j < nodes; ++j) {
          ways[i][j] = std::min(ways[i][j], ways[i][k] + ways[k][j]);
        }
      }
    }
    const auto pairs = service_pairs(parse(text, InstanceFormat::Pmed), DistanceRounding::Exact, std::nullopt, silent);
    std::vector<double> expected;
    for (const auto& row : ways) {
      std::copy_if(row.begin(), row.end(), std::back_inserter(expected), [](double way) { return way < 1e8; });
    }
    EXPECT_EQ(pairs.distances, expected) << text;
  }
}

TEST(InstanceDistances, RoundingInThePlane) {
  const FacilityInstance instance = parse("2\n0 0 0 1 1\n1 1 1.25 1 1\n", InstanceFormat::Mclp);  // 1.6008
  const auto distance = [&](DistanceRounding rounding) {
    return service_pairs(instance, rounding, std::nullopt, silent).distances[1];
  };
  EXPECT_EQ(distance(DistanceRounding::Nearest), 2.0);
  EXPECT_EQ(distance(DistanceRounding::Truncated), 1.0);
  EXPECT_NEAR(distance(DistanceRounding::Exact), 1.6008, 1e-4);
}

TEST(InstanceDistances, OnTheGlobe) {
  const FacilityInstance instance =
      parse("DIMENSION : 3\nEDGE_WEIGHT_TYPE : COORD\nNODE_COORD_SECTION\n0 0\n0 90\n0 0\nDEMAND_SECTION\n1\n1\n1\n",
            InstanceFormat::Mclp);
  const ServicePairs pairs = service_pairs(instance, DistanceRounding::Exact, std::nullopt, silent);
  EXPECT_THAT(pairs.distances[1], DoubleNear(6378100.0 * std::acos(0.0), 1.0));
  EXPECT_EQ(pairs.distances[2], 0.0);
  EXPECT_EQ(service_pairs(instance, DistanceRounding::Exact, 1e6, silent).starts.back(), 5U);
}

TEST(InstanceDistances, AreTheSameForAnyNumberOfThreads) {
  std::string text = "300\n";
  Random random(3);
  for (int i = 0; i < 300; ++i) {
    text += fmt::format("{} {} {} 1 1\n", i, random.below(1000), random.below(1000));
  }
  const FacilityInstance instance = parse(text, InstanceFormat::Mclp);
  set_thread_limit(1);
  const ServicePairs one = service_pairs(instance, DistanceRounding::Nearest, 300.0, silent);
  set_thread_limit(4);
  const ServicePairs four = service_pairs(instance, DistanceRounding::Nearest, 300.0, silent);
  set_thread_limit(0);
  EXPECT_EQ(one.starts, four.starts);
  EXPECT_EQ(one.sites, four.sites);
  EXPECT_THAT(one.distances, IsEmpty());
}

TEST(InstanceProblem, RadiusThresholdsEveryKindOfDistance) {
  const InstanceTask cover{.goal = PlacementGoal::MaxCover, .sites = 1, .radius = 5.0};
  const PlacementProblem plane = problem_of(parse(kPoints, InstanceFormat::Mclp), cover);
  const std::vector first{CandidateId(0)};
  EXPECT_EQ(evaluate_plan(plane, first).objective, 3.0);  // 5 away exactly counts
  EXPECT_EQ(plane.total_weight(), 7.0);
  const PlacementProblem graph = problem_of(parse(kPath, InstanceFormat::Pmed), cover);
  EXPECT_EQ(evaluate_plan(graph, first).objective, 3.0);
  const PlacementProblem table =
      problem_of(parse("demand,candidate,distance\nx,A,5\ny,A,6\n", InstanceFormat::Csv), cover);
  EXPECT_EQ(evaluate_plan(table, first).objective, 1.0);
}

TEST(InstanceProblem, RoundedDistancesAreThresholdedRounded) {
  InstanceTask task{.goal = PlacementGoal::MaxCover, .sites = 1, .radius = 1.0};
  const FacilityInstance instance = parse("2\n0 0 0 1 1\n1 1 1.25 1 1\n", InstanceFormat::Mclp);
  const std::vector first{CandidateId(0)};
  EXPECT_EQ(evaluate_plan(problem_of(instance, task), first).objective, 1.0);
  task.rounding = DistanceRounding::Truncated;
  EXPECT_EQ(evaluate_plan(problem_of(instance, task), first).objective, 2.0);
}

TEST(InstanceProblem, DemandThatNobodyReachesStaysInTheTotal) {
  const FacilityInstance instance = parse("1 2\nF 0 0 0 1\nC 0 0 1 10\nC 1 0 99 5\n", InstanceFormat::Mclp);
  const PlacementProblem problem = problem_of(instance, {.goal = PlacementGoal::SetCover, .radius = 2.0});
  EXPECT_EQ(problem.total_weight(), 15.0);
  EXPECT_THAT(evaluate_plan(problem, std::vector{CandidateId(0)}).breaches, ElementsAre(HasSubstr("10 of the 15")));
}

TEST(InstanceProblem, ScpCoversWithoutRadius) {
  const FacilityInstance instance = parse("2 3\n5 6 7\n2\n 3 1\n1 2\n", InstanceFormat::Scp);
  const PlacementProblem problem = problem_of(instance, {.goal = PlacementGoal::SetCover});
  const PlanScore score = evaluate_plan(problem, std::vector{CandidateId(0), CandidateId(1)});
  EXPECT_EQ(score.objective, 11.0);
  EXPECT_THAT(score.breaches, IsEmpty());
  EXPECT_THAT(refusal(instance, {.goal = PlacementGoal::SetCover, .radius = 1.0}), HasSubstr("no distances"));
  EXPECT_THAT(refusal(instance, {.goal = PlacementGoal::PMedian, .sites = 1}), HasSubstr("has none"));
}

TEST(InstanceProblem, TheNumberOfSitesComesFromTheFileOrTheTask) {
  const FacilityInstance instance = parse(kPath, InstanceFormat::Pmed);
  EXPECT_EQ(problem_of(instance, {.goal = PlacementGoal::PMedian}).parts().sites, 2U);
  EXPECT_EQ(problem_of(instance, {.goal = PlacementGoal::PCenter, .sites = 4}).parts().sites, 4U);
  EXPECT_EQ(problem_of(instance, {.goal = PlacementGoal::SetCover, .radius = 3.0}).parts().sites, std::nullopt);
  const FacilityInstance points = parse(kPoints, InstanceFormat::Mclp);
  EXPECT_THAT(refusal(points, {.goal = PlacementGoal::PMedian}), HasSubstr("needs --p or --budget"));
  EXPECT_THAT(refusal(points, {.goal = PlacementGoal::MaxCover, .radius = 1.0}), HasSubstr("needs --p or --budget"));
  EXPECT_EQ(problem_of(points, {.goal = PlacementGoal::PMedian}, SiteCount::Optional).parts().sites, std::nullopt);
}

TEST(InstanceProblem, OptionsThatWouldDoNothingAreRefused) {
  const FacilityInstance points = parse(kPoints, InstanceFormat::Mclp);
  const FacilityInstance graph = parse(kPath, InstanceFormat::Pmed);
  EXPECT_THAT(refusal(points, {.goal = PlacementGoal::PMedian, .sites = 1, .radius = 3.0}), HasSubstr("--radius"));
  EXPECT_THAT(refusal(points, {.goal = PlacementGoal::PMedian, .sites = 1, .capacity = 3.0}), HasSubstr("--capacity"));
  EXPECT_THAT(refusal(graph, {.goal = PlacementGoal::PMedian, .rounding = DistanceRounding::Exact}),
              HasSubstr("--distance"));
  EXPECT_THAT(refusal(points, {.goal = PlacementGoal::MaxCover, .sites = 1}), HasSubstr("needs --radius"));
  EXPECT_THAT(refusal(points, {.goal = PlacementGoal::MaxCover, .sites = 1, .radius = -1.0}), HasSubstr("is -1"));
  EXPECT_THAT(refusal(points, {.goal = PlacementGoal::MaxCover, .sites = 1, .radius = std::nan("")}), HasSubstr("nan"));
}

TEST(InstanceProblem, CapacityReplacesThatOfTheFile) {
  const FacilityInstance asks = parse("1 1\ncapacity 7\n4\n8\n", InstanceFormat::Cflp);
  EXPECT_THAT(refusal(asks, {.goal = PlacementGoal::Capacitated}), HasSubstr("the word 'capacity'"));
  EXPECT_EQ(problem_of(asks, {.goal = PlacementGoal::Capacitated, .capacity = 9.0}).candidates().begin()->capacity,
            9.0);
  const FacilityInstance has = parse("1 1\n10 7\n4\n8\n", InstanceFormat::Cflp);
  EXPECT_EQ(problem_of(has, {.goal = PlacementGoal::Capacitated}).candidates().begin()->capacity, 10.0);
  EXPECT_EQ(problem_of(has, {.goal = PlacementGoal::Capacitated, .capacity = 3.0}).candidates().begin()->capacity, 3.0);
}

TEST(InstanceProblem, TooManyDistancesAreRefusedBeforeTheyAreMade) {
  FacilityInstance instance;
  instance.sites = instance.demand = 20'000;
  InstancePlane plane;
  plane.sites.resize(instance.sites);
  plane.demand.resize(instance.demand);
  instance.service = plane;
  EXPECT_THAT(refusal(instance, {.goal = PlacementGoal::PMedian, .sites = 1}), HasSubstr("fit into 2 GB"));
}

TEST(InstanceProblem, EmptyInstancesAreRefused) {
  EXPECT_THROW(problem_of(parse("0 0\n", InstanceFormat::Cflp), {.goal = PlacementGoal::Capacitated}), InputError);
  EXPECT_THROW(problem_of(parse("demand,candidate,distance\n", InstanceFormat::Csv), {.goal = PlacementGoal::PCenter}),
               InputError);
}

std::vector<std::size_t> plan_of(std::string_view text, const PlacementProblem& problem) {
  std::vector<std::size_t> sites;
  for (const CandidateId id : parse_site_plan(text, "plan.txt", problem.candidates())) {
    sites.push_back(id.index());
  }
  return sites;
}

TEST(InstancePlan, LinesAndJson) {
  const PlacementProblem problem = problem_of(parse(kPath, InstanceFormat::Pmed), {.goal = PlacementGoal::PMedian});
  EXPECT_THAT(plan_of("3\r\n\n 1 \n3", problem), ElementsAre(2, 0, 2));
  EXPECT_THAT(plan_of("\xEF\xBB\xBF"
                      R"( {"x": 1, "sites": [5, "2"]})",
                      problem),
              ElementsAre(4, 1));
  EXPECT_THAT(plan_of("", problem), IsEmpty());
}

TEST(InstancePlan, UnknownSitesAreNamedWithTheirLine) {
  const PlacementProblem problem = problem_of(parse(kPath, InstanceFormat::Pmed), {.goal = PlacementGoal::PMedian});
  try {
    plan_of("1\n6\n", problem);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "plan.txt:2: the instance has no site '6'");
    EXPECT_EQ(error.fix(), "known: '1' to '5'");
  }
  EXPECT_THROW(plan_of("{\"sites\": [1", problem), InputError);
  EXPECT_THROW(plan_of("{}", problem), InputError);
  EXPECT_THROW(plan_of("{\"sites\": [1.5]}", problem), InputError);
}

TEST(PlaceInstance, NamesAreCheckedBeforeTheFileIsOpened) {
  const auto refused = [](InstanceRequest request) -> std::string {
    try {
      place_instance(request, silent);
    } catch (const ConfigError& error) {
      return std::string(error.what()) + ": " + error.fix();
    }
    return "";
  };
  InstanceRequest fine;
  fine.file = "none";
  fine.format = "pmed";
  fine.goal = "p_median";
  auto request = fine;
  request.goal = "p_medan";
  EXPECT_EQ(refused(request), "--goal 'p_medan' is unknown: did you mean 'p_median'?");
  request = fine;
  request.format = "";
  EXPECT_THAT(refused(request), HasSubstr("--format is missing: known: pmed, tsplib"));
  request = fine;
  request.effort = "thorogh";
  EXPECT_THAT(refused(request), HasSubstr("'thorough'"));
  request = fine;
  request.gap = 1.5;
  EXPECT_THAT(refused(request), HasSubstr("--gap is 1.5"));
  request = fine;
  request.time_limit = -1.0;
  EXPECT_THAT(refused(request), HasSubstr("--time-limit is -1"));
  EXPECT_THROW(place_instance(fine, silent), InputError);
}

}  // namespace
}  // namespace lastmeter
