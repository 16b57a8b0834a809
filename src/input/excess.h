// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "input/layer.h"

namespace lastmeter {

inline constexpr std::size_t kShownOfACell = 40;  // in a message

/// Whether the cell states a number beyond +-limit, or an infinite one. The study is refused then, once all rows have
/// been read: no sum could be trusted.
bool refuses_excess(const Layer& layer, const Column& column, std::size_t row, std::string_view name, double limit,
                    IssueLedger& ledger);

}  // namespace lastmeter
