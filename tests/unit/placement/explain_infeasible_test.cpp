// SPDX-License-Identifier: Apache-2.0
#include "placement/explain_infeasible.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "placement/placement_mip.h"
#include "unit/placement/cover_reference.h"

namespace lastmeter {
namespace {

using testing::best_of_all;
using ::testing::Contains;
using testing::cover_parts;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using testing::TinyProblems;

std::vector<std::string> explain(const PlacementParts& parts) { return explain_infeasible(PlacementProblem(parts)); }

SiteRule rule(const std::string& name, std::vector<CandidateId> sites, std::optional<double> at_least,
              std::optional<double> at_most) {
  return {.name = name, .candidates = std::move(sites), .coefficients = {}, .at_least = at_least, .at_most = at_most};
}

TEST(ExplainInfeasible, SaysNothingWhereAPlanExists) { EXPECT_THAT(explain(cover_parts(1, {{0}})), IsEmpty()); }

TEST(ExplainInfeasible, NamesTheSitesThatAreMissing) {
  PlacementParts parts = cover_parts(3, {{0}, {1}, {2}});
  parts.sites = 1;
  EXPECT_THAT(explain(parts),
              ElementsAre("at most 1 new sites are allowed, and 3 are needed: allow 2 more",
                          "these cannot be kept together, any fewer of them can: at most 1 new sites; all the demand "
                          "that is asked for",
                          "the smallest relaxation that leaves a plan: at most 1 new sites by 2"));
}

TEST(ExplainInfeasible, NamesTheMoneyThatIsMissing) {
  PlacementParts parts = cover_parts(2, {{0}, {1}});
  parts.candidates[CandidateId(0)].cost = 300.0;
  parts.candidates[CandidateId(1)].cost = 200.0;
  parts.budget = 450.0;
  EXPECT_THAT(explain(parts), Contains("the budget is 450, and the cheapest plan costs 500: 50 is missing"));
}

TEST(ExplainInfeasible, NamesRulesThatFightAndLeavesOthersOut) {
  PlacementParts parts = cover_parts(3, {});
  const std::vector<CandidateId> both = {CandidateId(0), CandidateId(1)};
  parts.rules = {rule("one in the north", both, std::nullopt, 1.0), rule("quiet", {CandidateId(2)}, 0.0, 1.0),
                 rule("two in the north", both, 2.0, std::nullopt)};
  const std::vector<std::string> reasons = explain(parts);
  EXPECT_THAT(reasons, Contains("these cannot be kept together, any fewer of them can: rule 'one in the north'; rule "
                                "'two in the north'"));
  EXPECT_THAT(reasons, Not(Contains(HasSubstr("quiet"))));
}

TEST(ExplainInfeasible, ARuleThatNoPlanKeeps) {
  PlacementParts parts = cover_parts(1, {});
  parts.rules = {rule("two of one", {CandidateId(0)}, 2.0, std::nullopt)};
  EXPECT_THAT(explain(parts),
              ElementsAre("two of one: at least 2 is asked for, and all its sites make 1: ask for 1, or offer more "
                          "sites"));
}

TEST(ExplainInfeasible, DemandWithoutCandidates) {
  PlacementParts parts = cover_parts(1, {{0}, {}});
  parts.goal = PlacementGoal::PMedian;
  parts.rows.values = {7.0};
  const std::vector<std::string> reasons = explain(parts);
  ASSERT_THAT(reasons, SizeIs(1));
  EXPECT_THAT(reasons[0], HasSubstr("1 of 2 demand rows, with a weight of 1 of 2, have no candidate"));
}

TEST(ExplainInfeasible, CapacityThatIsMissing) {
  PlacementParts parts = cover_parts(2, {{0, 1}, {0, 1}, {0, 1}});
  parts.goal = PlacementGoal::Capacitated;
  parts.rows.values.assign(6, 1.0);
  parts.candidates[CandidateId(0)].capacity = 1.0;
  parts.candidates[CandidateId(1)].capacity = 1.5;
  EXPECT_THAT(explain(parts), ElementsAre("all candidates together have a capacity of 2.5, and the demand is 3: 0.5 is "
                                          "missing"));
  parts.candidates[CandidateId(1)].capacity = 2.0;
  EXPECT_THAT(explain(parts), IsEmpty());
  parts.sites = 1;
  EXPECT_THAT(explain(parts), Contains("at most 1 new sites are allowed, and 2 are needed: allow 1 more"));
}

TEST(ExplainInfeasible, SpeaksExactlyWhenNoPlanExists) {
  TinyProblems tiny(PlacementGoal::PCenter, 21);
  for (int round = 0; round < 80; ++round) {
    const PlacementProblem problem = tiny.next();
    EXPECT_EQ(explain_infeasible(problem).empty(), best_of_all(problem).has_value()) << round;
  }
}

TEST(AnyFeasiblePlan, IsTheCheapestWithinTheLimits) {
  PlacementParts parts = cover_parts(3, {});
  parts.candidates[CandidateId(0)].cost = 5.0;
  parts.rules = {rule("two", {CandidateId(0), CandidateId(1), CandidateId(2)}, 2.0, std::nullopt)};
  const SitePlan plan = any_feasible_plan(PlacementProblem(parts));
  EXPECT_THAT(plan.open, ElementsAre(CandidateId(1), CandidateId(2)));
  parts.rules[0].at_least = 4.0;
  EXPECT_EQ(any_feasible_plan(PlacementProblem(parts)).outcome, Outcome::Infeasible);
}

TEST(SolvePlacementMip, GoesOnAfterARefusal) {
  const PlacementProblem problem(cover_parts(3, {}));
  MipModel model = site_limits_model(problem);
  for (MipModel::Column& column : model.columns) {
    column.cost = 1.0;
  }
  const MipResult result = solve_placement_mip(
      problem, model, [](std::span<const CandidateId> open) { return open.size() == 1 && open[0] == CandidateId(2); },
      {});
  EXPECT_THAT(result.values, ElementsAre(0.0, 0.0, 1.0));
  EXPECT_LE(result.bound, 1.0);
}

}  // namespace
}  // namespace lastmeter
