// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <memory>
#include <mutex>
#include <numeric>
#include <span>

#include "core/parallel.h"
#include "network/anchors_by_link.h"
#include "network/bounded_search.h"
#include "network/place_rows.h"
#include "network/walk_search.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 64;  // posts
constexpr std::size_t kPlaceSlice = 16384;

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

/// The posts with anchors, in graph order.
std::vector<std::uint32_t> posts_in_order(const AnchorRows& posts) {
  std::vector<std::uint32_t> order;
  for (std::size_t post = 0; post < posts.place_count(); ++post) {
    if (!posts.of(post).empty()) {
      order.push_back(static_cast<std::uint32_t>(post));
    }
  }
  std::ranges::stable_sort(order, {}, [&](std::uint32_t post) { return posts.of(post).front().link; });
  return order;
}

/// Catchments turned round: rows of ranks, in each the posts ascending.
template <class Cost>
struct RankRows {
  struct Pair {
    std::uint32_t post;
    Cost cost;
  };
  std::vector<std::uint64_t> starts;
  std::vector<Pair> pairs;
};

template <class Cost>
RankRows<Cost> turned_round(std::vector<Catchments<Cost>> slices, std::span<const std::uint32_t> post_order,
                            std::size_t ranks) {
  RankRows<Cost> rows;
  rows.starts.assign(ranks + 1, 0);
  for (const Catchments<Cost>& slice : slices) {
    for (const std::uint32_t rank : slice.ranks) {
      ++rows.starts[rank];
    }
  }
  std::inclusive_scan(rows.starts.begin(), rows.starts.end(), rows.starts.begin());
  rows.pairs.resize(rows.starts.back());
  for (std::size_t i = 0; i < slices.size(); ++i) {
    const Catchments<Cost>& slice = slices[i];
    for (std::size_t row = 0, k = 0; row < slice.ends.size(); ++row) {
      for (; k < slice.ends[row]; ++k) {
        rows.pairs[--rows.starts[slice.ranks[k]]] = {post_order[i * kSlice + row], slice.costs[k]};
      }
    }
    slices[i] = {};
  }
  return rows;
}

/// The rows in the order of the places, each sorted by post.
template <class Cost>
WalkPairs by_place(RankRows<Cost>& rows, const PlaceRanks& ranks) {
  WalkPairs pairs;
  pairs.starts.assign(ranks.rank_of.size() + 1, 0);
  for (std::size_t place = 0; place < ranks.rank_of.size(); ++place) {
    const std::uint32_t rank = ranks.rank_of[place];
    pairs.starts[place + 1] =
        pairs.starts[place] + (rank == PlaceRanks::kNone ? 0 : rows.starts[rank + 1] - rows.starts[rank]);
  }
  pairs.posts.resize(pairs.starts.back());
  pairs.costs.resize(pairs.starts.back());
  parallel_slices(ranks.rank_of.size(), kPlaceSlice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t place = begin; place < end; ++place) {
      const std::uint64_t count = pairs.starts[place + 1] - pairs.starts[place];
      if (count == 0) {
        continue;
      }
      const auto row = std::span(rows.pairs).subspan(rows.starts[ranks.rank_of[place]], count);
      std::ranges::sort(row, {}, [](const auto& pair) { return pair.post; });
      for (std::uint64_t i = 0; i < count; ++i) {
        pairs.posts[pairs.starts[place] + i] = row[i].post;
        pairs.costs[pairs.starts[place] + i] = static_cast<WalkCost>(row[i].cost);
      }
    }
  });
  return pairs;
}

/// All places within a limit of all posts.
template <class Cost>
class PairSearch {
 public:
  PairSearch(const WalkNetwork& network, const AnchorRows& places, const AnchorRows& posts, Cost limit)
      : network_(network),
        places_(places),
        posts_(posts),
        limit_(limit),
        by_link_(network, places),
        ranks_(by_link_, places.place_count()),
        rows_(network, places, by_link_, ranks_, limit) {}

  [[nodiscard]] WalkPairs run() const {
    const std::vector<std::uint32_t> order = posts_in_order(posts_);
    std::vector<Catchments<Cost>> slices((order.size() + kSlice - 1) / kSlice);
    WorkspacePool<Cost> pool;
    parallel_slices(order.size(), kSlice, [&](std::size_t begin, std::size_t end) {
      std::unique_ptr<Workspace<Cost>> workspace = pool.take();
      if (!workspace) {
        workspace = std::make_unique<Workspace<Cost>>(network_, ranks_.place_of.size(), limit_);
      }
      for (std::size_t i = begin; i < end; ++i) {
        search_from(order[i], *workspace);
        workspace->flush(slices[begin / kSlice]);
      }
      pool.give_back(std::move(workspace));
    });
    RankRows<Cost> rows = turned_round(std::move(slices), order, ranks_.place_of.size());
    return by_place(rows, ranks_);
  }

 private:
  void search_from(std::uint32_t post, Workspace<Cost>& workspace) const;
  void go_direct(const Anchor& end, Workspace<Cost>& workspace) const;

  const WalkNetwork& network_;
  const AnchorRows& places_;
  const AnchorRows& posts_;
  Cost limit_;
  AnchorsByLink by_link_;  // of the places
  PlaceRanks ranks_;
  PlaceRows<Cost> rows_;
};

template <class Cost>
void PairSearch<Cost>::go_direct(const Anchor& end, Workspace<Cost>& workspace) const {
  for (const AnchorsByLink::Entry& entry : by_link_.on(end.link)) {
    const Anchor& start = places_.anchors[entry.anchor];
    const std::optional<WalkCost> way = direct_cost(network_, start, end);
    const auto limit = static_cast<WalkCost>(limit_);
    if (way && start.access <= limit - *way && end.access <= limit - *way - start.access) {
      workspace.offer(ranks_.rank_of[entry.owner], static_cast<Cost>(*way + start.access + end.access));
    }
  }
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
    go_direct(anchor, workspace);
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
}

}  // namespace

WalkPairs walk_pairs(const WalkNetwork& network, const AnchorRows& places, const AnchorRows& posts, Metres limit) {
  const WalkCost most = to_cost(limit);
  if (most < std::numeric_limits<std::uint32_t>::max()) {
    return PairSearch<std::uint32_t>(network, places, posts, static_cast<std::uint32_t>(most)).run();
  }
  return PairSearch<WalkCost>(network, places, posts, most).run();
}

}  // namespace lastmeter
