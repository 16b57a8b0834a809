// SPDX-License-Identifier: Apache-2.0
#include "placement/evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/error.h"
#include "core/text.h"
#include "placement/allocate.h"

namespace lastmeter {

namespace {

/// Neumaier's compensated sum: the last digit does not depend on which large and small numbers meet.
class Sum {
 public:
  void add(double number) {
    const double next = sum_ + number;
    lost_ += std::abs(sum_) >= std::abs(number) ? (sum_ - next) + number : (number - next) + sum_;
    sum_ = next;
  }
  [[nodiscard]] double value() const { return sum_ + lost_; }

 private:
  double sum_ = 0.0;
  double lost_ = 0.0;
};

using OpenMask = std::vector<std::uint8_t>;

OpenMask mask_of(const PlacementProblem& problem, std::span<const CandidateId> open) {
  OpenMask mask(problem.candidates().size(), 0);
  for (const CandidateId site : open) {
    if (site.index() >= mask.size()) {
      throw ConfigError(fmt::format("the plan opens site {}, but there are {} candidates", site.index(), mask.size()),
                        "name candidates of this problem");
    }
    mask[site.index()] = 1;
  }
  return mask;
}

/// Share of a row's weight that counts as served.
double served_share(const PlacementParts& parts, const ServiceRows::Row& row, const OpenMask& mask) {
  std::size_t times = 0;
  double best = 0.0;
  for (std::size_t k = 0; k < row.candidates.size(); ++k) {
    if (mask[row.candidates[k].index()] != 0) {
      ++times;
      best = std::max(best, row.values.empty() ? 1.0 : row.values[k]);
    }
  }
  return times >= parts.cover_times ? best : 0.0;
}

std::optional<double> nearest_open(const ServiceRows::Row& row, const OpenMask& mask) {
  std::optional<double> nearest;
  for (std::size_t k = 0; k < row.candidates.size(); ++k) {
    if (mask[row.candidates[k].index()] != 0 && (!nearest || row.values[k] < *nearest)) {
      nearest = row.values[k];
    }
  }
  return nearest;
}

void score_cover(const PlacementProblem& problem, const OpenMask& mask, PlanScore& score) {
  const PlacementParts& parts = problem.parts();
  Sum served;
  for (std::size_t i = 0; i < parts.rows.size(); ++i) {
    const ServiceRows::Row row = parts.rows.row(i);
    served.add(row.weight * served_share(parts, row, mask));
  }
  score.served_weight = served.value();
  score.objective = parts.goal == PlacementGoal::MaxCover ? score.served_weight : score.cost;
  const double asked = parts.cover_share * problem.total_weight();
  if (parts.goal == PlacementGoal::SetCover && score.served_weight < asked - problem.spare_weight()) {
    score.breaches.push_back(fmt::format("serves {} of the {} asked for", score.served_weight, asked));
  }
}

void score_distance(const PlacementProblem& problem, const OpenMask& mask, PlanScore& score) {
  const PlacementParts& parts = problem.parts();
  Sum total;
  Sum served;
  Sum unserved;
  double worst = 0.0;
  for (std::size_t i = 0; i < parts.rows.size(); ++i) {
    const ServiceRows::Row row = parts.rows.row(i);
    const std::optional<double> nearest = nearest_open(row, mask);
    if (row.weight == 0.0) {
      continue;
    }
    if (!nearest) {
      unserved.add(row.weight);
      continue;
    }
    served.add(row.weight);
    total.add(row.weight * *nearest);
    worst = std::max(worst, *nearest);
  }
  score.served_weight = served.value();
  score.objective = parts.goal == PlacementGoal::PCenter ? worst : total.value();
  if (unserved.value() > 0.0) {
    score.breaches.push_back(fmt::format("leaves a weight of {} without any site", unserved.value()));
  }
}

void score_capacitated(const PlacementProblem& problem, std::span<const CandidateId> open, PlanScore& score) {
  const RowAllocation allocation = allocate_rows_capacitated(problem, open);
  score.objective = score.cost + allocation.cost;
  score.served_weight = problem.total_weight() - allocation.unserved_weight;
  if (allocation.unreached_weight > 0.0) {
    score.breaches.push_back(fmt::format("leaves a weight of {} without any site", allocation.unreached_weight));
  }
  if (const double missing = allocation.unserved_weight - allocation.unreached_weight;
      missing > 1e-12 * problem.total_weight()) {
    score.breaches.push_back(fmt::format("capacity short by {}", missing));
  }
}

void check_limit(const std::string& name, double used, std::optional<double> at_least, std::optional<double> at_most,
                 PlanScore& score) {
  if (at_most && used > *at_most + limit_slack(*at_most)) {
    score.breaches.push_back(fmt::format("{}: {}, at most {}", name, used, *at_most));
  }
  if (at_least && used < *at_least - limit_slack(*at_least)) {
    score.breaches.push_back(fmt::format("{}: {}, at least {}", name, used, *at_least));
  }
}

void check_limits(const PlacementParts& parts, const OpenMask& mask, PlanScore& score) {
  for (std::size_t j = 0; j < mask.size(); ++j) {
    if (mask[j] == 0 && parts.candidates.items()[j].standing == Standing::Fixed) {
      score.breaches.push_back(fmt::format("closes site '{}', which must stay", parts.candidates.items()[j].code));
    }
  }
  if (parts.sites) {
    check_limit("new sites", static_cast<double>(score.new_sites), std::nullopt, static_cast<double>(*parts.sites),
                score);
  }
  if (parts.budget) {
    check_limit("cost", score.cost, std::nullopt, parts.budget, score);
  }
  for (const SiteRule& rule : parts.rules) {
    Sum used;
    for (std::size_t k = 0; k < rule.candidates.size(); ++k) {
      if (mask[rule.candidates[k].index()] != 0) {
        used.add(rule.coefficients.empty() ? 1.0 : rule.coefficients[k]);
      }
    }
    check_limit(rule.name, used.value(), rule.at_least, rule.at_most, score);
  }
}

}  // namespace

PlanScore evaluate_plan(const PlacementProblem& problem, std::span<const CandidateId> open) {
  const PlacementParts& parts = problem.parts();
  const OpenMask mask = mask_of(problem, open);
  PlanScore score;
  Sum cost;
  for (std::size_t j = 0; j < mask.size(); ++j) {
    if (mask[j] != 0) {
      cost.add(parts.candidates.items()[j].cost);
      score.new_sites += parts.candidates.items()[j].standing == Standing::New ? 1 : 0;
    }
  }
  score.cost = cost.value();
  switch (parts.goal) {
    case PlacementGoal::SetCover:
    case PlacementGoal::MaxCover:
      score_cover(problem, mask, score);
      break;
    case PlacementGoal::PMedian:
    case PlacementGoal::PCenter:
      score_distance(problem, mask, score);
      break;
    case PlacementGoal::Capacitated:
      score_capacitated(problem, open, score);
      break;
  }
  check_limits(parts, mask, score);
  return score;
}

}  // namespace lastmeter
