// SPDX-License-Identifier: Apache-2.0
#include "partition/partition_bounds.h"

namespace lastmeter {

std::vector<std::string> why_infeasible(const PartitionProblem& /*problem*/) { return {}; }

}  // namespace lastmeter
