// SPDX-License-Identifier: Apache-2.0
#include "study/place_instance.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/amounts.h"
#include "core/error.h"
#include "core/stopwatch.h"
#include "core/text.h"
#include "io/facility_instance.h"
#include "io/output_file.h"
#include "io/read_bytes.h"
#include "placement/evaluate.h"
#include "placement/place_sites.h"
#include "study/breach_lines.h"
#include "study/instance_fields.h"
#include "study/instance_plan.h"
#include "study/instance_problem.h"

namespace lastmeter {

namespace {

using Json = nlohmann::ordered_json;
/// The value of that name; ConfigError with the nearest name otherwise.
template <class Enum, std::size_t N>
Enum named(std::string_view option, const std::string& word, const std::array<Enum, N>& values) {
  std::array<std::string_view, N> names;
  std::transform(values.begin(), values.end(), names.begin(), [](Enum value) { return name_of(value); });
  const auto at = std::find(names.begin(), names.end(), word);
  if (at == names.end()) {
    throw ConfigError(
        word.empty() ? fmt::format("{} is missing", option) : fmt::format("{} '{}' is unknown", option, word),
        word.empty() ? fmt::format("known: {}", fmt::join(names, ", ")) : suggestion(word, names));
  }
  return values[static_cast<std::size_t>(at - names.begin())];
}

InstanceFormat format_of(const InstanceRequest& request) {
  return named("--format", request.format,
               std::array{InstanceFormat::Pmed, InstanceFormat::Tsplib, InstanceFormat::Scp, InstanceFormat::Cflp,
                          InstanceFormat::Mclp, InstanceFormat::Csv});
}

InstanceTask task_of(const InstanceRequest& request) {
  if (request.file.empty()) {
    throw ConfigError("--instance is missing", "name the file of a facility-location instance");
  }
  format_of(request);
  InstanceTask task;
  task.goal = named("--goal", request.goal,
                    std::array{PlacementGoal::PMedian, PlacementGoal::PCenter, PlacementGoal::SetCover,
                               PlacementGoal::MaxCover, PlacementGoal::Capacitated});
  task.sites = request.p;
  task.radius = request.radius;
  task.budget = request.budget;
  task.capacity = request.capacity;
  if (!request.distance.empty()) {
    task.rounding = named("--distance", request.distance,
                          std::array{DistanceRounding::Nearest, DistanceRounding::Truncated, DistanceRounding::Exact});
  }
  return task;
}

PlacementOptions options_of(const InstanceRequest& request) {
  PlacementOptions options =
      options_for(named("--effort", request.effort, std::array{Effort::Fast, Effort::Default, Effort::Thorough}));
  if (!request.method.empty()) {
    options.method = named("--method", request.method,
                           std::array{PlacementMethod::Greedy, PlacementMethod::Interchange, PlacementMethod::Exact});
  }
  if (request.gap && !(*request.gap >= 0.0 && *request.gap < 1.0)) {
    throw ConfigError(fmt::format("--gap is {}", *request.gap), "give a share of 0 or more and below 1: 0.01 is 1 %");
  }
  if (request.time_limit && !(*request.time_limit >= 0.0 && std::isfinite(*request.time_limit))) {
    throw ConfigError(fmt::format("--time-limit is {}", *request.time_limit), "give seconds, 0 or more");
  }
  options.stop.gap = request.gap.value_or(options.stop.gap);
  options.stop.seconds = request.time_limit ? request.time_limit : options.stop.seconds;
  return options;
}

/// An instance, and the problem made of it.
struct Loaded {
  std::string name;
  InstanceFormat format;
  PlacementProblem problem;
};

FacilityInstance read(const InstanceRequest& request, Progress& progress) {
  const InstanceFormat format = format_of(request);
  progress.stage("reading", 0);
  return read_facility_instance(request.file, format);
}

/// Amounts beyond the limit, one line a kind.
std::vector<std::string> excessive(const FacilityInstance& instance, const std::string& file) {
  std::vector<std::string> refusals;
  const auto look = [&](std::string_view what, std::size_t count, const auto& amount, const auto& place) {
    Tally large;
    for (std::size_t i = 0; i < count; ++i) {
      if (const std::optional<double> value = amount(i); value && *value > kMostOfAnAmount) {
        large.add(fmt::format("{}: {:g}", place(i), *value));
      }
    }
    if (large.count() > 0) {
      refusals.push_back(
          fmt::format("{} of {} beyond the limit of {}: {}; use a larger unit",
                      counted(large.count(), what, what == "capacity" ? "capacities" : fmt::format("{}s", what)), file,
                      grouped(kMostOfAnAmount), large.text()));
    }
  };
  const auto demand = [](std::size_t i) { return fmt::format("demand {}", i + 1); };
  const auto site = [&](std::size_t j) {
    return fmt::format("site {}", instance.site_codes.empty() ? fmt::format("{}", j + 1) : instance.site_codes[j]);
  };
  look(
      "weight", instance.weights.size(), [&](std::size_t i) { return std::optional(instance.weights[i]); }, demand);
  look(
      "cost", instance.costs.size(), [&](std::size_t j) { return std::optional(instance.costs[j]); }, site);
  look(
      "capacity", instance.capacities.size(), [&](std::size_t j) { return instance.capacities[j]; }, site);
  return refusals;
}

Loaded load(const InstanceRequest& request, const FacilityInstance& instance, const InstanceTask& task, SiteCount limit,
            Progress& progress) {
  const std::string name = request.file.filename().string();
  return {name, format_of(request), instance_problem(instance, name, task, limit, progress)};
}

Json site_json(InstanceFormat format, const std::string& code) {
  return format == InstanceFormat::Csv ? Json(code) : Json(std::stoull(code));
}

template <class T>
Json optional_json(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// What was asked, for both commands.
Json head_json(const Loaded& loaded, const InstanceTask& task) {
  const PlacementParts& parts = loaded.problem.parts();
  Json head;
  head["instance"] = loaded.name;
  head["format"] = name_of(loaded.format);
  head["goal"] = name_of(parts.goal);
  head["candidates"] = parts.candidates.size();
  head["weight"] = loaded.problem.total_weight();
  head["p"] = optional_json(parts.sites);
  head["radius"] = optional_json(task.radius);
  head["budget"] = optional_json(parts.budget);
  return head;
}

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string sites_text(std::size_t count) { return fmt::format("{} site{}", count, count == 1 ? "" : "s"); }

std::string head_text(const Loaded& loaded, const InstanceTask& task) {
  const PlacementParts& parts = loaded.problem.parts();
  std::string text = fmt::format("{}: {}, {} candidates, demand of {}", loaded.name, name_of(parts.goal),
                                 parts.candidates.size(), fixed(loaded.problem.total_weight(), 6));
  text += parts.sites ? fmt::format(", at most {}", sites_text(*parts.sites)) : "";
  text += task.radius ? fmt::format(", radius {}", fixed(*task.radius, 6)) : "";
  return text + (parts.budget ? fmt::format(", budget {}\n", fixed(*parts.budget, 6)) : "\n");
}

std::vector<std::string> codes_of_open(const PlacementProblem& problem, const SitePlan& plan) {
  std::vector<std::string> codes;
  std::transform(plan.open.begin(), plan.open.end(), std::back_inserter(codes),
                 [&](CandidateId id) { return problem.candidates()[id].code; });
  return codes;
}

struct Times {
  double read;
  double search;
};

Json plan_json(const Loaded& loaded, const InstanceTask& task, const PlacementOptions& options, const SitePlan& plan,
               const Times& times) {
  Json json = head_json(loaded, task);
  const bool solved = plan.outcome == Outcome::Solved;
  json["method"] = name_of(options.method);
  json["outcome"] = name_of(plan.outcome);
  json["objective"] = solved ? Json(plan.objective) : Json(nullptr);
  json["bound"] = optional_json(plan.bound);
  json["gap"] = solved ? optional_json(gap_of(plan)) : Json(nullptr);
  json["proved"] = plan.proved;
  json["site_ids"] = loaded.format == InstanceFormat::Csv ? "codes of the file" : "ids of the file";
  json["sites"] = Json::array();
  for (const std::string& code : codes_of_open(loaded.problem, plan)) {
    json["sites"].push_back(site_json(loaded.format, code));
  }
  json["cost"] = solved ? Json(evaluate_plan(loaded.problem, plan.open).cost) : Json(nullptr);
  json["seconds"] = times.search;
  json["read_seconds"] = times.read;
  json["iterations"] = plan.iterations;
  json["stopped_by_time"] = plan.stopped_by_time;
  json["reasons"] = plan.reasons;
  return json;
}

std::string proof_text(const SitePlan& plan) {
  if (plan.proved) {
    return fmt::format("objective {}, proved optimal\n", fixed(plan.objective, 6));
  }
  if (!plan.bound) {
    return fmt::format("objective {}, nothing proved about better plans\n", fixed(plan.objective, 6));
  }
  return fmt::format("objective {}, bound {}, gap {} %\n", fixed(plan.objective, 6), fixed(*plan.bound, 6),
                     fixed(100.0 * gap_of(plan).value_or(0.0), 4));
}

std::string plan_text(const Loaded& loaded, const InstanceTask& task, const SitePlan& plan, const Times& times) {
  std::string text = head_text(loaded, task);
  if (plan.outcome == Outcome::Solved) {
    const std::vector<std::string> codes = codes_of_open(loaded.problem, plan);
    text += proof_text(plan);
    text += fmt::format("{}, cost {}: {} ({} of the file)\n", sites_text(codes.size()),
                        fixed(evaluate_plan(loaded.problem, plan.open).cost, 6), fmt::join(codes, " "),
                        loaded.format == InstanceFormat::Csv ? "codes" : "ids");
  } else {
    text += plan.outcome == Outcome::Infeasible ? "no plan meets the demand\n" : "no plan was found\n";
  }
  return text + fmt::format("{:.2f} s after {:.2f} s of reading, {} iterations{}\n", times.search, times.read,
                            plan.iterations, plan.stopped_by_time ? ", stopped by the time limit" : "");
}

}  // namespace

InstanceAnswer place_instance(const InstanceRequest& request, Progress& progress) {
  const InstanceTask task = task_of(request);
  const PlacementOptions options = options_of(request);
  const Stopwatch reading;
  const FacilityInstance instance = read(request, progress);
  InstanceAnswer answer;
  answer.refusals = excessive(instance, request.file.filename().string());
  if (!answer.refusals.empty()) {
    return answer;
  }
  const Loaded loaded = load(request, instance, task, SiteCount::Needed, progress);
  const double read_seconds = reading.seconds();
  const Stopwatch search;
  const SitePlan plan = place_sites(loaded.problem, options, progress);
  const Times times{read_seconds, search.seconds()};
  answer.outcome = plan.outcome;
  answer.reasons = plan.reasons;
  answer.json = dumped(plan_json(loaded, task, options, plan, times));
  answer.text = plan_text(loaded, task, plan, times);
  for (const std::string& code : codes_of_open(loaded.problem, plan)) {
    answer.plan += code + "\n";
  }
  return answer;
}

InstanceScore evaluate_instance(const InstanceRequest& request, const std::filesystem::path& plan_file,
                                Progress& progress) {
  const InstanceTask task = task_of(request);
  const FacilityInstance instance = read(request, progress);
  InstanceScore result;
  result.refusals = excessive(instance, request.file.filename().string());
  if (!result.refusals.empty()) {
    return result;
  }
  const Loaded loaded = load(request, instance, task, SiteCount::Optional, progress);
  const FileBytes bytes(plan_file.string());
  std::vector<CandidateId> open = parse_site_plan(bytes.text(), plan_file.string(), loaded.problem.candidates());
  std::sort(open.begin(), open.end());
  open.erase(std::unique(open.begin(), open.end()), open.end());
  const PlanScore score = evaluate_plan(loaded.problem, open);
  result.feasible = score.breaches.empty();
  Json json = head_json(loaded, task);
  json["objective"] = score.objective;
  json["served_weight"] = score.served_weight;
  json["cost"] = score.cost;
  json["sites"] = open.size();
  json["feasible"] = result.feasible;
  json["breaches"] = score.breaches;
  result.json = dumped(json);
  result.text = head_text(loaded, task);
  result.text += fmt::format("objective {}, served weight {}, {}, cost {}\n", fixed(score.objective, 6),
                             fixed(score.served_weight, 6), sites_text(open.size()), fixed(score.cost, 6));
  result.text += breach_lines(score.breaches);
  return result;
}

void write_instance_plan(const InstanceAnswer& answer, const std::filesystem::path& file) {
  OutputFile output(file);
  output.write(answer.plan);
  output.close();
}

}  // namespace lastmeter
