// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/anchor.h"

namespace lastmeter {

/// Anchors listed by the link they stand on; on a link by owner. 4 bytes a link and 8 an anchor. O(links + anchors).
class AnchorsByLink {
 public:
  struct Entry {
    std::uint32_t owner;   // place or post
    std::uint32_t anchor;  // position in AnchorRows::anchors
  };

  AnchorsByLink(const WalkNetwork& network, const AnchorRows& rows);

  [[nodiscard]] std::span<const Entry> on(LinkId link) const {
    return std::span(entries_).subspan(starts_[link.index()], starts_[link.index() + 1] - starts_[link.index()]);
  }
  /// All of them, by link.
  [[nodiscard]] std::span<const Entry> entries() const { return entries_; }

 private:
  std::vector<std::uint32_t> starts_;
  std::vector<Entry> entries_;
};

}  // namespace lastmeter
