// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "study/config.h"
#include "study/toml_section.h"

namespace lastmeter {

/// The sections [coverage], [walking] and [access]. Faults of all are noted, none is thrown.
std::optional<CoverageOptions> coverage_options(const toml::table& file, const RuleSet& rules, ConfigFaults& faults);
/// `modes` of [coverage], each once, in the order of the enum; straight alone where nothing is said.
std::vector<TravelMode> travel_modes(const toml::table& file, ConfigFaults& faults);
/// `folder`: where relative paths start.
WalkingOptions walking_options(const toml::table& file, const std::filesystem::path& folder, ConfigFaults& faults);
std::optional<AccessOptions> access_options(const toml::table& file, const RuleSet& rules, ConfigFaults& faults);

}  // namespace lastmeter
