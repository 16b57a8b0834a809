// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "compare/history_result.h"
#include "core/progress.h"
#include "events/gather_events.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"
#include "study/config.h"
#include "study/run.h"

namespace lastmeter {

/// What other questions build on: what became of the zones, and the events that count.
struct StudyRecords {
  std::optional<HistoryResult> history;
  std::optional<EventBook> events;
};

/// As far as the stage asks for them; events of old zones land in those that took over. Faults are reported once, here.
/// Throws as history_study.
StudyRecords study_records(const StudyArea& area, const Config& config, Stage stage, IssueLedger& ledger,
                           Progress& progress);

}  // namespace lastmeter
