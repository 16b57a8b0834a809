// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "model/rules.h"
#include "study/emergency_study.h"
#include "study/toml_section.h"

namespace lastmeter {

/// [emergency]; nothing where it is not there. What it does not state comes from the rule files; a fault where they do
/// not state it either.
std::optional<EmergencyConfig> emergency_config(const toml::table& file, const RuleSet& rules, ConfigFaults& faults);

}  // namespace lastmeter
