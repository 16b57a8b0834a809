// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/study_request.h"
#include "cli/terminal.h"
#include "core/parallel.h"
#include "study/place_instance.h"

namespace lastmeter {

namespace {

struct EvaluateCommand {
  StudyRequest study;
  InstanceRequest instance;
};

int evaluate_instance_command(const EvaluateCommand& command) {
  set_thread_limit(command.study.common.threads);
  InstanceScore score;
  {
    TerminalProgress progress(!command.study.common.quiet);
    score = evaluate_instance(command.instance, command.study.plan, progress);
  }
  if (command.study.common.json) {
    print_results(score.json);
  } else if (!command.study.common.quiet) {
    print_results(score.text);
  }
  return score.feasible ? exit_code::done : exit_code::target_missed;
}

int evaluate_command(const EvaluateCommand& command) {
  if (command.study.study_file.empty()) {
    return evaluate_instance_command(command);
  }
  refuse_both(command.study, command.instance, "evaluate");
  return run_study_command(command.study, Stage::Placement, "evaluate");
}

}  // namespace

void add_evaluate(CLI::App& app, CommandResult& result) {
  CLI::App* command = app.add_subcommand("evaluate",
                                         "Score a list of sites from any program. Exit code 4 when it "
                                         "breaches a limit");
  auto options = std::make_shared<EvaluateCommand>();
  command->add_option("study", options->study.study_file, "study file (TOML) with a section [placement]");
  command->add_option("--folder", options->study.folder, "result folder, in the place of [output] folder");
  add_instance(*command, options->instance);
  command
      ->add_option("--plan", options->study.plan,
                   "open sites: a table with a column of codes, a text file with one a line, or what 'place --json' "
                   "printed")
      ->required();
  add_common(*command, options->study.common);
  command->callback([options, &result] { result.exit_code = evaluate_command(*options); });
}

}  // namespace lastmeter
