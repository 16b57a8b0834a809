// SPDX-License-Identifier: Apache-2.0
// What every investment plan must satisfy, against all plans there are: feasible by the scorer, never better than the
// best, its bound never worse, the order of its options the best of all orders, the years no better than free optima.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <tuple>

#include "core/random.h"
#include "placement/evaluate.h"
#include "placement/investment.h"

namespace lastmeter {
namespace {

using ::testing::Combine;
using ::testing::IsEmpty;
using ::testing::Values;

using Case = std::tuple<InvestmentAim, MoneyLeft, PlacementMethod>;

/// At most 3 premises of 1 or 2 options, 3 years, 8 rows, one post that stands.
InvestmentParts random_parts(MoneyLeft left, Random& random) {
  InvestmentParts parts;
  parts.left = left;
  const std::size_t premises = 1 + random.below(3);
  if (random.below(2) == 0) {
    parts.options.candidates.push_back({.code = "post", .cost = 0.0, .capacity = {}, .standing = Standing::Fixed});
    parts.premise.push_back(InvestmentParts::kNone);
  }
  for (std::size_t p = 0; p < premises; ++p) {
    for (std::size_t k = 1 + random.below(2); k > 0; --k) {
      parts.options.candidates.push_back({.code = "o" + std::to_string(parts.premise.size()),
                                          .cost = static_cast<double>(random.below(7)),
                                          .capacity = {},
                                          .standing = Standing::New});
      parts.premise.push_back(p);
    }
  }
  parts.options.rows.starts.push_back(0);
  for (std::size_t i = 1 + random.below(8); i > 0; --i) {
    parts.options.rows.weights.push_back(static_cast<double>(random.below(9)));
    for (std::size_t j = 0; j < parts.premise.size(); ++j) {
      if (random.below(3) == 0) {
        parts.options.rows.candidates.emplace_back(j);
      }
    }
    parts.options.rows.starts.push_back(parts.options.rows.candidates.size());
  }
  for (std::size_t year = 1 + random.below(3); year > 0; --year) {
    parts.budgets.push_back(static_cast<double>(random.below(8)));
  }
  if (random.below(3) == 0) {
    parts.total = static_cast<double>(random.below(12));
  }
  return parts;
}

/// Every way to build options in years that keeps the rules.
void for_each_plan(const InvestmentProblem& problem, const std::function<void(const std::vector<BuiltOption>&)>& look) {
  const std::size_t count = problem.options().candidates().size();
  std::vector<BuiltOption> built;
  const std::function<void(std::size_t)> choose = [&](std::size_t j) {
    if (j == count) {
      if (score_investment(problem, built).breaches.empty()) {
        look(built);
      }
      return;
    }
    choose(j + 1);
    if (problem.options().candidates()[CandidateId(j)].standing == Standing::New) {
      for (std::size_t year = 0; year < problem.years(); ++year) {
        built.push_back({CandidateId(j), year});
        choose(j + 1);
        built.pop_back();
      }
    }
  };
  choose(0);
}

std::vector<CandidateId> options_of(std::span<const BuiltOption> built) {
  std::vector<CandidateId> options;
  for (const BuiltOption& each : built) {
    options.push_back(each.option);
  }
  std::sort(options.begin(), options.end());
  return options;
}

class Investment : public ::testing::TestWithParam<Case> {
 protected:
  [[nodiscard]] static InvestmentAim aim() { return std::get<0>(GetParam()); }
  [[nodiscard]] static MoneyLeft left() { return std::get<1>(GetParam()); }
  [[nodiscard]] static PlacementMethod method() { return std::get<2>(GetParam()); }
  static double worth(const InvestmentScore& score) { return aim() == InvestmentAim::End ? score.benefit : score.sum; }
  static InvestmentPlan plan(const InvestmentProblem& problem) {
    SilentProgress silent;
    return plan_investment(problem, aim(), {.method = method(), .stop = {}}, silent);
  }
};

TEST_P(Investment, IsFeasibleHonestAndNeverBetterThanTheBest) {
  Random random(7);
  for (int i = 0; i < 80; ++i) {
    SCOPED_TRACE(i);
    const InvestmentProblem problem(random_parts(left(), random));
    const InvestmentPlan found = plan(problem);
    const InvestmentScore score = score_investment(problem, found.built);
    EXPECT_THAT(score.breaches, IsEmpty());
    EXPECT_EQ(found.objective, worth(score));
    double best = 0.0;
    double best_order = 0.0;
    for_each_plan(problem, [&](const std::vector<BuiltOption>& built) {
      const InvestmentScore other = score_investment(problem, built);
      best = std::max(best, worth(other));
      if (options_of(built) == options_of(found.built)) {
        best_order = std::max(best_order, other.sum);
      }
    });
    EXPECT_LE(found.objective, best + 1e-9);
    if (found.bound) {
      EXPECT_GE(*found.bound, best - 1e-9);
    }
    if (method() == PlacementMethod::Exact) {
      EXPECT_TRUE(found.proved);
      EXPECT_NEAR(found.objective, best, 1e-9);
      EXPECT_TRUE(found.order_proved);
      EXPECT_NEAR(found.score.sum, best_order, 1e-9);
    }
  }
}

TEST_P(Investment, YearsAreNoBetterThanTheirMoneyAtOnce) {
  Random random(11);
  for (int i = 0; i < 40; ++i) {
    SCOPED_TRACE(i);
    const InvestmentProblem problem(random_parts(left(), random));
    const InvestmentPlan found = plan(problem);
    for (std::size_t year = 0; year < problem.years(); ++year) {
      const auto loss = loss_of(found, year);
      ASSERT_TRUE(loss);
      EXPECT_GE(*loss, 0.0);
      EXPECT_GE(found.score.years[year].left, -1e-9);
    }
  }
}

TEST_P(Investment, RepeatsAndBuildsNothingThatAddsNothing) {
  Random random(23);
  for (int i = 0; i < 40; ++i) {
    SCOPED_TRACE(i);
    const InvestmentProblem problem(random_parts(left(), random));
    const InvestmentPlan found = plan(problem);
    EXPECT_EQ(found.built, plan(problem).built);
    for (std::size_t k = 0; k < found.built.size(); ++k) {
      std::vector<BuiltOption> without = found.built;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(k));
      EXPECT_LT(worth(score_investment(problem, without)), found.objective);
    }
  }
}

TEST_P(Investment, GainsAreWhatTheScorerSays) {
  Random random(31);
  for (int i = 0; i < 40; ++i) {
    SCOPED_TRACE(i);
    const InvestmentProblem problem(random_parts(left(), random));
    const InvestmentPlan found = plan(problem);
    const std::vector<double> gains = option_gains(problem, found.built);
    for (std::size_t j = 0; j < gains.size(); ++j) {
      const CandidateId option(j);
      if (problem.options().candidates()[option].standing == Standing::Fixed) {
        EXPECT_EQ(gains[j], 0.0);
        continue;
      }
      std::vector<BuiltOption> changed = found.built;
      const auto is_own = [&](const BuiltOption& each) { return each.option == option; };
      const bool built = std::any_of(changed.begin(), changed.end(), is_own);
      if (built) {
        std::erase_if(changed, is_own);
      } else {
        std::erase_if(changed, [&](const BuiltOption& each) {
          return problem.premise_of(each.option) == problem.premise_of(option);
        });
        changed.push_back({option, problem.years() - 1});
      }
      const double other = score_investment(problem, changed).benefit;
      EXPECT_NEAR(gains[j], built ? found.score.benefit - other : other - found.score.benefit, 1e-9);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Plans, Investment,
                         Combine(Values(InvestmentAim::End, InvestmentAim::EveryYear),
                                 Values(MoneyLeft::Carried, MoneyLeft::Lost),
                                 Values(PlacementMethod::Interchange, PlacementMethod::Exact)),
                         [](const ::testing::TestParamInfo<Case>& each) {
                           return std::string(std::get<0>(each.param) == InvestmentAim::End ? "end" : "every_year") +
                                  (std::get<1>(each.param) == MoneyLeft::Carried ? "_carried_" : "_lost_") +
                                  std::string(name_of(std::get<2>(each.param)));
                         });

}  // namespace
}  // namespace lastmeter
