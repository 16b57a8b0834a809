// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lastmeter {

/// Rows of numbers (posts, discs), one for each cell; ascending in a row.
struct CellLists {
  std::vector<std::uint64_t> starts;  // cells + 1
  std::vector<std::uint32_t> items;

  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t cell) const {
    return {items.data() + starts[cell], static_cast<std::size_t>(starts[cell + 1] - starts[cell])};
  }
};

/// The list of every cell, from a visitor of (item, cell) pairs that is run twice, once to count and once to fill:
/// `visit_pairs(add)` calls `add(item, cell)` with ascending items.
template <class VisitPairs>
CellLists list_by_cell(std::size_t cells, const VisitPairs& visit_pairs) {
  CellLists lists;
  lists.starts.assign(cells + 1, 0);
  visit_pairs([&](std::size_t, std::size_t cell) { ++lists.starts[cell + 1]; });
  for (std::size_t i = 0; i < cells; ++i) {
    lists.starts[i + 1] += lists.starts[i];
  }
  lists.items.resize(lists.starts[cells]);
  // Filling moves each start to its end, that is to the next cell's start; shifting back afterwards restores them.
  visit_pairs([&](std::size_t item, std::size_t cell) {
    lists.items[lists.starts[cell]++] = static_cast<std::uint32_t>(item);
  });
  std::copy_backward(lists.starts.begin(), lists.starts.end() - 1, lists.starts.end());
  lists.starts[0] = 0;
  return lists;
}

}  // namespace lastmeter
