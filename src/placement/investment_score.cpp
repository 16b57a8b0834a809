// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "placement/evaluate.h"
#include "placement/investment.h"

namespace lastmeter {

namespace {

PlacementParts with_premises(PlacementParts parts, std::span<const std::size_t> premise) {
  std::map<std::size_t, std::vector<CandidateId>> options;
  for (std::size_t j = 0; j < premise.size(); ++j) {
    if (premise[j] != InvestmentParts::kNone) {
      options[premise[j]].emplace_back(j);
    }
  }
  for (auto& [number, members] : options) {
    if (members.size() > 1) {
      parts.rules.push_back({.name = fmt::format("premise of {}: one option", parts.candidates[members.front()].code),
                             .candidates = std::move(members),
                             .coefficients = {},
                             .at_least = std::nullopt,
                             .at_most = 1.0});
    }
  }
  return parts;
}

std::vector<CandidateId> standing_in(const PlacementProblem& problem) {
  std::vector<CandidateId> standing;
  for (std::size_t j = 0; j < problem.candidates().size(); ++j) {
    if (problem.candidates().items()[j].standing == Standing::Fixed) {
      standing.emplace_back(j);
    }
  }
  return standing;
}

void check_parts(const InvestmentParts& parts) {
  if (parts.budgets.empty()) {
    throw ConfigError("an investment plan has no year", "give each year its budget");
  }
  for (const double budget : parts.budgets) {
    if (!std::isfinite(budget) || budget < 0.0) {
      throw ConfigError(fmt::format("the budget {} of a year is none", budget), "give a number of 0 or more");
    }
  }
  if (parts.options.goal != PlacementGoal::MaxCover || parts.premise.size() != parts.options.candidates.size()) {
    throw ConfigError("an investment plan is asked of what is no cover problem", "name a premise for each option");
  }
  for (const Candidate& candidate : parts.options.candidates) {
    if (candidate.standing == Standing::Existing) {
      throw ConfigError(fmt::format("post '{}' of an investment plan may close", candidate.code), "let it stay");
    }
  }
}

std::vector<double> money_of(const InvestmentParts& parts) {
  std::vector<double> money;
  double sum = 0.0;
  for (const double budget : parts.budgets) {
    sum += budget;
    money.push_back(parts.total ? std::min(sum, *parts.total) : sum);
  }
  return money;
}

void check_money(const InvestmentProblem& problem, std::size_t year, double spent, double so_far,
                 InvestmentScore& score) {
  const auto over = [&](const std::string& what, double used, double limit) {
    if (used > limit + limit_slack(limit)) {
      score.breaches.push_back(
          fmt::format("{} {}: {} is spent, and there is {}", what, year + 1, fixed(used, 2), fixed(limit, 2)));
    }
  };
  over("money up to year", so_far, problem.money_by(year));
  if (problem.left() == MoneyLeft::Lost) {
    over("budget of year", spent, problem.budget(year));
  }
}

}  // namespace

InvestmentProblem::InvestmentProblem(InvestmentParts parts)
    : premise_((check_parts(parts), parts.premise)),
      options_(with_premises(parts.options, premise_)),
      budgets_(parts.budgets),
      money_(money_of(parts)),
      left_(parts.left) {}

InvestmentScore score_investment(const InvestmentProblem& problem, std::span<const BuiltOption> built) {
  const PlacementProblem& options = problem.options();
  std::vector<CandidateId> open = standing_in(options);
  for (const BuiltOption& each : built) {
    if (each.option.index() >= options.candidates().size() || each.year >= problem.years() ||
        options.candidates()[each.option].standing != Standing::New) {
      throw ConfigError("an investment plan builds what is no option, or in no year", "name options of this problem");
    }
  }
  InvestmentScore score;
  score.before = evaluate_plan(options, open).served_weight;
  double benefit = 0.0;
  for (std::size_t year = 0; year < problem.years(); ++year) {
    InvestmentYear of_year;
    for (const BuiltOption& each : built) {
      if (each.year == year) {
        open.push_back(each.option);
        of_year.spent += options.candidates()[each.option].cost;
        ++of_year.built;
      }
    }
    const PlanScore now = evaluate_plan(options, open);
    score.cost += of_year.spent;
    of_year.benefit = now.served_weight - score.before;
    of_year.gain = of_year.benefit - std::exchange(benefit, of_year.benefit);
    of_year.left = problem.left() == MoneyLeft::Carried ? problem.money_by(year) - score.cost
                                                        : problem.budget(year) - of_year.spent;
    check_money(problem, year, of_year.spent, score.cost, score);
    if (year + 1 == problem.years()) {
      score.breaches.insert(score.breaches.end(), now.breaches.begin(), now.breaches.end());
    }
    score.sum += of_year.benefit;
    score.years.push_back(of_year);
  }
  score.benefit = benefit;
  return score;
}

std::vector<double> option_gains(const InvestmentProblem& problem, std::span<const BuiltOption> built) {
  const PlacementProblem& options = problem.options();
  std::vector<std::uint8_t> open(options.candidates().size(), 0);
  std::map<std::size_t, CandidateId> chosen;
  for (const CandidateId site : standing_in(options)) {
    open[site.index()] = 1;
  }
  for (const BuiltOption& each : built) {
    open[each.option.index()] = 1;
    chosen.emplace(problem.premise_of(each.option), each.option);
  }
  std::vector<double> gains(open.size(), 0.0);
  for (std::size_t i = 0; i < options.rows().size(); ++i) {
    const ServiceRows::Row row = options.rows().row(i);
    const auto times = std::count_if(row.candidates.begin(), row.candidates.end(),
                                     [&](CandidateId site) { return open[site.index()] != 0; });
    const auto only = std::find_if(row.candidates.begin(), row.candidates.end(),
                                   [&](CandidateId site) { return open[site.index()] != 0; });
    if (times == 1) {
      gains[only->index()] += row.weight;
    }
    for (const CandidateId site : row.candidates) {
      const auto own = chosen.find(problem.premise_of(site));
      const bool instead = times == 1 && own != chosen.end() && own->second == *only;
      if (open[site.index()] == 0 && (times == 0 || instead)) {
        gains[site.index()] += row.weight;
      }
    }
  }
  // What takes the place of a built option gives up what that one alone was worth.
  const std::vector<double> own = gains;
  for (std::size_t j = 0; j < gains.size(); ++j) {
    const auto replaced = chosen.find(problem.premise_of(CandidateId(j)));
    const bool is_new = options.candidates().items()[j].standing == Standing::New;
    if (!is_new) {
      gains[j] = 0.0;
    } else if (open[j] == 0 && replaced != chosen.end()) {
      gains[j] -= own[replaced->second.index()];
    }
  }
  return gains;
}

}  // namespace lastmeter
