// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "partition/zone_state.h"

namespace lastmeter {

namespace {

void add_arcs(const PartitionProblem& problem, FlatPartition& flat) {
  const UnitGraph& graph = problem.graph();
  flat.starts.assign(1, 0);
  flat.neighbour_starts.assign(1, 0);
  for (std::size_t i = 0; i < graph.size(); ++i) {
    std::vector<FlatPartition::Arc> barred;
    std::vector<double> barred_lengths;
    const auto beside = graph.beside(UnitId(i));
    for (std::size_t a = 0; a < beside.size();) {
      const auto to = static_cast<std::uint32_t>(beside[a].unit.index());
      FlatPartition::Arc arc{to, 0.0};
      double length = 0.0;
      bool open = false;
      for (; a < beside.size() && beside[a].unit.index() == to; ++a) {
        arc.price += problem.price(beside[a].border);
        length += graph.borders()[beside[a].border].length.value();
        open = open || graph.borders()[beside[a].border].passage != Passage::Barred;
      }
      (open ? flat.arcs : barred).push_back(arc);
      (open ? flat.lengths : barred_lengths).push_back(length);
    }
    flat.open_ends.push_back(static_cast<std::uint32_t>(flat.arcs.size()));
    flat.above_starts.push_back(static_cast<std::uint32_t>(flat.neighbours.size()));
    for (const FlatPartition::Arc& arc : flat.open(static_cast<std::uint32_t>(i))) {
      flat.neighbours.push_back(arc.to);
      flat.above_starts.back() += arc.to < i ? 1 : 0;  // they ascend
    }
    flat.neighbour_starts.push_back(static_cast<std::uint32_t>(flat.neighbours.size()));
    flat.arcs.insert(flat.arcs.end(), barred.begin(), barred.end());
    flat.lengths.insert(flat.lengths.end(), barred_lengths.begin(), barred_lengths.end());
    flat.starts.push_back(static_cast<std::uint32_t>(flat.arcs.size()));
  }
}

double slack(double bound) { return 0.5e-9 * std::max(1.0, std::abs(bound)); }

}  // namespace

FlatPartition::FlatPartition(const PartitionProblem& problem) {
  const PartitionParts& parts = problem.parts();
  const UnitGraph& graph = problem.graph();
  add_arcs(problem, *this);
  double mean_x = 0.0;
  double mean_y = 0.0;
  double mean_trait = 0.0;
  for (const BasicUnit& unit : graph.units()) {
    mean_x += unit.at.x / static_cast<double>(graph.size());
    mean_y += unit.at.y / static_cast<double>(graph.size());
    mean_trait += unit.trait / static_cast<double>(graph.size());
  }
  for (const BasicUnit& unit : graph.units()) {
    weight.push_back(unit.weight);
    workload.push_back(unit.workload);
    x.push_back(unit.at.x - mean_x);
    y.push_back(unit.at.y - mean_y);
    trait.push_back(unit.trait - mean_trait);
  }
  today.assign(graph.size(), kNone);
  total_weight = graph.total_weight();
  least = parts.least - slack(parts.least);
  most = std::isfinite(parts.most) ? parts.most + slack(parts.most) : parts.most;
  ideal = problem.ideal();
  moment_price = problem.moment_price();
  mixture_price = problem.mixture_price();
  deviation_price = ideal > 0.0 ? parts.prices.deviation / ideal : 0.0;
  mean_workload = problem.mean_workload();
  workload_price = mean_workload > 0.0 ? parts.prices.workload / mean_workload : 0.0;
  moved_price = problem.moved_price();
  moved_limit = parts.moved_at_most < 1.0 ? (parts.moved_at_most + 0.5e-9) * total_weight
                                          : std::numeric_limits<double>::infinity();
  soft = moment_price > 0.0 || mixture_price > 0.0 || deviation_price > 0.0 || workload_price > 0.0;
  if (moved_price > 0.0 || std::isfinite(moved_limit)) {
    for (std::size_t i = 0; i < parts.today.size(); ++i) {
      today[i] = parts.today[i] ? static_cast<std::uint32_t>(parts.today[i]->index()) : kNone;
    }
  }
}

double FlatPartition::excess(double of, std::size_t zones) const {
  const auto count = static_cast<double>(zones);
  const double above = std::isfinite(most) ? of - count * most : 0.0;
  return std::max({0.0, above, count * least - of});
}

}  // namespace lastmeter
