// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "study/config.h"
#include "study/run.h"

namespace lastmeter {

/// What a stage does of what a study file asks; nothing (null, empty) where it is none of the stage's work.
std::optional<CoverageOptions> coverage_asked(const Config& config, Stage stage);
const PlacementConfig* placement_asked(const Config& config, Stage stage);
/// In the order they are made.
std::vector<const PartitionConfig*> partitions_asked(const Config& config, Stage stage);
bool events_asked(const Config& config, Stage stage);
/// A plan weighs demand by events.
bool events_weigh(const Config& config, Stage stage);
/// Events are asked for, weigh, or are balanced.
bool events_counted(const Config& config, Stage stage);
/// The network is needed by coverage on foot, or by a placement on foot.
bool walks(const Config& config, Stage stage, const std::optional<CoverageOptions>& coverage);

/// Each throws ConfigError where the stage needs a section or a layer that the study does not have.
void require_facilities(const Config& config);
void require_placement(const Config& config, Stage stage);
void require_partition(const Config& config, Stage stage);
void require_events(const Config& config, Stage stage);
void require_streets(const Config& config, Stage stage);

}  // namespace lastmeter
