// SPDX-License-Identifier: Apache-2.0
#include "coverage/cut_off_components.h"

#include <algorithm>

namespace lastmeter {

namespace {

std::uint32_t component_of(const WalkNetwork& network, const Anchor& anchor) {
  return network.component[network.link(anchor.link).from.index()];
}

}  // namespace

std::vector<CutOffComponent> cut_off_components(const WalkAccess& access, std::span<const DemandSum> weight,
                                                Measure by) {
  const WalkNetwork& network = access.network;
  std::vector<CutOffComponent> all(network.component_lengths.size());
  for (std::uint32_t c = 0; c < all.size(); ++c) {
    all[c].component = c;
    all[c].street = Metres(network.component_lengths[c]);
  }
  for (std::size_t i = 0; i < access.demand.place_count(); ++i) {
    const std::span<const Anchor> anchors = access.demand.of(i);
    if (!anchors.empty()) {
      const Anchor& main =
          *std::ranges::min_element(anchors, {}, [&](const Anchor& anchor) { return component_of(network, anchor); });
      all[component_of(network, main)].demand += weight[i];
    }
  }
  for (std::size_t post = 0; post < access.posts.place_count(); ++post) {
    std::vector<std::uint32_t> stands_on;
    for (const Anchor& anchor : access.posts.of(post)) {
      stands_on.push_back(component_of(network, anchor));
    }
    std::ranges::sort(stands_on);
    stands_on.erase(std::unique(stands_on.begin(), stands_on.end()), stands_on.end());
    for (const std::uint32_t component : stands_on) {
      ++all[component].posts;
    }
  }
  std::erase_if(all, [](const CutOffComponent& at) { return at.component == 0 || !(at.demand.points > 0.0); });
  std::ranges::stable_sort(
      all, [by](const CutOffComponent& a, const CutOffComponent& b) { return a.demand.of(by) > b.demand.of(by); });
  return all;
}

}  // namespace lastmeter
