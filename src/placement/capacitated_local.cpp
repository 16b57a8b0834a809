// SPDX-License-Identifier: Apache-2.0
#include "placement/capacitated_local.h"

#include <algorithm>
#include <cmath>

#include "core/stopwatch.h"
#include "placement/rule_state.h"

namespace lastmeter {

namespace {

constexpr std::size_t kAsked = 6;  // most promising moves that a flow is asked about

class Clock {
 public:
  explicit Clock(const StopRule& stop) : stop_(stop) {}
  [[nodiscard]] bool over() const { return stop_.seconds && watch_.seconds() > *stop_.seconds; }

 private:
  StopRule stop_;
  Stopwatch watch_;
};

struct Priced {
  CapacitatedTry plan;
  std::vector<double> prices;
};

Priced price(const PlacementProblem& problem, const CapacitatedRows& rows, std::vector<double> open) {
  std::optional<CapacitatedFlow> flow = route(rows, open);
  if (!flow) {
    flow = route_most(rows, open);
  }
  Priced priced;
  priced.plan = {.open = std::move(open), .unserved = flow->unserved, .cost = flow->cost};
  for (std::size_t j = 0; j < priced.plan.open.size(); ++j) {
    priced.plan.cost += priced.plan.open[j] > 0.0 ? problem.candidates().items()[j].cost : 0.0;
  }
  priced.prices = std::move(flow->prices);
  return priced;
}

bool better(const CapacitatedTry& a, const CapacitatedTry& b) {
  return a.unserved != b.unserved ? a.unserved < b.unserved : a.cost < b.cost - 1e-11 * std::abs(b.cost);
}

/// Sites that may open, by the most they can save at these prices.
std::vector<std::pair<double, std::size_t>> promising(const PlacementProblem& problem, const CapacitatedRows& rows,
                                                      const Priced& now) {
  const CapacityCut cut = price_cut(rows, now.prices);
  std::vector<std::pair<double, std::size_t>> sites;
  for (std::size_t j = 0; j < cut.values.size(); ++j) {
    const double saving = cut.values[j] - problem.candidates().items()[j].cost;
    if (now.plan.open[j] == 0.0 && (saving > 0.0 || (now.plan.unserved > 0 && cut.values[j] > 0.0))) {
      sites.emplace_back(saving, j);
    }
  }
  std::stable_sort(sites.begin(), sites.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  return sites;
}

/// The best of the most promising openings, `out` closed for it (none: nothing closes).
std::optional<Priced> best_opening(const PlacementProblem& problem, const CapacitatedRows& rows, const Priced& now,
                                   const CapacitatedTry& to_beat, const RuleState& state,
                                   std::optional<CandidateId> out) {
  std::optional<Priced> best;
  std::size_t asked = 0;
  for (const auto& [saving, j] : promising(problem, rows, now)) {
    const CapacitatedTry& beat = best ? best->plan : to_beat;
    const bool too_little = now.plan.unserved == 0 && now.plan.cost - saving >= beat.cost && beat.unserved == 0;
    if (asked == kAsked || too_little) {
      break;
    }
    const CandidateId in(j);
    if (out ? state.may_swap(*out, in) : state.may_open(in)) {
      ++asked;
      std::vector<double> open = now.plan.open;
      open[j] = 1.0;
      Priced tried = price(problem, rows, std::move(open));
      if (better(tried.plan, beat)) {
        best = std::move(tried);
      }
    }
  }
  return best;
}

RuleState state_of(const PlacementProblem& problem, const std::vector<double>& open) {
  RuleState state(problem);
  for (std::size_t j = 0; j < open.size(); ++j) {
    if (open[j] > 0.0 && !state.is_open(CandidateId(j))) {
      state.open(CandidateId(j));
    }
  }
  return state;
}

std::vector<double> mask_of(std::size_t candidates, std::span<const CandidateId> open) {
  std::vector<double> mask(candidates, 0.0);
  for (const CandidateId site : open) {
    mask[site.index()] = 1.0;
  }
  return mask;
}

/// Fixed sites, and for rules that ask for more the lowest ids that the other limits allow; none where that does not
/// do.
std::optional<std::vector<CandidateId>> least_open(const PlacementProblem& problem) {
  RuleState state(problem);
  for (const SiteRule& rule : problem.parts().rules) {
    const double wanted = rule.at_least.value_or(0.0);
    double used = 0.0;
    for (std::size_t k = 0; k < rule.candidates.size(); ++k) {
      const double each = rule.coefficients.empty() ? 1.0 : rule.coefficients[k];
      if (used < wanted && each > 0.0 && state.may_open(rule.candidates[k])) {
        state.open(rule.candidates[k]);
      }
      used += state.is_open(rule.candidates[k]) ? each : 0.0;
    }
  }
  return state.satisfied() ? std::optional(state.open_sites()) : std::nullopt;
}

/// The site that wins most of the missing weight.
std::optional<std::size_t> widest(const PlacementProblem& problem, const CapacitatedRows& rows, const Priced& now,
                                  const RuleState& state, bool per_cost) {
  const CapacitatedFlow shortage = route_shortage(rows, now.plan.open);
  const CapacityCut cut = shortage_cut(rows, shortage.prices);
  const double missing = static_cast<double>(shortage.unserved) * rows.weight_unit;
  std::optional<std::size_t> best;
  double most = 0.0;
  for (std::size_t j = 0; j < cut.values.size(); ++j) {
    const double cost = problem.candidates().items()[j].cost;
    const double won = std::min(missing, cut.values[j]) / (per_cost && cost > 0.0 ? cost : 1.0);
    if (won > most && state.may_open(CandidateId(j))) {
      most = won;
      best = j;
    }
  }
  return best;
}

Priced grow(const PlacementProblem& problem, const CapacitatedRows& rows, Priced now, bool per_cost,
            const StopRule& stop, const Clock& clock) {
  RuleState state = state_of(problem, now.plan.open);
  while (!clock.over() && now.plan.moves < stop.iterations.value_or(now.plan.moves + 1)) {
    const std::size_t moves = now.plan.moves + 1;
    std::vector<double> open = now.plan.open;
    if (now.plan.unserved > 0) {
      const std::optional<std::size_t> site = widest(problem, rows, now, state, per_cost);
      if (!site) {
        break;
      }
      open[*site] = 1.0;
      now = price(problem, rows, std::move(open));
    } else {
      std::optional<Priced> next = best_opening(problem, rows, now, now.plan, state, std::nullopt);
      if (!next) {
        break;
      }
      now = std::move(*next);
    }
    now.plan.moves = moves;
    state = state_of(problem, now.plan.open);
  }
  return now;
}

}  // namespace

CapacitatedTry price_try(const PlacementProblem& problem, const CapacitatedRows& rows, std::vector<double> open) {
  return price(problem, rows, std::move(open)).plan;
}

std::vector<CandidateId> sites_of(const CapacitatedTry& plan) {
  std::vector<CandidateId> sites;
  for (std::size_t j = 0; j < plan.open.size(); ++j) {
    if (plan.open[j] > 0.0) {
      sites.emplace_back(j);
    }
  }
  return sites;
}

std::optional<CapacitatedTry> capacitated_greedy(const PlacementProblem& problem, const CapacitatedRows& rows,
                                                 const StopRule& stop) {
  const Clock clock(stop);
  const std::optional<std::vector<CandidateId>> base = least_open(problem);
  if (!base) {
    return std::nullopt;
  }
  const Priced start = price(problem, rows, mask_of(problem.candidates().size(), *base));
  CapacitatedTry best = grow(problem, rows, start, false, stop, clock).plan;
  if (start.plan.unserved > 0) {
    CapacitatedTry other = grow(problem, rows, start, true, stop, clock).plan;
    if (better(other, best)) {
      best = std::move(other);
    }
  }
  best.stopped_by_time = clock.over();
  return best;
}

CapacitatedTry capacitated_interchange(const PlacementProblem& problem, const CapacitatedRows& rows,
                                       CapacitatedTry start, const StopRule& stop, Progress& progress) {
  const Clock clock(stop);
  std::size_t moves = start.moves;
  Priced now = price(problem, rows, std::move(start.open));
  std::size_t out = 0;        // the next open site to close or swap
  std::size_t fruitless = 0;  // tried since the last move
  const std::size_t sites = now.plan.open.size();
  const auto may_go_on = [&] { return !clock.over() && moves < stop.iterations.value_or(moves + 1); };
  while (sites > 0 && may_go_on() && fruitless <= sites) {
    progress.step(moves);
    const RuleState state = state_of(problem, now.plan.open);
    std::optional<Priced> next;
    if (fruitless == 0) {
      next = best_opening(problem, rows, now, now.plan, state, std::nullopt);
    }
    if (!next && now.plan.open[out] > 0.0 && problem.candidates().items()[out].standing != Standing::Fixed) {
      std::vector<double> open = now.plan.open;
      open[out] = 0.0;
      Priced without = price(problem, rows, std::move(open));
      const bool may_close = state.may_close(CandidateId(out));
      const CapacitatedTry& beat = may_close && better(without.plan, now.plan) ? without.plan : now.plan;
      next = best_opening(problem, rows, without, beat, state, CandidateId(out));
      if (!next && &beat == &without.plan) {
        next = std::move(without);
      }
    }
    if (next) {
      now = std::move(*next);
      ++moves;
      fruitless = 0;
    } else {
      out = (out + 1) % sites;
      ++fruitless;
    }
  }
  now.plan.moves = moves;
  now.plan.stopped_by_time = clock.over();
  return now.plan;
}

}  // namespace lastmeter
