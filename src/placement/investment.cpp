// SPDX-License-Identifier: Apache-2.0
#include "placement/investment.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "placement/additive_cover.h"
#include "placement/evaluate.h"
#include "placement/investment_years.h"

namespace lastmeter {

namespace {

std::vector<CandidateId> options_of(const InvestmentProblem& problem) {
  std::vector<CandidateId> options;
  const auto& candidates = problem.options().candidates();
  for (std::size_t j = 0; j < candidates.size(); ++j) {
    if (candidates.items()[j].standing == Standing::New) {
      options.emplace_back(j);
    }
  }
  return options;
}

void sort_built(std::vector<BuiltOption>& built) {
  std::sort(built.begin(), built.end(), [](const BuiltOption& a, const BuiltOption& b) {
    return std::tie(a.year, a.option) < std::tie(b.year, b.option);
  });
}

/// Everything in the last year, or in the years a plan without carried money found.
std::vector<BuiltOption> all_in(const InvestmentProblem& problem, std::span<const CandidateId> open, std::size_t year) {
  std::vector<BuiltOption> built;
  for (const CandidateId site : open) {
    if (problem.options().candidates()[site].standing == Standing::New) {
      built.push_back({site, year});
    }
  }
  return built;
}

/// How much a plan is worth to the aim.
double worth(const InvestmentProblem& problem, InvestmentAim aim, std::span<const BuiltOption> built) {
  const InvestmentScore score = score_investment(problem, built);
  return aim == InvestmentAim::End ? score.benefit : score.sum;
}

/// Leaves out what adds nothing, dearest first, and takes the cheapest option that is worth the same.
class Trimmer {
 public:
  Trimmer(const InvestmentProblem& problem, InvestmentAim aim, std::vector<BuiltOption>& built)
      : problem_(problem),
        aim_(aim),
        built_(built),
        worth_(worth(problem, aim, built)),
        slack_(1e-9 * std::max(1.0, worth_)) {}

  void leave_out() {
    std::vector<CandidateId> dearest = chosen();
    std::stable_sort(dearest.begin(), dearest.end(), [&](CandidateId a, CandidateId b) { return cost(a) > cost(b); });
    std::vector<double> gains = option_gains(problem_, built_);
    for (const CandidateId option : dearest) {
      std::vector<BuiltOption> without = built_;
      std::erase_if(without, [&](const BuiltOption& each) { return each.option == option; });
      if (gains[option.index()] <= slack_ && keeps(without)) {
        built_ = std::move(without);
        gains = option_gains(problem_, built_);
      }
    }
  }

  void take_cheaper() {
    std::vector<double> gains = option_gains(problem_, built_);
    for (const CandidateId option : chosen()) {
      for (const CandidateId other : cheaper_than(option)) {
        std::vector<BuiltOption> changed = built_;
        std::find_if(changed.begin(), changed.end(), [&](const BuiltOption& b) { return b.option == option; })->option =
            other;
        if (gains[other.index()] >= -slack_ && keeps(changed)) {
          built_ = std::move(changed);
          gains = option_gains(problem_, built_);
          break;
        }
      }
    }
  }

 private:
  [[nodiscard]] double cost(CandidateId option) const { return problem_.options().candidates()[option].cost; }
  [[nodiscard]] bool keeps(std::span<const BuiltOption> built) const {
    return worth(problem_, aim_, built) >= worth_ - slack_;
  }
  [[nodiscard]] std::vector<CandidateId> chosen() const {
    std::vector<CandidateId> options;
    for (const BuiltOption& each : built_) {
      options.push_back(each.option);
    }
    std::sort(options.begin(), options.end());
    return options;
  }
  /// Of the same premise, cheapest first.
  [[nodiscard]] std::vector<CandidateId> cheaper_than(CandidateId option) const {
    std::vector<CandidateId> others = options_of(problem_);
    std::erase_if(others, [&](CandidateId other) {
      return problem_.premise_of(other) != problem_.premise_of(option) || cost(other) >= cost(option);
    });
    std::stable_sort(others.begin(), others.end(), [&](CandidateId a, CandidateId b) { return cost(a) < cost(b); });
    return others;
  }

