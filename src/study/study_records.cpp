// SPDX-License-Identifier: Apache-2.0
#include "study/study_records.h"

#include "study/history_study.h"
#include "study/stage_asks.h"

namespace lastmeter {

StudyRecords study_records(const StudyArea& area, const Config& config, Stage stage, IssueLedger& ledger,
                           Progress& progress) {
  StudyRecords records;
  const ContextLayer* layer = area.context_of("events");
  const bool counts_events = layer != nullptr && events_counted(config, stage);
  if (config.history && (counts_events || stage == Stage::Norms || stage == Stage::All)) {
    records.history = history_study(area, config.input, *config.history, ledger, progress);
  }
  if (counts_events) {
    OldZones old;
    if (records.history) {
      old = {.lineage = &records.history->lineage, .until = config.history->from};
    }
    records.events = gather_events(*layer, area, config.events ? config.events->as_of : std::nullopt, old, ledger);
  }
  return records;
}

}  // namespace lastmeter
