// SPDX-License-Identifier: Apache-2.0
// Allocation of people to posts against a linear program, failures against solving from scratch, extra posts and tiny
// towns against exhaustive search.
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "core/random.h"
#include "emergency/bottlenecks.h"
#include "emergency/evaluate_emergency.h"
#include "emergency/extra_posts.h"
#include "emergency/single_failures.h"
#include "solver/cut_lp.h"

namespace lastmeter {
namespace {

/// Places and posts in a square; short of room on average, exactly enough, or with plenty. Walks on a coarse raster, so
/// that there are ties.
EmergencyParts random_town(Random& random, std::size_t rows, std::size_t posts) {
  EmergencyParts parts;
  parts.walk_limit = random.uniform(200.0, 900.0);
  std::vector<std::array<double, 2>> at;
  const auto place = [&] {
    return std::array{100.0 * static_cast<double>(random.below(10)), 100.0 * static_cast<double>(random.below(10))};
  };
  for (std::size_t j = 0; j < posts; ++j) {
    at.push_back(place());
    parts.capacities.push_back(static_cast<double>(random.below(3 * rows * 6 / posts + 1)));
  }
  parts.starts.push_back(0);
  for (std::size_t i = 0; i < rows; ++i) {
    const auto here = place();
    parts.weights.push_back(static_cast<double>(random.below(12)));
    for (std::size_t j = 0; j < posts; ++j) {
      const double metres = std::hypot(at[j][0] - here[0], at[j][1] - here[1]);
      if (metres <= parts.walk_limit) {
        parts.posts.push_back(static_cast<std::uint32_t>(j));
        parts.distances.push_back(metres);
      }
    }
    parts.starts.push_back(parts.posts.size());
  }
  return parts;
}

/// The least cost by Clp: walks in millimetres, the unserved at their price.
double least_cost(const EmergencyProblem& problem) {
  CutLp lp;
  std::vector<CutLp::Row> capacities(problem.posts());
  std::vector<CutLp::Row> people(problem.rows());
  const double scale = 1.0 / static_cast<double>(problem.unserved_price());
  for (std::size_t i = 0; i < problem.rows(); ++i) {
    for (std::uint64_t k = problem.first_pair(i); k <= problem.first_pair(i + 1); ++k) {
      const bool stays = k == problem.first_pair(i + 1);
      const double cost = stays ? 1.0 : static_cast<double>(problem.walk(k)) * scale;
      const int column = lp.add_column(cost, 0.0, CutLp::kNoLimit);
      people[i].columns.push_back(column);
      people[i].coefficients.push_back(1.0);
      if (!stays) {
        capacities[problem.post(k)].columns.push_back(column);
        capacities[problem.post(k)].coefficients.push_back(1.0);
      }
    }
    people[i].low = people[i].high = static_cast<double>(problem.weights()[i]);
  }
  for (std::size_t j = 0; j < problem.posts(); ++j) {
    capacities[j].high = static_cast<double>(problem.capacities()[j]);
  }
  lp.add_rows(people);
  lp.add_rows(capacities);
  EXPECT_EQ(lp.solve(), CutLp::Status::Optimal);
  return lp.objective() / scale;
}

/// Unserved people and walk in millimetres: what every best plan has.
std::pair<std::int64_t, std::int64_t> worth(const EmergencyProblem& problem, const EmergencyPlan& plan) {
  std::int64_t walk = 0;
  for (std::uint64_t k = 0; k < problem.pairs(); ++k) {
    walk += plan.flows[k] * problem.walk(k);
  }
  return {std::accumulate(plan.unserved.begin(), plan.unserved.end(), std::int64_t{0}), walk};
}

double cost_of(const EmergencyProblem& problem, const EmergencyPlan& plan) {
  const auto [unserved, walk] = worth(problem, plan);
  return static_cast<double>(unserved) * static_cast<double>(problem.unserved_price()) + static_cast<double>(walk);
}

class RandomTowns : public ::testing::TestWithParam<int> {
 protected:
  Random random_{static_cast<std::uint64_t>(GetParam()) + 1};
};

TEST_P(RandomTowns, AllocationIsTheOptimumOfTheLinearProgram) {
  for (int round = 0; round < 20; ++round) {
    const EmergencyProblem problem(random_town(random_, 1 + random_.below(40), 1 + random_.below(8)));
    const EmergencyPlan plan = allocate_people(problem);
    ASSERT_TRUE(is_proved(problem, plan));
    EXPECT_TRUE(evaluate_emergency(problem, plan).breaches.empty());
    const double least = least_cost(problem);
    EXPECT_NEAR(cost_of(problem, plan), least, 1e-6 * std::max(1.0, least));
  }
}

TEST_P(RandomTowns, LossOfAPostCostsWhatSolvingFromScratchSays) {
  for (int round = 0; round < 20; ++round) {
    const EmergencyProblem problem(random_town(random_, 1 + random_.below(60), 2 + random_.below(9)));
    const EmergencyPlan plan = allocate_people(problem);
    const auto [unserved, walk] = worth(problem, plan);
    const std::vector<FailureCost> costs = post_failures(problem, plan);
    for (std::uint32_t j = 0; j < problem.posts(); ++j) {
      const EmergencyProblem closed = problem.without(j);
      const EmergencyPlan again = close_post(problem, plan, j);
      ASSERT_TRUE(is_proved(closed, again));
      const auto [more, longer] = worth(closed, allocate_people(closed));
      EXPECT_EQ(costs[j].unserved, static_cast<double>(more - unserved));
      EXPECT_NEAR(costs[j].extra_walk, static_cast<double>(longer - walk) / 1000.0, 1e-6);
    }
  }
}

/// The most that a choice of posts can serve: over all sets of places, what their posts hold (max-flow = min-cut).
double most_served(const EmergencyProblem& problem, std::uint32_t open) {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (std::uint32_t set = 0; set < (1U << problem.posts()); ++set) {  // posts on the side of the sink
    std::int64_t cut = 0;
    for (std::uint32_t j = 0; j < problem.posts(); ++j) {
      cut += ((set & open) >> j & 1U) != 0 ? problem.capacities()[j] : 0;
    }
    for (std::size_t i = 0; i < problem.rows(); ++i) {
      bool inside = true;
      for (std::uint64_t k = problem.first_pair(i); k < problem.first_pair(i + 1); ++k) {
        inside = inside && ((set >> problem.post(k) & 1U) != 0 || (open >> problem.post(k) & 1U) == 0);
      }
      cut += inside ? 0 : problem.weights()[i];
    }
    least = std::min(least, cut);
  }
  return problem.people(least);
}

TEST_P(RandomTowns, UnservedAndShortagesAreTheMinimumCut) {
  for (int round = 0; round < 10; ++round) {
    const EmergencyProblem problem(random_town(random_, 1 + random_.below(12), 1 + random_.below(6)));
    const EmergencyPlan plan = allocate_people(problem);
    const EmergencyScore score = evaluate_emergency(problem, plan);
    EXPECT_EQ(score.served, most_served(problem, (1U << problem.posts()) - 1));
    double missing = beyond_reach(problem);
    for (const Bottleneck& part : bottlenecks(problem, plan)) {
      EXPECT_GT(part.missing(), 0.0);
      missing += part.missing();
    }
    EXPECT_EQ(missing, score.unserved);
  }
}

TEST_P(RandomTowns, ExtraPostsAreTheFewest) {
  SilentProgress silent;
  for (int round = 0; round < 10; ++round) {
    const std::size_t posts = 2 + random_.below(6);
    const std::size_t standing = random_.below(posts);
    const EmergencyProblem problem(random_town(random_, 1 + random_.below(15), posts));
    const ExtraPosts extra = extra_posts(problem, standing, Effort::Thorough, silent);
    const std::uint32_t all = (1U << posts) - 1;
    const std::uint32_t today = (1U << standing) - 1;
    const double best = most_served(problem, all);
    std::size_t fewest = posts;
    for (std::uint32_t more = 0; more <= all >> standing; ++more) {
      if (most_served(problem, today | more << standing) == best) {
        fewest = std::min<std::size_t>(fewest, static_cast<std::size_t>(__builtin_popcount(more)));
      }
    }
    EXPECT_TRUE(extra.proved);
    EXPECT_EQ(extra.posts.size(), fewest);
    const EmergencyProblem after = problem.with_only(standing, extra.posts);
    EXPECT_EQ(evaluate_emergency(after, allocate_people(after)).served, best);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomTowns, ::testing::Range(0, 6));

}  // namespace
}  // namespace lastmeter
