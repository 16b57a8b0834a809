// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/outcome.h"
#include "partition/unit_graph.h"

namespace lastmeter {

/// One unit, or two side by side.
struct CoverPart {
  std::size_t parent = 0;
  UnitId first;
  std::optional<UnitId> second;  // > first
  double weight = 0.0;
};

/// What pairs the units of one parent allow, and what proves that no more are possible: without the `between` units
/// the others fall into `odd_parts` parts of an odd number of units, which leaves odd_parts - between.size() alone.
struct ParentPairs {
  std::size_t units = 0;
  std::size_t most_pairs = 0;
  std::size_t pairs = 0;  // of the cover
  std::vector<UnitId> between;
  std::size_t odd_parts = 0;
  std::size_t alone = 0;
};

/// Every unit in exactly one part. Infeasible: the cover of the number of parts that is nearest to what was asked.
struct PairCover {
  Outcome outcome = Outcome::Infeasible;  // never Unknown
  std::vector<CoverPart> parts;           // by parent, then by first unit
  std::vector<ParentPairs> parents;
  std::size_t fewest = 0;  // parts that are possible
  std::size_t most = 0;    // as many as units
};

/// Covers the units of all parents by `asked` single units and pairs side by side (open borders of a length, no link,
/// nothing barred) inside a parent; without a number, by as few as possible. Of all such covers the one whose parts are
/// most even: least sum of squared weights, by the cheapest matching of so many pairs (exact for whole weights up to
/// 46,340 in fewer than 10,000 units, else to a rounding). Ties: repeatable. O(log n) matchings.
PairCover cover_by_pairs(std::span<const UnitGraph> parents, std::optional<std::size_t> asked);

}  // namespace lastmeter
