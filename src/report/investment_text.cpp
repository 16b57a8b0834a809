// SPDX-License-Identifier: Apache-2.0
#include "report/investment_text.h"

#include <fmt/format.h>

#include "core/text.h"

namespace lastmeter {

namespace {

std::string proof_of(const InvestmentPlan& plan) {
  if (plan.proved) {
    return "proved optimal";
  }
  const auto gap = gap_of(plan);
  return gap ? fmt::format("at most {:.2f} % below the best", 100.0 * *gap) : "no proof";
}

std::string gain_of(const InvestmentResult& result) {
  const double benefit = result.plan.score.benefit;
  return result.benefit == InvestmentBenefit::People
             ? fmt::format("{} of {} {} newly within the radius", grouped(benefit), grouped(result.total_weight),
                           result.unit)
             : fmt::format("{} {} more", grouped(benefit), result.unit);
}

std::string year_line(const InvestmentResult& result, std::size_t year) {
  const InvestmentYear& each = result.plan.score.years[year];
  std::string line =
      fmt::format("  year {}: {} premises for {} yuan, {} left; {} {} by then", year + 1, grouped(each.built),
                  grouped(each.spent), grouped(each.left), grouped(each.benefit), result.unit);
  if (const auto loss = loss_of(result.plan, year)) {
    line += *loss > 0.0 ? fmt::format(", {} less than its money could buy at once", grouped(*loss))
                        : ", as much as its money could buy at once";
  }
  if (each.spent > 0.0) {
    line += fmt::format("; {} {} per 10,000 yuan", fixed(10000.0 * each.gain / each.spent, 2), result.unit);
  }
  return line + "\n";
}

std::string floor_line(const InvestmentResult& result) {
  const FloorGap& floor = result.floor;
  if (!floor.before || !floor.gap_before) {
    return floor.gained > 0.0 ? fmt::format("  floor area gained: {} m2\n", grouped(floor.gained)) : "";
  }
  std::size_t before = 0;
  std::size_t after = 0;
  for (const FloorGap& community : result.communities) {
    before += community.gap_before.value_or(0.0) > 0.0 ? 1 : 0;
    after += community.gap_after.value_or(0.0) > 0.0 ? 1 : 0;
  }
  std::string line = fmt::format(
      "  floor area {} -> {} m2; the norm ({} m2 per {} households, grade {}) asks for {}: {} m2 short before, {} "
      "after",
      grouped(*floor.before), grouped(*floor.before + floor.gained), fixed(*result.norm->lo, 2),
      fixed(result.norm->each, 0), result.norm->grade, grouped(*floor.needed), grouped(*floor.gap_before),
      grouped(*floor.gap_after));
  if (!result.communities.empty() && result.communities.front().gap_before) {
    line += fmt::format("; {} of {} communities short before, {} after", grouped(before),
                        grouped(result.communities.size()), grouped(after));
  }
  return line + "\n";
}

}  // namespace

std::string investment_lines(const InvestmentResult& result) {
  const InvestmentPlan& plan = result.plan;
  const double money = result.money.empty() ? 0.0 : result.money.back();
  std::string text = fmt::format("investment{}: {} of {} premises for {} of {} yuan: {}; {}\n",
                                 result.name.empty() ? "" : " " + result.name, grouped(plan.built.size()),
                                 grouped(result.premises.size()), grouped(plan.score.cost), grouped(money),
                                 gain_of(result), proof_of(plan));
  for (std::size_t year = 0; year < plan.score.years.size(); ++year) {
    text += year_line(result, year);
  }
  return text + floor_line(result);
}

}  // namespace lastmeter
