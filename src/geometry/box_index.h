// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "geometry/polygon.h"

namespace lastmeter {

/// Boxes found by place: a packed R-tree (sort-tile-recursive). Empty boxes are never found. Immutable, so any
/// number of threads may query at once. Build O(n log n), a query O(log n + found log found) on average.
class BoxIndex {
 public:
  explicit BoxIndex(const std::vector<Box>& boxes);
  ~BoxIndex();
  BoxIndex(BoxIndex&& other) noexcept;
  BoxIndex& operator=(BoxIndex&& other) noexcept;
  BoxIndex(const BoxIndex&) = delete;
  BoxIndex& operator=(const BoxIndex&) = delete;

  /// Replaces `out` by the indices of the boxes that intersect `window` (touching counts), ascending.
  void query(const Box& window, std::vector<std::uint32_t>& out) const;

 private:
  struct Tree;
  std::unique_ptr<const Tree> tree_;
};

}  // namespace lastmeter
