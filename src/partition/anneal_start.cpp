// SPDX-License-Identifier: Apache-2.0
#include "partition/anneal_start.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "partition/tree_start.h"

namespace lastmeter {

namespace {

constexpr std::uint32_t kNone = FlatPartition::kNone;
constexpr std::uint32_t kDissolved = kNone - 1;  // a zone of today that no zone carries on

/// A connected stretch of a zone of today.
struct Piece {
  std::vector<std::uint32_t> units;
  double weight = -1.0;
  std::size_t part = 0;  // of the graph
};

std::vector<std::size_t> part_by_unit(const FlatPartition& flat, const PartZones& parts) {
  std::vector<std::size_t> part_of(flat.size(), 0);
  for (std::size_t p = 0; p < parts.units.size(); ++p) {
    for (const std::uint32_t unit : parts.units[p]) {
      part_of[unit] = p;
    }
  }
  return part_of;
}

/// The heaviest piece of every zone of today; of equals, that of more units, then of the lowest.
std::vector<Piece> heaviest_pieces(const PartitionProblem& problem, const FlatPartition& flat,
                                   const std::vector<std::size_t>& part_of) {
  const auto& today = problem.parts().today;
  std::vector<Piece> heaviest;
  std::vector<std::uint8_t> seen(flat.size(), 0);
  for (std::uint32_t first = 0; first < flat.size(); ++first) {
    if (seen[first] != 0 || !today[first]) {
      continue;
    }
    Piece piece{{first}, 0.0, part_of[first]};
    seen[first] = 1;
    for (std::size_t i = 0; i < piece.units.size(); ++i) {
      piece.weight += flat.weight[piece.units[i]];
      for (const std::uint32_t next : flat.next_to(piece.units[i])) {
        if (seen[next] == 0 && today[next] == today[first]) {
          seen[next] = 1;
          piece.units.push_back(next);
        }
      }
    }
    const std::size_t zone = today[first]->index();
    heaviest.resize(std::max(heaviest.size(), zone + 1));
    if (std::pair(piece.weight, piece.units.size()) > std::pair(heaviest[zone].weight, heaviest[zone].units.size())) {
      heaviest[zone] = std::move(piece);
    }
  }
  return heaviest;
}

/// By zone of today, the zone that carries it on: as many in each part of the graph as that may have, the heaviest.
std::vector<std::uint32_t> numbers_of_today(const std::vector<Piece>& pieces, const PartZones& parts) {
  std::vector<std::size_t> order;
  for (std::size_t z = 0; z < pieces.size(); ++z) {
    if (!pieces[z].units.empty()) {
      order.push_back(z);
    }
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return pieces[a].weight > pieces[b].weight; });
  std::vector<std::size_t> left = parts.zones;
  std::vector<std::uint32_t> numbers(pieces.size(), kDissolved);
  for (const std::size_t z : order) {
    if (left[pieces[z].part] > 0) {
      --left[pieces[z].part];
      numbers[z] = 0;
    }
  }
  std::uint32_t next = 0;
  for (std::uint32_t& number : numbers) {
    number = number == kDissolved ? kDissolved : next++;
  }
  return numbers;
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

/// Splits the heaviest zone of more than one unit in a part of the graph.
bool split_heaviest(const FlatPartition& flat, const std::vector<std::uint32_t>& part,
                    std::vector<std::uint32_t>& zone_of, std::size_t& zones, Random& random) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> members;
  std::map<std::uint32_t, double> weights;
  for (const std::uint32_t unit : part) {
    weights[zone_of[unit]] += flat.weight[unit];
    members[zone_of[unit]].push_back(unit);
  }
  std::optional<std::uint32_t> chosen;
  for (const auto& [zone, units] : members) {
    if (units.size() > 1 && (!chosen || weights[zone] > weights[*chosen])) {
      chosen = zone;
    }
  }
  if (!chosen) {
    return false;
  }
  const auto fresh = static_cast<std::uint32_t>(zones++);
  bisect_region(flat, members[*chosen], 2, 0, random, zone_of);
  for (const std::uint32_t unit : members[*chosen]) {
    zone_of[unit] = zone_of[unit] == 0 ? *chosen : fresh;
  }
  return true;
}

std::size_t zones_among(const std::vector<std::uint32_t>& part, const std::vector<std::uint32_t>& zone_of) {
  std::set<std::uint32_t> zones;
  for (const std::uint32_t unit : part) {
    zones.insert(zone_of[unit]);
  }
  return zones.size();
}

}  // namespace

bool clings_to_today(const PartitionProblem& problem) {
  return !problem.parts().today.empty() && (problem.moved_price() > 0.0 || problem.parts().moved_at_most < 1.0);
}

ZoneStart start_from_today(const PartitionProblem& problem, FlatPartition& flat, std::size_t zones, Random& random) {
  PartZones parts;
  parts.units = graph_parts(flat);
  const std::vector<Piece> pieces = heaviest_pieces(problem, flat, part_by_unit(flat, parts));
  parts.zones.assign(parts.units.size(), 0);
  for (const Piece& piece : pieces) {
    parts.zones[piece.part] += piece.units.empty() ? 0 : 1;
  }
  settle_zones(flat, zones, parts);
  const std::vector<std::uint32_t> numbers = numbers_of_today(pieces, parts);
  ZoneStart start;
  start.zone_of.assign(flat.size(), kNone);
  for (std::size_t i = 0; i < flat.size(); ++i) {
    const auto& zone = problem.parts().today[i];
    flat.today[i] = zone ? numbers[zone->index()] : kNone;
  }
  for (std::size_t z = 0; z < pieces.size(); ++z) {
    for (const std::uint32_t unit : pieces[z].units) {
      start.zone_of[unit] = numbers[z] == kDissolved ? kNone : numbers[z];
    }
    start.zones += numbers[z] == kDissolved ? 0 : 1;
  }
  take_in_loose_units(flat, start.zone_of, start.zones);
  for (std::size_t p = 0; p < parts.units.size(); ++p) {
    for (std::size_t have = zones_among(parts.units[p], start.zone_of); have < parts.zones[p]; ++have) {
      if (!split_heaviest(flat, parts.units[p], start.zone_of, start.zones, random)) {
        break;
      }
    }
  }
  return start;
}

}  // namespace lastmeter
