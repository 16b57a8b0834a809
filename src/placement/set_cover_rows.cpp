// SPDX-License-Identifier: Apache-2.0
#include "placement/set_cover_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "placement/placement_mip.h"

namespace lastmeter {

namespace {

constexpr double kMostWhole = 0x1p50;

double best_value(const ServiceRows::Row& row) {
  return row.values.empty() ? 1.0 : *std::max_element(row.values.begin(), row.values.end());
}

/// Rows that no plan can tell apart, as one.
struct MergedRows {
  struct Key {
    std::vector<CandidateId> candidates;
    std::vector<double> values;
    auto operator<=>(const Key&) const = default;
  };
  std::map<Key, double> weights;
};

MergedRows merged(const PlacementProblem& problem) {
  MergedRows rows;
  for (std::size_t i = 0; i < problem.rows().size(); ++i) {
    const ServiceRows::Row row = problem.rows().row(i);
    if (row.weight > 0.0 && row.candidates.size() >= problem.parts().cover_times) {
      rows.weights[{{row.candidates.begin(), row.candidates.end()}, {row.values.begin(), row.values.end()}}] +=
          row.weight;
    }
  }
  return rows;
}

MipModel::Row sites_row(const std::vector<CandidateId>& sites) {
  MipModel::Row row;
  for (const CandidateId site : sites) {
    row.columns.push_back(static_cast<int>(site.index()));
    row.coefficients.push_back(1.0);
  }
  return row;
}

/// A column for the part of the weight that counts once enough of `sites` are open.
void append_level(const PlacementProblem& problem, const std::vector<CandidateId>& sites, double weight,
                  MipModel& model, MipModel::Row& served) {
  const auto times = static_cast<double>(problem.parts().cover_times);
  MipModel::Row row = sites_row(sites);
  row.low = 0.0;
  row.columns.push_back(model.add_column({.cost = 0.0, .low = 0.0, .high = 1.0, .integer = times > 1.0}));
  row.coefficients.push_back(-times);
  served.columns.push_back(row.columns.back());
  served.coefficients.push_back(weight);
  model.rows.push_back(std::move(row));
}

void append_levels(const PlacementProblem& problem, const MergedRows::Key& key, double weight, MipModel& model,
                   MipModel::Row& served) {
  if (key.values.empty()) {
    append_level(problem, key.candidates, weight, model, served);
    return;
  }
  std::vector<double> levels = key.values;
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  double below = 0.0;
  for (const double level : levels) {
    std::vector<CandidateId> sites;
    for (std::size_t k = 0; k < key.candidates.size(); ++k) {
      if (key.values[k] >= level) {
        sites.push_back(key.candidates[k]);
      }
    }
    append_level(problem, sites, weight * (level - below), model, served);
    below = level;
  }
}

/// Whether nothing with weight may be left out, so that every row stands alone.
bool asks_for_all(const PlacementProblem& problem, double asked) {
  const double spare = problem.total_weight() - asked;
  const std::vector<double>& weights = problem.rows().weights;
  return std::all_of(weights.begin(), weights.end(),
                     [&](double weight) { return weight == 0.0 || weight > 1.001 * spare; });
}

enum class PairKind { Full, TooLittle, Some };

PairKind kind_of(double weight, double value, double spare) {
  if (value == 1.0) {
    return PairKind::Full;
  }
  return weight * (1.0 - value) > 1.001 * spare ? PairKind::TooLittle : PairKind::Some;
}

}  // namespace

Reachable reachable(const PlacementProblem& problem) {
  Reachable result;
  for (std::size_t i = 0; i < problem.rows().size(); ++i) {
    const ServiceRows::Row row = problem.rows().row(i);
    const bool served = row.candidates.size() >= problem.parts().cover_times;
    result.weight += served ? row.weight * best_value(row) : 0.0;
    result.lost_weight += served ? row.weight * (1.0 - best_value(row)) : row.weight;
    result.lost_rows += row.weight > 0.0 && !served ? 1 : 0;
  }
  return result;
}

double asked_weight(const PlacementProblem& problem) {
  return problem.parts().cover_share * problem.total_weight() - problem.spare_weight();
}

std::optional<std::string> unreachable_reason(const PlacementProblem& problem) {
  const Reachable most = reachable(problem);
  if (most.weight >= asked_weight(problem)) {
    return std::nullopt;
  }
  const std::size_t times = problem.parts().cover_times;
  const double share = most.weight / problem.total_weight();
  return fmt::format(
      "{} of {} demand rows are reached by {}; with all candidates open a weight of {:.6g} of {:.6g} is served, {:.4f} "
      "%, and {:.4f} % is asked for: ask for at most {:.4f} %, or add candidates that serve the other {:.6g}",
      most.lost_rows, problem.rows().size(),
      times == 1 ? "no candidate" : fmt::format("fewer than {} candidates", times), most.weight, problem.total_weight(),
      100.0 * share, 100.0 * problem.parts().cover_share, std::floor(1e6 * share) / 1e4, most.lost_weight);
}

WholeCosts whole_costs(const std::vector<double>& costs, double ceiling) {
  WholeCosts result;
  std::vector<double> used;
  for (const double cost : costs) {
    used.push_back(std::min(cost, ceiling));
  }
  const double total = std::accumulate(used.begin(), used.end(), 0.0);
  result.exact =
      total < kMostWhole && std::all_of(used.begin(), used.end(), [](double cost) { return cost == std::floor(cost); });
  if (!result.exact) {
    result.unit = std::exp2(std::ceil(std::log2(total / kMostWhole)));
  }
  std::int64_t divisor = 0;
  for (const double cost : used) {
    result.costs.push_back(static_cast<std::int64_t>(std::floor(cost / result.unit)));
    divisor = std::gcd(divisor, result.costs.back());
  }
  if (divisor > 1) {
    std::for_each(result.costs.begin(), result.costs.end(), [&](std::int64_t& cost) { cost /= divisor; });
    result.unit *= static_cast<double>(divisor);
  }
  return result;
}

std::optional<CoverLists> full_cover_rows(const PlacementProblem& problem) {
  const PlacementParts& parts = problem.parts();
  const double spare = problem.total_weight() - asked_weight(problem);
  if (parts.cover_times != 1 || !asks_for_all(problem, asked_weight(problem))) {
    return std::nullopt;
  }
  CoverLists rows;
  for (std::size_t i = 0; i < parts.rows.size(); ++i) {
    const ServiceRows::Row row = parts.rows.row(i);
    bool open = row.weight == 0.0;
    std::vector<std::uint32_t> sites;
    for (std::size_t k = 0; k < row.candidates.size() && !open; ++k) {
      switch (kind_of(row.weight, row.values.empty() ? 1.0 : row.values[k], spare)) {
        case PairKind::Full:
          sites.push_back(static_cast<std::uint32_t>(row.candidates[k].index()));
          open = parts.candidates[row.candidates[k]].standing == Standing::Fixed;
          break;
        case PairKind::TooLittle:
          break;
        case PairKind::Some:
          return std::nullopt;
      }
    }
    if (!open) {
      rows.members.insert(rows.members.end(), sites.begin(), sites.end());
      rows.close_list();
    }
  }
  return rows;
}

std::optional<int> append_demand(const PlacementProblem& problem, double asked, MipModel& model) {
  const MergedRows rows = merged(problem);
  if (problem.rows().values.empty() && asks_for_all(problem, asked)) {
    for (const auto& [key, weight] : rows.weights) {
      model.rows.push_back(sites_row(key.candidates));
      model.rows.back().low = static_cast<double>(problem.parts().cover_times);
    }
    return std::nullopt;
  }
  MipModel::Row served;
  served.low = asked;
  for (const auto& [key, weight] : rows.weights) {
    append_levels(problem, key, weight, model, served);
  }
  const bool whole = std::all_of(served.coefficients.begin(), served.coefficients.end(),
                                 [](double weight) { return weight == std::floor(weight); });
  if (whole && problem.total_weight() < 0x1p30) {
    served.low = std::ceil(asked);
  }
  model.rows.push_back(std::move(served));
  return static_cast<int>(model.rows.size()) - 1;
}

MipModel set_cover_model(const PlacementProblem& problem) {
  MipModel model = site_limits_model(problem);
  for (std::size_t j = 0; j < problem.candidates().size(); ++j) {
    model.columns[j].cost = problem.candidates().items()[j].cost;
  }
  append_demand(problem, asked_weight(problem), model);
  return model;
}

}  // namespace lastmeter
