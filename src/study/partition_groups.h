// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/study_area.h"
#include "study/partition_study.h"
#include "study/partition_units_of.h"

namespace lastmeter {

/// Fills `groups` and `group_codes` of a parent whose graph is built: units of one compound, of one building group,
/// or of both where they overlap, as far as the section asks for it. A building group that would join what is together
/// heavier than a zone may be is left out: compounds come first. A group in parts that do not touch takes what lies
/// between on a shortest way, where that still fits one zone. Groups of one unit are none.
void find_groups(const StudyArea& area, const PartitionConfig& config, ParentUnits& parent);

}  // namespace lastmeter
