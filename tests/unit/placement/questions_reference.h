// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <utility>
#include <vector>

#include "core/random.h"
#include "placement/place_sites.h"
#include "unit/placement/capacitated_reference.h"

namespace lastmeter::testing {

inline PlacementOptions exactly() { return {.method = PlacementMethod::Exact, .stop = {}}; }

/// A small cover problem: 4 to 7 sites, 8 rows, whole weights and costs.
inline PlacementParts tiny_cover(Random& random) {
  PlacementParts parts;
  parts.goal = PlacementGoal::MaxCover;
  const std::size_t sites = 4 + random.below(4);
  for (std::size_t j = 0; j < sites; ++j) {
    parts.candidates.push_back(
        {.code = fmt::format("S{}", j), .cost = static_cast<double>(1 + random.below(5)), .capacity = {}});
  }
  parts.rows.starts.push_back(0);
  for (std::size_t i = 0; i < 8; ++i) {
    parts.rows.weights.push_back(static_cast<double>(random.below(10)));
    for (std::size_t j = 0; j < sites; ++j) {
      if (random.below(3) == 0) {
        parts.rows.candidates.emplace_back(j);
      }
    }
    parts.rows.starts.push_back(parts.rows.candidates.size());
  }
  return parts;
}

/// Sites on a line serve villages on it, without limit of capacity; opening costs nothing.
inline PlacementParts line_town(Random& random, std::size_t sites) {
  PlacementParts parts;
  parts.goal = PlacementGoal::Capacitated;
  std::vector<double> at;
  for (std::size_t j = 0; j < sites; ++j) {
    parts.candidates.push_back({.code = fmt::format("S{}", j), .cost = 0.0, .capacity = {}});
    at.push_back(static_cast<double>(random.below(50)));
  }
  parts.rows.starts.push_back(0);
  for (std::size_t i = 0; i < 8; ++i) {
    parts.rows.weights.push_back(static_cast<double>(1 + random.below(9)));
    const auto village = static_cast<double>(random.below(50));
    for (std::size_t j = 0; j < sites; ++j) {
      parts.rows.candidates.emplace_back(j);
      parts.rows.values.push_back(std::abs(village - at[j]));
    }
    parts.rows.starts.push_back(parts.rows.candidates.size());
  }
  return parts;
}

inline std::vector<CandidateId> all_sites(const PlacementParts& parts) {
  std::vector<CandidateId> sites;
  for (std::size_t j = 0; j < parts.candidates.size(); ++j) {
    sites.emplace_back(j);
  }
  return sites;
}

}  // namespace lastmeter::testing
