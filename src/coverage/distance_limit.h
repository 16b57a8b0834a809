// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>

#include "core/units.h"

namespace lastmeter {

/// The largest double whose rounded square root is at most `limit`. "Covered" is `distance <= limit` on the distance as
/// it is stored, std::sqrt(dx * dx + dy * dy) in doubles. The square root is correctly rounded and monotone, so
/// comparing the squared distance with this bound is the same test without the root, for every pair and every limit;
/// a plain limit * limit is one or two steps smaller and would disagree with a consumer that reads the distance.
/// A distance of exactly `limit` is in: sqrt(limit * limit) == limit in binary arithmetic (Boldo, 2015).
/// Precondition: 0 <= limit < 1e150.
inline double squared_limit(Metres limit) {
  double bound = limit.value() * limit.value();
  for (double next = bound; std::sqrt(next) <= limit.value();
       next = std::nextafter(next, std::numeric_limits<double>::infinity())) {
    bound = next;
  }
  return bound;
}

}  // namespace lastmeter
