// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace lastmeter {

/// "breach: ..." a line, the first ten; then how many more --json has.
std::string breach_lines(const std::vector<std::string>& breaches);

}  // namespace lastmeter
