// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "emergency/emergency_result.h"

namespace lastmeter {

/// Who is served in an emergency, who is not and why, how long it takes, what the loss of a post or bridge costs, which
/// posts to add: about eight lines.
std::string emergency_lines(const EmergencyResult& result);

}  // namespace lastmeter
