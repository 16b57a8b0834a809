// SPDX-License-Identifier: Apache-2.0
#include "study/emergency_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "core/error.h"
#include "core/text.h"
#include "emergency/emergency_result.h"
#include "study/emergency_findings.h"
#include "study/emergency_reach.h"

namespace lastmeter {

namespace {

/// People of every demand point.
std::vector<double> people_of(const StudyArea& area, const EmergencyConfig& config) {
  if (!area.demand.empty() && !area.has_population && !(area.has_households && config.people_per_household)) {
    throw ConfigError(area.has_households
                          ? "[emergency] counts people, and the study counts households alone"
                          : "[emergency] counts people, and the study counts neither people nor households",
                      area.has_households ? "give people_per_household, as in people_per_household = 3"
                                          : "name the column of the people in the layer of buildings or population");
  }
  std::vector<double> people;
  for (const DemandPoint& point : area.demand) {
    people.push_back(area.has_population ? point.population : point.households * *config.people_per_household);
  }
  return people;
}

EmergencyPost post_of(const EmergencyOffer& offer, FacilityKind kind, const EmergencyConfig& config) {
  const bool serves =
      config.kinds.empty() || std::find(config.kinds.begin(), config.kinds.end(), kind) != config.kinds.end();
  EmergencyPost post;
  if (!serves) {
    return post;
  }
  post.stated = offer.capacity.has_value();
  post.capacity = std::floor(offer.capacity.value_or(config.terms.capacity));
  const double asked = std::ceil(post.capacity / config.terms.people_per_staff - 1e-9);
  post.staff = offer.staff.value_or(config.staff.value_or(asked));
  post.lanes = offer.lanes.value_or(config.lanes.value_or(post.staff));
  if (!(post.lanes > 0.0)) {
    post.capacity = 0.0;  // nobody is ever served there
  }
  return post;
}

/// Rows of the posts that serve; `posts` of them, candidates included where there are so many.
EmergencyProblem problem_of(const Reach& reach, const std::vector<double>& people,
                            const std::vector<EmergencyPost>& posts) {
  EmergencyParts parts;
  for (const EmergencyPost& post : posts) {
    parts.capacities.push_back(post.capacity);
  }
  parts.weights = people;
  parts.walk_limit = reach.limit().value();
  parts.starts.push_back(0);
  for (std::size_t i = 0; i < people.size(); ++i) {
    const Reach::Row row = reach.row(DemandId(i));
    for (std::size_t k = 0; people[i] > 0.0 && k < row.facilities.size(); ++k) {
      if (const std::size_t post = row.facilities[k].index(); post < posts.size() && posts[post].capacity > 0.0) {
        parts.posts.push_back(static_cast<std::uint32_t>(post));
        parts.distances.push_back(row.distances[k]);
      }
    }
    parts.starts.push_back(parts.posts.size());
  }
  return EmergencyProblem(parts);
}

/// Everybody at the nearest post; ties: the lowest FacilityId.
EmergencyPlan nearest_plan(const EmergencyProblem& problem) {
  EmergencyPlan plan{.flows = std::vector<std::int64_t>(problem.pairs(), 0),
                     .unserved = std::vector<std::int64_t>(problem.rows(), 0),
                     .prices = {}};
  for (std::size_t i = 0; i < problem.rows(); ++i) {
    std::uint64_t best = problem.first_pair(i);
    for (std::uint64_t k = best; k < problem.first_pair(i + 1); ++k) {
      best = problem.walk(k) < problem.walk(best) ? k : best;
    }
    const bool reaches = best < problem.first_pair(i + 1);
    (reaches ? plan.flows[best] : plan.unserved[i]) = problem.weights()[i];
  }
  return plan;
}

std::vector<EmergencyPlace> places_in(const EmergencyProblem& problem, const EmergencyPlan& plan,
                                      const EmergencyPlan& nearest, const EmergencyReach& reach) {
  std::vector<EmergencyPlace> places(problem.rows());
  for (std::size_t i = 0; i < problem.rows(); ++i) {
    EmergencyPlace& place = places[i];
    place.people = problem.people(problem.weights()[i]);
    place.unserved = problem.people(plan.unserved[i]);
    std::int64_t most = 0;
    for (std::uint64_t k = problem.first_pair(i); k < problem.first_pair(i + 1); ++k) {
      if (nearest.flows[k] > 0) {
        place.nearest = problem.post(k);
      } else {
        place.moved += problem.people(plan.flows[k]);
      }
      if (plan.flows[k] > most) {
        most = plan.flows[k];
        place.main = problem.post(k);
      }
    }
    if (plan.unserved[i] > 0) {
      place.reason = problem.first_pair(i) < problem.first_pair(i + 1) ? UnservedReason::NoRoom
                     : reach.is_off_street(DemandId(i))                ? UnservedReason::OffStreet
                                                                       : UnservedReason::TooFar;
    }
  }
  return places;
}

std::vector<std::optional<ServiceTime>> times_of(const EmergencyScore& score, const std::vector<EmergencyPost>& posts,
                                                 const EmergencyTerms& terms) {
  std::vector<std::optional<ServiceTime>> times;
  for (std::size_t j = 0; j < posts.size(); ++j) {
    times.push_back(service_time(score.posts[j].load, {.lanes = posts[j].lanes,
                                                       .people_per_lane_hour = terms.people_per_lane_hour,
                                                       .arrival_hours = terms.arrival_hours}));
  }
  return times;
}

void close_bridges(const EmergencyConfig& config, const EmergencyReach& reach, const std::vector<double>& people,
                   std::span<const Point> crossings, EmergencyResult& result, Progress& progress) {
  const std::size_t count = std::min(config.bridges, crossings.size());
  result.bridges_left_out = crossings.size() - count;
  result.bridge_failures.emplace();
  progress.stage("closing bridges", count);
  for (std::size_t c = 0; c < count; ++c) {
    const EmergencyProblem closed = problem_of(reach.reach_without(c), people, result.posts);
    const EmergencyPlan after = allocate_people(closed);
    result.bridge_failures->push_back({c, crossings[c], failure_cost(result.problem, result.plan, closed, after)});
    progress.step(c + 1);
  }
}

void add_candidates(const StudyArea& area, const EmergencyConfig& config, const Reach& pairs,
                    const std::vector<double>& people, EmergencyResult& result, Progress& progress) {
  std::vector<EmergencyPost> all = result.posts;
  for (const CandidateSite& site : area.candidates) {
    EmergencyConfig any_kind = config;
    any_kind.kinds.clear();
    result.candidates.push_back(post_of(site.emergency, site.kind, any_kind));
    all.push_back(result.candidates.back());
  }
  result.extended = problem_of(pairs, people, all);
  const std::size_t standing = result.posts.size();
  result.extra = extra_posts(*result.extended, standing, config.effort, progress);
  const EmergencyProblem after = result.extended->with_only(standing, result.extra->posts);
  result.score_after = evaluate_emergency(after, allocate_people(after));
}

}  // namespace

EmergencyResult emergency_study(const StudyArea& area, const StreetInput& streets, const WalkingOptions& walking,
                                const EmergencyConfig& config, IssueLedger& ledger, Progress& progress) {
  const std::vector<double> people = people_of(area, config);
  const bool on_foot = config.terms.mode == TravelMode::Walking;
  if (on_foot && streets.streets.size() == 0) {
    throw ConfigError("[emergency] mode asks for walking, but there is no [layers.streets]",
                      "add the layer of the streets, or write mode = \"straight\"");
  }
  progress.stage("emergency", 0);
  const Metres limit = config.terms.walk_limit;
  const EmergencyReach reach =
      on_foot ? EmergencyReach(area, streets, walking, limit, progress) : EmergencyReach(area, limit);
  const Reach pairs = reach.reach();
  std::vector<EmergencyPost> posts;
  std::vector<std::string> codes;
  for (const Facility& facility : area.facilities) {
    codes.push_back(facility.code);
    posts.push_back(post_of(facility.emergency, facility.kind, config));
  }
  EmergencyProblem problem = problem_of(pairs, people, posts);
  EmergencyPlan plan = allocate_people(problem);
  const EmergencyPlan nearest = nearest_plan(problem);
  EmergencyResult result{.terms = config.terms,
                         .codes = std::move(codes),
                         .posts = posts,
                         .problem = std::move(problem),
                         .plan = std::move(plan),
                         .score = {},
                         .nearest = {},
                         .places = {},
                         .done = {},
                         .done_nearest = {},
                         .shortages = {},
                         .post_failures = {},
                         .bridge_failures = {},
                         .extended = {},
                         .extra = {},
                         .score_after = {},
                         .candidates = {}};
  result.score = evaluate_emergency(result.problem, result.plan);
  result.nearest = evaluate_emergency(result.problem, nearest);
  result.places = places_in(result.problem, result.plan, nearest, reach);
  result.done = times_of(result.score, posts, config.terms);
  result.done_nearest = times_of(result.nearest, posts, config.terms);
  result.shortages = bottlenecks(result.problem, result.plan);
  if (config.failures) {
    progress.stage("closing posts", 0);
    result.post_failures = post_failures(result.problem, result.plan);
  }
  if (on_foot && config.bridges > 0 && !streets.crossings.empty()) {
    close_bridges(config, reach, people, streets.crossings, result, progress);
  }
  if (config.add && !area.candidates.empty() && result.score.unserved > 0.0) {
    add_candidates(area, config, pairs, people, result, progress);
  }
  report_emergency(area, result, ledger);
  return result;
}

}  // namespace lastmeter
