// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "compare/history_result.h"

namespace lastmeter {

/// "history: 99 units -> 48 communities: 48 merged (51 unions); area lost 0 m2, gained 0 m2; ...".
std::string history_lines(const HistoryResult& result);

}  // namespace lastmeter
