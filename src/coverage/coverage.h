// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "core/progress.h"
#include "coverage/coverage_result.h"
#include "coverage/reach.h"
#include "model/study_area.h"

namespace lastmeter {

/// Measures every coverage figure of a study in one go, for all radii and services. The mode says what the distances of
/// the Reach are; areas exist for straight lines only. For walking, `nearest_anywhere` (nearest_walking) gives the
/// nearest post of demand, by DemandId, that has none within the limit of the Reach; empty: then it has none at all.
/// No facilities, no demand and demand without weight are proper cases: figures are zero, shares and nearest posts
/// absent. Same bytes for any number of threads. Precondition: the Reach is of this study, its limit at least
/// `needed_reach` (std::logic_error otherwise). Throws ConfigError as `radius_rules` does.
CoverageResult measure_coverage(const StudyArea& area, const Reach& reach, const CoverageOptions& options,
                                Progress& progress, std::span<const std::optional<NearestPost>> nearest_anywhere = {});

}  // namespace lastmeter
