// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

#include "core/units.h"
#include "coverage/cell_frame.h"

namespace lastmeter {

/// How discs of one radius about the posts lie on a frame of cells. No disc holds a border cell, so points outside
/// the frame, which fall into them, need no test of their own.
class DiscCells {
 public:
  /// Cells of radius / 5 when there are many demand points to a post, up to the radius when there are few, and never
  /// more cells than a few times the points. Precondition: posts not empty.
  DiscCells(std::span<const Point> posts, Metres radius, std::size_t demand_count);

  /// The part of a row of cells that a disc touches, [touched_begin, touched_end), and the part of it that lies
  /// wholly inside the disc, [inside_begin, inside_end), possibly empty. Positions count from the frame's first cell.
  struct Run {
    std::size_t touched_begin;
    std::size_t inside_begin;
    std::size_t inside_end;
    std::size_t touched_end;
  };

  [[nodiscard]] const CellFrame& frame() const { return frame_; }

  /// Calls `visit(Run)` for each row of cells that the disc about `centre`, one of the posts, may touch. Never misses a
  /// touched cell and never calls a cell inside that is not; cells within rounding of the circle count as touched.
  template <class Visit>
  void for_each_run(Point centre, const Visit& visit) const;

 private:
  CellFrame frame_;
  double radius_;
};

template <class Visit>
void DiscCells::for_each_run(Point centre, const Visit& visit) const {
  const double size = frame_.size();
  const double slack = frame_.slack();
  const double x = centre.x - frame_.origin().x;
  const double y = centre.y - frame_.origin().y;
  const double squared = radius_ * radius_;
  const double per_metre = 1.0 / size;
  const auto first_row = static_cast<std::size_t>((y - radius_ - slack) * per_metre);
  const auto last_row = static_cast<std::size_t>((y + radius_ + slack) * per_metre);
  for (std::size_t row = first_row; row <= last_row; ++row) {
    const double south = static_cast<double>(row) * size - slack - y;
    const double north = static_cast<double>(row + 1) * size + slack - y;
    const double near = std::max({south, -north, 0.0});
    const double far = std::max(-south, north);
    const double outer = std::sqrt(std::max(0.0, squared - near * near)) + slack;
    const std::size_t base = row * frame_.columns();
    Run run{base + static_cast<std::size_t>((x - outer) * per_metre), 0, 0,
            base + static_cast<std::size_t>((x + outer) * per_metre) + 1};
    run.inside_begin = run.inside_end = run.touched_end;
    if (far < radius_) {
      const double inner = std::sqrt(squared - far * far) - slack;
      const auto begin = static_cast<std::size_t>((x - inner) * per_metre) + 1;
      const auto end = static_cast<std::size_t>((x + inner) * per_metre);
      if (begin < end) {
        run.inside_begin = base + begin;
        run.inside_end = base + end;
      }
    }
    visit(run);
  }
}

}  // namespace lastmeter
