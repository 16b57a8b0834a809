// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "core/parallel.h"
#include "study/run.h"

namespace lastmeter {

namespace {

struct RunCommand {
  CommonOptions common;
  std::string study_file;
  std::string folder;
};

int exit_code_of(const RunOutcome& outcome, Stage stage) {
  if (outcome.refused > 0 || (stage == Stage::Check && outcome.errors > 0)) {
    return exit_code::data_refused;
  }
  if (outcome.target_missed) {
    return exit_code::target_missed;
  }
  return exit_code::done;
}

int run_command(const RunCommand& command, Stage stage, const std::string& name) {
  set_thread_limit(command.common.threads);
  Config config = read_config(command.study_file);
  if (!command.folder.empty()) {
    config.output_folder = std::filesystem::absolute(command.folder).lexically_normal();
  }
  const RunOptions options{
      .stage = stage,
      .overwrite = command.common.overwrite ? Overwrite::Yes : Overwrite::No,
      .verbose = command.common.verbose,
      .command = fmt::format("lastmeter {}{} {}", stage == Stage::Network ? "network " : "", name, command.study_file)};
  RunOutcome outcome;
  {
    TerminalProgress progress(!command.common.quiet);
    outcome = run_study(config, options, progress);
  }
  if (command.common.json) {
    print_results(outcome.summary);
  } else if (!command.common.quiet) {
    print_results(outcome.text);
  }
  return exit_code_of(outcome, stage);
}

void add_study_command(CLI::App& app, CommandResult& result, const std::string& name, const std::string& help,
                       Stage stage) {
  CLI::App* command = app.add_subcommand(name, help);
  auto options = std::make_shared<RunCommand>();
  command->add_option("study", options->study_file, "study file (TOML)")->required();
  command->add_option("--folder", options->folder, "result folder, in the place of [output] folder");
  add_common(*command, options->common);
  command->callback([options, &result, stage, name] { result.exit_code = run_command(*options, stage, name); });
}

}  // namespace

void add_common(CLI::App& command, CommonOptions& options) {
  command.add_flag("--json", options.json, "print summary.json instead of text");
  command.add_flag("--quiet", options.quiet, "print nothing but errors");
  command.add_flag("--verbose", options.verbose,
                   "print every issue, not only the first ten of each rule (notes: the first)");
  command.add_flag("--overwrite", options.overwrite, "replace an older result");
  command.add_option("--threads", options.threads, "threads to use, 0 = all cores; results do not depend on it")
      ->check(CLI::Range(0U, 1024U));
}

void add_check(CLI::App& app, CommandResult& result) {
  add_study_command(app, result, "check", "Are the files clean? Exit code 3 when there are errors", Stage::Check);
}

void add_coverage(CLI::App& app, CommandResult& result) {
  add_study_command(app, result, "coverage", "Check, and measure who is within reach", Stage::Coverage);
}

void add_network_build(CLI::App& network, CommandResult& result) {
  add_study_command(network, result, "build", "Build it, examine it, and save it as a GeoPackage", Stage::Network);
}

void add_run(CLI::App& app, CommandResult& result) {
  add_study_command(app, result, "run", "Everything the study file asks for", Stage::All);
}

}  // namespace lastmeter
