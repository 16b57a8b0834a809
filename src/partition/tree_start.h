// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/random.h"
#include "partition/zone_state.h"

namespace lastmeter {

/// Zones for each connected part of a graph: at least one, not more than it has units, as near as can be to its share
/// of the weight and within what its weight and the bounds allow; they add up to `zones`, or to the number of parts
/// where that is more.
struct PartZones {
  std::vector<std::vector<std::uint32_t>> units;  // by part
  std::vector<std::size_t> zones;
  std::size_t total = 0;
};
PartZones allot_zones(const FlatPartition& flat, std::size_t zones);

/// The same, changing as few as can be of the zones each part has (0 counts as 1). `parts.units` is given.
void settle_zones(const FlatPartition& flat, std::size_t zones, PartZones& parts);

/// The connected parts of a graph, by their lowest unit.
std::vector<std::vector<std::uint32_t>> graph_parts(const FlatPartition& flat);

/// A partition into connected zones: each part is bisected again and again along random spanning trees, at the edge
/// that leaves both halves least outside the bounds for the zones they are to hold, then cheapest. Bounds are aimed at,
/// not promised. Zone of each unit, 0 .. total-1. Preconditions: what allot_zones gives.
std::vector<std::uint32_t> bisect_by_trees(const FlatPartition& flat, const PartZones& allotted, Random& random);

/// Cuts connected units into `zones` (not more than there are units) connected ones, numbered from `first`.
void bisect_region(const FlatPartition& flat, std::vector<std::uint32_t> units, std::size_t zones, std::uint32_t first,
                   Random& random, std::vector<std::uint32_t>& zone_of);

}  // namespace lastmeter