  const InvestmentProblem& problem_;
  InvestmentAim aim_;
  std::vector<BuiltOption>& built_;
  double worth_;
  double slack_;
};

/// The same options in better years.
void order(const InvestmentProblem& problem, const PlacementOptions& options, Progress& progress,
           InvestmentPlan& plan) {
  const std::size_t last = problem.years() - 1;
  plan.order_proved = last == 0 || plan.built.empty();
  if (plan.order_proved) {
    return;
  }
  std::vector<CandidateId> chosen;
  for (const BuiltOption& each : plan.built) {
    chosen.push_back(each.option);
  }
  std::sort(chosen.begin(), chosen.end());
  const OptionYears years(problem, chosen, last, YearRows::EachYear, true);
  const SitePlan early = solve_options(years.problem(), options, progress);
  plan.stopped_by_time = plan.stopped_by_time || early.stopped_by_time;
  if (early.outcome != Outcome::Solved) {
    return;
  }
  std::vector<BuiltOption> ordered = years.built_in(early.open);
  for (const CandidateId option : chosen) {
    if (std::none_of(ordered.begin(), ordered.end(), [&](const BuiltOption& b) { return b.option == option; })) {
      ordered.push_back({option, last});
    }
  }
  const InvestmentScore found = score_investment(problem, ordered);
  if (found.breaches.empty() && found.sum >= score_investment(problem, plan.built).sum) {
    plan.built = std::move(ordered);
    plan.order_proved = early.proved;
  }
}

/// What the best plan builds, and how good a plan can be at most.
struct Found {
  std::vector<BuiltOption> built;
  std::optional<double> bound;
  bool proved = false;
};

Found by_years(const InvestmentProblem& problem, InvestmentAim aim, const PlacementOptions& options, Progress& progress,
               InvestmentPlan& plan) {
  const YearRows rows = aim == InvestmentAim::End ? YearRows::Once : YearRows::EachYear;
  const OptionYears years(problem, options_of(problem), problem.years(), rows, false);
  const SitePlan found = solve_options(years.problem(), options, progress);
  plan.stopped_by_time = plan.stopped_by_time || found.stopped_by_time;
  if (found.outcome != Outcome::Solved) {
    return {};
  }
  const double times = rows == YearRows::Once ? 1.0 : static_cast<double>(problem.years());
  const double before = times * score_investment(problem, {}).before;
  return {years.built_in(found.open), found.bound ? std::optional(*found.bound - before) : std::nullopt, found.proved};
}

/// The most premises that money could pay, each with its cheapest option: 52.5 are 52, which a linear bound does not
/// see.
std::size_t affordable(const InvestmentProblem& problem, double money) {
  std::map<std::size_t, double> cheapest;
  for (const CandidateId option : options_of(problem)) {
    const double cost = problem.options().candidates()[option].cost;
    const auto [at, is_new] = cheapest.try_emplace(problem.premise_of(option), cost);
    at->second = std::min(at->second, cost);
  }
  std::vector<double> costs;
  for (const auto& [premise, cost] : cheapest) {
    costs.push_back(cost);
  }
  std::sort(costs.begin(), costs.end());
  double spent = 0.0;
  std::size_t count = 0;
  while (count < costs.size() && spent + costs[count] <= money + 2.0 * limit_slack(money)) {
    spent += costs[count++];
  }
  return count;
}

/// `budget_curve` of options that are worth what they are, whatever else is built.
std::vector<CoverCurvePoint> additive_curve(const InvestmentProblem& problem, std::span<const double> budgets,
                                            const PlacementOptions& options, Progress& progress) {
  std::vector<CoverCurvePoint> curve;
  for (const double money : budgets) {
    PlacementParts parts = problem.options().parts();
    parts.budget = money;
    parts.sites = affordable(problem, money);
    CoverCurvePoint point{.limit = money, .plan = {}, .carried = false, .gain = {}};
    point.plan = solve_options(PlacementProblem(std::move(parts)), options, progress);
    curve.push_back(std::move(point));
  }
  return curve;
}

Found at_once(const InvestmentProblem& problem, InvestmentPlan& plan) {
  const SitePlan& best = plan.free.back().plan;
  if (best.outcome != Outcome::Solved) {
    return {};
  }
  const double before = score_investment(problem, {}).before;
  return {all_in(problem, best.open, problem.years() - 1),
          best.bound ? std::optional(*best.bound - before) : std::nullopt, best.proved};
}

}  // namespace

std::optional<double> gap_of(const InvestmentPlan& plan) {
  if (!plan.bound) {
    return std::nullopt;
  }
  const double larger = std::max(std::abs(*plan.bound), std::abs(plan.objective));
  return larger > 0.0 ? std::abs(*plan.bound - plan.objective) / larger : 0.0;
}

std::optional<double> free_benefit(const InvestmentPlan& plan, std::size_t year) {
  const SitePlan& free = plan.free[year].plan;
  return free.outcome == Outcome::Solved
             ? std::optional(std::max(free.objective - plan.score.before, plan.score.years[year].benefit))
             : std::nullopt;
}

std::optional<double> loss_of(const InvestmentPlan& plan, std::size_t year) {
  const auto free = free_benefit(plan, year);
  return free ? std::optional(*free - plan.score.years[year].benefit) : std::nullopt;
}

InvestmentPlan plan_investment(const InvestmentProblem& problem, InvestmentAim aim, const PlacementOptions& options,
                               Progress& progress) {
  InvestmentPlan plan;
  std::vector<double> money;
  for (std::size_t year = 0; year < problem.years(); ++year) {
    money.push_back(problem.money_by(year));
  }
  plan.free = is_additive(problem.options()) ? additive_curve(problem, money, options, progress)
                                             : budget_curve(problem.options(), money, options, progress);
  for (const CoverCurvePoint& point : plan.free) {
    plan.stopped_by_time = plan.stopped_by_time || point.plan.stopped_by_time;
  }
  const bool money_waits = problem.left() == MoneyLeft::Carried;
  Found found = aim == InvestmentAim::End && money_waits ? at_once(problem, plan)
                                                         : by_years(problem, aim, options, progress, plan);
  plan.outcome = Outcome::Solved;
  plan.built = std::move(found.built);
  Trimmer trimmer(problem, aim, plan.built);
  trimmer.leave_out();
  trimmer.take_cheaper();
  if (aim == InvestmentAim::End) {
    order(problem, options, progress, plan);
  } else {
    plan.order_proved = found.proved;
  }
  sort_built(plan.built);
  plan.score = score_investment(problem, plan.built);
  plan.objective = aim == InvestmentAim::End ? plan.score.benefit : plan.score.sum;
  plan.bound = found.bound ? std::optional(std::max(*found.bound, plan.objective)) : std::nullopt;
  plan.proved = found.proved;
  if (plan.proved) {
    plan.bound = plan.objective;
  }
  return plan;
}

}  // namespace lastmeter
