// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "assignment/assignment_result.h"

namespace lastmeter {

/// "units: 154 to 48 communities: 38 x 3, 10 x 4; mean 812 m, least in sum", members, and why limits cannot be kept.
std::string assign_lines(const AssignmentResult& result);

}  // namespace lastmeter
