// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geometry/point.h"

namespace lastmeter {

/// Finds the nearest of some sites: in the order of x or y, whichever spreads wider, from the place outwards. Ties: the
/// lowest number. O(sqrt n) for sites spread evenly. Keeps the span: the places must outlive it.
class NearestSite {
 public:
  NearestSite(std::span<const Point> places, std::vector<std::uint32_t> members);

  [[nodiscard]] const std::vector<std::uint32_t>& members() const { return members_; }
  /// A number of `places`. Precondition: at least one member.
  [[nodiscard]] std::uint32_t to(Point p) const;

 private:
  [[nodiscard]] double key(Point p) const { return by_x_ ? p.x : p.y; }

  std::span<const Point> places_;
  std::vector<std::uint32_t> members_;
  bool by_x_ = true;
};

}  // namespace lastmeter
