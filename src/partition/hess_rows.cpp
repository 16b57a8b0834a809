// SPDX-License-Identifier: Apache-2.0
#include "partition/hess_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

namespace lastmeter {

HessModel::HessModel(const PartitionProblem& problem)
    : problem_(problem), n_(problem.graph().size()), rank_(n_), columns_(n_ * n_, -1) {
  std::vector<std::size_t> order(n_);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return problem.graph().units()[UnitId(a)].weight > problem.graph().units()[UnitId(b)].weight;
  });
  for (std::size_t i = 0; i < n_; ++i) {
    rank_[order[i]] = i;
  }
  add_memberships();
  add_weights();
  add_cuts();
}

void HessModel::add_row(std::vector<std::pair<int, double>> terms, double low, double high) {
  MipModel::Row row;
  for (const auto& [column, coefficient] : terms) {
    if (column >= 0 && coefficient != 0.0) {
      row.columns.push_back(column);
      row.coefficients.push_back(coefficient);
    }
  }
  row.low = low;
  row.high = high;
  model_.rows.push_back(std::move(row));
}

/// Units that a path after `first` in rank joins to it without being heavier than a zone.
std::vector<std::uint8_t> HessModel::in_reach(std::size_t first) const {
  const UnitGraph& graph = problem_.graph();
  const double most = problem_.parts().most * (1.0 + 1e-8) + 1e-8;
  std::vector<double> lightest(n_, std::numeric_limits<double>::infinity());
  std::vector<std::uint8_t> reached(n_, 0);
  std::set<std::pair<double, std::size_t>> open;
  lightest[first] = graph.units()[UnitId(first)].weight;
  open.emplace(lightest[first], first);
  while (!open.empty()) {
    const auto [weight, unit] = *open.begin();
    open.erase(open.begin());
    if (weight > most) {
      break;
    }
    reached[unit] = 1;
    for (const UnitGraph::Neighbour& next : graph.reachable(UnitId(unit))) {
      const std::size_t other = next.unit.index();
      const double sum = weight + graph.units()[next.unit].weight;
      if (rank_[other] > rank_[first] && sum < lightest[other]) {
        open.erase({lightest[other], other});
        lightest[other] = sum;
        open.emplace(sum, other);
      }
    }
  }
  return reached;
}

void HessModel::add_memberships() {
  for (std::size_t j = 0; j < n_; ++j) {
    const auto reached = in_reach(j);
    for (std::size_t u = 0; u < n_; ++u) {
      if (reached[u] != 0) {
        columns_[u * n_ + j] = model_.add_column({.cost = 0.0});
      }
    }
  }
  std::vector<std::pair<int, double>> zones;
  for (std::size_t u = 0; u < n_; ++u) {
    std::vector<std::pair<int, double>> all;
    for (std::size_t j = 0; j < n_; ++j) {
      all.emplace_back(column(u, j), 1.0);
    }
    add_row(std::move(all), 1.0, 1.0);
    zones.emplace_back(column(u, u), 1.0);
  }
  add_row(std::move(zones), static_cast<double>(std::min(problem_.parts().zones_least, n_ + 1)),
          static_cast<double>(std::min(problem_.parts().zones_most, n_ + 1)));
}

void HessModel::add_weights() {
  const PartitionParts& parts = problem_.parts();
  const double least = parts.least - 1e-9 * std::max(1.0, parts.least);  // as `fits` allows
  const double most = parts.most + 1e-9 * std::max(1.0, parts.most);
  for (std::size_t j = 0; j < n_; ++j) {
    std::vector<std::pair<int, double>> weights;
    for (std::size_t u = 0; u < n_; ++u) {
      weights.emplace_back(column(u, j), parts.graph.units()[UnitId(u)].weight);
      if (u != j && column(u, j) >= 0) {
        add_row({{column(u, j), 1.0}, {column(j, j), -1.0}}, -MipModel::kNoLimit, 0.0);
      }
    }
    const double own = weights[j].second;
    if (least > 0.0) {
      weights[j].second = own - least;
      add_row(weights, 0.0, MipModel::kNoLimit);
    }
    if (std::isfinite(most)) {
      weights[j].second = own - most;
      add_row(weights, -MipModel::kNoLimit, 0.0);
    }
  }
}

void HessModel::add_cuts() {
  const PartitionPrices& prices = problem_.prices();
  const bool counts = prices_count_borders(prices);
  unit_ = counts ? prices.cut_edges : 1.0;
  const auto& borders = problem_.graph().borders();
  for (std::size_t e = 0; e < borders.size(); ++e) {
    const UnitBorder& border = borders[BorderId(e)];
    const double price = counts ? border.count : problem_.price(BorderId(e));
    const auto [at, fresh] = cuts_.try_emplace({border.a.index(), border.b.index()}, 0);
    if (fresh) {
      at->second = model_.add_column({.cost = 0.0, .low = 0.0, .high = 1.0, .integer = counts});
    }
    model_.columns[static_cast<std::size_t>(at->second)].cost += price;
  }
  for (const auto& [pair, cut] : cuts_) {
    for (std::size_t j = 0; j < n_; ++j) {
      const int a = column(pair.first, j);
      const int b = column(pair.second, j);
      if (a >= 0) {
        add_row({{cut, 1.0}, {a, -1.0}, {b, 1.0}}, 0.0, MipModel::kNoLimit);
      }
      if (b >= 0) {
        add_row({{cut, 1.0}, {b, -1.0}, {a, 1.0}}, 0.0, MipModel::kNoLimit);
      }
    }
  }
}

