// SPDX-License-Identifier: Apache-2.0
// Assignment of units and members against every assignment there is.
#include <gmock/gmock.h>

#include <functional>
#include <limits>

#include "assignment/evaluate_assignment.h"
#include "core/random.h"

namespace lastmeter {
namespace {

AssignmentProblem random_problem(Random& random) {
  AssignmentProblem problem;
  const std::size_t receivers = 1 + random.below(3);
  const std::size_t units = random.below(7);
  problem.duties = {{"", 0}, {"health", static_cast<std::int64_t>(random.below(3))}};
  const auto limits = [&](std::size_t most) {
    const auto least = static_cast<std::int64_t>(random.below(most));
    return ReceiverLimits{.least = least, .most = least + static_cast<std::int64_t>(random.below(most))};
  };
  for (std::size_t r = 0; r < receivers; ++r) {
    problem.receivers.push_back({"c" + std::to_string(r), limits(4), limits(6)});
  }
  for (std::size_t u = 0; u < units; ++u) {
    problem.units.push_back({.members = static_cast<std::int64_t>(random.below(4)), .duty = random.below(2)});
    for (std::size_t r = 0; r < receivers && random.below(5) != 0; ++r) {
      problem.units.back().distances.push_back(static_cast<double>(random.below(9)) * 125.0);
    }
    if (problem.units.back().distances.size() != receivers) {
      problem.units.back().distances.clear();  // no place
    }
  }
  return problem;
}

/// Calls `visit` for every list of `count` receivers.
void each_list(std::size_t count, std::size_t receivers, std::vector<std::size_t>& list,
               const std::function<void()>& visit) {
  if (list.size() == count) {
    visit();
    return;
  }
  for (std::size_t r = 0; r < receivers; ++r) {
    list.push_back(r);
    each_list(count, receivers, list, visit);
    list.pop_back();
  }
}

bool of_units(const LimitBreach& breach) {
  return breach.kind != LimitBreach::Kind::MembersFew && breach.kind != LimitBreach::Kind::MembersMany;
}

std::int64_t off(const AssignmentScore& score, bool units) {
  std::int64_t sum = 0;
  for (const LimitBreach& breach : score.breaches) {
    sum += of_units(breach) == units ? breach.off() : 0;
  }
  return sum;
}

class RandomUnits : public ::testing::TestWithParam<int> {
 protected:
  Random random_{static_cast<std::uint64_t>(GetParam()) + 11};
};

TEST_P(RandomUnits, NoAssignmentIsBetter) {
  for (int round = 0; round < 60; ++round) {
    const AssignmentProblem problem = random_problem(random_);
    const AssignmentScore found = evaluate_assignment(problem, assign_units(problem), {});
    std::pair<std::int64_t, double> best{std::numeric_limits<std::int64_t>::max(), 0.0};
    UnitPlan plan;
    each_list(problem.units.size(), problem.receivers.size(), plan.receiver, [&] {
      const AssignmentScore score = evaluate_assignment(problem, plan, {});
      best = std::min(best, std::pair(off(score, true), score.distance));
    });
    EXPECT_EQ(std::pair(off(found, true), found.distance), best);
  }
}

TEST_P(RandomUnits, SecondChoiceCostsWhatItSays) {
  for (int round = 0; round < 30; ++round) {
    const AssignmentProblem problem = random_problem(random_);
    const UnitPlan plan = assign_units(problem);
    const AssignmentScore found = evaluate_assignment(problem, plan, {});
    for (std::size_t u = 0; u < problem.units.size(); ++u) {
      if (off(found, true) > 0) {
        continue;
      }
      double best = std::numeric_limits<double>::infinity();
      double there = best;  // with the receiver that is named
      UnitPlan other;
      each_list(problem.units.size(), problem.receivers.size(), other.receiver, [&] {
        const AssignmentScore score = evaluate_assignment(problem, other, {});
        if (other.receiver[u] != plan.receiver[u] && off(score, true) == 0) {
          best = std::min(best, score.distance);
          const bool is_named = plan.second[u] && other.receiver[u] == plan.second[u]->receiver;
          there = is_named ? std::min(there, score.distance) : there;
        }
      });
      ASSERT_EQ(plan.second[u].has_value(), best < std::numeric_limits<double>::infinity());
      if (plan.second[u]) {
        EXPECT_NEAR(plan.second[u]->extra, best - found.distance, 1e-9);
        EXPECT_NEAR(there, best, 1e-9);
      }
    }
  }
}

TEST_P(RandomUnits, MembersBreakAndPartAsLittleAsCanBe) {
  for (int round = 0; round < 20; ++round) {
    const AssignmentProblem problem = random_problem(random_);
    const UnitPlan plan = assign_units(problem);
    const std::vector<MemberShare> shares = assign_members(problem, plan);
    const AssignmentScore found = evaluate_assignment(problem, plan, shares);
    std::vector<std::size_t> unit_of;
    for (std::size_t u = 0; u < problem.units.size(); ++u) {
      unit_of.insert(unit_of.end(), static_cast<std::size_t>(problem.units[u].members), u);
    }
    if (unit_of.size() > 9) {
      continue;
    }
    std::pair<std::int64_t, std::int64_t> best{std::numeric_limits<std::int64_t>::max(), 0};
    std::vector<std::size_t> list;
    each_list(unit_of.size(), problem.receivers.size(), list, [&] {
      std::vector<MemberShare> each;
      for (std::size_t m = 0; m < list.size(); ++m) {
        each.push_back({unit_of[m], list[m], 1});
      }
      const AssignmentScore score = evaluate_assignment(problem, plan, each);
      best = std::min(best, std::pair(off(score, false), score.parted));
    });
    EXPECT_EQ(found.members, static_cast<std::int64_t>(unit_of.size()));
    EXPECT_EQ(std::pair(off(found, false), found.parted), best);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomUnits, ::testing::Range(0, 4));

}  // namespace
}  // namespace lastmeter
