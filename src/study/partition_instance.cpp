// SPDX-License-Identifier: Apache-2.0
#include "study/partition_instance.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "core/error.h"
#include "core/parallel.h"
#include "core/stopwatch.h"
#include "core/text.h"
#include "io/output_file.h"
#include "partition/partition_units.h"
#include "study/breach_lines.h"
#include "study/instance_assignment.h"
#include "study/instance_parents.h"
#include "study/partition_words.h"

namespace lastmeter {

namespace {

using Json = nlohmann::ordered_json;

struct NamedPrices {
  std::string_view name;
  double cut_edges;
  double border;
};
constexpr std::array objectives{NamedPrices{"mixed", 0.5, 0.5}, NamedPrices{"cut_edges", 1.0, 0.0},
                                NamedPrices{"border", 0.0, 1.0}};
constexpr double credit_along_streets = 0.5;

template <class Named>
std::size_t position_of(const char* option, const std::string& word, const Named& names) {
  const auto at = std::find(names.begin(), names.end(), word);
  if (at == names.end()) {
    throw ConfigError(fmt::format("{} '{}' is unknown", option, printable(word, '?')), suggestion(word, names));
  }
  return static_cast<std::size_t>(at - names.begin());
}

constexpr double highest_price = 1e6;  // as in a study file

/// A price of 0 asks nothing; any other needs the field it is about.
void check_price(const char* option, double price, const char* field_option, const std::string* field) {
  if (!(price >= 0.0 && price <= highest_price)) {
    throw ConfigError(fmt::format("{} is {:g}", option, price), "give a price from 0 to 1,000,000");
  }
  if (field != nullptr && (price > 0.0) == field->empty()) {
    throw price > 0.0
        ? ConfigError(fmt::format("{} needs a field of the units", option),
                      fmt::format("name it: {} FIELD", field_option))
        : ConfigError(fmt::format("{} is given without a price", field_option), fmt::format("give one: {} 1", option));
  }
}

ZonesAsked asked_of(const PartitionRequest& request) {
  std::array<std::string_view, objectives.size()> names;
  std::transform(objectives.begin(), objectives.end(), names.begin(), [](const NamedPrices& o) { return o.name; });
  const NamedPrices& objective = objectives[position_of("--objective", request.objective, names)];
  const bool wants_today = request.stability > 0.0 || request.move_at_most;
  if (wants_today && request.data.current.empty()) {
    throw ConfigError("--stability and --move-at-most need the plan in force", "name its field: --current FIELD");
  }
  check_price("--stability", request.stability, "", nullptr);
  check_price("--roundness", request.roundness, "", nullptr);
  check_price("--workload-balance", request.workload_balance, "--workload", &request.data.workload);
  check_price("--homogeneity", request.homogeneity, "--alike", &request.data.alike);
  check_price("--affinity", request.affinity, "--together", &request.data.together);
  ZonesAsked asked;
  asked.zones = request.zones;
  asked.tolerance = request.tolerance;
  asked.least = request.least;
  asked.most = request.most;
  asked.prices.cut_edges = objective.cut_edges;
  asked.prices.border = objective.border;
  asked.prices.moved = request.stability;
  asked.prices.moment = request.roundness;
  asked.prices.workload = request.workload_balance;
  asked.prices.mixture = request.homogeneity;
  asked.prices.affinity = request.affinity;
  asked.prices.along_credit = request.data.streets.empty() ? 0.0 : credit_along_streets;
  asked.moved_at_most = request.move_at_most.value_or(1.0);
  return asked;
}

PartitionOptions options_of(const PartitionRequest& request) {
  constexpr std::array efforts{Effort::Fast, Effort::Default, Effort::Thorough};
  std::array<std::string_view, efforts.size()> names;
  std::transform(efforts.begin(), efforts.end(), names.begin(), [](Effort effort) { return name_of(effort); });
  if (request.time_limit && !(*request.time_limit >= 0.0 && std::isfinite(*request.time_limit))) {
    throw ConfigError(fmt::format("--time-limit is {}", *request.time_limit), "give seconds, 0 or more");
  }
  PartitionOptions options;
  options.effort = efforts[position_of("--effort", request.effort, names)];
  options.seed = request.seed;
  options.seconds = request.time_limit;
  return options;
}

/// The plans of all parents as one.
struct Solution {
  Outcome outcome = Outcome::Solved;
  IdVector<UnitId, ZoneId> zone_of;
  double objective = 0.0;       // sum over parents
  std::optional<double> bound;  // the same
  bool proved = true;
  std::size_t iterations = 0;
  bool stopped_by_time = false;
  std::vector<std::string> reasons;
};

Outcome worse(Outcome a, Outcome b) {
  if (a == Outcome::Infeasible || b == Outcome::Infeasible) {
    return Outcome::Infeasible;
  }
  return a == Outcome::Unknown ? a : b;
}

std::vector<ZonePlan> plans_of(const InstanceProblem& problem, const PartitionOptions& options, Progress& progress) {
  std::vector<ZonePlan> plans(problem.parents.size());
  if (plans.size() == 1) {
    plans.front() = partition_units(problem.parents.front().problem, options, progress);
    return plans;
  }
  progress.stage("drawing zones", 0);
  parallel_slices(plans.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t p = begin; p < end; ++p) {
      SilentProgress silent;
      plans[p] = partition_units(problem.parents[p].problem, options, silent);
    }
  });
  return plans;
}

