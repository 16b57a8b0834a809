// SPDX-License-Identifier: Apache-2.0
#include "coverage/reach.h"

#include <cassert>
#include <cmath>
#include <utility>

#include "core/parallel.h"
#include "coverage/covered_test.h"
#include "coverage/cell_lists.h"
#include "coverage/disc_cells.h"
#include "coverage/distance_limit.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 8192;

std::vector<std::uint64_t> row_starts_from(const std::vector<std::uint32_t>& counts) {
  std::vector<std::uint64_t> starts(counts.size() + 1, 0);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    starts[i + 1] = starts[i] + counts[i];
  }
  return starts;
}

CellLists posts_by_cell(const DiscCells& discs, std::span<const Point> posts) {
  return list_by_cell(discs.frame().count(), [&](const auto& add) {
    for (std::size_t i = 0; i < posts.size(); ++i) {
      discs.for_each_run(posts[i], [&](const DiscCells::Run& run) {
        for (std::size_t cell = run.touched_begin; cell < run.touched_end; ++cell) {
          add(i, cell);
        }
      });
    }
  });
}

template <class IdType, class T>
std::vector<Point> places_of(const IdVector<IdType, T>& things) {
  std::vector<Point> places;
  places.reserve(things.size());
  for (const T& thing : things) {
    places.push_back(thing.at);
  }
  return places;
}

}  // namespace

Reach::Reach(Metres limit, std::vector<std::uint64_t> row_starts, std::vector<FacilityId> facilities,
             std::vector<double> distances)
    : limit_(limit),
      row_starts_(std::move(row_starts)),
      facilities_(std::move(facilities)),
      distances_(std::move(distances)) {
  assert(!row_starts_.empty() && row_starts_.front() == 0 && row_starts_.back() == facilities_.size() &&
         facilities_.size() == distances_.size());
}

Reach reach_straight(std::span<const Point> demand, std::span<const Point> posts, Metres limit) {
  std::vector<std::uint64_t> starts = row_starts_from(count_within(demand, posts, limit));
  std::vector<FacilityId> facilities(starts.back());
  std::vector<double> distances(starts.back());
  if (facilities.empty()) {
    return {limit, std::move(starts), {}, {}};
  }
  const DiscCells discs(posts, limit, demand.size());
  const CellLists lists = posts_by_cell(discs, posts);
  const double squared = squared_limit(limit);
  parallel_slices(demand.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Point p = demand[i];
      std::uint64_t slot = starts[i];
      for (const std::uint32_t j : lists[discs.frame().cell(p)]) {
        const double d2 = squared_distance(p, posts[j]);
        if (d2 <= squared) {
          facilities[slot] = FacilityId(j);
          distances[slot] = std::sqrt(d2);
          ++slot;
        }
      }
      assert(slot == starts[i + 1]);
    }
  });
  return {limit, std::move(starts), std::move(facilities), std::move(distances)};
}

Reach reach_straight(const IdVector<DemandId, DemandPoint>& demand, const IdVector<FacilityId, Facility>& facilities,
                     Metres limit) {
  return reach_straight(places_of(demand), places_of(facilities), limit);
}

}  // namespace lastmeter
