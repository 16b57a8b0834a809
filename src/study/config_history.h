// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "study/group_study.h"
#include "study/history_study.h"
#include "study/toml_section.h"

namespace lastmeter {

/// [history]; nothing where it is not there. Files relative to `folder`.
std::optional<HistoryConfig> history_config(const toml::table& file, const std::filesystem::path& folder,
                                            ConfigFaults& faults);

/// [groups]; nothing where it is not there.
std::optional<GroupConfig> group_config(const toml::table& file, ConfigFaults& faults);

}  // namespace lastmeter
