// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "core/stopwatch.h"
#include "io/output_folder.h"
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

/// Where results go that are not the study's: of a check, of a network.
std::filesystem::path check_folder(const Config& config);
std::filesystem::path network_folder(const Config& config);

/// What a run says on the console.
std::string text_of(const RunWork& work);

// The ends of a run. Each writes a folder, which appears whole or not at all.

/// Of a check, and of a run that was refused: the ledger alone.
RunOutcome write_ledger(RunWork& work);
/// Of a run for the network alone: the network of the study, ready to be read again.
RunOutcome write_network(RunWork& work, OutputFolder& folder, Progress& progress);
/// Of all others: the folder, and the database where there is one. Until both have everything, neither shows any of it;
/// then the folder, which fails more often, and at once the database.
RunOutcome write_results(RunWork& work, OutputFolder& folder, Progress& progress);

/// Throws where the database of the study would refuse its results: known before hours of work.
void require_database(const Config& config, Overwrite overwrite);

}  // namespace lastmeter
