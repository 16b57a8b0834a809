// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "partition/choose_sets.h"
#include "partition/enumerate_zones.h"
#include "partition/evaluate_partition.h"
#include "partition/partition_bounds.h"

namespace lastmeter {

namespace {

constexpr std::size_t kMostColumns = 600'000;
constexpr double kRounding = 1e-9;  // of an objective, between the scorer and the program

bool looks_at_today(const PartitionProblem& problem) {
  return !problem.parts().today.empty() && (problem.moved_price() > 0.0 || problem.parts().moved_at_most < 1.0);
}

/// Where only cut edges cost, they are counted in whole numbers, which the solver proves soonest: what one half of a
/// border costs. Else 1.
double unit_of_costs(const PartitionProblem& problem) {
  const PartitionPrices& prices = problem.prices();
  const bool counts = prices_count_borders(prices) && prices.moment == 0.0 && prices.deviation == 0.0 &&
                      prices.workload == 0.0 && prices.mixture == 0.0 && problem.moved_price() == 0.0;
  return counts ? prices.cut_edges / 2.0 : 1.0;
}

/// The columns of a set: as a new zone, and as each zone of today it has weight of.
class Columns {
 public:
  explicit Columns(const PartitionProblem& problem)
      : problem_(problem),
        price_of_(problem),
        rest_fits_(problem),
        unit_(unit_of_costs(problem)),
        today_(looks_at_today(problem)) {}

  void add(std::uint32_t set, std::span<const UnitId> units) {
    if (!rest_fits_(units)) {
      return;
    }
    double cost = price_of_(units) / unit_;
    cost = unit_ == 1.0 ? cost : std::round(cost);
    if (!today_) {
      columns.push_back({.set = set, .cost = cost, .label = {}, .moved = 0.0});
      return;
    }
    double assigned = 0.0;
    std::map<ZoneId, double> kept;
    for (const UnitId unit : units) {
      if (const auto& zone = problem_.parts().today[unit.index()]) {
        const double weight = problem_.graph().units()[unit].weight;
        kept[*zone] += weight;
        assigned += weight;
      }
    }
    const auto offer = [&](std::optional<ZoneId> label, double moved) {
      columns.push_back({.set = set, .cost = cost + problem_.moved_price() * moved, .label = label, .moved = moved});
    };
    offer(std::nullopt, assigned);
    for (const auto& [zone, weight] : kept) {
      if (weight > 0.0) {
        offer(zone, kept.size() == 1 ? 0.0 : std::max(0.0, assigned - weight));
      }
    }
  }
  [[nodiscard]] double unit() const { return unit_; }

  std::vector<SetColumn> columns;

