// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/progress.h"
#include "io/output_folder.h"
#include "study/run_work.h"

namespace lastmeter {

/// Where results go that are not the study's: of a check, of a network.
std::filesystem::path check_folder(const Config& config);
std::filesystem::path network_folder(const Config& config);

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
