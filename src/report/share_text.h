// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "partition/branch_result.h"
#include "report/share_result.h"

namespace lastmeter {

/// "workers: 500 to 48 communities by households (webster): 28 x 10, 20 x 11", or why not.
std::string share_lines(const ShareResult& result);

/// "branches: 260 over 450 grid zones: 70 single, 190 pairs; 512 to 930 households", and what stands against more.
std::string branch_lines(const BranchResult& result);

/// "28 x 10, 20 x 11": how often each size occurs.
std::string times_text(const std::map<std::size_t, std::size_t>& times_of_size);

/// Who has how many, where there are at most four sizes: "28 x 10, 20 x 11"; else "8 to 14".
std::string sizes_text(const Apportionment& shares);

}  // namespace lastmeter
