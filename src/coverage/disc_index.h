// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "coverage/cell_frame.h"
#include "coverage/cell_lists.h"
#include "coverage/disc.h"

namespace lastmeter {

/// Discs by the place of their centres, in levels of radii that differ by less than a factor of two, largest first, so
/// that one huge disc does not widen the search for the small ones. O(n).
class DiscIndex {
 public:
  explicit DiscIndex(std::span<const Disc> discs);

  struct Level {
    double largest_radius = 0.0;
    CellFrame frame;
    CellLists discs;  // by cell of the centre

    /// Visits the discs in widening rings of cells about `p`: `visit(discs of a cell)` for each cell of a ring, then
    /// `enough(gap)`, where every disc not seen yet has its centre at least `gap` away; stops when that says true.
    template <class Visit, class Enough>
    void visit_rings(Point p, const Visit& visit, const Enough& enough) const;
  };

  [[nodiscard]] std::span<const Level> levels() const { return levels_; }

  /// Calls `visit(disc)` for every disc whose bounding square may touch the box, and for few others.
  template <class Visit>
  void visit_near(const Box& box, const Visit& visit) const;

 private:
  std::vector<Level> levels_;
};

template <class Visit, class Enough>
void DiscIndex::Level::visit_rings(Point p, const Visit& visit, const Enough& enough) const {
  const std::size_t column = frame.column(p.x);
  const std::size_t row = frame.row(p.y);
  const double x = p.x - frame.origin().x;
  const double y = p.y - frame.origin().y;
  const auto visit_cells = [&](std::size_t r, std::size_t first, std::size_t last, std::size_t step) {
    for (std::size_t c = first; c <= last; c += step) {
      visit(discs[r * frame.columns() + c]);
    }
  };
  for (std::size_t ring = 0;; ++ring) {
    const bool west_open = column > ring;
    const bool south_open = row > ring;
    const std::size_t west = column - std::min(column, ring);
    const std::size_t south = row - std::min(row, ring);
    const std::size_t east = std::min(column + ring, frame.columns() - 1);
    const std::size_t north = std::min(row + ring, frame.rows() - 1);
    for (std::size_t r = south; r <= north; ++r) {
      const bool whole = r + ring == row || r == row + ring;
      if (whole || ring == 0) {
        visit_cells(r, west, east, 1);
        continue;
      }
      if (column >= ring) {
        visit_cells(r, west, west, 1);
      }
      if (column + ring < frame.columns()) {
        visit_cells(r, east, east, 1);
      }
    }
    const double size = frame.size();
    const double none = std::numeric_limits<double>::infinity();
    const double gap = std::min({west_open ? x - static_cast<double>(west) * size : none,
                                 south_open ? y - static_cast<double>(south) * size : none,
                                 east + 1 < frame.columns() ? static_cast<double>(east + 1) * size - x : none,
                                 north + 1 < frame.rows() ? static_cast<double>(north + 1) * size - y : none});
    if (enough(gap - frame.slack()) || gap == none) {
      return;
    }
  }
}

template <class Visit>
void DiscIndex::visit_near(const Box& box, const Visit& visit) const {
  for (const Level& level : levels_) {
    const double margin = level.largest_radius + level.frame.slack();
    const std::size_t first = level.frame.column(box.min_x - margin);
    const std::size_t last = level.frame.column(box.max_x + margin);
    const std::size_t last_row = level.frame.row(box.max_y + margin);
    for (std::size_t row = level.frame.row(box.min_y - margin); row <= last_row; ++row) {
      for (std::size_t column = first; column <= last; ++column) {
        for (const std::uint32_t disc : level.discs[row * level.frame.columns() + column]) {
          visit(disc);
        }
      }
    }
  }
}

}  // namespace lastmeter
