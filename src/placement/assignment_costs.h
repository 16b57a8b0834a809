// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "placement/problem.h"

namespace lastmeter {

/// What a search knows about a site: nothing, or that every plan still of interest has it open (closed).
enum class Fate : std::uint8_t { Free, Open, Closed };

/// Weight x distance of every pair in whole numbers, so that sums and bounds are exact: multiplied by a power of two,
/// as large as 63 bits allow, and rounded down. No plan costs less in `evaluate_plan` than its whole cost / scale.
/// Flat rows, each ascending by cost, ties by site. Rows without weight are left out.
struct AssignmentCosts {
  /// Above the cost of any plan; so is the number of rows times this.
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  std::size_t sites = 0;
  std::vector<std::uint64_t> starts = {0};  // rows + 1
  std::vector<std::uint32_t> site;          // by pair
  std::vector<std::int64_t> cost;           // by pair
  std::int64_t base = 0;                    // of the rows that are settled
  std::int64_t unserved = 1;                // for a row that no open site serves: more than all plans without such rows
  std::int64_t unit = 1;                    // divides the cost of every plan
  double scale = 1.0;                       // whole cost = weight x distance x scale
  bool exact = true;                        // nothing was rounded

  [[nodiscard]] std::size_t rows() const { return starts.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> sites_of(std::size_t row) const {
    return std::span(site).subspan(starts[row], starts[row + 1] - starts[row]);
  }
  [[nodiscard]] std::span<const std::int64_t> costs_of(std::size_t row) const {
    return std::span(cost).subspan(starts[row], starts[row + 1] - starts[row]);
  }
  /// The lowest cost a plan can have that is not below `bound`.
  [[nodiscard]] std::int64_t raised(std::int64_t bound) const;
};

/// Time O(pairs log pairs per row). Throws ConfigError where the sum of weight x distance exceeds a double. With
/// `most`, the objective of a known plan, pairs that cost more count as `most`: no better plan uses them, and where
/// they dwarf it all others keep more digits.
AssignmentCosts assignment_costs(const PlacementProblem& problem, std::optional<double> most = std::nullopt);

/// The same costs as far as the fates leave a choice: closed sites are gone, a row ends at its nearest open site, and
/// one that begins with an open site is settled. `rows`: which rows of `costs` are left.
struct ReducedCosts {
  AssignmentCosts costs;
  std::vector<std::uint32_t> rows;
};
ReducedCosts reduced(const AssignmentCosts& costs, std::span<const Fate> fates);

}  // namespace lastmeter
