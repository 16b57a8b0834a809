// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "model/study_area.h"

namespace lastmeter {

/// Whether a post stands in no zone of the top level: a neighbour, or misplaced. Never where there are no zones.
bool is_outside(const StudyArea& area, const Facility& post);

/// Posts of the study: those that are not outside.
std::size_t posts_inside(const StudyArea& area);

}  // namespace lastmeter
