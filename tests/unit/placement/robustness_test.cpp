// SPDX-License-Identifier: Apache-2.0
#include "placement/robustness.h"

#include <gmock/gmock.h>

#include "core/error.h"
#include "unit/placement/questions_reference.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;

/// Village a at 0, village b at 10; a post may stand in either or between.
PlacementProblem two_villages(double a, double b, std::optional<double> budget) {
  PlacementParts parts;
  parts.goal = PlacementGoal::Capacitated;
  parts.candidates = {{.code = "a", .cost = 1.0, .capacity = {}},
                      {.code = "m", .cost = 1.0, .capacity = {}},
                      {.code = "b", .cost = 1.0, .capacity = {}}};
  parts.rows.weights = {a, b};
  parts.rows.starts = {0, 3, 6};
  for (const std::size_t j : {0, 1, 2, 0, 1, 2}) {
    parts.rows.candidates.emplace_back(j);
  }
  parts.rows.values = {0.0, 4.0, 10.0, 10.0, 4.0, 0.0};
  parts.budget = budget;
  return PlacementProblem(std::move(parts));
}

TEST(Robustness, CountsTheScenariosThatKeepASite) {
  SilentProgress progress;
  const std::vector<CandidateId> base{CandidateId(0)};
  const Robustness result =
      robustness(base,
                 std::vector<PlacementProblem>{two_villages(9.0, 1.0, 1.0), two_villages(5.0, 5.0, 1.0),
                                               two_villages(9.0, 1.0, 2.0), two_villages(9.0, 1.0, 0.5)},
                 testing::exactly(), progress);
  EXPECT_EQ(result.solved, 3U);
  EXPECT_THAT(result.kept, ElementsAre(2.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0));
  EXPECT_TRUE(result.always.empty());
  EXPECT_EQ(*result.scenarios[0].regret, 0.0);
  EXPECT_EQ(*result.scenarios[1].regret, 51.0 - 41.0);
  EXPECT_EQ(*result.scenarios[2].regret, 11.0 - 2.0);
  EXPECT_FALSE(result.scenarios[3].regret);
  EXPECT_THAT(result.scenarios[3].breaches, ElementsAre("cost: 1, at most 0.5"));
}

TEST(Robustness, ASiteThatAlwaysStaysIsNamed) {
  SilentProgress progress;
  const Robustness result =
      robustness(std::vector<CandidateId>{CandidateId(2), CandidateId(0)},
                 std::vector<PlacementProblem>{two_villages(9.0, 1.0, 1.0), two_villages(9.0, 1.0, 2.0)},
                 testing::exactly(), progress);
  EXPECT_THAT(result.always, ElementsAre(CandidateId(0)));
  EXPECT_THAT(robustness({}, {}, testing::exactly(), progress).kept, ElementsAre());
}

TEST(Robustness, RefusesScenariosOfOtherCandidates) {
  Random random(3);
  SilentProgress progress;
  EXPECT_THROW(robustness({},
                          std::vector<PlacementProblem>{two_villages(1.0, 1.0, {}),
                                                        PlacementProblem(testing::line_town(random, 4))},
                          testing::exactly(), progress),
               ConfigError);
}

}  // namespace
}  // namespace lastmeter
