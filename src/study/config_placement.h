// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "model/rules.h"
#include "study/place_study.h"
#include "study/toml_section.h"

namespace lastmeter {

/// The section [placement]; nothing without it. Faults are noted, none is thrown.
std::optional<PlacementConfig> placement_config(const toml::table& file, const RuleSet& rules, ConfigFaults& faults);

}  // namespace lastmeter
