// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace lastmeter {

/// One key of the study file, declared once: the reader, the check for unknown keys, the reference table
/// (`lastmeter keys`) and `init` all take it from here.
struct ConfigKey {
  std::string_view section;  // "study", "layers.*", "layers.*.join", "coverage", "audit", "output"
  std::string_view key;
  std::string_view value;     // what it holds: "text", "number > 0", "list of ..."
  std::string_view standard;  // default, as text; "" = none
  std::string_view help;
};

std::span<const ConfigKey> config_keys();

/// The keys of one section.
std::vector<std::string_view> keys_of(std::string_view section);

}  // namespace lastmeter
