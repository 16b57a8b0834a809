// SPDX-License-Identifier: Apache-2.0
#include "network/place_rows.h"

#include <algorithm>

namespace lastmeter {

std::vector<std::uint32_t> places_along_links(const AnchorRows& places) {
  std::vector<std::uint64_t> keys;
  for (std::size_t place = 0; place < places.place_count(); ++place) {
    if (!places.of(place).empty()) {
      keys.push_back((static_cast<std::uint64_t>(places.of(place).front().link.index()) << 32U) | place);
    }
  }
  std::ranges::sort(keys);
  std::vector<std::uint32_t> order(keys.size());
  std::ranges::transform(keys, order.begin(), [](std::uint64_t key) { return static_cast<std::uint32_t>(key); });
  return order;
}

}  // namespace lastmeter
