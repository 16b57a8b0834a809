// SPDX-License-Identifier: Apache-2.0
// What every method of zone design must satisfy: every unit in one zone, zones that hold together and every limit, the
// scorer agrees, no plan better than the best there is and no bound above it, proved means best, infeasible means none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <tuple>

#include "partition/anneal_zones.h"
#include "partition/enumerate_zones.h"
#include "partition/evaluate_partition.h"
#include "partition/hess_model.h"
#include "partition/partition_bounds.h"
#include "partition/partition_units.h"
#include "random_partition.h"

namespace lastmeter {
namespace {

using testing::best_by_force;
using ::testing::Combine;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::PartitionSpice;
using testing::random_partition;
using testing::relabelled;
using ::testing::Values;

enum class Method { BySets, ByModel, Annealed, Chosen };
std::string name_of(Method method) {
  switch (method) {
    case Method::BySets:
      return "BySets";
    case Method::ByModel:
      return "ByModel";
    case Method::Annealed:
      return "Annealed";
    case Method::Chosen:
      return "Chosen";
  }
  return "";
}

struct NamedSpice {
  const char* name;
  PartitionSpice spice;
};
std::ostream& operator<<(std::ostream& out, const NamedSpice& spice) { return out << spice.name; }

constexpr NamedSpice kPlain{"plain", {}};
constexpr NamedSpice kOdd{"odd_weights", {.odd_weights = true}};
constexpr NamedSpice kTorn{"torn", {.torn = true}};
constexpr NamedSpice kCrossing{"crossing", {.crossing = true}};
constexpr NamedSpice kCompounds{"compounds", {.compounds = true}};
constexpr NamedSpice kToday{"today", {.today = true}};
constexpr NamedSpice kMovedCompounds{"moved_compounds", {.compounds = true, .today = true, .soft = true}};
constexpr NamedSpice kSoft{"soft", {.soft = true}};
constexpr NamedSpice kAll{"all", {.odd_weights = true, .torn = true, .crossing = true, .today = true, .soft = true}};

double slack(double value) { return 1e-9 * std::max(1.0, std::abs(value)); }

class Partition : public ::testing::TestWithParam<std::tuple<Method, NamedSpice>> {
 protected:
  [[nodiscard]] static Method method() { return std::get<0>(GetParam()); }
  [[nodiscard]] static PartitionSpice spice() { return std::get<1>(GetParam()).spice; }
  [[nodiscard]] static bool takes_compounds() { return method() == Method::Chosen; }
  /// Compounds are the caller's to contract; what is solved is then the contracted problem.
  static PartitionProblem random_problem(Random& random) {
    const PartitionProblem problem(random_partition(spice(), kUnits, random));
    return takes_compounds() ? problem : contracted(problem).problem;
  }
  static ZonePlan solve(const PartitionProblem& problem) {
    SilentProgress silent;
    switch (method()) {
      case Method::BySets:
        return partition_by_sets(problem, connected_sets(problem, 10'000).value(), SetsGiven::All, {}, silent);
      case Method::ByModel:
        return partition_by_model(problem, {}, {}, silent);
      case Method::Annealed:
        return anneal_zones(problem, {.effort = Effort::Fast, .seed = 1, .seconds = {}}, silent);
      case Method::Chosen:
        return partition_units(problem, {.effort = Effort::Fast, .seed = 1, .seconds = {}}, silent);
    }
    return {};
  }
  /// Finds and proves the best of any problem; the model leaves all but borders out.
  [[nodiscard]] static bool proves() {
    return method() == Method::BySets ||
           (method() == Method::ByModel && !spice().soft && !spice().today && !spice().odd_weights);
  }

  static void expect_proper(const PartitionProblem& problem, const ZonePlan& plan, std::optional<double> best) {
    if (plan.outcome == Outcome::Infeasible) {
      EXPECT_FALSE(best) << "a plan exists";
      EXPECT_THAT(plan.reasons, Not(IsEmpty()));
      return;
    }
    if (plan.bound && best) {
      EXPECT_LE(*plan.bound, *best + slack(*best)) << "the bound is none";
    }
    if (plan.outcome == Outcome::Unknown) {
      return;
    }
    ASSERT_TRUE(best) << "no plan is feasible";
    const PartitionScore score = evaluate_partition(problem, plan.zone_of);
    EXPECT_THAT(score.breaches, IsEmpty());
    EXPECT_EQ(score.objective, plan.objective);
    EXPECT_EQ(score.zones, plan.zones);
    EXPECT_GE(plan.objective, *best - slack(*best)) << "better than the best";
    if (plan.proved) {
      EXPECT_NEAR(plan.objective, *best, slack(*best));
    }
  }

  static constexpr int kProblems = 24;
  static constexpr std::size_t kUnits = 7;
};

TEST_P(Partition, IsFeasibleHonestAndNeverBetterThanTheBest) {
  Random random(987);
  for (int i = 0; i < kProblems; ++i) {
    SCOPED_TRACE(i);
    const PartitionProblem problem = random_problem(random);
    const auto best = best_by_force(problem);
    const ZonePlan plan = solve(problem);
    expect_proper(problem, plan, best);
    if (proves()) {
      EXPECT_EQ(plan.outcome, best ? Outcome::Solved : Outcome::Infeasible);
      if (!spice().odd_weights) {  // 1e9 beside 1e-9 may leave the last digits unproved
        EXPECT_EQ(plan.proved, best.has_value());
      }
    }
  }
}

TEST_P(Partition, OtherLabelsAndASecondRunChangeNothing) {
  Random random(77);
  for (int i = 0; i < kProblems / 3; ++i) {
    SCOPED_TRACE(i);
    const PartitionProblem problem = random_problem(random);
    const ZonePlan plan = solve(problem);
    EXPECT_EQ(plan.zone_of.items(), solve(problem).zone_of.items());
    std::vector<std::size_t> order(problem.graph().size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t j = order.size(); j > 1; --j) {
      std::swap(order[j - 1], order[random.below(j)]);
    }
    const PartitionProblem other(relabelled(problem.parts(), order));
    const ZonePlan mixed = solve(other);
    if (proves()) {
      EXPECT_EQ(mixed.outcome, plan.outcome);
      EXPECT_NEAR(mixed.objective, plan.objective, slack(plan.objective));
    }
  }
}

class PartitionBounds : public ::testing::TestWithParam<NamedSpice> {};

TEST_P(PartitionBounds, AreProofsAndSoAreReasons) {
  Random random(91);
  for (int i = 0; i < 50; ++i) {
    SCOPED_TRACE(i);
    const PartitionProblem problem(random_partition(GetParam().spice, 7, random));
    const auto best = best_by_force(problem);
    const auto reasons = why_infeasible(problem);
    if (best) {
      EXPECT_THAT(reasons, IsEmpty());
      EXPECT_LE(objective_bound(problem, Effort::Thorough), *best + slack(*best));
      EXPECT_LE(objective_bound(problem, Effort::Fast), *best + slack(*best));
      const ZoneCounts counts = possible_zone_counts(problem);
      EXPECT_LE(counts.least, problem.parts().zones_most);
      EXPECT_GE(counts.most, problem.parts().zones_least);
    }
    EXPECT_GE(objective_bound(problem), 0.0);
  }
}

const auto kSpices = Values(kPlain, kOdd, kTorn, kCrossing, kCompounds, kToday, kMovedCompounds, kSoft, kAll);

INSTANTIATE_TEST_SUITE_P(Methods, Partition,
                         Combine(Values(Method::BySets, Method::ByModel, Method::Annealed, Method::Chosen), kSpices),
                         [](const ::testing::TestParamInfo<std::tuple<Method, NamedSpice>>& each) {
                           return name_of(std::get<0>(each.param)) + "_" + std::get<1>(each.param).name;
                         });

INSTANTIATE_TEST_SUITE_P(Random, PartitionBounds, kSpices,
                         [](const ::testing::TestParamInfo<NamedSpice>& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace lastmeter
