// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "report/console_text.h"

namespace lastmeter {

namespace {

std::string percent(double part, double whole) {
  return whole > 0.0 ? fmt::format("{} %", fixed(100.0 * part / whole, 2)) : std::string("none");
}

std::string proof(const SitePlan& plan) {
  if (plan.proved) {
    return "proved optimal";
  }
  if (const auto gap = gap_of(plan)) {
    return fmt::format("no plan is better than {} (gap {} %)", grouped(*plan.bound), fixed(100.0 * *gap, 2));
  }
  return "nothing proved";
}

std::string achievement(const StudyArea& area, const PlacementResult& result) {
  const std::string unit(unit_of(result.question.weigh, area.basis));
  const double objective = result.plan.objective;
  switch (result.question.goal) {
    case PlacementGoal::MaxCover:
      return fmt::format("covers {} of {} {} ({}; before {})", grouped(objective), grouped(result.total_weight), unit,
                         percent(objective, result.total_weight),
                         percent(result.before.served_weight, result.total_weight));
    case PlacementGoal::SetCover:
      return fmt::format("covers {} of {} {} ({})", grouped(result.score.served_weight), grouped(result.total_weight),
                         unit, percent(result.score.served_weight, result.total_weight));
    case PlacementGoal::PMedian:
    case PlacementGoal::Capacitated:
      return fmt::format("mean distance {} m",
                         fixed(result.total_weight > 0.0 ? objective / result.total_weight : 0.0, 1));
    case PlacementGoal::PCenter:
      return fmt::format("nobody farther than {} m", fixed(objective, 1));
  }
  return "";
}

}  // namespace

std::string placement_lines(const StudyArea& area, const PlacementResult& result) {
  const std::string question = fmt::format("placement ({}, {}, {})", name_of(result.question.goal),
                                           name_of(result.mode), name_of(result.question.service));
  switch (result.plan.outcome) {
    case Outcome::Infeasible: {
      std::string text = fmt::format("{}: no plan meets what is asked\n", question);
      for (const std::string& reason : result.plan.reasons) {
        text += fmt::format("  {}\n", reason);
      }
      return text;
    }
    case Outcome::Unknown:
      return fmt::format("{}: the search was stopped before it found a plan\n", question);
    case Outcome::Solved:
      break;
  }
  return fmt::format("{}: {} new of {} sites open, cost {}: {}; {}\n", question,
                     grouped(static_cast<double>(result.score.new_sites)),
                     grouped(static_cast<double>(result.list.sites.size())), grouped(result.cost),
                     achievement(area, result), proof(result.plan));
}

}  // namespace lastmeter
