// SPDX-License-Identifier: Apache-2.0
#include "placement/allocate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/error.h"
#include "placement/capacitated_rows.h"

namespace lastmeter {

namespace {

std::vector<double> open_shares(const PlacementProblem& problem, std::span<const CandidateId> open) {
  if (is_cover(problem.goal())) {
    throw ConfigError(fmt::format("the goal {} has no distances to allocate by", name_of(problem.goal())),
                      "allocate with a goal of distances: p_median, p_center or capacitated");
  }
  std::vector<double> shares(problem.candidates().size(), 0.0);
  for (const CandidateId site : open) {
    if (site.index() >= shares.size()) {
      throw ConfigError(fmt::format("the plan opens site {}, but there are {} candidates", site.index(), shares.size()),
                        "name candidates of this problem");
    }
    shares[site.index()] = 1.0;
  }
  return shares;
}

std::optional<std::size_t> nearest_open(const ServiceRows::Row& row, std::span<const double> open) {
  std::optional<std::size_t> nearest;
  for (std::size_t k = 0; k < row.candidates.size(); ++k) {
    if (open[row.candidates[k].index()] > 0.0 && (!nearest || row.values[k] < row.values[*nearest])) {
      nearest = k;
    }
  }
  return nearest;
}

/// Loads, distances and the cost follow from the parts.
void sum_up(const PlacementProblem& problem, std::span<const double> open, RowAllocation& allocation) {
  std::vector<std::size_t> slot(open.size(), 0);
  for (std::size_t j = 0; j < open.size(); ++j) {
    if (open[j] > 0.0) {
      slot[j] = allocation.sites.size();
      allocation.sites.push_back({.site = CandidateId(j)});
    }
  }
  for (std::size_t i = 0; i < problem.rows().size(); ++i) {
    const ServiceRows::Row row = problem.rows().row(i);
    std::size_t k = 0;
    for (const RowAllocation::Part& part : allocation.row(i)) {
      while (row.candidates[k] != part.site) {
        ++k;
      }
      RowAllocation::Site& site = allocation.sites[slot[part.site.index()]];
      const double load = row.weight * part.share;
      site.load += load;
      site.mean_distance += load * row.values[k];
      ++site.rows;
      if (row.weight > 0.0) {
        site.worst_distance = std::max(site.worst_distance, row.values[k]);
      }
    }
  }
  for (RowAllocation::Site& site : allocation.sites) {
    allocation.cost += site.mean_distance;
    site.mean_distance = site.load > 0.0 ? site.mean_distance / site.load : 0.0;
    if (const std::optional<double> capacity = problem.candidates()[site.site].capacity) {
      site.spare = *capacity - site.load;
    }
  }
}

double unreached(const PlacementProblem& problem, std::span<const double> open) {
  double weight = 0.0;
  for (std::size_t i = 0; i < problem.rows().size(); ++i) {
    const ServiceRows::Row row = problem.rows().row(i);
    weight += nearest_open(row, open) ? 0.0 : row.weight;
  }
  return weight;
}

}  // namespace

RowAllocation allocate_rows_capacitated(const PlacementProblem& problem, std::span<const CandidateId> open) {
  const std::vector<double> shares = open_shares(problem, open);
  const CapacitatedRows rows = capacitated_rows(problem);
  std::optional<CapacitatedFlow> flow = route(rows, shares);
  if (!flow) {
    flow = route_most(rows, shares);
  }
  RowAllocation allocation;
  allocation.loss = rows.loss;
  allocation.starts.push_back(0);
  std::size_t r = 0;
  for (std::size_t i = 0; i < problem.rows().size(); ++i) {
    const ServiceRows::Row row = problem.rows().row(i);
    if (row.weight > 0.0) {
      for (std::uint64_t k = rows.starts[r]; k < rows.starts[r + 1]; ++k) {
        if (flow->flows[k] > 0) {
          allocation.parts.push_back({row.candidates[k - rows.starts[r]],
                                      static_cast<double>(flow->flows[k]) / static_cast<double>(rows.weights[r])});
        }
      }
      ++r;
    } else if (const std::optional<std::size_t> nearest = nearest_open(row, shares)) {
      allocation.parts.push_back({row.candidates[*nearest], 1.0});
    }
    allocation.starts.push_back(allocation.parts.size());
  }
  allocation.unreached_weight = unreached(problem, shares);
  allocation.unserved_weight = static_cast<double>(flow->unserved) * rows.weight_unit;
  sum_up(problem, shares, allocation);
  return allocation;
}

}  // namespace lastmeter
