// SPDX-License-Identifier: Apache-2.0
#include "partition/tree_start.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include "partition/tree_split.h"

namespace lastmeter {

namespace {

constexpr std::uint32_t kNone = FlatPartition::kNone;
constexpr std::size_t kTrees = 12;  // tried for one cut

/// The edge above `position` cut, `zones_below` of the zones going there.
struct Cut {
  std::size_t position;
  std::size_t zones_below;
  double excess;
  bool lopsided;  // few zones on one side
  double price;
  auto rank() const { return std::tuple(excess, lopsided, price); }
};

double excess_of(const FlatPartition& flat, double below, double total, std::size_t zones_below, std::size_t zones) {
  return flat.excess(below, zones_below) + flat.excess(total - below, zones - zones_below);
}

std::optional<Cut> cheapest_cut(const FlatPartition& flat, RegionTree& tree, std::size_t zones) {
  const std::vector<double>& prices = tree.cut_prices();
  const double total = tree.weight_below(0);
  const std::size_t units = tree.size();
  std::optional<Cut> best;
  for (std::size_t i = 1; i < units; ++i) {
    const double below = tree.weight_below(i);
    const double share = total > 0.0 ? below / total * static_cast<double>(zones) : 0.5 * static_cast<double>(zones);
    const auto near = static_cast<std::size_t>(std::floor(share));
    for (std::size_t z = std::max<std::size_t>(1, near); z <= near + 1 && z < zones; ++z) {
      if (tree.size_below(i) < z || units - tree.size_below(i) < zones - z) {
        continue;
      }
      const Cut cut{i, z, excess_of(flat, below, total, z, zones), 3 * std::min(z, zones - z) < zones && zones > 2,
                    prices[i]};
      if (!best || cut.rank() < best->rank()) {
        best = cut;
      }
    }
  }
  return best;
}

/// Where weights leave no choice: any leaf makes a zone.
Cut cut_a_leaf(const RegionTree& tree) { return {tree.size() - 1, 1, std::numeric_limits<double>::max(), true, 0.0}; }

}  // namespace

std::vector<std::vector<std::uint32_t>> graph_parts(const FlatPartition& flat) {
  std::vector<std::vector<std::uint32_t>> parts;
  std::vector<std::uint8_t> seen(flat.size(), 0);
  for (std::uint32_t first = 0; first < flat.size(); ++first) {
    if (seen[first] != 0) {
      continue;
    }
    seen[first] = 1;
    std::vector<std::uint32_t> part{first};
    for (std::size_t i = 0; i < part.size(); ++i) {
      for (const FlatPartition::Arc& arc : flat.open(part[i])) {
        if (seen[arc.to] == 0) {
          seen[arc.to] = 1;
          part.push_back(arc.to);
        }
      }
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

namespace {

/// Zones moved about between parts.
class Allotment {
 public:
  Allotment(const FlatPartition& flat, PartZones& parts) : flat_(flat), parts_(parts) {
    for (const auto& part : parts.units) {
      double weight = 0.0;
      for (const std::uint32_t unit : part) {
        weight += flat.weight[unit];
      }
      weights_.push_back(weight);
    }
    parts.zones.resize(parts.units.size(), 0);
    for (std::size_t p = 0; p < parts.zones.size(); ++p) {
      parts.zones[p] = std::clamp<std::size_t>(parts.zones[p], 1, parts.units[p].size());
      parts.total += parts.zones[p];
    }
  }

  bool add_where_missed() { return change(best_to_gain(), 1); }
  bool take_where_spared() { return change(best_to_lose(), -1); }
  /// From one part to another if that leaves less weight outside the bounds.
  bool exchange() {
    const auto giver = best_to_lose();
    const auto taker = best_to_gain();
    if (!giver || !taker || *giver == *taker || gain(*taker) <= loss(*giver) + 1e-9 * flat_.total_weight) {
      return false;
    }
    return change(giver, -1) && change(taker, 1);
  }

 private:
  [[nodiscard]] double gain(std::size_t p) const {
    return flat_.excess(weights_[p], parts_.zones[p]) - flat_.excess(weights_[p], parts_.zones[p] + 1);
  }
  [[nodiscard]] double loss(std::size_t p) const {
    return flat_.excess(weights_[p], parts_.zones[p] - 1) - flat_.excess(weights_[p], parts_.zones[p]);
  }
  [[nodiscard]] double mean(std::size_t p) const { return weights_[p] / static_cast<double>(parts_.zones[p]); }

  /// First by excess, then by mean weight.
  [[nodiscard]] std::optional<std::size_t> best_to_gain() const {
    std::optional<std::size_t> best;
    for (std::size_t p = 0; p < weights_.size(); ++p) {
      if (parts_.zones[p] < parts_.units[p].size() &&
          (!best || std::pair(gain(p), mean(p)) > std::pair(gain(*best), mean(*best)))) {
        best = p;
      }
    }
    return best;
  }
  [[nodiscard]] std::optional<std::size_t> best_to_lose() const {
    std::optional<std::size_t> best;
    for (std::size_t p = 0; p < weights_.size(); ++p) {
      if (parts_.zones[p] > 1 && (!best || std::pair(loss(p), mean(p)) < std::pair(loss(*best), mean(*best)))) {
        best = p;
      }
    }
    return best;
  }
  bool change(std::optional<std::size_t> part, int by) {
    if (part) {
      parts_.zones[*part] += static_cast<std::size_t>(by);
      parts_.total += static_cast<std::size_t>(by);
    }
    return part.has_value();
  }

  const FlatPartition& flat_;
  PartZones& parts_;
  std::vector<double> weights_;
};

}  // namespace

void settle_zones(const FlatPartition& flat, std::size_t zones, PartZones& parts) {
  parts.total = 0;
  Allotment allotment(flat, parts);
  while (parts.total < zones && allotment.add_where_missed()) {
  }
  while (parts.total > zones && allotment.take_where_spared()) {
  }
  for (std::size_t i = 0; i < flat.size() && allotment.exchange(); ++i) {
  }
}

PartZones allot_zones(const FlatPartition& flat, std::size_t zones) {
  PartZones allotted;
  allotted.units = graph_parts(flat);
  settle_zones(flat, zones, allotted);
  return allotted;
}

void bisect_region(const FlatPartition& flat, std::vector<std::uint32_t> units, std::size_t zones, std::uint32_t first,
                   Random& random, std::vector<std::uint32_t>& zone_of) {
  struct Task {
    std::vector<std::uint32_t> units;
    std::size_t zones;
    std::uint32_t first;
  };
  RegionTree tree(flat);
  std::vector<Task> open;
  open.push_back({std::move(units), zones, first});
  while (!open.empty()) {
    const Task task = std::move(open.back());
    open.pop_back();
    if (task.zones == 1) {
      for (const std::uint32_t unit : task.units) {
        zone_of[unit] = task.first;
      }
      continue;
    }
    std::optional<Cut> best;
    std::vector<std::uint32_t> below;
    std::vector<std::uint32_t> rest;
    for (std::size_t t = 0; t < kTrees && !(best && best->excess <= 0.0 && t >= 3); ++t) {
      tree.grow(task.units, random);
      Cut cut = cheapest_cut(flat, tree, task.zones).value_or(cut_a_leaf(tree));
      if (best && !(cut.rank() < best->rank())) {
        continue;
      }
      best = cut;
      const auto stretch = tree.below(cut.position);
      below.assign(stretch.begin(), stretch.end());
      rest.assign(tree.order().begin(), tree.order().begin() + static_cast<std::ptrdiff_t>(cut.position));
      rest.insert(rest.end(), tree.order().begin() + static_cast<std::ptrdiff_t>(cut.position + below.size()),
                  tree.order().end());
    }
    const auto middle = static_cast<std::uint32_t>(task.first + best->zones_below);
    open.push_back({std::move(below), best->zones_below, task.first});
    open.push_back({std::move(rest), task.zones - best->zones_below, middle});
  }
}

std::vector<std::uint32_t> bisect_by_trees(const FlatPartition& flat, const PartZones& allotted, Random& random) {
  std::vector<std::uint32_t> zone_of(flat.size(), kNone);
  std::uint32_t first = 0;
  for (std::size_t p = 0; p < allotted.units.size(); ++p) {
    bisect_region(flat, allotted.units[p], allotted.zones[p], first, random, zone_of);
    first += static_cast<std::uint32_t>(allotted.zones[p]);
  }
  return zone_of;
}

}  // namespace lastmeter
