// SPDX-License-Identifier: Apache-2.0
#include "coverage/covered_test.h"

#include <algorithm>
#include <numeric>

#include "core/parallel.h"
#include "coverage/cell_lists.h"
#include "coverage/disc_cells.h"
#include "coverage/distance_limit.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 16384;

enum class CellClass : std::uint8_t { Outside, Inside, Mixed };

}  // namespace

std::vector<std::uint8_t> covered_any(std::span<const Point> demand, std::span<const Point> posts, Metres radius) {
  std::vector<std::uint8_t> covered(demand.size(), 0);
  if (demand.empty() || posts.empty()) {
    return covered;
  }
  const DiscCells discs(posts, radius, demand.size());
  const CellFrame& frame = discs.frame();
  std::vector<CellClass> classes(frame.count(), CellClass::Outside);
  for (const Point post : posts) {
    discs.for_each_run(post, [&](const DiscCells::Run& run) {
      std::fill(classes.data() + run.inside_begin, classes.data() + run.inside_end, CellClass::Inside);
    });
  }
  const CellLists lists = list_by_cell(frame.count(), [&](const auto& add) {
    for (std::size_t i = 0; i < posts.size(); ++i) {
      discs.for_each_run(posts[i], [&](const DiscCells::Run& run) {
        for (std::size_t cell = run.touched_begin; cell < run.touched_end; ++cell) {
          if (classes[cell] != CellClass::Inside) {
            classes[cell] = CellClass::Mixed;
            add(i, cell);
          }
        }
      });
    }
  });
  const double limit = squared_limit(radius);
  parallel_slices(demand.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Point p = demand[i];
      const std::size_t cell = frame.cell(p);
      bool in = classes[cell] == CellClass::Inside;
      if (classes[cell] == CellClass::Mixed) {
        in = std::ranges::any_of(lists[cell], [&](std::uint32_t j) { return squared_distance(p, posts[j]) <= limit; });
      }
      covered[i] = in ? 1 : 0;
    }
  });
  return covered;
}

std::vector<std::uint32_t> count_within(std::span<const Point> demand, std::span<const Point> posts, Metres radius) {
  std::vector<std::uint32_t> counts(demand.size(), 0);
  if (demand.empty() || posts.empty()) {
    return counts;
  }
  const DiscCells discs(posts, radius, demand.size());
  const CellFrame& frame = discs.frame();
  // Changes along the rows of cells, summed up below; unsigned wrap-around cancels.
  std::vector<std::uint32_t> inside(frame.count() + 1, 0);
  const CellLists lists = list_by_cell(frame.count(), [&](const auto& add) {
    for (std::size_t i = 0; i < posts.size(); ++i) {
      discs.for_each_run(posts[i], [&](const DiscCells::Run& run) {
        for (std::size_t cell = run.touched_begin; cell < run.inside_begin; ++cell) {
          add(i, cell);
        }
        for (std::size_t cell = run.inside_end; cell < run.touched_end; ++cell) {
          add(i, cell);
        }
      });
    }
  });
  for (const Point post : posts) {
    discs.for_each_run(post, [&](const DiscCells::Run& run) {
      ++inside[run.inside_begin];
      --inside[run.inside_end];
    });
  }
  std::partial_sum(inside.begin(), inside.end(), inside.begin());
  const double limit = squared_limit(radius);
  parallel_slices(demand.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Point p = demand[i];
      const std::size_t cell = frame.cell(p);
      std::uint32_t count = inside[cell];
      for (const std::uint32_t j : lists[cell]) {
        count += squared_distance(p, posts[j]) <= limit ? 1U : 0U;
      }
      counts[i] = count;
    }
  });
  return counts;
}

}  // namespace lastmeter
