// SPDX-License-Identifier: Apache-2.0
#include "emergency/evaluate_emergency.h"

#include <fmt/format.h>

#include <algorithm>

namespace lastmeter {

EmergencyScore evaluate_emergency(const EmergencyProblem& problem, const EmergencyPlan& plan) {
  EmergencyScore score;
  score.posts.resize(problem.posts());
  std::vector<std::int64_t> loads(problem.posts(), 0);
  std::int64_t unserved = 0;
  for (std::size_t i = 0; i < problem.rows(); ++i) {
    std::int64_t kept = plan.unserved[i];
    bool negative = plan.unserved[i] < 0;
    for (std::uint64_t k = problem.first_pair(i); k < problem.first_pair(i + 1); ++k) {
      negative = negative || plan.flows[k] < 0;
      kept += plan.flows[k];
      if (plan.flows[k] > 0) {
        EmergencyScore::Post& post = score.posts[problem.post(k)];
        const double metres = static_cast<double>(problem.walk(k)) / 1000.0;
        loads[problem.post(k)] += plan.flows[k];
        ++post.places;
        post.walk_sum += problem.people(plan.flows[k]) * metres;
        post.farthest = std::max(post.farthest, metres);
      }
    }
    unserved += plan.unserved[i];
    if (negative || kept != problem.weights()[i]) {
      score.breaches.push_back(
          fmt::format("place {} sends {} of {} people", i, problem.people(kept), problem.people(problem.weights()[i])));
    }
  }
  score.unserved = problem.people(unserved);
  for (std::size_t j = 0; j < problem.posts(); ++j) {
    score.posts[j].load = problem.people(loads[j]);
    score.served += score.posts[j].load;
    score.walk_sum += score.posts[j].walk_sum;
    score.farthest = std::max(score.farthest, score.posts[j].farthest);
    if (loads[j] > problem.capacities()[j]) {
      score.breaches.push_back(fmt::format("post {} takes {} people and has room for {}", j, score.posts[j].load,
                                           problem.people(problem.capacities()[j])));
    }
  }
  return score;
}

}  // namespace lastmeter
