// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "placement/investment_result.h"

namespace lastmeter {

/// "investment: 75 of 75 premises for 49,999,950 of 50,000,000 yuan: 22,000 m2 more; proved optimal", a line a year
/// with what its money could have bought at once, and the floor area against the norm.
std::string investment_lines(const InvestmentResult& result);

}  // namespace lastmeter
