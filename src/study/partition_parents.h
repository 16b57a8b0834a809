// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "geometry/geometry_column.h"
#include "study/partition_units_of.h"

namespace lastmeter {

/// The units of every parent before anything is drawn: weights, members, and the shapes of units that have one.
/// Parents by code, those without a unit left out and reported, as are units in no parent. Throws ConfigError where the
/// study lacks what the section asks for.
std::vector<ParentUnits> collect_parents(const StudyArea& area, const PartitionConfig& config, IssueLedger& ledger);

/// A polygon row as a valid shape; nothing where it has no area.
std::optional<MultiPolygon> sound_shape(const GeometryColumn& column, std::size_t row);

}  // namespace lastmeter
