// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "core/parallel.h"
#include "core/text.h"
#include "study/place_instance.h"

namespace lastmeter {

namespace {

struct PlaceCommand {
  InstanceRequest instance;
  std::string plan_out;
  unsigned threads = 0;
  bool json = false;
  bool quiet = false;
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

int place_command(const PlaceCommand& command) {
  set_thread_limit(command.threads);
  InstanceAnswer answer;
  {
    TerminalProgress progress(!command.quiet);
    answer = place_instance(command.instance, progress);
  }
  if (!command.plan_out.empty() && answer.outcome == Outcome::Solved) {
    write_instance_plan(answer, command.plan_out);
  }
  if (command.json) {
    print_results(answer.json);
  } else if (!command.quiet) {
    print_results(answer.text);
  }
  if (answer.outcome != Outcome::Solved && !command.json) {
    fmt::print(stderr, "lastmeter: no plan: {}\n",
               answer.reasons.empty() ? "the search was stopped before it found one: give it more time"
                                      : joined(answer.reasons, "; "));
  }
  return exit_code_of(answer.outcome);
}

}  // namespace

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
  add_instance(*command, options->instance);
  command->add_option("--effort", options->instance.effort, "fast, default (prove 1 %), thorough (prove optimal)");
  command->add_option("--method", options->instance.method, "greedy, interchange, exact; otherwise as the effort says");
  command->add_option("--gap", options->instance.gap, "stop at this relative gap; otherwise as the effort says");
  command->add_option("--time-limit", options->instance.time_limit, "seconds; otherwise as the effort says");
  command->add_option("--plan-out", options->plan_out, "write the open sites, one per line");
  command->add_flag("--json", options->json, "print one JSON object instead of text");
  command->add_flag("--quiet", options->quiet, "print nothing but errors");
  command->add_option("--threads", options->threads, "threads to use, 0 = all cores; results do not depend on it")
      ->check(CLI::Range(0U, 1024U));
  command->callback([options, &result] { result.exit_code = place_command(*options); });
}

}  // namespace lastmeter
