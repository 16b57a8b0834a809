// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lastmeter {

/// "1 unit", "2 units", "1,149 units": the count with its noun, which takes an s in the plural.
std::string counted(std::size_t count, std::string_view noun);
/// The same with the plural stated: "1 facility", "2 facilities".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

/// Whether a cell states an infinite number, or one too large to hold: "inf", "-Infinity", "1e309".
bool is_infinite(std::string_view text);

}  // namespace lastmeter
