// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "compare/history_result.h"
#include "core/moment.h"
#include "core/progress.h"
#include "input/layer_spec.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"

namespace lastmeter {

/// The section [history] of a study file: one of `from`, `role` and `older` says what was before.
struct HistoryConfig {
  ZoneLevel level = ZoneLevel::Community;  // whose zones are asked about
  std::optional<Moment> from;              // the same layer on this day
  std::optional<Moment> to;                // the zones after, on this day; none: those of the study
  std::string role;                        // a layer of the study that holds the zones before: "units"
  std::optional<LayerSpec> older;          // another file
  double sliver_m2 = 1.0;                  // ground in common up to it is none, where nobody lives there
};

/// Reads the older state, traces every zone and checks that ground and households are conserved; what is lost or gained
/// is reported, zone by zone. Throws ConfigError for a study without those zones, InputError for a layer that cannot be
/// used.
HistoryResult history_study(const StudyArea& area, const InputSpec& input, const HistoryConfig& config,
                            IssueLedger& ledger, Progress& progress);

}  // namespace lastmeter
