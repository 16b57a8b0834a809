// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/study_request.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "core/parallel.h"
#include "study/partition_instance.h"
#include "study/place_instance.h"

namespace lastmeter {

namespace {

struct EvaluateCommand {
  StudyRequest study;
  InstanceRequest instance;
  PartitionRequest zones;
  std::string assignment;
  std::string against;
  std::string partition;
  std::string merge;
};

int evaluate_instance_command(const EvaluateCommand& command) {
  set_thread_limit(command.study.common.threads);
  InstanceScore score;
  {
    TerminalProgress progress(progress_form(command.study.common));
    score = evaluate_instance(command.instance, command.study.plan, progress);
  }
  if (!score.refusals.empty()) {
    return report_refusals(score.refusals);
  }
  if (command.study.common.json) {
    print_results(score.json);
  } else if (!command.study.common.quiet) {
    print_results(score.text);
  }
  return score.feasible ? exit_code::done : exit_code::target_missed;
}

int evaluate_assignment_command(const EvaluateCommand& command) {
  const CommonOptions& common = command.study.common;
  if (command.assignment.empty()) {
    throw ConfigError("--assignment is missing", "name the table of units and districts to score");
  }
  set_thread_limit(common.threads);
  PartitionVerdict verdict;
  {
    TerminalProgress progress(progress_form(common));
    verdict = evaluate_assignment(command.zones, command.assignment, command.against, progress);
  }
  if (!verdict.refusals.empty()) {
    return report_refusals(verdict.refusals);
  }
  report_missing(verdict.missing);
  if (common.json) {
    print_results(verdict.json);
  } else if (!common.quiet) {
    print_results(verdict.text + notes_text(verdict.notes));
  }
  return verdict.holds ? exit_code::done : exit_code::target_missed;
}

/// A plan of zones for a study file.
int evaluate_zones_command(const EvaluateCommand& command) {
  const bool both = !command.partition.empty() && !command.merge.empty();
  if (both || !command.study.plan.empty() || command.study.study_file.empty()) {
    throw ConfigError("evaluate needs a study file and one plan: --plan, --partition or --merge",
                      "name one of them, as in lastmeter evaluate study.toml --partition my_zones.shp");
  }
  refuse_both(command.study, command.instance, "evaluate");
  StudyRequest request = command.study;
  request.plan = command.partition.empty() ? command.merge : command.partition;
  return run_study_command(request, command.partition.empty() ? Stage::Merge : Stage::Partition, "evaluate");
}

int evaluate_command(const EvaluateCommand& command) {
  if (!command.partition.empty() || !command.merge.empty()) {
    return evaluate_zones_command(command);
  }
  if (!command.zones.data.units.empty() || !command.zones.data.nodes.empty()) {
    if (!command.study.study_file.empty() || !command.instance.file.empty() || !command.study.plan.empty()) {
      throw ConfigError("evaluate is given basic units and another thing to score", "leave one of them out");
    }
    return evaluate_assignment_command(command);
  }
  if (command.study.plan.empty()) {
    throw ConfigError(
        "--plan is missing",
        "name the list of open sites; for zones --partition or --merge of a study, or --units and --assignment");
  }
  if (command.study.study_file.empty()) {
    return evaluate_instance_command(command);
  }
  refuse_both(command.study, command.instance, "evaluate");
  return run_study_command(command.study, Stage::Placement, "evaluate");
}

}  // namespace

void add_evaluate(CLI::App& app, CommandResult& result) {
  CLI::App* command = app.add_subcommand("evaluate",
                                         "Score a list of sites, or an assignment of units to zones, from any program. "
                                         "Exit code 4 when it breaches a limit");
  auto options = std::make_shared<EvaluateCommand>();
  command->add_option("study", options->study.study_file,
                      "study file (TOML) with a section for the plan: [placement], [partition] or [merge]");
  command->add_option("--folder", options->study.folder, "result folder, in the place of [output] folder");
  add_instance(*command, options->instance);
  command->add_option(
      "--plan", options->study.plan,
      "open sites: a table with a column of codes, a text file with one a line, or what 'place --json' printed");
  command->add_option("--partition", options->partition,
                      "with a study file: zones, a layer of polygons or a table with columns `code` (unit) and `zone`");
  command->add_option("--merge", options->merge, "the same for [merge]");
  add_units(*command, options->zones);
  command->add_option("--assignment", options->assignment, "with --units: a table unit_id,district");
  command->add_option("--against", options->against, "another such table to compare it with");
  add_common(*command, options->study.common);
  command->callback([options, &result] { result.exit_code = evaluate_command(*options); });
}

}  // namespace lastmeter
