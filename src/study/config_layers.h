// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "input/layer_spec.h"
#include "study/toml_section.h"

namespace lastmeter {

/// Adds the [layers.<role>] sections of a study file to `input`, in the order of the roles; relative paths start at
/// `folder`. No layer at all, an unknown role and a wrong key are faults. Opens no data file.
void read_layer_specs(const toml::table& file, const std::filesystem::path& folder, InputSpec& input,
                      ConfigFaults& faults);

/// Adds the names of columns in [aliases] to `input`; a name that is no field is a fault.
void read_aliases(const toml::table& file, InputSpec& input, ConfigFaults& faults);

}  // namespace lastmeter
