// SPDX-License-Identifier: Apache-2.0
#include "study/partition_ensemble.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "core/amounts.h"
#include "core/error.h"
#include "core/stopwatch.h"
#include "core/text.h"
#include "partition/evaluate_partition.h"
#include "partition/partition_bounds.h"
#include "partition/sample_partitions.h"
#include "study/ensemble_words.h"
#include "study/instance_parents.h"
#include "study/partition_words.h"

namespace lastmeter {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_chains = 4;
constexpr double mixed_spread = 1.1;  // Gelman and Rubin's limit

void check(const PartitionRequest& request, std::int64_t steps) {
  if (steps < 1 || steps > kMostEnsembleSteps) {
    throw ConfigError(fmt::format("--ensemble is {}", steps),
                      fmt::format("give a number of steps from 1 to {}", kMostEnsembleSteps));
  }
  if (!request.zones) {
    throw ConfigError("--ensemble needs the number of zones", "give --zones, as many as today's plan has");
  }
  if (*request.zones < 2) {
    throw ConfigError(fmt::format("--ensemble with --zones {}", *request.zones),
                      "give 2 zones or more: of fewer there is one plan");
  }
  const auto leave_out = [](bool given, std::string_view option) {
    if (given) {
      throw ConfigError(fmt::format("--ensemble does not look at {}", option),
                        "leave it out: plans are drawn by bounds and borders alone");
    }
  };
  leave_out(!request.data.group.empty(), "--group");
  leave_out(!request.data.within.empty(), "--within");
  leave_out(request.stability != 0.0, "--stability");
  leave_out(request.roundness != 0.0, "--roundness");
  leave_out(request.workload_balance != 0.0, "--workload-balance");
  leave_out(request.homogeneity != 0.0, "--homogeneity");
  leave_out(request.affinity != 0.0, "--affinity");
  leave_out(request.move_at_most.has_value(), "--move-at-most");
  leave_out(request.time_limit.has_value(), "--time-limit");
}

ZonesAsked asked_of(const PartitionRequest& request) {
  ZonesAsked asked;
  asked.zones = request.zones;
  asked.tolerance = request.tolerance;
  asked.least = request.least;
  asked.most = request.most;
  return asked;
}

/// Whether today's plan can be held against plans of so many zones; if not, a note.
bool compares_today(const PartitionProblem& problem, std::size_t zones, std::vector<std::string>& notes) {
  const auto& today = problem.parts().today;
  const auto without = std::count(today.begin(), today.end(), std::nullopt);
  if (today.empty() || without > 0) {
    if (without > 0) {
      notes.push_back(fmt::format("today's plan is not compared: {} in no zone of it",
                                  counted(static_cast<std::size_t>(without), "unit lies", "units lie")));
    }
    return false;
  }
  IdVector<UnitId, ZoneId> zone_of;
  for (const auto& zone : today) {
    zone_of.push_back(*zone);
  }
  const PartitionScore score = evaluate_partition(problem, zone_of);
  if (score.zones != zones) {
    notes.push_back(
        fmt::format("today's plan is not compared: it has {} zones, and plans of {} are drawn", score.zones, zones));
    return false;
  }
  if (score.out_of_bounds > 0) {
    notes.push_back(
        fmt::format("today's plan has {} out of the bounds of the plans drawn, the farthest {} % "
                    "off the mean: a wider --tolerance draws plans of its kind",
                    counted(score.out_of_bounds, "zone"), fixed(100.0 * score.deviation_max, 2)));
  }
  if (score.extra_pieces > 0) {
    notes.push_back(
        fmt::format("zones of today's plan lie in {} more than there are zones, those of the plans "
                    "drawn in one each",
                    counted(score.extra_pieces, "piece")));
  }
  return true;
}

PartitionProblem without_today(const PartitionProblem& problem) {
  PartitionParts parts = problem.parts();
  parts.today.clear();
  return PartitionProblem(std::move(parts));
}

void note_worth(const PartitionSample& sample, std::size_t asked, std::vector<std::string>& notes) {
  if (sample.steps == 0) {
    notes.emplace_back("no step could be made, no two zones can be cut anew within the bounds: widen --tolerance");
  } else if (sample.steps < asked) {
    notes.push_back(fmt::format("{} of {} steps were made, then hardly any cut held the bounds: widen --tolerance",
                                grouped(sample.steps), grouped(asked)));
  }
  const double spread =
      std::max({sample.cut_edges.spread, sample.polsby_popper.mean > 0.0 ? sample.polsby_popper.spread : 1.0,
                sample.deviation.spread});
  if (spread > mixed_spread) {
    notes.push_back(fmt::format("the chains do not agree yet (spread {}, should be below {}): take more steps",
                                fixed(spread, 2), fixed(mixed_spread, 1)));
  }
}

void word(const InstanceUnits& units, const PartitionParts& parts, const PartitionSample& sample, std::size_t chains,
          std::size_t steps, std::uint64_t seed, EnsembleAnswer& answer) {
  const bool drawn = answer.outcome == Outcome::Solved;
  const std::string verdict = verdict_of(sample);
  Json json = units_json(units);
  json["zones"] = parts.zones_most;
  json["least"] = parts.least;
  json["most"] = std::isfinite(parts.most) ? Json(parts.most) : Json(nullptr);
  json["seed"] = seed;
  json["outcome"] = name_of(answer.outcome);
  json["chains"] = chains;
  json["steps"] = steps;
  json["recombinations"] = sample.steps;
  json["trees"] = sample.trees;
  json["plans"] = sample.cut_edges.values.size();
  json["cut_edges"] = drawn ? measure_json(sample.cut_edges) : Json(nullptr);
  json["polsby_popper_mean"] =
      drawn && sample.polsby_popper.mean > 0.0 ? measure_json(sample.polsby_popper) : Json(nullptr);
  json["deviation_max"] = drawn ? measure_json(sample.deviation) : Json(nullptr);
  json["verdict"] = verdict.empty() ? Json(nullptr) : Json(verdict);
  json["reasons"] = answer.reasons;
  json["notes"] = with(answer.notes, answer.missing);
  answer.json = one_line(json);
  answer.text = units_text(units);
  if (drawn) {
    answer.text += sample_text(parts, sample, chains, steps);
    answer.text += verdict.empty() ? "" : fmt::format("  {}\n", verdict);
  }
}

}  // namespace

