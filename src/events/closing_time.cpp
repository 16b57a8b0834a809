// SPDX-License-Identifier: Apache-2.0
#include "events/closing_time.h"

#include <algorithm>

namespace lastmeter {

std::vector<OpenShare> open_shares(std::span<const Waiting> events) {
  std::vector<Waiting> sorted(events.begin(), events.end());
  std::sort(sorted.begin(), sorted.end(), [](const Waiting& a, const Waiting& b) { return a.days < b.days; });
  std::vector<OpenShare> curve;
  double share = 1.0;
  for (std::size_t first = 0; first < sorted.size();) {
    std::size_t end = first;
    double closed = 0.0;
    for (; end < sorted.size() && sorted[end].days == sorted[first].days; ++end) {
      closed += sorted[end].closed ? 1.0 : 0.0;
    }
    if (closed > 0.0) {
      const auto watched = static_cast<double>(sorted.size() - first);
      share *= (watched - closed) / watched;
      curve.push_back({sorted[first].days, share});
    }
    first = end;
  }
  return curve;
}

std::optional<double> days_until(std::span<const OpenShare> curve, double share) {
  constexpr double rounding = 1e-12;
  const auto at = std::find_if(curve.begin(), curve.end(),
                               [&](const OpenShare& step) { return step.share <= 1.0 - share + rounding; });
  return at == curve.end() ? std::nullopt : std::optional(at->days);
}

}  // namespace lastmeter
