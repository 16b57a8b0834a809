// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "core/error.h"
#include "emergency/bottlenecks.h"
#include "emergency/evaluate_emergency.h"
#include "emergency/service_time.h"
#include "emergency/single_failures.h"

namespace lastmeter {
namespace {

using ::testing::ElementsAre;

/// Places a (60 people), b (60) and c (30) along a street, posts P and Q at its ends with room for 80 and 50:
///
///   P --100 m-- a --100 m-- b --100 m-- Q          c reaches Q alone, 250 m
EmergencyParts street() {
  return {.capacities = {80.0, 50.0},
          .weights = {60.0, 60.0, 30.0},
          .starts = {0, 2, 4, 5},
          .posts = {0, 1, 0, 1, 1},
          .distances = {100.0, 200.0, 200.0, 100.0, 250.0},
          .walk_limit = 300.0};
}

TEST(AllocatePeople, ServesTheMostAndThatAtTheLeastWalk) {
  const EmergencyProblem problem(street());
  const EmergencyPlan plan = allocate_people(problem);
  const EmergencyScore score = evaluate_emergency(problem, plan);
  EXPECT_TRUE(is_proved(problem, plan));
  EXPECT_EQ(score.served, 130.0);
  EXPECT_EQ(score.unserved, 20.0);
  EXPECT_EQ(score.posts[0].load, 80.0);
  EXPECT_EQ(score.posts[1].load, 50.0);
  // b fills Q before c, who walks 250 m, and P after a: 60 x 100 + 20 x 200 + 40 x 100 + 10 x 250.
  EXPECT_EQ(score.walk_sum, 16500.0);
  EXPECT_EQ(score.farthest, 250.0);
  EXPECT_TRUE(score.breaches.empty());
}

TEST(AllocatePeople, ShortageNamesPostsAndRoom) {
  const EmergencyProblem problem(street());
  const std::vector<Bottleneck> parts = bottlenecks(problem, allocate_people(problem));
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_THAT(parts[0].posts, ElementsAre(0U, 1U));
  EXPECT_EQ(parts[0].people, 150.0);
  EXPECT_EQ(parts[0].capacity, 130.0);
}

TEST(AllocatePeople, LossOfAPostLeavesItsPeople) {
  const EmergencyProblem problem(street());
  const std::vector<FailureCost> costs = post_failures(problem, allocate_people(problem));
  EXPECT_EQ(costs[0].unserved, 80.0);  // Q is full as it is
  EXPECT_EQ(costs[1].unserved, 50.0);
}

TEST(AllocatePeople, WithoutPostsOrPeopleThereIsAnAnswer) {
  const EmergencyProblem nobody({.capacities = {5.0}, .weights = {}, .starts = {0}, .posts = {}, .distances = {}});
  EXPECT_EQ(evaluate_emergency(nobody, allocate_people(nobody)).served, 0.0);
  const EmergencyProblem no_post({.capacities = {}, .weights = {7.0}, .starts = {0, 0}, .posts = {}, .distances = {}});
  EXPECT_EQ(evaluate_emergency(no_post, allocate_people(no_post)).unserved, 7.0);
  EXPECT_EQ(beyond_reach(no_post), 7.0);
  EmergencyParts closed = street();
  closed.capacities = {0.0, 0.0};
  const EmergencyProblem full(closed);
  EXPECT_EQ(evaluate_emergency(full, allocate_people(full)).unserved, 150.0);
  EXPECT_TRUE(bottlenecks(full, allocate_people(full)).empty());
}

TEST(AllocatePeople, FractionsOfPeopleAreCountedIn1024ths) {
  EmergencyParts parts = street();
  parts.weights = {60.5, 60.25, 30.0};
  const EmergencyProblem problem(parts);
  EXPECT_EQ(evaluate_emergency(problem, allocate_people(problem)).unserved, 20.75);
}

TEST(EmergencyProblem, RefusesWhatIsNoProblem) {
  const auto with = [](auto change) {
    EmergencyParts parts = street();
    change(parts);
    return parts;
  };
  EXPECT_THROW(EmergencyProblem(with([](auto& parts) { parts.capacities[0] = -1.0; })), ConfigError);
  EXPECT_THROW(EmergencyProblem(with([](auto& parts) { parts.weights[0] = 1e30; })), ConfigError);
  EXPECT_THROW(EmergencyProblem(with([](auto& parts) { parts.posts[1] = 0; })), ConfigError);
  EXPECT_THROW(EmergencyProblem(with([](auto& parts) { parts.distances[0] = 301.0; })), ConfigError);
  EXPECT_THROW(EmergencyProblem(with([](auto& parts) { parts.starts.pop_back(); })), ConfigError);
}

TEST(ServiceTime, QueueGrowsToTheLastArrival) {
  // 100 people an hour come for 6 hours, 2 lanes serve 40 each: after 6 hours 120 are left, done after 7.5.
  const auto done = service_time(600.0, {.lanes = 2.0, .people_per_lane_hour = 40.0, .arrival_hours = 6.0});
  ASSERT_TRUE(done);
  EXPECT_DOUBLE_EQ(done->done_hours, 7.5);
  EXPECT_DOUBLE_EQ(done->peak_queue, 120.0);
  EXPECT_DOUBLE_EQ(done->peak_wait, 90.0);
  const auto early = service_time(400.0, {.lanes = 2.0, .people_per_lane_hour = 40.0, .arrival_hours = 6.0});
  EXPECT_DOUBLE_EQ(early->done_hours, 6.0);
  EXPECT_EQ(early->peak_wait, 0.0);
  EXPECT_FALSE(service_time(1.0, {.lanes = 0.0, .people_per_lane_hour = 40.0, .arrival_hours = 6.0}));
  EXPECT_EQ(service_time(0.0, {})->done_hours, 0.0);
}

}  // namespace
}  // namespace lastmeter
