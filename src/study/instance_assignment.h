// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/progress.h"
#include "partition/unit_graph.h"

namespace lastmeter {

/// Names of a plan's zones: those of today that they continue (see match_zones); new ones, and all where there is no
/// plan in force, get numbers in reading order of their weighted centres, from 1 or behind the highest number today.
std::vector<std::string> zone_labels(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& zone_of,
                                     const std::vector<std::optional<ZoneId>>& today,
                                     const std::vector<std::string>& labels_today);

/// "unit_id,district" and a line per unit, in the order of the units.
std::string assignment_csv(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& zone_of,
                           const std::vector<std::string>& labels);

/// An assignment made elsewhere.
struct Assignment {
  IdVector<UnitId, ZoneId> zone_of;
  std::vector<std::string> labels;    // by zone, in the order of the texts
  std::vector<std::string> refusals;  // units without district, named twice, or unknown
};

/// Reads a table with the columns unit_id and district (else its first two). Throws InputError for the file.
Assignment read_assignment(const std::filesystem::path& file, const UnitGraph& graph, Progress& progress);

}  // namespace lastmeter
