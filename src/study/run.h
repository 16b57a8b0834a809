// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "io/output_folder.h"
#include "model/figure.h"
#include "study/config.h"

namespace lastmeter {

/// How much of the study file a command asks for.
enum class Stage {
  Check,      // read and audit; writes the ledger into "<output folder>-check", which is always replaced
  Network,    // check, and the walking network into "<output folder>-network"
  Coverage,   // check and coverage, with standard options where the study file has no [coverage]
  Placement,  // check and placement, which the study file must ask for; with `plan`, that plan is scored
  Partition,  // check and partition, which the study file must ask for; with `plan`, that plan is scored
  Merge,      // check and merge, which the study file must ask for; with `plan`, that plan is scored
  Norms,      // check, norms (with standard options where the study file has no [norms]), shares and branches
  Events,     // check and events, with standard options where the study file has no [events]
  Emergency,  // check and emergency, which the study file must ask for
  All,        // everything the study file asks for
};

struct RunOptions {
  Stage stage = Stage::All;
  Overwrite overwrite = Overwrite::No;
  bool verbose = false;             // every issue in `text`, not only the first of each rule
  std::string command;              // as typed, for the manifest
  std::filesystem::path plan = {};  // of sites, or of zones; empty: the stage finds one
};

/// What a run found. `text` is what the terminal shows; `summary` is summary.json as written.
struct RunOutcome {
  std::size_t refused = 0;
  std::size_t errors = 0;
  bool target_missed = false;  // what was asked for has no plan, or the plan breaks a limit
  std::vector<Figure> figures;
  std::string text;
  std::string summary;
  std::filesystem::path folder;  // where the results are
};

/// One batch run: files -> tables -> study area -> audit -> coverage -> result folder. The folder appears whole or not
/// at all. When a layer is refused only the ledger is written, into "<output folder>-check", and an older result
/// stays. Throws InputError and ConfigError.
RunOutcome run_study(const Config& config, const RunOptions& options, Progress& progress);

}  // namespace lastmeter