Solution solved(const InstanceProblem& problem, const PartitionOptions& options, Progress& progress) {
  Solution all;
  all.reasons = problem.reasons;
  all.outcome = problem.reasons.empty() ? Outcome::Solved : Outcome::Infeasible;
  all.zone_of = IdVector<UnitId, ZoneId>(problem.whole.graph().size());
  all.bound = 0.0;
  std::size_t zones = 0;
  const std::vector<ZonePlan> plans = plans_of(problem, options, progress);
  for (std::size_t p = 0; p < plans.size(); ++p) {
    const ZonePlan& plan = plans[p];
    const ParentProblem& parent = problem.parents[p];
    for (std::size_t i = 0; i < parent.units.size(); ++i) {
      all.zone_of[parent.units[i]] = ZoneId(zones + plan.zone_of[UnitId(i)].index());
    }
    zones += plan.zones;
    all.outcome = worse(all.outcome, plan.outcome);
    all.objective += plan.objective;
    all.bound = all.bound && plan.bound ? std::optional(*all.bound + *plan.bound) : std::nullopt;
    all.proved = all.proved && plan.proved;
    all.iterations += plan.iterations;
    all.stopped_by_time = all.stopped_by_time || plan.stopped_by_time;
    for (const std::string& reason : plan.reasons) {
      all.reasons.push_back(parent.code.empty() || reason.find(parent.code) != std::string::npos
                                ? reason
                                : fmt::format("'{}': {}", parent.code, reason));
    }
  }
  return all;
}

void word(const InstanceUnits& units, const InstanceProblem& problem, const Solution& solution,
          const PartitionRequest& request, PartitionAnswer& answer) {
  const PartitionScore score = evaluate_partition(problem.whole, solution.zone_of);
  Json json = units_json(units);
  json["parents"] = problem.parents.size();
  json["objective_name"] = request.objective;
  json["effort"] = request.effort;
  json["seed"] = request.seed;
  json["outcome"] = name_of(solution.outcome);
  json["objective"] = solution.objective;
  json["bound"] = solution.bound ? Json(*solution.bound) : Json(nullptr);
  json["proved"] = solution.proved;
  json.update(score_json(problem.whole, score));
  json["iterations"] = solution.iterations;
  json["stopped_by_time"] = solution.stopped_by_time;
  json["reasons"] = solution.reasons;
  json["notes"] = with(answer.notes, answer.missing);
  answer.json = one_line(json);
  answer.text = units_text(units) + score_text(problem.whole, score);
  answer.text += fmt::format("  {:<24}{}\n", fmt::format("objective ({})", request.objective),
                             bound_text(solution.objective, solution.bound, solution.proved));
  if (solution.stopped_by_time) {
    answer.text += "  stopped by the time limit: another machine may end elsewhere\n";
  }
  answer.text += breach_lines(score.breaches);
}

