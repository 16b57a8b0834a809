// SPDX-License-Identifier: Apache-2.0
#include "study/partition_groups.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace lastmeter {

namespace {

/// Units joined step by step, with the weight of what is joined.
class Joined {
 public:
  explicit Joined(const UnitGraph& graph) : roots_(graph.size()), members_(graph.size(), 1) {
    std::iota(roots_.begin(), roots_.end(), std::size_t{0});
    for (const BasicUnit& unit : graph.units()) {
      weights_.push_back(unit.weight);
    }
  }
  [[nodiscard]] std::size_t root(std::size_t unit) {
    while (roots_[unit] != unit) {
      roots_[unit] = roots_[roots_[unit]];
      unit = roots_[unit];
    }
    return unit;
  }
  void join(const std::vector<std::size_t>& units) {
    for (const std::size_t unit : units) {
      std::size_t a = root(units.front());
      std::size_t b = root(unit);
      if (a != b) {
        std::tie(a, b) = std::minmax({a, b});
        roots_[b] = a;
        weights_[a] += weights_[b];
        members_[a] += members_[b];
      }
    }
  }
  /// What would hang together if these units were joined.
  [[nodiscard]] double weight_of_joined(const std::vector<std::size_t>& units) {
    std::map<std::size_t, double> weights;
    for (const std::size_t unit : units) {
      weights[root(unit)] = weights_[root(unit)];
    }
    return std::accumulate(weights.begin(), weights.end(), 0.0,
                           [](double sum, const auto& entry) { return sum + entry.second; });
  }
  [[nodiscard]] bool is_alone(std::size_t unit) { return members_[root(unit)] == 1; }

 private:
  std::vector<std::size_t> roots_;
  std::vector<std::size_t> members_;
  std::vector<double> weights_;
};

using Members = std::map<std::string, std::vector<std::size_t>>;

Members members_by(const StudyArea& area, const ParentUnits& parent, std::string DemandPoint::*code) {
  Members members;
  for (std::size_t i = 0; i < parent.graph.size(); ++i) {
    for (const DemandId id : parent.units[i].members) {
      const std::string& text = area.demand[id].*code;
      if (!text.empty() && (members[text].empty() || members[text].back() != i)) {
        members[text].push_back(i);
      }
    }
  }
  return members;
}

/// Where what was joined lies in parts: the other groups and units on a shortest way from its first part to another.
/// Empty: it is in one part, or nothing leads across.
std::vector<std::size_t> way_between_parts(const UnitGraph& graph, Joined& joined, std::size_t first) {
  constexpr std::size_t far = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> steps(graph.size(), far);
  std::vector<std::size_t> from(graph.size(), far);
  std::deque<std::size_t> open{first};
  steps[first] = 0;
  while (!open.empty()) {
    const std::size_t unit = open.front();
    open.pop_front();
    if (steps[unit] > 0 && joined.root(unit) == joined.root(first)) {
      std::vector<std::size_t> way;
      for (std::size_t at = unit; at != far; at = from[at]) {
        way.push_back(at);
      }
      return way;
    }
    for (const UnitGraph::Neighbour& next : graph.reachable(UnitId(unit))) {
      const std::size_t to = next.unit.index();
      const bool same = joined.root(to) == joined.root(unit);
      if (steps[unit] + (same ? 0 : 1) < steps[to]) {
        steps[to] = steps[unit] + (same ? 0 : 1);
        from[to] = unit;
        same ? open.push_front(to) : open.push_back(to);
      }
    }
  }
  return {};
}

/// A group in parts that do not touch takes what lies between, as long as all of it fits one zone: else no plan could
/// be sure to keep it whole and its zone in one piece.
void bridge_parts(const UnitGraph& graph, double most, std::size_t first, Joined& joined) {
  for (std::vector<std::size_t> way = way_between_parts(graph, joined, first); !way.empty();
       way = way_between_parts(graph, joined, first)) {
    if (joined.weight_of_joined(way) > most) {
      return;
    }
    joined.join(way);
  }
}

}  // namespace

void find_groups(const StudyArea& area, const PartitionConfig& config, ParentUnits& parent) {
  Joined joined(parent.graph);
  std::map<std::size_t, std::string> codes;  // by a unit of the group
  if (config.keep_compounds) {
    for (const auto& [code, units] : members_by(area, parent, &DemandPoint::compound)) {
      joined.join(units);
      codes.emplace(units.front(), code);
    }
  }
  if (config.keep_building_groups) {
    for (const auto& [code, units] : members_by(area, parent, &DemandPoint::building_group)) {
      if (joined.weight_of_joined(units) <= config.most) {
        joined.join(units);
        codes.emplace(units.front(), code);
      }
    }
  }
  for (const auto& [unit, code] : codes) {
    if (!joined.is_alone(unit)) {
      bridge_parts(parent.graph, config.most, unit, joined);
    }
  }
  std::map<std::size_t, std::string> code_of_root;
  for (const auto& [unit, code] : codes) {
    code_of_root.emplace(joined.root(unit), code);
  }
  std::map<std::size_t, std::uint32_t> number;
  parent.groups.assign(parent.graph.size(), std::nullopt);
  for (std::size_t i = 0; i < parent.graph.size(); ++i) {
    if (joined.is_alone(i)) {
      continue;
    }
    const auto [at, fresh] = number.emplace(joined.root(i), static_cast<std::uint32_t>(number.size()));
    if (fresh) {
      parent.group_codes.push_back(code_of_root[joined.root(i)]);
    }
    parent.groups[i] = at->second;
  }
  if (number.empty()) {
    parent.groups.clear();
  }
}

}  // namespace lastmeter
