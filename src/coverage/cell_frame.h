// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "geometry/polygon.h"

namespace lastmeter {

/// Square cells in rows over a box, with a border of one cell on each side, row after row from the south-west.
/// Never more than `most` cells (64 at least): where more would be needed the cells are larger than asked, so a huge
/// extent costs speed, not memory. A point outside falls into the nearest border cell.
class CellFrame {
 public:
  /// Precondition: `box` not empty, size >= 0 (0: as small as `most` allows).
  CellFrame(const Box& box, double size, std::size_t most);

  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t count() const { return columns_ * rows_; }
  /// Side of a cell in metres.
  [[nodiscard]] double size() const { return size_; }
  /// South-west corner of the first cell. Column c holds the x with origin + c * size <= x < origin + (c + 1) * size,
  /// give or take `slack`: the index is computed in doubles.
  [[nodiscard]] Point origin() const { return origin_; }
  [[nodiscard]] double slack() const { return size_ * 1e-6; }

  [[nodiscard]] std::size_t column(double x) const { return index((x - origin_.x) * per_metre_, last_column_); }
  [[nodiscard]] std::size_t row(double y) const { return index((y - origin_.y) * per_metre_, last_row_); }
  [[nodiscard]] std::size_t cell(Point p) const { return row(p.y) * columns_ + column(p.x); }

 private:
  static std::size_t index(double position, double last) {
    return static_cast<std::uint32_t>(std::min(last, std::max(0.0, position)));
  }

  Point origin_;
  double size_ = 1.0;
  double per_metre_ = 1.0;
  std::size_t columns_ = 1;
  std::size_t rows_ = 1;
  double last_column_ = 0.0;
  double last_row_ = 0.0;
};

}  // namespace lastmeter
