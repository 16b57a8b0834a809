// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/units.h"
#include "partition/partition_problem.h"

namespace lastmeter {

struct ZoneScore {
  double weight = 0.0;
  double workload = 0.0;
  std::size_t units = 0;
  std::size_t pieces = 0;                // connected parts; 1 = contiguous
  std::size_t pieces_without_links = 0;  // as if Linked borders were none
  SquareMetres area;
  Metres perimeter;            // outer borders of its units and limits with other zones
  double polsby_popper = 0.0;  // 4 pi area / perimeter^2; 0 without a perimeter
  double moment = 0.0;         // weight x m2 about its weighted centre
  double mixture = 0.0;        // weighted squares of the trait about its weighted mean
};

/// A partition scored without knowing who made it.
struct PartitionScore {
  double objective = 0.0;
  std::size_t zones = 0;
  std::size_t out_of_bounds = 0;  // zones whose weight is
  std::size_t extra_pieces = 0;   // connected parts beyond one a zone
  double weight_least = 0.0;
  double weight_most = 0.0;
  double deviation_max = 0.0;  // |weight - mean| / mean, largest; the mean is total / zones
  std::size_t cut_edges = 0;
  Metres border;  // between zones, each limit once
  double polsby_popper_mean = 0.0;
  double polsby_popper_least = 0.0;
  double moment = 0.0;          // weight x m2
  double mixture = 0.0;         // weighted squares of the trait within zones
  double workload_least = 0.0;  // of a zone
  double workload_most = 0.0;
  std::size_t ties_cut = 0;         // borders between units of two zones that belong together
  std::size_t compounds_split = 0;  // of those that could be whole
  std::size_t compounds = 0;        // that could be whole
  std::size_t units_moved = 0;      // against today's plan, zones matched one to one so that most weight stays
  double weight_moved = 0.0;
  IdVector<ZoneId, ZoneScore> by_zone;
  std::vector<std::string> breaches;  // of hard limits, one line each with the figures; empty: all hold
};

/// The one scorer of partitions: methods, reports, tests and foreign plans use its numbers. `zone_of` by unit, zones
/// 0 .. k-1 in any use; a zone without unit counts as a breach. Sums run in the order of units and borders. Time
/// O(units + borders) plus, with a plan in force, a matching of zones.
/// Throws std::logic_error where `zone_of` has another length than the units.
PartitionScore evaluate_partition(const PartitionProblem& problem, const IdVector<UnitId, ZoneId>& zone_of);

/// Zones of one plan matched to those of another, one to one, so that the most weight is in matched pairs (an optimal
/// assignment, by min-cost flow). By zone of `plan`: its partner, none where there is none. Ties: the same in every
/// run.
std::vector<std::optional<ZoneId>> match_zones(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& plan,
                                               const std::vector<std::optional<ZoneId>>& other);

}  // namespace lastmeter
