// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace lastmeter {

/// Parses TOML. A syntax error becomes a ConfigError with file, line, column, the line itself and, for the usual slips
/// (a quote not closed, a text without quotes, a backslash in a path, a key twice), what to do in plain words.
toml::table parse_toml(std::string_view text, const std::string& file);

}  // namespace lastmeter
