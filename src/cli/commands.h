// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"

namespace CLI {
class App;
}

namespace lastmeter {

struct InstanceRequest;
struct PartitionRequest;

/// Options every command that computes has.
struct CommonOptions {
  bool json = false;
  bool quiet = false;
  bool verbose = false;
  bool overwrite = false;
  bool progress_json = false;
  unsigned threads = 0;
};

/// What a command leaves for `main`: its exit code.
struct CommandResult {
  int exit_code = 0;
};

namespace exit_code {
inline constexpr int done = 0;
inline constexpr int could_not_finish = 1;
inline constexpr int usage = 2;
inline constexpr int data_refused = 3;
inline constexpr int target_missed = 4;
}  // namespace exit_code

// Each adds one command to the program; running it fills `result`.
void add_init(CLI::App& app, CommandResult& result);
void add_check(CLI::App& app, CommandResult& result);
void add_coverage(CLI::App& app, CommandResult& result);
void add_run(CLI::App& app, CommandResult& result);
void add_network(CLI::App& app, CommandResult& result);
void add_network_build(CLI::App& network, CommandResult& result);
void add_regress(CLI::App& app, CommandResult& result);
void add_compare(CLI::App& app, CommandResult& result);
void add_keys(CLI::App& app, CommandResult& result);
void add_place(CLI::App& app, CommandResult& result);
void add_partition(CLI::App& app, CommandResult& result);
void add_merge(CLI::App& app, CommandResult& result);
void add_norms(CLI::App& app, CommandResult& result);
void add_events(CLI::App& app, CommandResult& result);
void add_emergency(CLI::App& app, CommandResult& result);
void add_evaluate(CLI::App& app, CommandResult& result);

/// How a command with these options shows its progress.
ProgressForm progress_form(const CommonOptions& options);
/// Declares the options all computing commands share.
void add_common(CLI::App& command, CommonOptions& options);
/// Declares the options that name an instance file and what is asked of it.
void add_instance(CLI::App& command, InstanceRequest& request);
/// Declares the options that name basic units without a study file and the limits of their zones.
void add_units(CLI::App& command, PartitionRequest& request);

/// Prints data that cannot be taken to stderr, one line each; returns the exit code.
int report_refusals(const std::vector<std::string>& refusals);
/// Prints to stderr, whatever else is printed, which values were not there and count as 0, one line each.
void report_missing(const std::vector<std::string>& missing);
/// Remarks about the data, one line each.
std::string notes_text(const std::vector<std::string>& notes);

}  // namespace lastmeter
