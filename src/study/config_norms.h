// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "study/branch_study.h"
#include "study/norms_study.h"
#include "study/share_study.h"
#include "study/toml_section.h"

namespace lastmeter {

/// [norms], with its tables [norms.counts] and [norms.scenarios.NAME]; nothing where it is not there.
std::optional<NormsConfig> norms_config(const toml::table& file, ConfigFaults& faults);

/// Every [[apportion]] (or one [apportion]), in the order of the file; tables relative to `folder`.
std::vector<ShareConfig> share_configs(const toml::table& file, const std::filesystem::path& folder,
                                       ConfigFaults& faults);

/// [branches]; nothing where it is not there.
std::optional<BranchConfig> branch_config(const toml::table& file, ConfigFaults& faults);

}  // namespace lastmeter
