// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "partition/partition_result.h"

namespace lastmeter {

/// What zones were drawn, how large they are, how good their limits, who moves; parents that cannot hold the limits by
/// name, at most ten of them.
std::string partition_lines(const PartitionResult& result);

}  // namespace lastmeter