/// Without bounds and number of zones asked for, an assignment is scored as it is.
ZonesAsked scored_as(const PartitionRequest& request, std::size_t zones) {
  ZonesAsked asked = asked_of(request);
  if (!asked.zones && !asked.most) {
    asked.zones = zones;
  }
  if (!asked.tolerance && !asked.least && !asked.most) {
    asked.least = 0.0;
  }
  return asked;
}

Assignment assignment_of(const std::filesystem::path& file, const UnitGraph& graph, PartitionVerdict& verdict,
                         Progress& progress) {
  Assignment assignment = read_assignment(file, graph, progress);
  verdict.refusals.insert(verdict.refusals.end(), assignment.refusals.begin(), assignment.refusals.end());
  return assignment;
}

}  // namespace

PartitionAnswer partition_instance(const PartitionRequest& request, Progress& progress) {
  const ZonesAsked asked = asked_of(request);
  const PartitionOptions options = options_of(request);
  const Stopwatch reading;
  const InstanceUnits units = read_units(request.data, progress);
  PartitionAnswer answer;
  answer.notes = units.notes;
  answer.missing = units.missing;
  answer.refusals = units.refusals;
  if (!units.refusals.empty()) {
    return answer;
  }
  const InstanceProblem problem = instance_problem(units, asked);
  answer.notes.insert(answer.notes.end(), problem.notes.begin(), problem.notes.end());
  answer.read_seconds = reading.seconds();
  const Stopwatch search;
  const Solution solution = solved(problem, options, progress);
  answer.search_seconds = search.seconds();
  answer.outcome = solution.outcome;
  answer.reasons = solution.reasons;
  const PartitionParts& whole = problem.whole.parts();
  answer.assignment = assignment_csv(whole.graph, solution.zone_of,
                                     zone_labels(whole.graph, solution.zone_of, whole.today, problem.labels_today));
  word(units, problem, solution, request, answer);
  return answer;
}

PartitionVerdict evaluate_assignment(const PartitionRequest& request, const std::filesystem::path& assignment,
                                     const std::filesystem::path& against, Progress& progress) {
  const InstanceUnits units = read_units(request.data, progress);
  PartitionVerdict verdict;
  verdict.notes = units.notes;
  verdict.missing = units.missing;
  verdict.refusals = units.refusals;
  if (!units.refusals.empty()) {
    return verdict;
  }
  const UnitGraph graph(units.units, units.borders);
  const Assignment plan = assignment_of(assignment, graph, verdict, progress);
  const Assignment other = against.empty() ? Assignment() : assignment_of(against, graph, verdict, progress);
  if (!verdict.refusals.empty()) {
    return verdict;
  }
  const InstanceProblem problem = instance_problem(units, scored_as(request, plan.labels.size()));
  const PartitionScore score = evaluate_partition(problem.whole, plan.zone_of);
  verdict.holds = score.breaches.empty();
  Json json = units_json(units);
  json["objective_name"] = request.objective;
  json["objective"] = score.objective;
  json.update(score_json(problem.whole, score));
  json["breaches"] = score.breaches;
  verdict.text = units_text(units) + score_text(problem.whole, score);
  verdict.text +=
      fmt::format("  {:<24}{}\n", fmt::format("objective ({})", request.objective), fixed(score.objective, 6));
  if (!against.empty()) {
    const PartitionComparison comparison = compare_partitions(graph, other.zone_of, plan.zone_of);
    json["against"] = comparison_json(comparison);
    verdict.text += comparison_text(comparison);
  }
  verdict.text += breach_lines(score.breaches);
  json["notes"] = with(units.notes, units.missing);
  verdict.json = one_line(json);
  return verdict;
}

void write_assignment(const PartitionAnswer& answer, const std::filesystem::path& file) {
  OutputFile output(file);
  output.write(answer.assignment);
  output.close();
}

}  // namespace lastmeter
