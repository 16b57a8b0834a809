// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lastmeter {

/// Appends `text` as a JSON string with its quotes. Only what JSON demands is escaped, so Chinese stays readable.
/// False when the text is not UTF-8; `out` then ends somewhere inside the string.
[[nodiscard]] bool append_json_string(std::string& out, std::string_view text);

/// Appends the shortest text that reads back as the same double, always with a point or an exponent, so that a column
/// of reals stays one; not-a-number and infinity, which JSON has no word for, as null.
void append_json_real(std::string& out, double value);

}  // namespace lastmeter
