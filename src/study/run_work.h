// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/stopwatch.h"
#include "study/config.h"
#include "study/manifest.h"
#include "study/measure.h"
#include "study/office_work.h"
#include "study/run.h"
#include "study/study_records.h"
#include "study/walking.h"

namespace lastmeter {

/// Measures the stages of a run.
class Clock {
 public:
  void lap(const std::string& stage) {
    timings_.emplace_back(stage, watch_.seconds());
    watch_ = Stopwatch();
  }
  [[nodiscard]] const Timings& timings() const { return timings_; }

 private:
  Stopwatch watch_;
  Timings timings_;
};

/// What a run has in hand between its steps.
struct RunWork {
  const Config& config;
  const RunOptions& options;
  Clock clock;
  IssueLedger ledger;
  StudyInput input;
  std::vector<Figure> figures;
  std::optional<Walking> walking;
  std::optional<StudyCoverage> measured;
  std::optional<PlacementResult> placement;
  std::vector<PartitionResult> partitions;
  StudyRecords records;
  OfficeWork office;
};

}  // namespace lastmeter
