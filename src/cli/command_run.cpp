// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "cli/study_request.h"
#include "cli/terminal.h"
#include "core/parallel.h"

namespace lastmeter {

namespace {

int exit_code_of(const RunOutcome& outcome, Stage stage) {
  if (outcome.refused > 0 || (stage == Stage::Check && outcome.errors > 0)) {
    return exit_code::data_refused;
  }
  if (outcome.target_missed) {
    return exit_code::target_missed;
  }
  return exit_code::done;
}

void add_study_command(CLI::App& app, CommandResult& result, const std::string& name, const std::string& help,
                       Stage stage) {
  CLI::App* command = app.add_subcommand(name, help);
  auto options = std::make_shared<StudyRequest>();
  command->add_option("study", options->study_file, "study file (TOML)")->required();
  command->add_option("--folder", options->folder, "result folder, in the place of [output] folder");
  add_common(*command, options->common);
  command->callback([options, &result, stage, name] {
    result.exit_code = run_study_command(*options, stage, (stage == Stage::Network ? "network " : "") + name);
  });
}

}  // namespace

int run_study_command(const StudyRequest& request, Stage stage, const std::string& words) {
  set_thread_limit(request.common.threads);
  Config config = read_config(request.study_file);
  if (!request.folder.empty()) {
    config.output_folder = std::filesystem::absolute(request.folder).lexically_normal();
  }
  const RunOptions options{.stage = stage,
                           .overwrite = request.common.overwrite ? Overwrite::Yes : Overwrite::No,
                           .verbose = request.common.verbose,
                           .command = fmt::format("lastmeter {} {}", words, request.study_file),
                           .plan = request.plan};
  RunOutcome outcome;
  {
    TerminalProgress progress(progress_form(request.common));
    outcome = run_study(config, options, progress);
  }
  if (request.common.json) {
    print_results(outcome.summary);
  } else if (!request.common.quiet) {
    print_results(outcome.text);
  }
  return exit_code_of(outcome, stage);
}

ProgressForm progress_form(const CommonOptions& options) {
  if (options.progress_json) {
    return ProgressForm::JsonLines;
  }
  return options.quiet ? ProgressForm::None : ProgressForm::Line;
}

void add_common(CLI::App& command, CommonOptions& options) {
  command.add_flag("--json", options.json, "print summary.json instead of text");
  command.add_flag("--quiet", options.quiet, "print nothing but errors");
  command.add_flag("--verbose", options.verbose,
                   "print every issue, not only the first ten of each rule (notes: the first)");
  command.add_flag("--progress-json", options.progress_json,
                   "show progress on stderr as JSON, an object a line, for programs that run this one");
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

void add_norms(CLI::App& app, CommandResult& result) {
  add_study_command(app, result, "norms", "Which norms are met, and who gets how many: norms, shares, branches",
                    Stage::Norms);
}

void add_events(CLI::App& app, CommandResult& result) {
  add_study_command(app, result, "events", "Where events come up, what is settled and how fast, and hot spots",
                    Stage::Events);
}

void add_emergency(CLI::App& app, CommandResult& result) {
  add_study_command(app, result, "emergency", "Who gets a place at which post in an emergency, and what failures cost",
                    Stage::Emergency);
}

void add_run(CLI::App& app, CommandResult& result) {
  add_study_command(app, result, "run", "Everything the study file asks for", Stage::All);
}

}  // namespace lastmeter
