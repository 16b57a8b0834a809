// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <vector>

namespace lastmeter {

/// Rows of numbers (posts, discs), one for each cell; ascending in a row.
struct CellLists {
  std::vector<std::uint32_t> starts;  // cells + 1
  std::vector<std::uint32_t> items;

  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t cell) const {
    return {items.data() + starts[cell], items.data() + starts[cell + 1]};
  }
};

/// The list of every cell, from a visitor of (item, cell) pairs that is run twice, once to count and once to fill:
/// `visit_pairs(add)` calls `add(item, cell)` with ascending items.
/// At most 2^32 - 1 pairs.
template <class VisitPairs>
CellLists list_by_cell(std::size_t cells, const VisitPairs& visit_pairs) {
  CellLists lists;
  lists.starts.assign(cells + 1, 0);
  visit_pairs([&](std::size_t, std::size_t cell) { ++lists.starts[cell + 1]; });
  std::uint64_t total = 0;
  for (std::uint32_t& start : lists.starts) {
    total += start;
    start = static_cast<std::uint32_t>(total);
  }
  if (total > std::numeric_limits<std::uint32_t>::max()) {
    throw std::length_error("more than 2^32 entries in the lists of a cell frame");
  }
  lists.items.resize(total);
  // Filling moves each start to its end, that is to the next cell's start; shifting back afterwards restores them.
  visit_pairs([&](std::size_t item, std::size_t cell) {
    lists.items[lists.starts[cell]++] = static_cast<std::uint32_t>(item);
  });
  std::copy_backward(lists.starts.begin(), lists.starts.end() - 1, lists.starts.end());
  lists.starts[0] = 0;
  return lists;
}

}  // namespace lastmeter
