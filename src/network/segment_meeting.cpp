// SPDX-License-Identifier: Apache-2.0
#include "network/segment_meeting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "network/segment_index.h"

namespace lastmeter {
namespace {

int sign(double value) { return value > 0.0 ? 1 : (value < 0.0 ? -1 : 0); }

/// A sum of doubles without rounding: components that do not overlap, smallest first.
class ExactSum {
 public:
  void add_product(double a, double b) {
    const double product = a * b;
    add(std::fma(a, b, -product));
    add(product);
  }
  [[nodiscard]] int signum() const {
    for (std::size_t i = count_; i-- > 0;) {
      if (components_[i] != 0.0) {
        return sign(components_[i]);
      }
    }
    return 0;
  }

 private:
  void add(double value) {
    for (std::size_t i = 0; i < count_; ++i) {
      const double sum = value + components_[i];
      const double part = sum - value;
      components_[i] = (value - (sum - part)) + (components_[i] - part);
      value = sum;
    }
    components_[count_++] = value;
  }

  std::array<double, 12> components_{};
  std::size_t count_ = 0;
};

int exact_orientation(Point a, Point b, Point c) {
  ExactSum sum;
  sum.add_product(a.x, b.y);
  sum.add_product(-a.y, b.x);
  sum.add_product(b.x, c.y);
  sum.add_product(-b.y, c.x);
  sum.add_product(c.x, a.y);
  sum.add_product(-c.y, a.x);
  return sum.signum();
}

double share_of(Point a, Point b, Point p) {
  if (p == a || p == b) {
    return p == a ? 0.0 : 1.0;
  }
  constexpr double kInside = std::numeric_limits<double>::epsilon() / 2.0;
  return std::clamp(nearest_share(a, b, p), kInside, 1.0 - kInside);
}

std::optional<SegmentMeeting> overlap(Point a, Point b, Point c, Point d) {
  const bool along_x = std::abs(b.x - a.x) >= std::abs(b.y - a.y);
  const auto key = [&](Point p) { return along_x ? p.x : p.y; };
  const auto before = [&](Point p, Point q) { return key(a) <= key(b) ? key(p) < key(q) : key(p) > key(q); };
  if (before(d, c)) {
    std::swap(c, d);
  }
  const Point begin = before(a, c) ? c : a;
  const Point end = before(d, b) ? d : b;
  if (before(end, begin)) {
    return std::nullopt;
  }
  return SegmentMeeting{share_of(a, b, begin), share_of(a, b, end), begin, end};
}

SegmentMeeting single(Point a, Point b, Point at) {
  const double share = share_of(a, b, at);
  return {share, share, at, at};
}

}  // namespace

int orientation(Point a, Point b, Point c) {
  const double left = (a.x - c.x) * (b.y - c.y);
  const double right = (a.y - c.y) * (b.x - c.x);
  const double det = left - right;
  constexpr double kBound = (3.0 + 16.0 * 0x1.0p-53) * 0x1.0p-53;
  const double error = kBound * (std::abs(left) + std::abs(right));
  return std::abs(det) > error ? sign(det) : exact_orientation(a, b, c);
}

std::optional<SegmentMeeting> segment_meeting(Point a, Point b, Point c, Point d) {
  const int side_c = orientation(a, b, c);
  const int side_d = orientation(a, b, d);
  if (side_c == 0 && side_d == 0) {
    return overlap(a, b, c, d);
  }
  const int side_a = orientation(c, d, a);
  const int side_b = orientation(c, d, b);
  if (side_c * side_d > 0 || side_a * side_b > 0) {
    return std::nullopt;
  }
  if (side_c == 0 || side_d == 0) {
    return single(a, b, side_c == 0 ? c : d);
  }
  if (side_a == 0 || side_b == 0) {
    return single(a, b, side_a == 0 ? a : b);
  }
  const double whole = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  const double part = (c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x);
  return single(a, b, place_at(a, b, whole != 0.0 ? std::clamp(part / whole, 0.0, 1.0) : 0.0));
}

}  // namespace lastmeter
