// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <string>

#include "partition/compare_partitions.h"
#include "partition/evaluate_partition.h"
#include "partition/zone_plan.h"
#include "study/instance_parents.h"
#include "study/instance_units.h"

namespace lastmeter {

/// The figures of a partition as members of a JSON object, and as a table with a line each.
nlohmann::ordered_json score_json(const PartitionProblem& problem, const PartitionScore& score);
std::string score_text(const PartitionProblem& problem, const PartitionScore& score);

/// What was read.
nlohmann::ordered_json units_json(const InstanceUnits& units);
std::string units_text(const InstanceUnits& units);

nlohmann::ordered_json comparison_json(const PartitionComparison& comparison);
std::string comparison_text(const PartitionComparison& comparison);

/// "proved optimal", "bound 31.2, gap 3.2 %", "nothing proved about better plans".
std::string bound_text(double objective, const std::optional<double>& bound, bool proved);

/// All that is to be remarked about the data.
std::vector<std::string> with(std::vector<std::string> notes, const std::vector<std::string>& missing);

/// One line, bytes that are no UTF-8 replaced.
std::string one_line(const nlohmann::ordered_json& json);

}  // namespace lastmeter
