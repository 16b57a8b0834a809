// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "model/rules.h"
#include "study/partition_study.h"
#include "study/toml_section.h"

namespace lastmeter {

/// The section [partition]; nothing without it. Bounds that it does not state are the norm households_per_grid_zone.
/// Faults are noted, none is thrown.
std::optional<PartitionConfig> partition_config(const toml::table& file, const RuleSet& rules, ConfigFaults& faults);

/// The section [merge], of units into larger zones; bounds that it does not state are households_per_community.
std::optional<PartitionConfig> merge_config(const toml::table& file, const RuleSet& rules, ConfigFaults& faults);

}  // namespace lastmeter
