// SPDX-License-Identifier: Apache-2.0
#include "study/instance_problem.h"

#include <fmt/format.h>

#include <cmath>
#include <span>
#include <utility>

#include "core/error.h"
#include "core/units.h"
#include "coverage/cover_signatures.h"
#include "placement/cover_rows.h"

namespace lastmeter {

namespace {

void check_amount(std::optional<double> number, std::string_view option) {
  if (number && !(std::isfinite(*number) && *number >= 0.0)) {
    throw ConfigError(fmt::format("{} is {}", option, *number), "give a number of 0 or more");
  }
}

bool covers_without_distances(const FacilityInstance& instance) {
  const auto* table = std::get_if<InstanceTable>(&instance.service);
  return table != nullptr && table->values.empty() && !table->sites.empty();
}

void check_distances(const FacilityInstance& instance, std::string_view file, const InstanceTask& task) {
  const bool only_cover = covers_without_distances(instance);
  if (only_cover && !is_cover(task.goal)) {
    throw ConfigError(fmt::format("the goal {} needs distances, and {} has none", name_of(task.goal), file),
                      "ask for --goal set_cover or max_cover");
  }
  if (only_cover && task.radius) {
    throw ConfigError(fmt::format("--radius is given, but {} has no distances", file), "leave --radius away");
  }
  if (!only_cover && is_cover(task.goal) && !task.radius) {
    throw ConfigError(fmt::format("the goal {} needs --radius", name_of(task.goal)),
                      "say up to which distance demand is covered");
  }
  if (!is_cover(task.goal) && task.radius) {
    throw ConfigError(fmt::format("--radius does nothing for the goal {}", name_of(task.goal)), "leave it away");
  }
  if (task.rounding && !std::holds_alternative<InstancePlane>(instance.service)) {
    throw ConfigError(fmt::format("--distance does nothing for {}, which has no coordinates in the plane", file),
                      "leave it away");
  }
}

void check_capacity(const FacilityInstance& instance, std::string_view file, const InstanceTask& task) {
  if (task.capacity && task.goal != PlacementGoal::Capacitated) {
    throw ConfigError(fmt::format("--capacity does nothing for the goal {}", name_of(task.goal)), "leave it away");
  }
  if (instance.asks_capacity && !task.capacity && task.goal == PlacementGoal::Capacitated) {
    throw ConfigError(fmt::format("{} has the word 'capacity' where the capacities should be", file),
                      "give the capacity of every site with --capacity");
  }
}

std::optional<std::size_t> site_limit(const FacilityInstance& instance, const InstanceTask& task) {
  const bool wants_file = task.goal == PlacementGoal::PMedian || task.goal == PlacementGoal::PCenter ||
                          (task.goal == PlacementGoal::MaxCover && !task.budget);
  return task.sites || !wants_file ? task.sites : instance.p;
}

void check_limit(std::optional<std::size_t> sites, const InstanceTask& task, SiteCount limit) {
  const bool free = task.goal == PlacementGoal::SetCover || task.goal == PlacementGoal::Capacitated;
  if (limit == SiteCount::Needed && !free && !sites && !task.budget) {
    throw ConfigError(fmt::format("the goal {} needs --p or --budget", name_of(task.goal)),
                      "say how many sites there may be, or how much they may cost");
  }
}

IdVector<CandidateId, Candidate> candidates_of(const FacilityInstance& instance, const InstanceTask& task) {
  IdVector<CandidateId, Candidate> candidates;
  candidates.reserve(instance.sites);
  for (std::size_t j = 0; j < instance.sites; ++j) {
    Candidate candidate;
    candidate.code = instance.site_codes.empty() ? fmt::format("{}", j + 1) : instance.site_codes[j];
    candidate.cost = instance.costs.empty() ? 1.0 : instance.costs[j];
    candidate.capacity = instance.capacities.empty() ? std::nullopt : instance.capacities[j];
    if (task.capacity) {
      candidate.capacity = task.capacity;
    }
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

std::vector<double> weights_of(const FacilityInstance& instance) {
  return instance.weights.empty() ? std::vector<double>(instance.demand, 1.0) : instance.weights;
}

ServiceRows rows_as_listed(const FacilityInstance& instance) {
  const auto& table = std::get<InstanceTable>(instance.service);
  ServiceRows rows;
  rows.starts = table.starts;
  rows.candidates.reserve(table.sites.size());
  for (const std::uint32_t site : table.sites) {
    rows.candidates.emplace_back(site);
  }
  return rows;
}

/// Places in the plane, distances as they are: demand with the same sites in reach becomes one row.
ServiceRows rows_within(const InstancePlane& plane, const FacilityInstance& instance, Metres radius) {
  const std::vector<double> weights = weights_of(instance);
  return cover_rows(cover_signatures(plane.demand, weights, plane.sites, std::span(&radius, 1)));
}

ServiceRows rows_of(const FacilityInstance& instance, const InstanceTask& task, Progress& progress) {
  const DistanceRounding rounding = task.rounding.value_or(instance.rounding);
  const auto* plane = std::get_if<InstancePlane>(&instance.service);
  if (plane != nullptr && rounding == DistanceRounding::Exact && task.radius) {
    progress.stage("who covers whom", 0);
    return rows_within(*plane, instance, Metres(*task.radius));
  }
  ServiceRows rows;
  if (covers_without_distances(instance)) {
    rows = rows_as_listed(instance);
  } else {
    ServicePairs pairs = service_pairs(instance, rounding, task.radius, progress);
    rows.starts = std::move(pairs.starts);
    rows.candidates = std::move(pairs.sites);
    rows.values = std::move(pairs.distances);
  }
  rows.weights = weights_of(instance);
  return rows;
}

}  // namespace

PlacementProblem instance_problem(const FacilityInstance& instance, std::string_view file, const InstanceTask& task,
                                  SiteCount limit, Progress& progress) {
  check_amount(task.radius, "--radius");
  check_amount(task.budget, "--budget");
  check_amount(task.capacity, "--capacity");
  if (instance.sites == 0 || instance.demand == 0) {
    throw InputError(fmt::format("{} holds {} candidates and {} demand points", file, instance.sites, instance.demand),
                     "give at least one of each");
  }
  check_distances(instance, file, task);
  check_capacity(instance, file, task);
  PlacementParts parts;
  parts.goal = task.goal;
  parts.sites = site_limit(instance, task);
  parts.budget = task.budget;
  check_limit(parts.sites, task, limit);
  parts.rows = rows_of(instance, task, progress);
  parts.candidates = candidates_of(instance, task);
  return PlacementProblem(std::move(parts));
}

}  // namespace lastmeter
