// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <memory>
#include <mutex>
#include <numeric>

#include "core/parallel.h"
#include "network/anchors_by_link.h"
#include "network/bounded_search.h"
#include "network/place_rows.h"
#include "network/walk_search.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 64;

/// A place that walks to a post along their common link.
template <class Cost>
struct DirectWay {
  std::uint32_t rank;
  Cost cost;
};

template <class Cost>
struct DirectWays {
  std::vector<std::uint64_t> starts;  // post -> ways
  std::vector<DirectWay<Cost>> ways;
};

/// The places within the limit of the posts of a slice, by post in graph order.
template <class Cost>
struct Catchments {
  std::vector<std::uint32_t> ranks;
  std::vector<Cost> costs;
  std::vector<std::size_t> ends;
};

/// What one thread needs for its searches.
template <class Cost>
struct Workspace {
  Workspace(const WalkNetwork& network, std::size_t places, Cost limit)
      : search(network, limit), best(places, BoundedSearch<Cost>::kFar) {}

  void offer(std::uint32_t rank, Cost cost) {
    if (best[rank] == BoundedSearch<Cost>::kFar) {
      reached.push_back(rank);
    }
    best[rank] = std::min(best[rank], cost);
  }
  void flush(Catchments<Cost>& out) {
    for (const std::uint32_t rank : reached) {
      out.ranks.push_back(rank);
      out.costs.push_back(best[rank]);
      best[rank] = BoundedSearch<Cost>::kFar;
    }
    out.ends.push_back(out.ranks.size());
    reached.clear();
  }

  BoundedSearch<Cost> search;
  std::vector<Cost> best;  // by rank
  std::vector<std::uint32_t> reached;
};

template <class Cost>
class WorkspacePool {
 public:
  std::unique_ptr<Workspace<Cost>> take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) {
      return nullptr;
    }
    std::unique_ptr<Workspace<Cost>> workspace = std::move(free_.back());
    free_.pop_back();
    return workspace;
  }
  void give_back(std::unique_ptr<Workspace<Cost>> workspace) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(workspace));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Workspace<Cost>>> free_;
};

/// All places within a limit of all posts.
template <class Cost>
class PairSearch {
 public:
  PairSearch(const WalkNetwork& network, const AnchorRows& places, const AnchorRows& posts, Cost limit)
      : network_(network),
        posts_(posts),
        limit_(limit),
        place_order_(places_along_links(places)),
        post_order_(places_along_links(posts)),
        rows_(network, places, place_order_, limit),
        direct_(direct_ways(places)) {}

  WalkPairs run(std::size_t place_count) {
    std::vector<Catchments<Cost>> slices((post_order_.size() + kSlice - 1) / kSlice);
    WorkspacePool<Cost> pool;
    parallel_slices(post_order_.size(), kSlice, [&](std::size_t begin, std::size_t end) {
      std::unique_ptr<Workspace<Cost>> workspace = pool.take();
      if (!workspace) {
        workspace = std::make_unique<Workspace<Cost>>(network_, place_order_.size(), limit_);
      }
      for (std::size_t i = begin; i < end; ++i) {
        search_from(post_order_[i], *workspace);
        workspace->flush(slices[begin / kSlice]);
      }
      pool.give_back(std::move(workspace));
    });
    return by_place(slices, place_count);
  }

 private:
  DirectWays<Cost> direct_ways(const AnchorRows& places) const;
  void search_from(std::uint32_t post, Workspace<Cost>& workspace) const;
  WalkPairs by_place(const std::vector<Catchments<Cost>>& slices, std::size_t place_count) const;

  const WalkNetwork& network_;
  const AnchorRows& posts_;
  Cost limit_;
  std::vector<std::uint32_t> place_order_;
  std::vector<std::uint32_t> post_order_;
  PlaceRows<Cost> rows_;
  DirectWays<Cost> direct_;
};

