// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/rules.h"

namespace lastmeter {

/// A rule file that is part of the program.
struct BuiltinRuleFile {
  std::string_view name;
  std::string_view text;
};

/// src/study/rules/*.toml, embedded at build time, in the order of their names.
std::span<const BuiltinRuleFile> builtin_rule_files();

/// Reads built-in rule files by name and others by path (relative to `folder`); a later figure replaces an earlier one
/// of the same key. Throws ConfigError: unknown name (with the nearest), unreadable file, figure without source.
RuleSet load_rules(const std::vector<std::string>& names, const std::filesystem::path& folder);

}  // namespace lastmeter
