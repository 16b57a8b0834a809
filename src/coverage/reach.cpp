// SPDX-License-Identifier: Apache-2.0
#include "coverage/reach.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <utility>

#include "core/parallel.h"
#include "coverage/cell_lists.h"
#include "coverage/covered_test.h"
#include "coverage/disc_cells.h"
#include "coverage/distance_limit.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 1024;

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
    const CellFrame frame = discs.frame();
    std::array<std::span<const std::uint32_t>, kSlice> touching;
    std::size_t longest = 0;
    for (std::size_t i = begin; i < end; ++i) {
      touching[i - begin] = lists[frame.cell(demand[i])];
      longest = std::max(longest, touching[i - begin].size());
    }
    std::vector<std::uint32_t> found(longest);
    std::vector<double> found_squared(longest);
    for (std::size_t i = begin; i < end; ++i) {
      std::size_t count = 0;
      for (const std::uint32_t post : touching[i - begin]) {
        const double apart = squared_distance(demand[i], posts[post]);
        found[count] = post;
        found_squared[count] = apart;
        count += apart <= squared ? 1U : 0U;
      }
      assert(count == starts[i + 1] - starts[i]);
      for (std::size_t k = 0; k < count; ++k) {
        facilities[starts[i] + k] = FacilityId(found[k]);
        distances[starts[i] + k] = std::sqrt(found_squared[k]);
      }
    }
  });
  return {limit, std::move(starts), std::move(facilities), std::move(distances)};
}

Reach reach_straight(const IdVector<DemandId, DemandPoint>& demand, const IdVector<FacilityId, Facility>& facilities,
                     Metres limit) {
  return reach_straight(places_of(demand), places_of(facilities), limit);
}

}  // namespace lastmeter
