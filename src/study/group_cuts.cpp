// SPDX-License-Identifier: Apache-2.0
#include "study/group_cuts.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <utility>

#include "geometry/point.h"

namespace lastmeter {

namespace {

/// The borders among some units of a graph, the units numbered anew.
UnitGraph part_of(const UnitGraph& graph, std::span<const UnitId> units) {
  std::map<UnitId, UnitId> number;
  IdVector<UnitId, BasicUnit> own;
  for (const UnitId unit : units) {
    number.emplace(unit, UnitId(own.size()));
    own.push_back(graph.units()[unit]);
  }
  IdVector<BorderId, UnitBorder> borders;
  for (const UnitBorder& border : graph.borders()) {
    const auto a = number.find(border.a);
    const auto b = number.find(border.b);
    if (a != number.end() && b != number.end()) {
      UnitBorder copy = border;
      copy.a = std::min(a->second, b->second);
      copy.b = std::max(a->second, b->second);
      borders.push_back(copy);
    }
  }
  return {std::move(own), std::move(borders)};
}

/// Parts joined where two units of them are nearest, until all hang together.
UnitGraph joined_up(UnitGraph graph) {
  for (UnitParts parts = connected_parts(graph); parts.count > 1; parts = connected_parts(graph)) {
    double nearest = std::numeric_limits<double>::infinity();
    std::pair<std::size_t, std::size_t> link;
    for (std::size_t a = 0; a < graph.size(); ++a) {
      for (std::size_t b = a + 1; b < graph.size(); ++b) {
        const double away = squared_distance(graph.units()[UnitId(a)].at, graph.units()[UnitId(b)].at);
        if (parts.part_of[a] != parts.part_of[b] && away < nearest) {
          nearest = away;
          link = {a, b};
        }
      }
    }
    IdVector<BorderId, UnitBorder> borders = graph.borders();
    borders.push_back({.a = UnitId(link.first),
                       .b = UnitId(link.second),
                       .length = Metres(0.0),
                       .passage = Passage::Linked,
                       .along = 0.0,
                       .count = 1,
                       .ties = 0});
    graph = UnitGraph(graph.units(), std::move(borders));
  }
  return graph;
}

/// The first bounds about the mean within which a plan is found.
ZonePlan even_plan(const UnitGraph& graph, std::size_t groups, const std::vector<std::optional<std::uint32_t>>& whole,
                   const PartitionOptions& options, Progress& progress) {
  constexpr std::array kSpreads{0.25, 0.6};
  const double mean = graph.total_weight() / static_cast<double>(groups);
  PartitionParts parts;
  parts.graph = graph;
  parts.zones_least = groups;
  parts.zones_most = groups;
  parts.compounds = whole;
  parts.prices.deviation = 10.0;
  for (const double spread : kSpreads) {
    parts.least = mean * (1.0 - spread);
    parts.most = mean * (1.0 + spread);
    ZonePlan plan = partition_units(PartitionProblem(parts), options, progress);
    if (plan.outcome == Outcome::Solved) {
      return plan;
    }
  }
  parts.least = 0.0;
  parts.most = std::numeric_limits<double>::infinity();
  return partition_units(PartitionProblem(parts), options, progress);
}

}  // namespace

std::vector<GatedUnits> gated_units(const StudyArea& area, const ParentUnits& parent) {
  std::map<std::string, GatedUnits> compounds;
  for (std::size_t i = 0; i < parent.graph.size(); ++i) {
    const std::string& code = area.demand[parent.units[i].members.front()].compound;
    GatedUnits& own = compounds[code];
    own.compound = code;
    own.units.emplace_back(i);
    own.weight += parent.graph.units()[UnitId(i)].weight;
  }
  std::vector<GatedUnits> list;
  for (auto& [code, own] : compounds) {
    list.push_back(std::move(own));
  }
  return list;
}

std::size_t piece_count(const UnitGraph& graph, std::span<const UnitId> units) {
  return connected_parts(part_of(graph, units)).count;
}

std::vector<std::vector<UnitId>> cut_evenly(const UnitGraph& graph, std::span<const UnitId> units, std::size_t groups,
                                            const std::vector<std::optional<std::uint32_t>>& whole,
                                            const PartitionOptions& options, Progress& progress) {
  if (groups == 1) {
    return {{units.begin(), units.end()}};
  }
  std::vector<std::optional<std::uint32_t>> own_whole;
  for (const UnitId unit : whole.empty() ? std::span<const UnitId>() : units) {
    own_whole.push_back(whole[unit.index()]);
  }
  const ZonePlan plan = even_plan(joined_up(part_of(graph, units)), groups, own_whole, options, progress);
  if (plan.zone_of.size() != units.size()) {
    return {{units.begin(), units.end()}};
  }
  std::vector<std::vector<UnitId>> cut(plan.zones);
  for (std::size_t i = 0; i < units.size(); ++i) {
    cut[plan.zone_of[UnitId(i)].index()].push_back(units[i]);
  }
  std::erase_if(cut, [](const std::vector<UnitId>& group) { return group.empty(); });
  return cut;
}

}  // namespace lastmeter
