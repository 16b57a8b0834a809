// SPDX-License-Identifier: Apache-2.0
#include "network/anchors_by_link.h"

#include <numeric>

namespace lastmeter {

AnchorsByLink::AnchorsByLink(const WalkNetwork& network, const AnchorRows& rows)
    : starts_(network.links.size() + 1, 0), entries_(rows.anchors.size()) {
  for (const Anchor& anchor : rows.anchors) {
    ++starts_[anchor.link.index()];
  }
  std::inclusive_scan(starts_.begin(), starts_.end(), starts_.begin());
  for (std::size_t owner = rows.place_count(); owner-- > 0;) {
    for (std::uint32_t i = rows.starts[owner + 1]; i-- > rows.starts[owner];) {
      entries_[--starts_[rows.anchors[i].link.index()]] = {static_cast<std::uint32_t>(owner), i};
    }
  }
}

}  // namespace lastmeter
