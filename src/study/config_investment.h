// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "model/rules.h"
#include "study/investment_study.h"
#include "study/toml_section.h"

namespace lastmeter {

/// Every [[investment]] (or one [investment]), in the order of the file; tables relative to `folder`.
std::vector<InvestmentConfig> investment_configs(const toml::table& file, const std::filesystem::path& folder,
                                                 const RuleSet& rules, ConfigFaults& faults);

}  // namespace lastmeter
