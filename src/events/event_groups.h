// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "events/event_result.h"

namespace lastmeter {

/// The events of each group, `group_of` naming it by event (nothing: in none), with intervals and times to close.
std::vector<EventGroup> event_groups(const EventBook& book, std::span<const std::optional<std::size_t>> group_of,
                                     std::size_t groups, double confidence);

}  // namespace lastmeter