template <class Cost>
DirectWays<Cost> PairSearch<Cost>::direct_ways(const AnchorRows& places) const {
  const AnchorsByLink on_links(network_, posts_);
  const auto for_each_way = [&](const auto& visit) {
    for (std::size_t rank = 0; rank < place_order_.size(); ++rank) {
      for (const Anchor& anchor : places.of(place_order_[rank])) {
        for (const AnchorsByLink::Entry& entry : on_links.on(anchor.link)) {
          const Anchor& end = posts_.anchors[entry.anchor];
          const std::optional<WalkCost> way = direct_cost(network_, anchor, end);
          const WalkCost limit = static_cast<WalkCost>(limit_);
          if (way && anchor.access <= limit - *way && end.access <= limit - *way - anchor.access) {
            visit(entry.owner, DirectWay<Cost>{static_cast<std::uint32_t>(rank),
                                               static_cast<Cost>(*way + anchor.access + end.access)});
          }
        }
      }
    }
  };
  DirectWays<Cost> direct{std::vector<std::uint64_t>(posts_.place_count() + 1, 0), {}};
  for_each_way([&](std::uint32_t post, const DirectWay<Cost>&) { ++direct.starts[post]; });
  std::inclusive_scan(direct.starts.begin(), direct.starts.end(), direct.starts.begin());
  direct.ways.resize(direct.starts.back());
  for_each_way([&](std::uint32_t post, const DirectWay<Cost>& way) { direct.ways[--direct.starts[post]] = way; });
  return direct;
}

template <class Cost>
void PairSearch<Cost>::search_from(std::uint32_t post, Workspace<Cost>& workspace) const {
  BoundedSearch<Cost>& search = workspace.search;
  for (const Anchor& anchor : posts_.of(post)) {
    const Link& link = network_.link(anchor.link);
    const EndCosts costs = end_costs(network_, anchor);
    if (costs.out_of_from != kNoWay) {
      search.add_source(link.from, anchor.access + costs.out_of_from);
    }
    if (costs.out_of_to != kNoWay) {
      search.add_source(link.to, anchor.access + costs.out_of_to);
    }
  }
  search.run();
  for (const std::uint32_t node : search.found()) {
    const Cost cost = search.cost(node);
    const Cost left = limit_ - cost;
    for (const typename PlaceRows<Cost>::Entry& entry : rows_.at(node)) {
      if (entry.offset <= left) {
        workspace.offer(entry.rank, cost + entry.offset);
      }
    }
  }
  search.reset();
  for (std::uint64_t i = direct_.starts[post]; i < direct_.starts[post + 1]; ++i) {
    workspace.offer(direct_.ways[i].rank, direct_.ways[i].cost);
  }
}

template <class Cost>
WalkPairs PairSearch<Cost>::by_place(const std::vector<Catchments<Cost>>& slices, std::size_t place_count) const {
  std::vector<std::uint32_t> positions(posts_.place_count(), std::numeric_limits<std::uint32_t>::max());
  for (std::size_t i = 0; i < post_order_.size(); ++i) {
    positions[post_order_[i]] = static_cast<std::uint32_t>(i);
  }
  WalkPairs pairs;
  pairs.starts.assign(place_count + 1, 0);
  for (const Catchments<Cost>& slice : slices) {
    for (const std::uint32_t rank : slice.ranks) {
      ++pairs.starts[place_order_[rank]];
    }
  }
  std::inclusive_scan(pairs.starts.begin(), pairs.starts.end(), pairs.starts.begin());
  pairs.posts.resize(pairs.starts.back());
  pairs.costs.resize(pairs.starts.back());
  for (std::size_t post = positions.size(); post-- > 0;) {
    if (positions[post] == std::numeric_limits<std::uint32_t>::max()) {
      continue;
    }
    const Catchments<Cost>& slice = slices[positions[post] / kSlice];
    const std::size_t row = positions[post] % kSlice;
    for (std::size_t i = row == 0 ? 0 : slice.ends[row - 1]; i < slice.ends[row]; ++i) {
      const std::uint64_t slot = --pairs.starts[place_order_[slice.ranks[i]]];
      pairs.posts[slot] = static_cast<std::uint32_t>(post);
      pairs.costs[slot] = static_cast<WalkCost>(slice.costs[i]);
    }
  }
  return pairs;
}

}  // namespace

WalkPairs walk_pairs(const WalkNetwork& network, const AnchorRows& places, const AnchorRows& posts, Metres limit) {
  const WalkCost most = to_cost(limit);
  if (most < std::numeric_limits<std::uint32_t>::max()) {
    return PairSearch<std::uint32_t>(network, places, posts, static_cast<std::uint32_t>(most))
        .run(places.place_count());
  }
  return PairSearch<WalkCost>(network, places, posts, most).run(places.place_count());
}

}  // namespace lastmeter
