// SPDX-License-Identifier: Apache-2.0
#include "network/place_rows.h"

namespace lastmeter {

PlaceRanks::PlaceRanks(const AnchorsByLink& by_link, std::size_t place_count) : rank_of(place_count, kNone) {
  place_of.reserve(place_count);
  for (const AnchorsByLink::Entry& entry : by_link.entries()) {
    if (rank_of[entry.owner] == kNone) {
      rank_of[entry.owner] = static_cast<std::uint32_t>(place_of.size());
      place_of.push_back(entry.owner);
    }
  }
}

}  // namespace lastmeter
