// SPDX-License-Identifier: Apache-2.0
#include "placement/phasing.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "core/error.h"
#include "placement/evaluate.h"

namespace lastmeter {

namespace {

constexpr std::size_t kMostExact = 15;
constexpr double kMostWork = 2e9;

/// Lower is better: unserved weight, then the value (negative where more is better).
struct Worth {
  double unserved = 0.0;
  double value = 0.0;

  Worth operator+(const Worth& other) const { return {unserved + other.unserved, value + other.value}; }
  bool operator<(const Worth& other) const {
    return unserved != other.unserved ? unserved < other.unserved : value < other.value;
  }
};

/// The plan's own sites, and what any part of them is worth.
class Stages {
 public:
  Stages(const PlacementProblem& problem, std::span<const CandidateId> plan) : problem_(reduced(problem, plan)) {
    for (const CandidateId site : plan) {
      const bool is_new = problem.candidates()[site].standing == Standing::New;
      (is_new ? to_open_ : standing_).push_back(site);
    }
    std::sort(to_open_.begin(), to_open_.end());
    to_open_.erase(std::unique(to_open_.begin(), to_open_.end()), to_open_.end());
  }

  [[nodiscard]] const std::vector<CandidateId>& to_open() const { return to_open_; }
  [[nodiscard]] double pairs() const { return static_cast<double>(problem_.rows().candidates.size() + 1); }

  /// With the first `count` of an order open.
  [[nodiscard]] Worth worth(std::span<const CandidateId> opened) const {
    std::vector<CandidateId> open = standing_;
    open.insert(open.end(), opened.begin(), opened.end());
    const PlanScore score = evaluate_plan(problem_, open);
    if (is_cover(problem_.goal())) {
      return {0.0, -score.served_weight};
    }
    const double unserved = problem_.total_weight() - score.served_weight;
    return {unserved > 1e-12 * problem_.total_weight() ? unserved : 0.0, score.objective};
  }

 private:
  /// Rows name the plan's sites alone, and no limit is looked at.
  static PlacementProblem reduced(const PlacementProblem& problem, std::span<const CandidateId> plan) {
    std::vector<std::uint8_t> in_plan(problem.candidates().size(), 0);
    for (const CandidateId site : plan) {
      if (site.index() >= in_plan.size()) {
        throw ConfigError("the plan opens a site beyond the last candidate", "name candidates of this problem");
      }
      in_plan[site.index()] = 1;
    }
    PlacementParts parts;
    parts.goal = problem.goal();
    parts.candidates = problem.candidates();
    parts.cover_times = problem.parts().cover_times;
    parts.rows.starts.push_back(0);
    for (std::size_t i = 0; i < problem.rows().size(); ++i) {
      const ServiceRows::Row row = problem.rows().row(i);
      parts.rows.weights.push_back(row.weight);
      for (std::size_t k = 0; k < row.candidates.size(); ++k) {
        if (in_plan[row.candidates[k].index()] != 0) {
          parts.rows.candidates.push_back(row.candidates[k]);
          if (!row.values.empty()) {
            parts.rows.values.push_back(row.values[k]);
          }
        }
      }
      parts.rows.starts.push_back(parts.rows.candidates.size());
    }
    return PlacementProblem(std::move(parts));
  }

