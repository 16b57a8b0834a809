// SPDX-License-Identifier: Apache-2.0
#include "placement/pareto_front.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

#include "core/error.h"
#include "unit/placement/questions_reference.h"

namespace lastmeter {
namespace {

/// Cost -> best served weight, of all subsets; costs that no more weight is bought for are left out.
std::vector<std::pair<double, double>> front_of_all(const PlacementProblem& problem) {
  std::map<double, double> best;
  for (std::size_t set = 0; set < (std::size_t{1} << problem.candidates().size()); ++set) {
    std::vector<CandidateId> open;
    for (std::size_t j = 0; j < problem.candidates().size(); ++j) {
      if ((set >> j & 1U) != 0) {
        open.emplace_back(j);
      }
    }
    const PlanScore score = evaluate_plan(problem, open);
    if (score.breaches.empty()) {
      double& served = best.try_emplace(score.cost, -1.0).first->second;
      served = std::max(served, score.served_weight);
    }
  }
  std::vector<std::pair<double, double>> front;
  for (const auto& [cost, served] : best) {
    if (front.empty() || served > front.back().second) {
      front.emplace_back(cost, served);
    }
  }
  return front;
}

void expect_front(const PlacementProblem& problem, const ParetoFront& front) {
  const std::vector<std::pair<double, double>> expected = front_of_all(problem);
  ASSERT_EQ(front.points.size(), expected.size());
  EXPECT_TRUE(front.complete);
  for (std::size_t k = 0; k < expected.size(); ++k) {
    EXPECT_NEAR(front.points[k].cost, expected[k].first, 1e-9);
    EXPECT_DOUBLE_EQ(front.points[k].served_weight, expected[k].second);
    EXPECT_TRUE(front.points[k].plan.proved);
  }
}

double served_within(const PlacementParts& parts, std::size_t set, double radius) {
  double served = 0.0;
  for (std::size_t i = 0; i < parts.rows.size(); ++i) {
    const ServiceRows::Row row = parts.rows.row(i);
    bool near = false;
    for (std::size_t k = 0; k < row.candidates.size(); ++k) {
      near = near || ((set >> row.candidates[k].index() & 1U) != 0 && row.values[k] <= radius);
    }
    served += near ? row.weight : 0.0;
  }
  return served;
}

/// Whatever is opened, a point of the front costs no more, serves no less and lies no farther.
void expect_nothing_beyond(const PlacementParts& parts, std::span<const double> radii, const ParetoFront& front) {
  for (std::size_t set = 0; set < (std::size_t{1} << parts.candidates.size()); ++set) {
    double cost = 0.0;
    for (std::size_t j = 0; j < parts.candidates.size(); ++j) {
      cost += (set >> j & 1U) != 0 ? parts.candidates.items()[j].cost : 0.0;
    }
    for (const double radius : radii) {
      const double served = served_within(parts, set, radius);
      EXPECT_TRUE(std::any_of(front.points.begin(), front.points.end(), [&](const ParetoPoint& point) {
        return point.cost <= cost && point.served_weight >= served && *point.radius <= radius;
      }));
    }
  }
}

TEST(ParetoFront, EqualsBruteForce) {
  Random random(21);
  SilentProgress progress;
  for (int round = 0; round < 25; ++round) {
    PlacementParts parts = testing::tiny_cover(random);
    if (round % 3 == 1) {
      parts.sites = 2;
    }
    if (round % 3 == 2) {
      std::for_each(parts.candidates.items().begin(), parts.candidates.items().end(),
                    [](Candidate& each) { each.cost *= 0.1; });
    }
    const PlacementProblem problem(parts);
    expect_front(problem, pareto_front(problem, testing::exactly(), progress));
  }
}

TEST(ParetoFront, MarksTheKnee) {
  // 10 for 1, 12 for 2, 13 for 3: after the first post little is won.
  PlacementParts parts;
  parts.goal = PlacementGoal::SetCover;
  parts.rows.starts = {0};
  for (const double weight : {10.0, 2.0, 1.0}) {
    parts.rows.candidates.emplace_back(parts.candidates.size());
    parts.candidates.push_back({.code = "S", .cost = 1.0, .capacity = {}});
    parts.rows.weights.push_back(weight);
    parts.rows.starts.push_back(parts.rows.candidates.size());
  }
  SilentProgress progress;
  const ParetoFront front = pareto_front(PlacementProblem(parts), testing::exactly(), progress);
  ASSERT_EQ(front.points.size(), 4U);
  for (std::size_t k = 0; k < 4; ++k) {
    EXPECT_EQ(front.points[k].cost, static_cast<double>(k));
    EXPECT_EQ(front.points[k].knee, k == 1) << k;
  }
  EXPECT_FALSE(pareto_front(PlacementProblem(parts), testing::exactly(), progress, 2).complete);
}

TEST(ParetoFront, RadiusStepsKeepWhatNoShorterOneBeats) {
  Random random(5);
  SilentProgress progress;
  PlacementParts parts = testing::line_town(random, 5);
  parts.goal = PlacementGoal::PMedian;
  for (Candidate& site : parts.candidates.items()) {
    site.cost = static_cast<double>(1 + random.below(4));
  }
  const ParetoFront front = pareto_front_by_radius(PlacementProblem(parts), std::vector<double>{3.0, 8.0, 30.0},
                                                   testing::exactly(), progress);
  EXPECT_GT(front.points.size(), 5U);
  expect_nothing_beyond(parts, std::vector<double>{3.0, 8.0, 30.0}, front);
  for (const ParetoPoint& a : front.points) {
    for (const ParetoPoint& b : front.points) {
      EXPECT_TRUE(&a == &b || a.cost > b.cost || a.served_weight < b.served_weight || *a.radius > *b.radius);
    }
  }
}

TEST(ParetoFront, RefusesWhatHasNoFront) {
  Random random(5);
  SilentProgress progress;
  const PlacementProblem distances(testing::line_town(random, 2));
  const PlacementProblem cover(testing::tiny_cover(random));
  EXPECT_THROW(pareto_front(distances, testing::exactly(), progress), ConfigError);
  EXPECT_THROW(pareto_front_by_radius(cover, std::vector<double>{1.0}, testing::exactly(), progress), ConfigError);
  EXPECT_THROW(pareto_front_by_radius(distances, std::vector<double>{2.0, 1.0}, testing::exactly(), progress),
               ConfigError);
}

}  // namespace
}  // namespace lastmeter
