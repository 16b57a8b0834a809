// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "study/assign_study.h"
#include "study/toml_section.h"

namespace lastmeter {

/// Every [[assign]] (or one [assign]), in the order of the file; tables relative to `folder`.
std::vector<AssignConfig> assign_configs(const toml::table& file, const std::filesystem::path& folder,
                                         ConfigFaults& faults);

}  // namespace lastmeter
