// SPDX-License-Identifier: Apache-2.0
#include "coverage/cell_frame.h"

#include <cassert>
#include <cmath>

namespace lastmeter {

namespace {

// Keeps an index below 2^26, where its rounding error stays far under the slack.
constexpr double kMostAlongSide = 1 << 26;

}  // namespace

CellFrame::CellFrame(const Box& box, double size, std::size_t most) {
  assert(!box.empty() && size >= 0.0);
  const double width = box.max_x - box.min_x;
  const double height = box.max_y - box.min_y;
  const double allowed = static_cast<double>(std::max<std::size_t>(most, 64));
  size_ = std::max({size, width / kMostAlongSide, height / kMostAlongSide});
  if (size_ <= 0.0) {
    size_ = 1.0;
  }
  const auto along = [&](double length) { return std::floor(length / size_) + 3.0; };
  while (along(width) * along(height) > allowed) {
    size_ *= 1.25;
  }
  per_metre_ = 1.0 / size_;
  origin_ = {box.min_x - size_, box.min_y - size_};
  last_column_ = along(width) - 1.0;
  last_row_ = along(height) - 1.0;
  columns_ = static_cast<std::size_t>(last_column_) + 1;
  rows_ = static_cast<std::size_t>(last_row_) + 1;
}

}  // namespace lastmeter
