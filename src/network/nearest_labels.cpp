// SPDX-License-Identifier: Apache-2.0
#include "network/nearest_labels.h"

#include <algorithm>
#include <utility>

#include "network/bucket_queue.h"

namespace lastmeter {

namespace {

bool is_before(const NearestWalk& a, const NearestWalk& b) {
  return a.cost != b.cost ? a.cost < b.cost : a.post < b.post;
}

struct Source {
  std::uint32_t node;
  NearestWalk label;
};

std::vector<Source> sources_of(const WalkNetwork& network, const AnchorRows& posts, WalkCost limit) {
  std::vector<Source> sources;
  for (std::size_t post = 0; post < posts.place_count(); ++post) {
    for (const Anchor& anchor : posts.of(post)) {
      const Link& link = network.link(anchor.link);
      const EndCosts costs = end_costs(network, anchor);
      for (const auto& [node, cost] : {std::pair(link.from, costs.out_of_from), std::pair(link.to, costs.out_of_to)}) {
        if (cost != kNoWay && anchor.access <= limit - cost) {
          sources.push_back(
              {static_cast<std::uint32_t>(node.index()), {static_cast<std::uint32_t>(post), anchor.access + cost}});
        }
      }
    }
  }
  return sources;
}

}  // namespace

std::vector<NearestWalk> nearest_labels(const WalkNetwork& network, const AnchorRows& posts, WalkCost limit) {
  std::vector<NearestWalk> labels(network.node_count(), {0, kUnreached});
  const std::vector<Source> sources = sources_of(network, posts, limit);
  if (sources.empty()) {
    return labels;
  }
  const auto [least, most] = std::ranges::minmax(sources, {}, [](const Source& source) { return source.label.cost; });
  BucketQueue queue;
  queue.fit(most.label.cost - least.label.cost + kNoWay);
  const auto improve = [&](std::uint32_t node, const NearestWalk& label) {
    if (is_before(label, labels[node])) {
      labels[node] = label;
      queue.push(node, label.cost);
    }
  };
  for (const Source& source : sources) {
    improve(source.node, source.label);
  }
  queue.drain(least.label.cost, [&](BucketQueue::Entry entry) {
    const NearestWalk label = labels[entry.node];
    if (BucketQueue::low_bits(label.cost) != entry.low_bits) {
      return;
    }
    for (const WalkNetwork::Arc& arc : network.arcs_of(entry.node)) {
      if (arc.cost <= limit - label.cost) {
        improve(arc.node, {label.post, label.cost + arc.cost});
      }
    }
  });
  return labels;
}

}  // namespace lastmeter