EnsembleAnswer ensemble_instance(const PartitionRequest& request, std::int64_t asked, Progress& progress) {
  check(request, asked);
  const auto steps = static_cast<std::size_t>(asked);
  const Stopwatch reading;
  const InstanceUnits units = read_units(request.data, progress);
  EnsembleAnswer answer;
  answer.notes = units.notes;
  answer.missing = units.missing;
  answer.refusals = units.refusals;
  if (!units.refusals.empty()) {
    return answer;
  }
  const InstanceProblem problem = instance_problem(units, asked_of(request));
  if (const std::size_t parts = connected_parts(problem.whole.graph()).count; parts > 1) {
    answer.notes.push_back(
        fmt::format("the units hang together in {} parts: each keeps its number of zones in all plans drawn", parts));
  }
  const bool compared = compares_today(problem.whole, *request.zones, answer.notes);
  answer.read_seconds = reading.seconds();
  const Stopwatch sampling;
  const std::size_t chains = std::min(most_chains, steps);
  PartitionSample sample;
  answer.reasons = why_infeasible(problem.whole);
  if (answer.reasons.empty()) {
    const SampleOptions options{.steps = steps, .chains = chains, .seed = request.seed};
    sample = sample_partitions(compared ? problem.whole : without_today(problem.whole), options, progress);
    answer.outcome = sample.outcome;
    if (sample.outcome != Outcome::Solved) {
      answer.reasons.emplace_back("the search found no plan within the bounds to begin with: widen --tolerance");
    }
  } else {
    answer.outcome = Outcome::Infeasible;
  }
  answer.sample_seconds = sampling.seconds();
  answer.steps = sample.steps;
  answer.trees = sample.trees;
  if (answer.outcome == Outcome::Solved) {
    note_worth(sample, chains * (steps / chains), answer.notes);
  }
  word(units, problem.whole.parts(), sample, chains, steps / chains, request.seed, answer);
  return answer;
}

}  // namespace lastmeter
