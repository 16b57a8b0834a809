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

/// In the unit that the achievement is told in.
std::string bound_text(const PlacementResult& result) {
  const double bound = result.plan.bound.value_or(0.0);
  switch (result.question.goal) {
    case PlacementGoal::SetCover:
    case PlacementGoal::MaxCover:
      return grouped(bound);
    case PlacementGoal::PCenter:
      return fixed(bound, 1) + " m";
    case PlacementGoal::PMedian:
    case PlacementGoal::Capacitated:
      return fixed(result.total_weight > 0.0 ? bound / result.total_weight : 0.0, 1) + " m";
  }
  return "";
}

std::string proof(const PlacementResult& result) {
  const SitePlan& plan = result.plan;
  if (plan.proved) {
    return "; proved optimal";
  }
  if (const auto gap = gap_of(plan)) {
    return fmt::format("; no plan is better than {} (gap {} %)", bound_text(result), fixed(100.0 * *gap, 2));
  }
  return "";
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
      return fmt::format("covers {} of {} {} ({}; before {})", grouped(result.score.served_weight),
                         grouped(result.total_weight), unit, percent(result.score.served_weight, result.total_weight),
                         percent(result.before.served_weight, result.total_weight));
    case PlacementGoal::PMedian:
    case PlacementGoal::Capacitated:
      return fmt::format("mean distance {} m",
                         fixed(result.total_weight > 0.0 ? objective / result.total_weight : 0.0, 1));
    case PlacementGoal::PCenter:
      return fmt::format("nobody farther than {} m", fixed(objective, 1));
  }
  return "";
}

/// The codes of the sites chosen, where a line holds them.
std::string chosen_line(const PlacementResult& result) {
  constexpr std::size_t most = 20;
  std::vector<std::string> codes;
  for (const CandidateId site : result.plan.open) {
    if (result.list.sites[site].standing == Standing::New) {
      codes.push_back(result.list.sites[site].code);
    }
  }
  if (codes.empty()) {
    return "";
  }
  const bool all = codes.size() <= most;
  codes.resize(std::min(codes.size(), most));
  return fmt::format("  chosen: {}{}; see tables placement_*\n", joined(codes, ", "), all ? "" : " ...");
}

/// What every further site brings, told for at most six numbers of sites.
std::string curve_line(const StudyArea& area, const PlacementResult& result) {
  constexpr std::size_t most = 6;
  std::vector<const CoverCurvePoint*> solved;
  for (const CoverCurvePoint& point : result.curve) {
    if (point.plan.outcome == Outcome::Solved) {
      solved.push_back(&point);
    }
  }
  std::vector<std::string> parts;
  const std::size_t count = std::min(most, solved.size());
  for (std::size_t k = 1; k <= count; ++k) {
    const CoverCurvePoint& point = *solved[k * solved.size() / count - 1];
    parts.push_back(fmt::format("{} sites {}", fixed(point.limit, 0), grouped(point.plan.objective)));
  }
  return parts.empty() ? ""
                       : fmt::format("  curve ({}): {}; see table placement_curve\n",
                                     unit_of(result.question.weigh, area.basis), joined(parts, ", "));
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
  const auto& sites = result.list.sites.items();
  const auto standing = static_cast<std::size_t>(std::count_if(
      sites.begin(), sites.end(), [](const PlacementSite& site) { return site.standing != Standing::New; }));
  std::string text = fmt::format("{}: {} of {} candidates chosen", question, grouped(result.score.new_sites),
                                 grouped(sites.size() - standing));
  if (standing > 0) {
    text += fmt::format(" beside {} of {} posts", grouped(result.plan.open.size() - result.score.new_sites),
                        grouped(standing));
  }
  text += fmt::format(", cost {}: {}{}\n", grouped(result.cost), achievement(area, result), proof(result));
  return text + chosen_line(result) + curve_line(area, result);
}

}  // namespace lastmeter
