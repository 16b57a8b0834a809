// SPDX-License-Identifier: Apache-2.0
#include "partition/anneal_start.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "partition/tree_start.h"

namespace lastmeter {

namespace {

constexpr std::uint32_t kNone = FlatPartition::kNone;
constexpr std::uint32_t kDissolved = kNone - 1;  // a zone of today that no zone carries on

/// Zones of today by weight, heaviest first, the first `zones` of them numbered in the order they had.
std::vector<std::uint32_t> number_of_today(const PartitionProblem& problem, std::size_t zones) {
  const PartitionParts& parts = problem.parts();
  std::vector<double> weights;
  std::vector<std::size_t> used;
  for (std::size_t i = 0; i < parts.today.size(); ++i) {
    if (const auto& zone = parts.today[i]) {
      weights.resize(std::max(weights.size(), zone->index() + 1), -1.0);
      weights[zone->index()] = std::max(0.0, weights[zone->index()]) + parts.graph.units()[UnitId(i)].weight;
    }
  }
  for (std::size_t z = 0; z < weights.size(); ++z) {
    if (weights[z] >= 0.0) {
      used.push_back(z);
    }
  }
  std::stable_sort(used.begin(), used.end(), [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
  used.resize(std::min(used.size(), zones));
  std::sort(used.begin(), used.end());
  std::vector<std::uint32_t> numbers(weights.size(), kDissolved);
  for (std::uint32_t n = 0; n < used.size(); ++n) {
    numbers[used[n]] = n;
  }
  return numbers;
}

/// Leaves every zone its heaviest connected part; the rest is nobody's.
void keep_heaviest_parts(const FlatPartition& flat, std::size_t zones, std::vector<std::uint32_t>& zone_of) {
  std::vector<double> heaviest(zones, -1.0);
  std::vector<std::vector<std::uint32_t>> kept(zones);
  std::vector<std::uint8_t> seen(flat.size(), 0);
  for (std::uint32_t first = 0; first < flat.size(); ++first) {
    if (seen[first] != 0 || zone_of[first] == kNone) {
      continue;
    }
    std::vector<std::uint32_t> part{first};
    seen[first] = 1;
    double weight = 0.0;
    for (std::size_t i = 0; i < part.size(); ++i) {
      weight += flat.weight[part[i]];
      for (const FlatPartition::Arc& arc : flat.open(part[i])) {
        if (seen[arc.to] == 0 && zone_of[arc.to] == zone_of[first]) {
          seen[arc.to] = 1;
          part.push_back(arc.to);
        }
      }
    }
    const std::uint32_t zone = zone_of[first];
    if (weight > heaviest[zone] || (weight == heaviest[zone] && part.size() > kept[zone].size())) {
      heaviest[zone] = weight;
      kept[zone] = std::move(part);
    }
  }
  std::fill(zone_of.begin(), zone_of.end(), kNone);
  for (std::uint32_t z = 0; z < zones; ++z) {
    for (const std::uint32_t unit : kept[z]) {
      zone_of[unit] = z;
    }
  }
}

/// What is nobody's joins a zone beside, ring by ring; a part of the graph without any zone becomes one.
void take_in_loose_units(const FlatPartition& flat, std::vector<std::uint32_t>& zone_of, std::size_t& zones) {
  std::vector<std::uint32_t> open;
  for (std::uint32_t u = 0; u < flat.size(); ++u) {
    if (zone_of[u] != kNone) {
      open.push_back(u);
    }
  }
  std::size_t next = 0;
  for (std::uint32_t candidate = 0;;) {
    for (; next < open.size(); ++next) {
      for (const FlatPartition::Arc& arc : flat.open(open[next])) {
        if (zone_of[arc.to] == kNone) {
          zone_of[arc.to] = zone_of[open[next]];
          open.push_back(arc.to);
        }
      }
    }
    while (candidate < flat.size() && zone_of[candidate] != kNone) {
      ++candidate;
    }
    if (candidate == flat.size()) {
      return;
    }
    zone_of[candidate] = static_cast<std::uint32_t>(zones++);
    open.push_back(candidate);
  }
}

/// Splits the heaviest zone of more than one unit.
bool split_heaviest(const FlatPartition& flat, std::vector<std::uint32_t>& zone_of, std::size_t& zones,
                    Random& random) {
  std::vector<double> weights(zones, 0.0);
  std::vector<std::vector<std::uint32_t>> members(zones);
  for (std::uint32_t u = 0; u < flat.size(); ++u) {
    weights[zone_of[u]] += flat.weight[u];
    members[zone_of[u]].push_back(u);
  }
  std::size_t chosen = zones;
  for (std::size_t z = 0; z < zones; ++z) {
    if (members[z].size() > 1 && (chosen == zones || weights[z] > weights[chosen])) {
      chosen = z;
    }
  }
  if (chosen == zones) {
    return false;
  }
  const auto fresh = static_cast<std::uint32_t>(zones++);
  bisect_region(flat, members[chosen], 2, 0, random, zone_of);
  for (const std::uint32_t unit : members[chosen]) {
    zone_of[unit] = zone_of[unit] == 0 ? static_cast<std::uint32_t>(chosen) : fresh;
  }
  return true;
}

}  // namespace

bool clings_to_today(const PartitionProblem& problem) {
  return !problem.parts().today.empty() && (problem.moved_price() > 0.0 || problem.parts().moved_at_most < 1.0);
}

ZoneStart start_from_today(const PartitionProblem& problem, FlatPartition& flat, std::size_t zones, Random& random) {
  const PartitionParts& parts = problem.parts();
  const std::vector<std::uint32_t> numbers = number_of_today(problem, zones);
  ZoneStart start;
  start.zone_of.assign(flat.size(), kNone);
  for (std::size_t i = 0; i < flat.size(); ++i) {
    const std::uint32_t number = parts.today[i] ? numbers[parts.today[i]->index()] : kNone;
    flat.today[i] = number;
    start.zone_of[i] = number == kDissolved ? kNone : number;
  }
  for (const std::uint32_t number : numbers) {
    start.zones += number == kDissolved ? 0 : 1;
  }
  keep_heaviest_parts(flat, start.zones, start.zone_of);
  take_in_loose_units(flat, start.zone_of, start.zones);
  while (start.zones < zones && split_heaviest(flat, start.zone_of, start.zones, random)) {
  }
  return start;
}

}  // namespace lastmeter
