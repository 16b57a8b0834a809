// SPDX-License-Identifier: Apache-2.0
#include "coverage/reach_walking.h"

#include <fmt/format.h>

#include <numeric>
#include <stdexcept>
#include <utility>

#include "core/parallel.h"
#include "network/walk_search.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 4096;
constexpr double kRounding = 1e-3;  // metres
constexpr double kRelativeRounding = 1e-6;

void check_sizes(const StudyArea& area, const WalkAccess& access) {
  if (access.demand.place_count() != area.demand.size() || access.posts.place_count() != area.facilities.size()) {
    throw std::logic_error(fmt::format("the anchors are of {} demand points and {} posts, the study has {} and {}",
                                       access.demand.place_count(), access.posts.place_count(), area.demand.size(),
                                       area.facilities.size()));
  }
}

/// Turns pairs in costs into rows in metres.
class RowsInMetres {
 public:
  RowsInMetres(std::span<const Point> demand, std::span<const Point> posts, const WalkAccess& access,
               const WalkPairs& pairs, double limit)
      : demand_(demand),
        posts_(posts),
        floor_(access.straight_is_floor),
        pairs_(pairs),
        limit_(limit) {}

  Reach build() && {
    std::vector<double> distances(pairs_.posts.size());
    std::vector<std::uint64_t> starts(demand_.size() + 1, 0);
    parallel_slices(demand_.size(), kSlice, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        for (std::uint64_t pair = pairs_.starts[i]; pair < pairs_.starts[i + 1]; ++pair) {
          distances[pair] = walked_metres(pairs_.costs[pair], demand_[i], posts_[pairs_.posts[pair]], floor_);
          starts[i + 1] += distances[pair] <= limit_ ? 1 : 0;
        }
      }
    });
    std::inclusive_scan(starts.begin(), starts.end(), starts.begin());
    std::vector<FacilityId> facilities(starts.back());
    std::size_t kept = 0;
    for (std::size_t pair = 0; pair < distances.size(); ++pair) {
      if (distances[pair] <= limit_) {
        facilities[kept] = FacilityId(pairs_.posts[pair]);
        distances[kept++] = distances[pair];
      }
    }
    distances.resize(kept);
    return {Metres(limit_), std::move(starts), std::move(facilities), std::move(distances)};
  }

 private:
  std::span<const Point> demand_;
  std::span<const Point> posts_;
  bool floor_;
  const WalkPairs& pairs_;
  double limit_;
};

}  // namespace

double walked_metres(WalkCost cost, Point from, Point to, bool straight_is_floor) {
  const double walked = to_metres(cost);
  if (!straight_is_floor) {
    return walked;
  }
  const double straight = distance(from, to).value();
  if (straight - walked > kRounding + straight * kRelativeRounding) {
    throw std::logic_error(
        fmt::format("a walk of {:.4f} m from ({:.3f}, {:.3f}) to ({:.3f}, {:.3f}) is shorter than the straight line of "
                    "{:.4f} m",
                    walked, from.x, from.y, to.x, to.y, straight));
  }
  return walked < straight ? straight : walked;
}

Reach reach_walking(const StudyArea& area, const WalkAccess& access, Metres limit) {
  check_sizes(area, access);
  return reach_walking(places_of(area.demand), places_of(area.facilities), access, limit);
}

Reach reach_walking(std::span<const Point> demand, std::span<const Point> posts, const WalkAccess& access,
                    Metres limit) {
  const WalkPairs pairs = walk_pairs(access.network, access.demand, access.posts, limit + Metres(kRounding));
  return RowsInMetres(demand, posts, access, pairs, limit.value()).build();
}

std::vector<std::optional<NearestPost>> nearest_walking(const StudyArea& area, const WalkAccess& access) {
  check_sizes(area, access);
  const std::vector<std::optional<NearestWalk>> walks = nearest_of_places(access.network, access.demand, access.posts);
  std::vector<std::optional<NearestPost>> nearest(walks.size());
  parallel_slices(walks.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (walks[i]) {
        const FacilityId post(walks[i]->post);
        nearest[i] = NearestPost{post, walked_metres(walks[i]->cost, area.demand.items()[i].at,
                                                     area.facilities[post].at, access.straight_is_floor)};
      }
    }
  });
  return nearest;
}

}  // namespace lastmeter
