// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>

#include "partition/partition_problem.h"
#include "partition/sample_partitions.h"

namespace lastmeter {

/// Where today's plan stands, in one plain sentence: an outlier beyond 99 % of the plans by cut edges or else by
/// Polsby-Popper, unusual beyond 95 %, no judgement of fewer than 100 independent plans. Empty without a plan of today.
std::string verdict_of(const PartitionSample& sample);

/// Percentiles, mean, effective size, spread and today's place.
nlohmann::ordered_json measure_json(const SampledMeasure& measure);

/// A table with a line for each measure; Polsby-Popper only where units have areas. `steps`: of each chain.
std::string sample_text(const PartitionParts& parts, const PartitionSample& sample, std::size_t chains,
                        std::size_t steps);

}  // namespace lastmeter
