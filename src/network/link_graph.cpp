// SPDX-License-Identifier: Apache-2.0
#include "network/link_graph.h"

#include <functional>
#include <numeric>
#include <queue>
#include <unordered_map>
#include <utility>

namespace lastmeter {

LinkGraph::LinkGraph(const WalkNetwork& network) : network_(network), starts_(network.node_count() + 1, 0) {
  for (const Link& link : network.links) {
    ++starts_[link.from.index() + 1];
    ++starts_[link.to.index() + 1];
    const std::span<const Point> shape = network.shape(link);
    lengths_.push_back(0.0);
    for (std::size_t i = 1; i < shape.size(); ++i) {
      lengths_.back() += distance(shape[i - 1], shape[i]).value();
    }
  }
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
  links_.resize(starts_.back());
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (std::uint32_t i = 0; i < network.links.size(); ++i) {
    links_[next[network.links[i].from.index()]++] = i;
    links_[next[network.links[i].to.index()]++] = i;
  }
}

bool LinkGraph::within(std::uint32_t node, std::uint32_t link, double along, double limit) const {
  using Open = std::pair<double, std::uint32_t>;
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
  std::unordered_map<std::uint32_t, double> best{{node, 0.0}};
  open.emplace(0.0, node);
  while (!open.empty()) {
    const auto [length, at] = open.top();
    open.pop();
    if (length > best[at]) {
      continue;
    }
    for (const std::uint32_t i : links_of(at)) {
      const bool forward = network_.links[i].from.index() == at;
      if (i == link && length + (forward ? along : lengths_[i] - along) <= limit) {
        return true;
      }
      const NodeId other = forward ? network_.links[i].to : network_.links[i].from;
      const double sum = length + lengths_[i];
      const auto [known, added] = best.try_emplace(static_cast<std::uint32_t>(other.index()), sum);
      if (sum <= limit && (added || sum < known->second)) {
        known->second = sum;
        open.emplace(sum, known->first);
      }
    }
  }
  return false;
}

std::vector<LineSegment> link_segments(const WalkNetwork& network) {
  std::vector<LineSegment> segments;
  segments.reserve(network.vertices.size());
  for (std::uint32_t i = 0; i < network.links.size(); ++i) {
    const std::span<const Point> shape = network.shape(network.links[i]);
    for (std::uint32_t k = 0; k + 1 < shape.size(); ++k) {
      segments.push_back({shape[k], shape[k + 1], i, k});
    }
  }
  return segments;
}

}  // namespace lastmeter