  PlacementProblem problem_;
  std::vector<CandidateId> standing_;
  std::vector<CandidateId> to_open_;
};

/// How many are open after each step; the last is `sites`.
std::vector<std::size_t> step_ends(std::size_t sites, std::span<const std::size_t> sizes) {
  std::vector<std::size_t> ends;
  std::size_t open = 0;
  for (const std::size_t size : sizes) {
    if (size == 0) {
      throw ConfigError("a step opens 0 sites", "give every step 1 or more");
    }
    if (open < sites) {
      open += std::min(size, sites - open);
      ends.push_back(open);
    }
  }
  while (open < sites) {
    open = sizes.empty() ? open + 1 : sites;
    ends.push_back(open);
  }
  return ends;
}

/// Best chain of subsets; only subsets as large as a step's end are worth anything.
std::vector<CandidateId> best_order(const Stages& stages, std::span<const std::size_t> ends) {
  const std::vector<CandidateId>& sites = stages.to_open();
  const std::size_t full = (std::size_t{1} << sites.size()) - 1;
  std::vector<Worth> best(full + 1);
  std::vector<std::uint8_t> last(full + 1, 0);
  for (std::size_t set = 1; set <= full; ++set) {
    bool first = true;
    for (std::size_t k = sites.size(); k-- > 0;) {
      if ((set >> k & 1U) == 0) {
        continue;
      }
      const Worth& before = best[set ^ (std::size_t{1} << k)];
      if (first || before < best[set]) {
        best[set] = before;
        last[set] = static_cast<std::uint8_t>(k);
        first = false;
      }
    }
    const auto count = static_cast<std::size_t>(std::popcount(set));
    if (std::binary_search(ends.begin(), ends.end(), count)) {
      std::vector<CandidateId> opened;
      for (std::size_t k = 0; k < sites.size(); ++k) {
        if ((set >> k & 1U) != 0) {
          opened.push_back(sites[k]);
        }
      }
      best[set] = best[set] + stages.worth(opened);
    }
  }
  std::vector<CandidateId> order;
  for (std::size_t set = full; set != 0; set ^= std::size_t{1} << last[set]) {
    order.push_back(sites[last[set]]);
  }
  std::reverse(order.begin(), order.end());
  return order;
}

Worth worth_of(const Stages& stages, std::span<const std::size_t> ends, std::span<const CandidateId> order) {
  Worth sum;
  for (const std::size_t end : ends) {
    sum = sum + stages.worth(order.first(end));
  }
  return sum;
}

std::vector<CandidateId> greedy_order(const Stages& stages) {
  std::vector<CandidateId> order = stages.to_open();
  for (std::size_t done = 0; done < order.size(); ++done) {
    std::size_t best = done;
    Worth best_worth;
    for (std::size_t k = done; k < order.size(); ++k) {
      std::swap(order[done], order[k]);
      const Worth worth = stages.worth(std::span(order).first(done + 1));
      std::swap(order[done], order[k]);
      if (k == done || worth < best_worth) {
        best_worth = worth;
        best = k;
      }
    }
    std::rotate(order.begin() + static_cast<std::ptrdiff_t>(done), order.begin() + static_cast<std::ptrdiff_t>(best),
                order.begin() + static_cast<std::ptrdiff_t>(best) + 1);
  }
  return order;
}

std::vector<CandidateId> exchanged_order(const Stages& stages, std::span<const std::size_t> ends) {
  std::vector<CandidateId> order = greedy_order(stages);
  Worth now = worth_of(stages, ends, order);
  bool better = true;
  while (better) {
    better = false;
    for (std::size_t a = 0; a < order.size(); ++a) {
      for (std::size_t b = a + 1; b < order.size(); ++b) {
        std::swap(order[a], order[b]);
        const Worth worth = worth_of(stages, ends, order);
        if (worth < now) {
          now = worth;
          better = true;
        } else {
          std::swap(order[a], order[b]);
        }
      }
    }
  }
  return order;
}

void set_price(const PlacementProblem& problem, std::size_t open, const PlacementOptions& options, Progress& progress,
               PhasingStep& step) {
  PlacementParts parts = problem.parts();
  parts.goal = parts.goal == PlacementGoal::SetCover ? PlacementGoal::MaxCover : parts.goal;
  parts.sites = open;
  const PlacementProblem limited(std::move(parts));
  SitePlan free = place_sites(limited, options, progress);
  if (free.outcome != Outcome::Solved) {
    return;
  }
  if (step.unserved_weight == 0.0) {
    const double lost = is_maximized(limited.goal()) ? free.objective - step.value : step.value - free.objective;
    step.price = std::max(0.0, lost);
  }
  step.free = std::move(free);
}

}  // namespace

Phasing phase_opening(const PlacementProblem& problem, std::span<const CandidateId> plan,
                      std::span<const std::size_t> step_sizes, const PlacementOptions& options, Progress& progress) {
  const Stages stages(problem, plan);
  const std::size_t sites = stages.to_open().size();
  const std::vector<std::size_t> ends = step_ends(sites, step_sizes);
  Phasing phasing;
  phasing.exact = sites <= kMostExact && stages.pairs() * static_cast<double>(std::size_t{1} << sites) <= kMostWork;
  const std::vector<CandidateId> order = phasing.exact ? best_order(stages, ends) : exchanged_order(stages, ends);
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    PhasingStep step;
    step.opened.assign(order.begin() + static_cast<std::ptrdiff_t>(begin),
                       order.begin() + static_cast<std::ptrdiff_t>(end));
    std::sort(step.opened.begin(), step.opened.end());
    const Worth worth = stages.worth(std::span(order).first(end));
    step.value = is_cover(problem.goal()) ? -worth.value : worth.value;
    step.unserved_weight = worth.unserved;
    set_price(problem, end, options, progress, step);
    phasing.steps.push_back(std::move(step));
    begin = end;
  }
  return phasing;
}

}  // namespace lastmeter
