// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "core/parallel.h"
#include "network/anchors_by_link.h"
#include "network/nearest_labels.h"
#include "network/walk_search.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 8192;

void improve(std::optional<NearestWalk>& best, const NearestWalk& other) {
  if (!best || std::tie(other.cost, other.post) < std::tie(best->cost, best->post)) {
    best = other;
  }
}

/// The nearest posts of places on a network.
class PlaceNearest {
 public:
  PlaceNearest(const WalkNetwork& network, const AnchorRows& posts)
      : network_(network),
        posts_(posts),
        by_link_(network, posts),
        labels_(nearest_labels(network, posts, kUnreached)) {}

  [[nodiscard]] std::optional<NearestWalk> of(std::span<const Anchor> anchors) const {
    std::optional<NearestWalk> best;
    for (const Anchor& anchor : anchors) {
      const Link& link = network_.link(anchor.link);
      const EndCosts costs = end_costs(network_, anchor);
      improve_through(best, link.from, costs.to_from, anchor.access);
      improve_through(best, link.to, costs.to_to, anchor.access);
      for (const AnchorsByLink::Entry& entry : by_link_.on(anchor.link)) {
        const Anchor& end = posts_.anchors[entry.anchor];
        if (const std::optional<WalkCost> way = direct_cost(network_, anchor, end)) {
          improve(best, {entry.owner, anchor.access + *way + end.access});
        }
      }
    }
    return best;
  }

 private:
  void improve_through(std::optional<NearestWalk>& best, NodeId node, WalkCost cost, WalkCost access) const {
    const NearestWalk& label = labels_[node.index()];
    if (cost != kNoWay && label.cost != kUnreached) {
      improve(best, {label.post, access + cost + label.cost});
    }
  }

  const WalkNetwork& network_;
  const AnchorRows& posts_;
  AnchorsByLink by_link_;
  std::vector<NearestWalk> labels_;
};

}  // namespace

std::vector<std::optional<NearestWalk>> nearest_of_nodes(const WalkNetwork& network, const AnchorRows& posts) {
  const std::vector<NearestWalk> labels = nearest_labels(network, posts, kUnreached);
  std::vector<std::optional<NearestWalk>> nearest(labels.size());
  std::ranges::transform(labels, nearest.begin(), [](const NearestWalk& label) {
    return label.cost == kUnreached ? std::nullopt : std::optional(label);
  });
  return nearest;
}

std::vector<std::optional<NearestWalk>> nearest_of_places(const WalkNetwork& network, const AnchorRows& places,
                                                          const AnchorRows& posts) {
  const PlaceNearest nearest_post(network, posts);
  std::vector<std::optional<NearestWalk>> nearest(places.place_count());
  parallel_slices(nearest.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t place = begin; place < end; ++place) {
      nearest[place] = nearest_post.of(places.of(place));
    }
  });
  return nearest;
}

}  // namespace lastmeter
