// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/progress.h"
#include "io/facility_instance.h"

namespace lastmeter {

/// Pairs of demand and site: flat rows by demand, in a row sites ascend.
struct ServicePairs {
  std::vector<std::uint64_t> starts;
  std::vector<CandidateId> sites;
  std::vector<double> distances;  // empty when only pairs within a radius were asked for
};

/// More pairs than this are refused: 12 bytes each, 2 GB.
inline constexpr std::uint64_t kMostPairs = 2'000'000'000 / 12;

/// Distances of an instance that has some (no scp). Graph: shortest paths (Dijkstra from every node, O(nodes x edges x
/// log)), exact for whole costs; nodes without a way have no pair. Plane: Euclidean, rounded. Globe: spherical law of
/// cosines, radius 6,378,100 m, the angle and its length in 32-bit floats, as in the code that the published values
/// come from (Maximo, Cordeau and Nascimento, 2023); 0 for one and the same coordinates. Table: as in the file. With
/// `radius`: only pairs with distance <= radius (Plane, Exact: squared distance <= radius x radius), without their
/// distances. The same for any number of threads. Throws ConfigError when there are more than kMostPairs.
ServicePairs service_pairs(const FacilityInstance& instance, DistanceRounding rounding, std::optional<double> radius,
                           Progress& progress);

}  // namespace lastmeter
