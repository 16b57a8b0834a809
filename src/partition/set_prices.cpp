// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "partition/choose_sets.h"

namespace lastmeter {

SetPrices::SetPrices(const PartitionProblem& problem) : problem_(problem), inside_(problem.graph().size(), 0) {}

double SetPrices::operator()(std::span<const UnitId> set) {
  const UnitGraph& graph = problem_.graph();
  const PartitionPrices& prices = problem_.prices();
  for (const UnitId unit : set) {
    inside_[unit.index()] = 1;
  }
  double weight = 0.0;
  double workload = 0.0;
  double leaving = 0.0;
  for (const UnitId unit : set) {
    weight += graph.units()[unit].weight;
    workload += graph.units()[unit].workload;
    for (const UnitGraph::Neighbour& next : graph.beside(unit)) {
      leaving += inside_[next.unit.index()] == 0 ? problem_.price(next.border) : 0.0;
    }
  }
  for (const UnitId unit : set) {
    inside_[unit.index()] = 0;
  }
  double price = leaving / 2.0;
  if (problem_.moment_price() > 0.0) {
    price += problem_.moment_price() * moment_of(set, weight);
  }
  if (problem_.mixture_price() > 0.0 && weight > 0.0) {
    price += problem_.mixture_price() * mixture_of(set, weight);
  }
  if (problem_.ideal() > 0.0) {
    price += prices.deviation * std::abs(weight - problem_.ideal()) / problem_.ideal();
  }
  if (problem_.mean_workload() > 0.0) {
    price += prices.workload * std::abs(workload - problem_.mean_workload()) / problem_.mean_workload();
  }
  return price;
}

double SetPrices::moment_of(std::span<const UnitId> set, double weight) const {
  Point sum;
  for (const UnitId id : set) {
    const BasicUnit& unit = problem_.graph().units()[id];
    sum = {sum.x + unit.weight * unit.at.x, sum.y + unit.weight * unit.at.y};
  }
  double moment = 0.0;
  for (const UnitId id : set) {
    const BasicUnit& unit = problem_.graph().units()[id];
    if (unit.weight > 0.0) {
      const double dx = unit.at.x - sum.x / weight;
      const double dy = unit.at.y - sum.y / weight;
      moment += unit.weight * (dx * dx + dy * dy);
    }
  }
  return moment;
}

double SetPrices::mixture_of(std::span<const UnitId> set, double weight) const {
  double sum = 0.0;
  for (const UnitId id : set) {
    const BasicUnit& unit = problem_.graph().units()[id];
    sum += unit.weight * unit.trait;
  }
  double squares = 0.0;
  for (const UnitId id : set) {
    const BasicUnit& unit = problem_.graph().units()[id];
    squares += unit.weight * (unit.trait - sum / weight) * (unit.trait - sum / weight);
  }
  return squares;
}

ZoneRange zones_of_weight(const PartitionParts& parts, double weight) {
  constexpr double kRounding = 1e-12;
  const auto slack = [](double bound) { return 1e-9 * std::max(1.0, bound); };  // that `fits` allows
  ZoneRange range;
  if (std::isfinite(parts.most)) {
    const double least = std::ceil(weight / (parts.most + slack(parts.most)) * (1.0 - kRounding));
    range.least = least < 1e18 ? std::max<std::size_t>(1, static_cast<std::size_t>(least)) : range.most;
  }
  const double lowest = parts.least - slack(parts.least);
  if (lowest > 0.0) {
    const double most = std::floor(weight / lowest * (1.0 + kRounding));
    range.most = most < 1e18 ? static_cast<std::size_t>(most) : range.most;
  }
  return range;
}

RestFits::RestFits(const PartitionProblem& problem) : problem_(problem), seen_(problem.graph().size(), 0) {}

bool RestFits::operator()(std::span<const UnitId> set) {
  const UnitGraph& graph = problem_.graph();
  ++question_;
  for (const UnitId unit : set) {
    seen_[unit.index()] = question_;
  }
  std::size_t least = 1;
  std::size_t most = 1;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    if (seen_[i] == question_) {
      continue;
    }
    double weight = 0.0;
    std::size_t units = 0;
    seen_[i] = question_;
    open_.assign(1, UnitId(i));
    while (!open_.empty()) {
      const UnitId unit = open_.back();
      open_.pop_back();
      weight += graph.units()[unit].weight;
      ++units;
      for (const UnitGraph::Neighbour& next : graph.reachable(unit)) {
        if (seen_[next.unit.index()] != question_) {
          seen_[next.unit.index()] = question_;
          open_.push_back(next.unit);
        }
      }
    }
    const ZoneRange zones = zones_of_weight(problem_.parts(), weight);
    if (zones.least > std::min(zones.most, units)) {
      return false;
    }
    least += zones.least;
    most += std::min(zones.most, units);
  }
  return least <= problem_.parts().zones_most && most >= problem_.parts().zones_least;
}

}  // namespace lastmeter