/// By zone: its first unit in rank.
std::vector<std::size_t> HessModel::firsts(const IdVector<UnitId, ZoneId>& zone_of) const {
  std::vector<std::size_t> first;
  for (std::size_t u = 0; u < n_; ++u) {
    const std::size_t zone = zone_of[UnitId(u)].index();
    first.resize(std::max(first.size(), zone + 1), n_);
    if (first[zone] == n_ || rank_[u] < rank_[first[zone]]) {
      first[zone] = u;
    }
  }
  return first;
}

std::vector<double> HessModel::values_of(const IdVector<UnitId, ZoneId>& zone_of) const {
  std::vector<double> values(model_.columns.size(), 0.0);
  const auto first = firsts(zone_of);
  for (std::size_t u = 0; u < n_; ++u) {
    const int at = column(u, first[zone_of[UnitId(u)].index()]);
    if (at < 0) {
      return {};
    }
    values[static_cast<std::size_t>(at)] = 1.0;
  }
  for (const auto& [pair, cut] : cuts_) {
    values[static_cast<std::size_t>(cut)] = zone_of[UnitId(pair.first)] == zone_of[UnitId(pair.second)] ? 0.0 : 1.0;
  }
  return values;
}

IdVector<UnitId, ZoneId> HessModel::plan_of(const std::vector<double>& values) const {
  IdVector<UnitId, ZoneId> zone_of(n_);
  std::map<std::size_t, std::size_t> zones;
  for (std::size_t u = 0; u < n_; ++u) {
    for (std::size_t j = 0; j < n_; ++j) {
      if (column(u, j) >= 0 && values[static_cast<std::size_t>(column(u, j))] > 0.5) {
        zone_of[UnitId(u)] = ZoneId(zones.try_emplace(j, zones.size()).first->second);
      }
    }
  }
  return zone_of;
}

/// Units beside the part that can be reached from `first` without passing another unit beside the part.
std::vector<std::size_t> HessModel::separator(std::size_t first, const std::vector<std::uint8_t>& part) const {
  const UnitGraph& graph = problem_.graph();
  std::vector<std::uint8_t> beside(n_, 0);
  for (std::size_t u = 0; u < n_; ++u) {
    for (const UnitGraph::Neighbour& next : graph.reachable(UnitId(u))) {
      beside[next.unit.index()] |= static_cast<std::uint8_t>(part[u] != 0 && part[next.unit.index()] == 0);
    }
  }
  std::vector<std::uint8_t> seen(n_, 0);
  std::vector<std::size_t> open{first};
  std::vector<std::size_t> found;
  seen[first] = 1;
  while (!open.empty()) {
    const std::size_t unit = open.back();
    open.pop_back();
    for (const UnitGraph::Neighbour& next : graph.reachable(UnitId(unit))) {
      const std::size_t other = next.unit.index();
      if (seen[other] == 0) {
        seen[other] = 1;
        (beside[other] != 0 ? found : open).push_back(other);
      }
    }
  }
  return found;
}

bool HessModel::add_separators(const IdVector<UnitId, ZoneId>& zone_of) {
  const UnitGraph& graph = problem_.graph();
  const auto first = firsts(zone_of);
  std::vector<std::uint8_t> seen(n_, 0);
  const auto part_of = [&](std::size_t start) {
    std::vector<std::uint8_t> part(n_, 0);
    std::vector<std::size_t> open{start};
    part[start] = seen[start] = 1;
    while (!open.empty()) {
      const std::size_t unit = open.back();
      open.pop_back();
      for (const UnitGraph::Neighbour& next : graph.reachable(UnitId(unit))) {
        if (seen[next.unit.index()] == 0 && zone_of[next.unit] == zone_of[UnitId(unit)]) {
          seen[next.unit.index()] = part[next.unit.index()] = 1;
          open.push_back(next.unit.index());
        }
      }
    }
    return part;
  };
  for (const std::size_t unit : first) {
    (void)part_of(unit);
  }
  bool any = false;
  for (std::size_t u = 0; u < n_; ++u) {
    if (seen[u] != 0) {
      continue;
    }
    any = true;
    const auto part = part_of(u);
    const std::size_t j = first[zone_of[UnitId(u)].index()];
    const auto between = separator(j, part);
    for (std::size_t v = 0; v < n_; ++v) {
      if (part[v] != 0) {
        std::vector<std::pair<int, double>> terms{{column(v, j), 1.0}};
        for (const std::size_t s : between) {
          terms.emplace_back(column(s, j), -1.0);
        }
        add_row(std::move(terms), -MipModel::kNoLimit, 0.0);
      }
    }
  }
  return any;
}

}  // namespace lastmeter
