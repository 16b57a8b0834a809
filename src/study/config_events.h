// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "events/event_result.h"
#include "study/toml_section.h"

namespace lastmeter {

/// [events]; nothing where it is not there. The seed is the study's.
std::optional<EventOptions> event_options(const toml::table& file, ConfigFaults& faults);

}  // namespace lastmeter
