// SPDX-License-Identifier: Apache-2.0
#include "emergency/extra_posts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "emergency/allocate_people.h"
#include "emergency/bottlenecks.h"
#include "placement/place_sites.h"

namespace lastmeter {

namespace {

/// The places that compete for full posts, by the posts and candidates they reach.
using Crowds = std::map<std::vector<std::uint32_t>, std::int64_t>;

std::int64_t unserved_of(const EmergencyPlan& plan) {
  return std::accumulate(plan.unserved.begin(), plan.unserved.end(), std::int64_t{0});
}

/// Rows of the source side of the minimum cut: those of the bottlenecks, and those that reach candidates alone.
std::vector<char> competing_rows(const EmergencyProblem& today, const EmergencyPlan& plan) {
  std::vector<char> competes(today.rows(), 0);
  for (std::size_t i = 0; i < today.rows(); ++i) {
    competes[i] = plan.unserved[i] > 0 ? 1 : 0;
  }
  for (const Bottleneck& part : bottlenecks(today, plan)) {
    for (const std::uint32_t row : part.rows) {
      competes[row] = 1;
    }
  }
  return competes;
}

Crowds crowds_of(const EmergencyProblem& problem, const EmergencyProblem& today, const EmergencyPlan& plan) {
  const std::vector<char> competes = competing_rows(today, plan);
  Crowds crowds;
  for (std::size_t i = 0; i < problem.rows(); ++i) {
    std::vector<std::uint32_t> posts;
    for (std::uint64_t k = problem.first_pair(i); k < problem.first_pair(i + 1); ++k) {
      if (problem.capacities()[problem.post(k)] > 0) {
        posts.push_back(problem.post(k));
      }
    }
    if (competes[i] != 0 && problem.weights()[i] > 0 && !posts.empty()) {
      crowds[posts] += problem.weights()[i];
    }
  }
  return crowds;
}

/// What even all candidates cannot take stands aside at a place that everybody reaches.
PlacementProblem site_problem(const EmergencyProblem& problem, std::size_t standing, const Crowds& crowds,
                              double hopeless) {
  PlacementParts parts;
  parts.goal = PlacementGoal::Capacitated;
  for (std::size_t j = 0; j < problem.posts(); ++j) {
    parts.candidates.push_back({.code = fmt::format("{}", j),
                                .cost = j < standing ? 0.0 : 1.0,
                                .capacity = problem.people(problem.capacities()[j]),
                                .standing = j < standing ? Standing::Fixed : Standing::New});
  }
  const CandidateId aside =
      parts.candidates.push_back({.code = "", .cost = 0.0, .capacity = hopeless, .standing = Standing::Fixed});
  parts.rows.starts.push_back(0);
  for (const auto& [posts, units] : crowds) {
    parts.rows.weights.push_back(problem.people(units));
    for (const std::uint32_t post : posts) {
      parts.rows.candidates.emplace_back(post);
    }
    parts.rows.candidates.push_back(aside);
    parts.rows.starts.push_back(parts.rows.candidates.size());
  }
  parts.rows.values.assign(parts.rows.candidates.size(), 0.0);
  return PlacementProblem(std::move(parts));
}

/// Nobody can do with fewer than the largest candidates that hold so many people.
std::size_t fewest_by_room(const EmergencyProblem& problem, std::size_t standing, double people) {
  std::vector<std::int64_t> rooms(problem.capacities().begin() + static_cast<std::ptrdiff_t>(standing),
                                  problem.capacities().end());
  std::sort(rooms.rbegin(), rooms.rend());
  std::size_t count = 0;
  for (double held = 0.0; count < rooms.size() && held < people; ++count) {
    held += problem.people(rooms[count]);
  }
  return count;
}

void adopt(const SitePlan& plan, const EmergencyProblem& problem, std::size_t standing, ExtraPosts& extra) {
  extra.posts.clear();
  for (const CandidateId site : plan.open) {
    if (site.index() >= standing && site.index() < problem.posts()) {
      extra.posts.push_back(static_cast<std::uint32_t>(site.index()));
    }
  }
  if (plan.bound) {
    const double bound = std::ceil(*plan.bound - 1e-6);
    extra.least = std::max(extra.least.value_or(0), static_cast<std::size_t>(std::max(0.0, bound)));
  }
  extra.proved = plan.outcome == Outcome::Solved && extra.least && *extra.least >= extra.posts.size();
  extra.stopped_by_time = plan.stopped_by_time;
}

}  // namespace

ExtraPosts extra_posts(const EmergencyProblem& problem, std::size_t standing, Effort effort, Progress& progress) {
  const EmergencyProblem today = problem.with_only(standing, {});
  const EmergencyPlan now = allocate_people(today);
  const double never = beyond_reach(problem);
  ExtraPosts extra;
  extra.unserved_before = problem.people(unserved_of(now)) - never;
  extra.unserved_after = problem.people(unserved_of(allocate_people(problem))) - never;
  if (extra.unserved_after >= extra.unserved_before) {
    extra.least = 0;
    extra.proved = true;
    return extra;
  }
  const PlacementProblem sites = site_problem(problem, standing, crowds_of(problem, today, now), extra.unserved_after);
  extra.least = fewest_by_room(problem, standing, extra.unserved_before - extra.unserved_after);
  adopt(place_sites(sites, {.method = PlacementMethod::Greedy, .stop = {}}, progress), problem, standing, extra);
  if (!extra.proved && effort != Effort::Fast) {
    adopt(place_sites(sites, options_for(effort), progress), problem, standing, extra);
  }
  return extra;
}

}  // namespace lastmeter
