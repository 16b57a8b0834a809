// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "events/event_result.h"

namespace lastmeter {

/// "98.83-99.15 %"; ends that are not all or nothing never read 100 or 0.
std::string interval_text(const Interval& interval);

/// What became of the events, for the terminal: states with their interval, load, times to close, zones that differ,
/// hot spots.
std::string event_lines(const EventResult& result);

}  // namespace lastmeter
