// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "network/anchors_by_link.h"
#include "network/nearest_labels.h"
#include "network/walk_search.h"

namespace lastmeter {

namespace {

/// Share of a link that a walker covers for `budget`; all of a link that costs nothing, none where he may not walk.
double share_for(WalkCost budget, std::uint32_t cost) {
  if (budget < 0 || cost == kNoWay) {
    return 0.0;
  }
  return budget >= WalkCost{cost} ? 1.0 : static_cast<double>(budget) / static_cast<double>(cost);
}

/// Adds the stretches in order, overlapping and touching ones as one.
void append_united(std::vector<LinkStretch>& pieces, std::vector<LinkStretch>& out) {
  std::ranges::sort(pieces, {}, [](const LinkStretch& piece) { return std::tie(piece.begin, piece.end); });
  const std::size_t first = out.size();
  for (const LinkStretch& piece : pieces) {
    if (out.size() > first && piece.begin <= out.back().end) {
      out.back().end = std::max(out.back().end, piece.end);
    } else {
      out.push_back(piece);
    }
  }
  pieces.clear();
}

}  // namespace

std::vector<LinkStretch> reached_streets(const WalkNetwork& network, const AnchorRows& posts, Metres limit) {
  const WalkCost most = to_cost(limit);
  const std::vector<NearestWalk> labels = nearest_labels(network, posts, most);
  const AnchorsByLink by_link(network, posts);
  std::vector<LinkStretch> stretches;
  std::vector<LinkStretch> pieces;
  for (std::size_t i = 0; i < network.links.size(); ++i) {
    const Link& link = network.links[i];
    const auto add = [&](double begin, double end) {
      const LinkStretch piece{LinkId(i), std::max(begin, 0.0), std::min(end, 1.0)};
      if (piece.begin < piece.end) {
        pieces.push_back(piece);
      }
    };
    const auto budget = [&](NodeId node) { return std::max<WalkCost>(most - labels[node.index()].cost, -1); };
    add(0.0, share_for(budget(link.from), link.cost_back));
    add(1.0 - share_for(budget(link.to), link.cost), 1.0);
    for (const AnchorsByLink::Entry& entry : by_link.on(LinkId(i))) {
      const Anchor& post = posts.anchors[entry.anchor];
      const WalkCost left = most - post.access;
      add(post.share - share_for(left, link.cost), post.share + share_for(left, link.cost_back));
    }
    append_united(pieces, stretches);
  }
  return stretches;
}

}  // namespace lastmeter
