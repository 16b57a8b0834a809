// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "core/parallel.h"
#include "network/doctor.h"
#include "network/link_graph.h"

namespace lastmeter {
namespace {

constexpr double kDetour = 4.0;

/// The nearest place of a link to a dead end.
struct Approach {
  double gap = 0.0;
  std::uint32_t link = 0;
  double along = 0.0;
  Point at;
  std::optional<NodeId> node;  // the link's end, if the place is one
};

class NearMissSearch {
 public:
  NearMissSearch(const WalkNetwork& network, Metres limit)
      : network_(network), limit_(limit), graph_(network), index_(link_segments(network)) {}

  [[nodiscard]] bool asks(std::size_t node) const { return graph_.dead_end(node) && network_.sealed[node] == 0; }

  [[nodiscard]] std::optional<Approach> search(std::uint32_t node) const {
    std::vector<Approach> approaches = nearby(node);
    std::sort(approaches.begin(), approaches.end(),
              [](const Approach& a, const Approach& b) { return std::tie(a.gap, a.link) < std::tie(b.gap, b.link); });
    for (const Approach& approach : approaches) {
      const bool sealed = approach.node && network_.sealed[approach.node->index()] != 0;
      if (!sealed && !graph_.within(node, approach.link, approach.along, kDetour * approach.gap)) {
        return approach;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::uint32_t own_link(std::size_t node) const { return graph_.links_of(node)[0]; }

 private:
  /// The nearest place of every other link of the level within the limit.
  [[nodiscard]] std::vector<Approach> nearby(std::uint32_t node) const {
    const Point at = network_.nodes[node];
    const std::int32_t level = network_.links[own_link(node)].level;
    std::vector<std::uint32_t> found;
    index_.near(at, at, limit_, found);
    std::vector<Approach> approaches;
    for (const std::uint32_t f : found) {
      const LineSegment& segment = index_[f];
      if (segment.owner == own_link(node) || network_.links[segment.owner].level != level) {
        continue;
      }
      const double share = nearest_share(segment.a, segment.b, at);
      const Point place = place_at(segment.a, segment.b, share);
      const double gap = distance(at, place).value();
      if (gap > limit_.value()) {
        continue;
      }
      const bool known = !approaches.empty() && approaches.back().link == segment.owner;
      if (known && approaches.back().gap <= gap) {
        continue;
      }
      if (!known) {
        approaches.emplace_back();
      }
      approaches.back() = approach(segment, place, gap);
    }
    return approaches;
  }

  [[nodiscard]] Approach approach(const LineSegment& segment, Point place, double gap) const {
    const Link& link = network_.links[segment.owner];
    const std::span<const Point> shape = network_.shape(link);
    double along = distance(segment.a, place).value();
    for (std::size_t i = 0; i < segment.position; ++i) {
      along += distance(shape[i], shape[i + 1]).value();
    }
    Approach approach{gap, segment.owner, along, place, std::nullopt};
    if (place == shape.front() || place == shape.back()) {
      approach.node = place == shape.front() ? link.from : link.to;
    }
    return approach;
  }

  const WalkNetwork& network_;
  Metres limit_;
  LinkGraph graph_;
  SegmentIndex index_;
};

}  // namespace

std::vector<NearMiss> near_misses(const WalkNetwork& network, Metres limit) {
  const NearMissSearch search(network, limit);
  std::vector<std::optional<Approach>> found(network.node_count());
  parallel_slices(network.node_count(), 4096, [&](std::size_t begin, std::size_t end) {
    for (std::size_t node = begin; node < end; ++node) {
      if (search.asks(node)) {
        found[node] = search.search(static_cast<std::uint32_t>(node));
      }
    }
  });
  std::vector<NearMiss> misses;
  for (std::size_t node = 0; node < found.size(); ++node) {
    if (!found[node]) {
      continue;
    }
    const Approach& approach = *found[node];
    const auto& facing = approach.node ? found[approach.node->index()] : std::nullopt;
    if (facing && facing->node == NodeId(node) && *approach.node < NodeId(node)) {
      continue;
    }
    misses.push_back({NodeId(node), LinkId(approach.link), network.nodes[node], approach.at, Metres(approach.gap),
                      network.links[search.own_link(node)].row, network.links[approach.link].row});
  }
  return misses;
}

}  // namespace lastmeter
