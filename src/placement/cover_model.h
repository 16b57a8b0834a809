// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "placement/problem.h"

namespace lastmeter {

/// A max-cover problem in whole numbers, reduced to what a choice can change. Sites and rows are known by their
/// position here. A row counts once `need` of its sites are open. Shares are gone: a row whose sites serve it to
/// different shares is a stack of rows, one for each share, each covered by the sites that serve at least so much.
///
/// Reductions: rows without weight, out of everyone's reach, or served by Fixed sites leave; equal rows are merged;
/// rows of one site alone go into its own weight; a site that another one covers for, at no higher cost and outside all
/// rules, leaves (covered once only). One best plan at least survives.
struct CoverModel {
  std::vector<CandidateId> sites;     // ascending; without the Fixed ones
  std::vector<std::int64_t> solo;     // by site: weight that it serves and nobody else can
  std::vector<std::int64_t> weights;  // by row, > 0
  std::vector<std::uint32_t> needs;   // by row, 1 .. its number of sites
  std::vector<std::uint64_t> row_starts = {0};
  std::vector<std::uint32_t> row_sites;  // ascending in a row
  std::vector<std::uint64_t> site_starts = {0};
  std::vector<std::uint32_t> site_rows;  // ascending in a site

  std::int64_t base = 0;       // served by the Fixed sites, whatever is chosen
  std::int64_t reachable = 0;  // all solo weights and rows: the most that a choice can add to the base
  /// A weight of 1 stands for 2^-shift in the problem's unit. Numbers that this rounds make a whole plan wrong by
  /// `slop` at most; 0: none was rounded.
  int shift = 0;
  std::int64_t slop = 0;
  bool blurred = false;  // two different shares of a row have become one number: the model cannot tell them apart

  [[nodiscard]] std::size_t rows() const { return weights.size(); }
  [[nodiscard]] std::span<const std::uint32_t> sites_of(std::size_t row) const {
    return std::span(row_sites).subspan(row_starts[row], row_starts[row + 1] - row_starts[row]);
  }
  [[nodiscard]] std::span<const std::uint32_t> rows_of(std::size_t site) const {
    return std::span(site_rows).subspan(site_starts[site], site_starts[site + 1] - site_starts[site]);
  }
  /// `value` (base not included) in the problem's unit, not below what any plan of that value may score.
  [[nodiscard]] double upper(std::int64_t value) const;
  /// Rows that need more than one site: then gains do not fall as more is open.
  [[nodiscard]] bool repeated() const;
};

CoverModel cover_model(const PlacementProblem& problem);

}  // namespace lastmeter
