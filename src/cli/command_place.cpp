// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "cli/study_request.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "core/parallel.h"
#include "core/text.h"
#include "study/place_instance.h"

namespace lastmeter {

namespace {

struct PlaceCommand {
  StudyRequest study;
  InstanceRequest instance;
  std::string plan_out;
};

int exit_code_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::Solved:
      return exit_code::done;
    case Outcome::Infeasible:
      return exit_code::target_missed;
    case Outcome::Unknown:
      return exit_code::could_not_finish;
  }
  return exit_code::could_not_finish;
}

int place_instance_command(const PlaceCommand& command) {
  const CommonOptions& common = command.study.common;
  set_thread_limit(common.threads);
  InstanceAnswer answer;
  {
    TerminalProgress progress(progress_form(common));
    answer = place_instance(command.instance, progress);
  }
  if (!answer.refusals.empty()) {
    return report_refusals(answer.refusals);
  }
  if (!command.plan_out.empty() && answer.outcome == Outcome::Solved) {
    write_instance_plan(answer, command.plan_out);
  }
  if (common.json) {
    print_results(answer.json);
  } else if (!common.quiet) {
    print_results(answer.text);
  }
  if (answer.outcome != Outcome::Solved && !common.json) {
    fmt::print(stderr, "lastmeter: no plan: {}\n",
               answer.reasons.empty() ? "the search was stopped before it found one: give it more time"
                                      : joined(answer.reasons, "; "));
  }
  return exit_code_of(answer.outcome);
}

int place_command(const PlaceCommand& command) {
  if (command.study.study_file.empty()) {
    return place_instance_command(command);
  }
  refuse_both(command.study, command.instance, "place");
  return run_study_command(command.study, Stage::Placement, "place");
}

}  // namespace

void refuse_both(const StudyRequest& study, const InstanceRequest& instance, const std::string& command) {
  const bool asks = !instance.file.empty() || !instance.format.empty() || !instance.goal.empty();
  if (!study.study_file.empty() && asks) {
    throw ConfigError(fmt::format("{} is given a study file and an instance", command),
                      "leave one of them out; what a study asks is in its section [placement]");
  }
}

void add_instance(CLI::App& command, InstanceRequest& request) {
  command.add_option("--instance", request.file, "file of a published facility-location instance");
  command.add_option("--format", request.format, "its layout: pmed, tsplib, scp, cflp, mclp, csv");
  command.add_option("--goal", request.goal, "p_median, p_center, set_cover, max_cover, capacitated");
  command.add_option("--p", request.p, "at most so many sites; otherwise as a pmed file says")
      ->check(CLI::NonNegativeNumber);
  command.add_option("--radius", request.radius, "cover goals: distance <= radius is covered");
  command.add_option("--budget", request.budget, "at most so much cost over all sites");
  command.add_option("--capacity", request.capacity, "capacity of every site, in the place of the file's");
  command.add_option("--distance", request.distance,
                     "of coordinates in the plane: nint (tsplib's custom), trunc, exact (mclp's custom)");
}

void add_place(CLI::App& app, CommandResult& result) {
  CLI::App* command = app.add_subcommand("place", "Where the next sites go, with a bound on how good any plan can be");
  auto options = std::make_shared<PlaceCommand>();
  command->add_option("study", options->study.study_file, "study file (TOML) with a section [placement]");
  command->add_option("--folder", options->study.folder, "result folder, in the place of [output] folder");
  add_instance(*command, options->instance);
  command->add_option("--effort", options->instance.effort, "fast, default (prove 1 %), thorough (prove optimal)");
  command->add_option("--method", options->instance.method, "greedy, interchange, exact; otherwise as the effort says");
  command->add_option("--gap", options->instance.gap, "stop at this relative gap; otherwise as the effort says");
  command->add_option("--time-limit", options->instance.time_limit, "seconds; otherwise as the effort says");
  command->add_option("--plan-out", options->plan_out, "write the open sites, one per line");
  add_common(*command, options->study.common);
  command->callback([options, &result] { result.exit_code = place_command(*options); });
}

}  // namespace lastmeter
