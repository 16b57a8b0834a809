// SPDX-License-Identifier: Apache-2.0
#include "coverage/walks_between.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "core/parallel.h"
#include "network/bounded_search.h"
#include "network/walk_search.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 64;
constexpr WalkCost kNotFound = std::numeric_limits<WalkCost>::max();

/// A demand point, by its position among the wanted ones, and a post it may walk to.
struct Asked {
  std::uint32_t post;
  std::uint32_t place;
  WalkCost cost = kNotFound;
};

std::uint32_t component_of(const WalkNetwork& network, const Anchor& anchor) {
  return network.component[network.link(anchor.link).from.index()];
}

bool same_component(const WalkAccess& access, std::size_t demand, std::size_t post) {
  return std::ranges::any_of(access.demand.of(demand), [&](const Anchor& start) {
    return std::ranges::any_of(access.posts.of(post), [&](const Anchor& end) {
      return component_of(access.network, start) == component_of(access.network, end);
    });
  });
}

/// No walk without a detour back over the same link costs more.
WalkCost longest_walk(const WalkAccess& access) {
  WalkCost sum = 0;
  for (const Link& link : access.network.links) {
    const std::uint32_t there = link.cost == kNoWay ? 0 : link.cost;
    const std::uint32_t back = link.cost_back == kNoWay ? 0 : link.cost_back;
    sum += std::max(there, back);
  }
  for (const AnchorRows* rows : {&access.demand, &access.posts}) {
    WalkCost most = 0;
    for (const Anchor& anchor : rows->anchors) {
      most = std::max(most, anchor.access);
    }
    sum += most;
  }
  return 2 * sum;
}

class FarSearch {
 public:
  FarSearch(const WalkAccess& access, const std::vector<DemandId>& wanted, WalkCost limit)
      : access_(access), wanted_(wanted), limit_(limit), search_(access.network, limit) {}

  /// Fills the costs of all that is asked of one post.
  void run(std::span<Asked> asked) {
    const std::size_t post = asked.front().post;
    for (const Anchor& anchor : access_.posts.of(post)) {
      const Link& link = access_.network.link(anchor.link);
      const EndCosts costs = end_costs(access_.network, anchor);
      add_source(link.from, costs.out_of_from, anchor.access);
      add_source(link.to, costs.out_of_to, anchor.access);
    }
    search_.run();
    for (Asked& one : asked) {
      for (const Anchor& anchor : access_.demand.of(wanted_[one.place].index())) {
        one.cost = std::min(one.cost, cost_from(anchor, post));
      }
    }
    search_.reset();
  }

 private:
  void add_source(NodeId node, WalkCost cost, WalkCost leg) {
    if (cost != kNoWay) {
      search_.add_source(node, cost + leg);
    }
  }
  [[nodiscard]] WalkCost over(NodeId node, WalkCost cost) const {
    const WalkCost rest = search_.cost(static_cast<std::uint32_t>(node.index()));
    return cost == kNoWay || rest == BoundedSearch<WalkCost>::kFar ? kNotFound : cost + rest;
  }
  [[nodiscard]] WalkCost cost_from(const Anchor& start, std::size_t post) const {
    const Link& link = access_.network.link(start.link);
    const EndCosts costs = end_costs(access_.network, start);
    WalkCost best = std::min(over(link.from, costs.to_from), over(link.to, costs.to_to));
    for (const Anchor& end : access_.posts.of(post)) {
      if (const std::optional<WalkCost> direct = direct_cost(access_.network, start, end)) {
        best = std::min(best, *direct + end.access);
      }
    }
    return best == kNotFound || best + start.access > limit_ ? kNotFound : best + start.access;
  }

  const WalkAccess& access_;
  const std::vector<DemandId>& wanted_;
  WalkCost limit_;
  BoundedSearch<WalkCost> search_;
};

/// The nearest post of all, of every wanted place.
std::vector<std::optional<NearestWalk>> nearest_of_all(const WalkAccess& access, const std::vector<DemandId>& wanted) {
  AnchorRows places;
  for (const DemandId demand : wanted) {
    const std::span<const Anchor> anchors = access.demand.of(demand.index());
    places.anchors.insert(places.anchors.end(), anchors.begin(), anchors.end());
    places.starts.push_back(static_cast<std::uint32_t>(places.anchors.size()));
  }
  return nearest_of_places(access.network, places, access.posts);
}

/// Takes the nearest post of all where it is a near one, and asks for the others, by post, where they could be
/// connected at all.
std::vector<Asked> ask_for_rest(const WalkAccess& access, const Reach& near, const std::vector<DemandId>& wanted,
                                std::vector<std::optional<WalkTo>>& found) {
  const std::vector<std::optional<NearestWalk>> nearest = nearest_of_all(access, wanted);
  std::vector<Asked> asked;
  for (std::size_t place = 0; place < wanted.size(); ++place) {
    const std::span<const FacilityId> posts = near.row(wanted[place]).facilities;
    if (!nearest[place]) {
      continue;
    }
    if (std::ranges::binary_search(posts, FacilityId(nearest[place]->post))) {
      found[place] = WalkTo{FacilityId(nearest[place]->post), nearest[place]->cost};
      continue;
    }
    for (const FacilityId post : posts) {
      if (same_component(access, wanted[place].index(), post.index())) {
        asked.push_back({static_cast<std::uint32_t>(post.index()), static_cast<std::uint32_t>(place)});
      }
    }
  }
  std::ranges::sort(asked, {}, [](const Asked& one) { return std::tuple(one.post, one.place); });
  return asked;
}

void search_all(const WalkAccess& access, const std::vector<DemandId>& wanted, WalkCost limit,
                std::vector<Asked>& asked) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (i == 0 || asked[i].post != asked[i - 1].post) {
      starts.push_back(i);
    }
  }
  starts.push_back(asked.size());
  parallel_slices(starts.size() - 1, kSlice, [&](std::size_t begin, std::size_t end) {
    FarSearch search(access, wanted, limit);
    for (std::size_t row = begin; row < end; ++row) {
      search.run(std::span(asked).subspan(starts[row], starts[row + 1] - starts[row]));
    }
  });
}

}  // namespace

std::vector<std::optional<WalkTo>> walks_between(const WalkAccess& access, const Reach& near,
                                                 const std::vector<DemandId>& wanted) {
  std::vector<std::optional<WalkTo>> found(wanted.size());
  std::vector<Asked> asked = ask_for_rest(access, near, wanted, found);
  const WalkCost longest = longest_walk(access);
  for (WalkCost limit = 2 * to_cost(std::max(near.limit(), Metres(1))); !asked.empty(); limit = 2 * limit) {
    search_all(access, wanted, limit, asked);
    for (const Asked& one : asked) {
      std::optional<WalkTo>& best = found[one.place];
      if (one.cost != kNotFound && (!best || one.cost < best->cost)) {
        best = WalkTo{FacilityId(one.post), one.cost};
      }
    }
    std::erase_if(asked, [&](const Asked& one) { return found[one.place].has_value() || limit >= longest; });
  }
  return found;
}

}  // namespace lastmeter
