// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "partition/group_result.h"

namespace lastmeter {

/// "building groups: 1,149 in 450 grid zones (201 x 2, 249 x 3); 24 to 402 households each, ...", and why not as asked.
std::string group_lines(const GroupResult& result);

}  // namespace lastmeter
