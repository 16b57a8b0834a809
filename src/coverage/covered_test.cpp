// SPDX-License-Identifier: Apache-2.0
#include "coverage/covered_test.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>

#include "core/parallel.h"
#include "coverage/cell_lists.h"
#include "coverage/disc_cells.h"
#include "coverage/distance_limit.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 16384;
constexpr std::size_t kBlock = 256;

enum class CellClass : std::uint8_t { Outside, Inside, Mixed };

/// Calls `visit(first, count)` for blocks of demand, small enough that looking up all cells of a block before using any
/// lets the memory answer several at once.
template <class Visit>
void for_each_block(std::size_t demand_count, const Visit& visit) {
  parallel_slices(demand_count, kSlice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t first = begin; first < end; first += kBlock) {
      visit(first, std::min(kBlock, end - first));
    }
  });
}

std::vector<CellClass> classes_without_lists(const DiscCells& discs, std::span<const Point> posts) {
  std::vector<CellClass> classes(discs.frame().count(), CellClass::Outside);
  for (const Point post : posts) {
    discs.for_each_run(post, [&](const DiscCells::Run& run) {
      std::fill(classes.data() + run.inside_begin, classes.data() + run.inside_end, CellClass::Inside);
    });
  }
  return classes;
}

/// The posts whose circles cross each cell that is not inside a disc; such cells become mixed.
CellLists mix(const DiscCells& discs, std::span<const Point> posts, std::vector<CellClass>& classes) {
  return list_by_cell(classes.size(), [&](const auto& add) {
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
}

/// The posts whose circles cross each cell.
CellLists crossing_posts(const DiscCells& discs, std::span<const Point> posts) {
  return list_by_cell(discs.frame().count(), [&](const auto& add) {
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
}

/// For each cell the number of discs that hold all of it.
std::vector<std::uint32_t> discs_around(const DiscCells& discs, std::span<const Point> posts) {
  // Changes along the rows of cells, then their running sum; unsigned wrap-around cancels.
  std::vector<std::uint32_t> around(discs.frame().count() + 1, 0);
  for (const Point post : posts) {
    discs.for_each_run(post, [&](const DiscCells::Run& run) {
      ++around[run.inside_begin];
      --around[run.inside_end];
    });
  }
  std::partial_sum(around.begin(), around.end(), around.begin());
  return around;
}

}  // namespace

std::vector<std::uint8_t> covered_any(std::span<const Point> demand, std::span<const Point> posts, Metres radius) {
  std::vector<std::uint8_t> covered(demand.size(), 0);
  if (demand.empty() || posts.empty()) {
    return covered;
  }
  const DiscCells discs(posts, radius, demand.size());
  std::vector<CellClass> classes = classes_without_lists(discs, posts);
  const CellLists lists = mix(discs, posts, classes);
  const double limit = squared_limit(radius);
  for_each_block(demand.size(), [&](std::size_t first, std::size_t count) {
    const CellFrame frame = discs.frame();
    std::array<std::uint32_t, kBlock> cells;  // NOLINT(*-member-init): written before it is read
    // Positions in the block that must be measured.
    std::array<std::uint32_t, kBlock> open;  // NOLINT(*-member-init): written before it is read
    std::size_t open_count = 0;
    for (std::size_t i = 0; i < count; ++i) {
      cells[i] = static_cast<std::uint32_t>(frame.cell(demand[first + i]));
    }
    for (std::size_t i = 0; i < count; ++i) {
      const CellClass cell_class = classes[cells[i]];
      covered[first + i] = cell_class == CellClass::Inside ? 1 : 0;
      open[open_count] = static_cast<std::uint32_t>(i);
      open_count += cell_class == CellClass::Mixed ? 1U : 0U;
    }
    for (const std::uint32_t i : std::span(open).first(open_count)) {
      const Point p = demand[first + i];
      const auto reaches = [&](std::uint32_t post) { return squared_distance(p, posts[post]) <= limit; };
      covered[first + i] = std::ranges::any_of(lists[cells[i]], reaches) ? 1 : 0;
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
  const CellLists lists = crossing_posts(discs, posts);
  const std::vector<std::uint32_t> around = discs_around(discs, posts);
  const double limit = squared_limit(radius);
  for_each_block(demand.size(), [&](std::size_t first, std::size_t count) {
    const CellFrame frame = discs.frame();
    std::array<std::span<const std::uint32_t>, kBlock> crossing;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t cell = frame.cell(demand[first + i]);
      crossing[i] = lists[cell];
      counts[first + i] = around[cell];
    }
    for (std::size_t i = 0; i < count; ++i) {
      const Point p = demand[first + i];
      std::uint32_t found = 0;
      for (const std::uint32_t post : crossing[i]) {
        found += squared_distance(p, posts[post]) <= limit ? 1U : 0U;
      }
      counts[first + i] += found;
    }
  });
  return counts;
}

}  // namespace lastmeter
