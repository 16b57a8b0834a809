// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/feature_table.h"

namespace lastmeter {

/// Keeps the rows for which a condition in OGR SQL holds ("schools > 0 AND 名称 LIKE '%中学'"), in their order; notes
/// move along with their rows, and `source_rows` remembers where they stood. A text column counts as a number where the
/// condition needs one, if all its values are numbers and none would lose a leading zero or a digit by it. An empty
/// condition keeps all. Throws ConfigError when the condition cannot be understood or names an unknown column (with the
/// nearest name).
void filter_rows(FeatureTable& table, const std::string& condition);

/// Columns whose name stands in the condition, as a word or in double quotes, ASCII case ignored.
std::vector<std::size_t> columns_in_condition(std::string_view condition, std::span<const std::string> names);

}  // namespace lastmeter