 private:
  const PartitionProblem& problem_;
  SetPrices price_of_;
  RestFits rest_fits_;
  double unit_;
  bool today_;
};

IdVector<UnitId, ZoneId> plan_of(const UnitSets& sets, std::vector<std::uint32_t> chosen, std::size_t units) {
  std::sort(chosen.begin(), chosen.end(),
            [&](std::uint32_t a, std::uint32_t b) { return sets.of(a).front() < sets.of(b).front(); });
  IdVector<UnitId, ZoneId> zone_of(units);
  for (std::size_t z = 0; z < chosen.size(); ++z) {
    for (const UnitId unit : sets.of(chosen[z])) {
      zone_of[unit] = ZoneId(z);
    }
  }
  return zone_of;
}

/// Takes the choice as the plan if the scorer agrees that it is one.
void take(const PartitionProblem& problem, const UnitSets& sets, const SetChoice& choice, ZonePlan& plan) {
  auto zone_of = plan_of(sets, choice.sets, problem.graph().size());
  const PartitionScore score = evaluate_partition(problem, zone_of);
  if (score.breaches.empty()) {
    plan.outcome = Outcome::Solved;
    plan.zone_of = std::move(zone_of);
    plan.zones = score.zones;
    plan.objective = score.objective;
  }
}

/// More than any plan costs, so that one zone of an avoided set less outweighs every price.
double fine_of(const PartitionProblem& problem, std::span<const SetColumn> columns) {
  double most = 0.0;
  for (const SetColumn& column : columns) {
    most = std::max(most, column.cost);
  }
  const std::size_t zones = std::min(problem.parts().zones_most, problem.graph().size());
  return std::ceil(1.0 + static_cast<double>(zones) * most);
}

/// Adds the fine to every column of an avoided set.
void add_fines(std::span<const std::uint8_t> avoided, double fine, std::vector<SetColumn>& columns) {
  for (SetColumn& column : columns) {
    column.cost += avoided[column.set] != 0 ? fine : 0.0;
  }
}

double fines_in(const SetChoice& choice, std::span<const std::uint8_t> avoided, double fine) {
  return fine * static_cast<double>(std::count_if(choice.sets.begin(), choice.sets.end(),
                                                  [&](std::uint32_t set) { return avoided[set] != 0; }));
}

/// `fines`: of the choice, which plans with no more of them do not exceed.
void state_bound(const SetChoice& choice, double unit, double fines, ZonePlan& plan) {
  const double bound = choice.bound * unit;
  if (!std::isfinite(bound)) {
    return;
  }
  plan.bound = std::max(0.0, bound - fines * unit - 1e-12 * std::abs(bound));
  if (plan.outcome == Outcome::Solved && plan.objective - *plan.bound <= kRounding * std::abs(plan.objective)) {
    plan.bound = plan.objective;
    plan.proved = true;
  }
}

std::string zones_of(const PartitionParts& parts) {
  return parts.zones_least == parts.zones_most ? fmt::format("{} zones", parts.zones_least)
                                               : fmt::format("{} to {} zones", parts.zones_least, parts.zones_most);
}

/// The zones leave out as little as they can; whether more of them may be or more may move is not asked.
std::string why_no_choice(const PartitionProblem& problem, const UnitSets& sets, const StopRule& stop) {
  const auto left = least_left_out(problem, sets, stop);
  if (left.empty()) {
    return fmt::format(
        "{} connected sets of units lie within the bounds, and zones of them hold every unit, but not "
        "with {}{}: allow another number or a wider range of weights{}",
        sets.size(), zones_of(problem.parts()),
        looks_at_today(problem) ? fmt::format(" and {:.4g} % moved", 100.0 * problem.parts().moved_at_most) : "",
        looks_at_today(problem) ? ", or let more move" : "");
  }
  double weight = 0.0;
  for (const UnitId unit : left) {
    weight += problem.graph().units()[unit].weight;
  }
  return fmt::format(
      "any choice of zones within {:.10g} to {:.10g} leaves out units; fewest are {} of {:.10g} together, "
      "as '{}': widen the range of weights",
      problem.parts().least, problem.parts().most, left.size(), weight, problem.graph().units()[left.front()].code);
}

}  // namespace

ZonePlan partition_by_sets(const PartitionProblem& problem, const UnitSets& sets, SetsGiven given, const StopRule& stop,
                           Progress& progress, std::span<const std::uint8_t> avoided) {
  progress.stage("choosing among zones", sets.size());
  ZonePlan plan;
  Columns columns(problem);
  for (std::size_t s = 0; s < sets.size(); ++s) {
    columns.add(static_cast<std::uint32_t>(s), sets.of(s));
    if (columns.columns.size() > kMostColumns) {
      return plan;
    }
  }
  const double fine = avoided.empty() ? 0.0 : fine_of(problem, columns.columns);
  if (!avoided.empty()) {
    add_fines(avoided, fine, columns.columns);
  }
  const SetChoice choice = choose_sets(problem, sets, columns.columns, stop);
  plan.iterations = choice.nodes;
  plan.stopped_by_time = choice.stopped_by_time;
  if (!choice.sets.empty()) {
    take(problem, sets, choice, plan);
  }
  if (given == SetsGiven::Some) {
    return plan;
  }
  if (choice.status == MipStatus::Infeasible) {
    plan.outcome = Outcome::Infeasible;
    plan.reasons = why_infeasible(problem);
    if (plan.reasons.empty()) {
      plan.reasons.push_back(why_no_choice(problem, sets, stop));
    }
    return plan;
  }
  state_bound(choice, columns.unit(), avoided.empty() ? 0.0 : fines_in(choice, avoided, fine), plan);
  return plan;
}

}  // namespace lastmeter
