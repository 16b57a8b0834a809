// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace lastmeter {

/// An event from its opening: how long until it was closed, or how long it has been watched and is still open.
struct Waiting {
  double days = 0.0;  // >= 0
  bool closed = true;
};

/// The share still open after so many days.
struct OpenShare {
  double days = 0.0;
  double share = 1.0;
};

/// Kaplan and Meier's estimate (1958) of the share still open, a step at each time at which some were closed. Events
/// still open count as long as they were watched, so that leaving out the slow ones does not make an office look fast.
/// Whatever was closed at a time goes before what was last seen open at it. Time O(n log n).
std::vector<OpenShare> open_shares(std::span<const Waiting> events);

/// The first time by which at least `share` of the events are closed (0.5: the median); nothing where that was not
/// reached while they were watched.
std::optional<double> days_until(std::span<const OpenShare> curve, double share);

}  // namespace lastmeter
