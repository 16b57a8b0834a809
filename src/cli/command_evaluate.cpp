// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "core/parallel.h"
#include "study/place_instance.h"

namespace lastmeter {

namespace {

struct EvaluateCommand {
  InstanceRequest instance;
  std::string plan;
  unsigned threads = 0;
  bool json = false;
};

int evaluate_command(const EvaluateCommand& command) {
  set_thread_limit(command.threads);
  InstanceScore score;
  {
    TerminalProgress progress(true);
    score = evaluate_instance(command.instance, command.plan, progress);
  }
  print_results(command.json ? score.json : score.text);
  return score.feasible ? exit_code::done : exit_code::target_missed;
}

}  // namespace

void add_evaluate(CLI::App& app, CommandResult& result) {
  CLI::App* command = app.add_subcommand("evaluate",
                                         "Score a list of sites from any program. Exit code 4 when it "
                                         "breaches a limit");
  auto options = std::make_shared<EvaluateCommand>();
  add_instance(*command, options->instance);
  command->add_option("--plan", options->plan, "sites, one per line, or what 'place --json' printed")->required();
  command->add_flag("--json", options->json, "print one JSON object instead of text");
  command->add_option("--threads", options->threads, "threads to use, 0 = all cores")->check(CLI::Range(0U, 1024U));
  command->callback([options, &result] { result.exit_code = evaluate_command(*options); });
}

}  // namespace lastmeter
