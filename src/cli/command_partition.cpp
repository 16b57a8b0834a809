// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/study_request.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "core/parallel.h"
#include "core/text.h"
#include "study/partition_ensemble.h"
#include "study/partition_instance.h"

namespace lastmeter {

namespace {

struct PartitionCommand {
  StudyRequest study;
  PartitionRequest request;
  std::string assignment;
  std::optional<std::int64_t> ensemble;  // steps
};

int exit_code_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::Solved:
      return exit_code::done;
    case Outcome::Infeasible:
    case Outcome::Unknown:  // the nearest plan is there, and misses a limit
      return exit_code::target_missed;
  }
  return exit_code::could_not_finish;
}

/// As many as a reader takes in.
std::string first_of(std::vector<std::string> reasons) {
  constexpr std::size_t most = 5;
  const std::size_t count = reasons.size();
  reasons.resize(std::min(count, most));
  return joined(reasons, "; ") + (count > most ? fmt::format("; and {} more", count - most) : "");
}

/// Before a search of minutes, not after it.
void require_writable(const std::string& file) {
  const std::filesystem::path path(file);
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    throw InputError(fmt::format("--assignment {} is a folder", file), "name a file");
  }
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  if (!std::filesystem::is_directory(folder, error)) {
    throw InputError(fmt::format("--assignment {}: there is no folder {}", file, folder.string()), "make it first");
  }
}

int partition_units_command(const PartitionCommand& command) {
  const CommonOptions& common = command.study.common;
  set_thread_limit(common.threads);
  if (!command.study.folder.empty()) {
    throw ConfigError("--folder is for a study file; basic units alone write no folder",
                      "remove it, or name the file of the plan: --assignment out.csv");
  }
  if (!command.assignment.empty()) {
    require_writable(command.assignment);
  }
  PartitionAnswer answer;
  {
    TerminalProgress progress(progress_form(common));
    answer = partition_instance(command.request, progress);
  }
  if (!answer.refusals.empty()) {
    return report_refusals(answer.refusals);
  }
  report_missing(answer.missing);
  if (!command.assignment.empty()) {
    write_assignment(answer, command.assignment);
  }
  if (common.json) {
    print_results(answer.json);
  } else if (!common.quiet) {
    print_results(answer.text + notes_text(answer.notes));
  }
  if (common.verbose) {
    fmt::print(stderr, "read {:.2f} s, search {:.2f} s\n", answer.read_seconds, answer.search_seconds);
  }
  if (answer.outcome == Outcome::Unknown) {
    fmt::print(
        stderr,
        "lastmeter: no plan that holds the limits was found, none is excluded, the nearest is given: try --effort "
        "thorough, or relax the limit it breaks\n");
  } else if (answer.outcome == Outcome::Infeasible) {
    fmt::print(stderr, "lastmeter: no plan holds the limits, the nearest is given: {}\n",
               printable(first_of(answer.reasons)));
  }
  return exit_code_of(answer.outcome);
}

int ensemble_command(const PartitionCommand& command) {
  if (!command.assignment.empty()) {
    throw ConfigError("--ensemble and --assignment are both given",
                      "leave one of them out: an ensemble shows what plans are like, none of them is chosen");
  }
  const CommonOptions& common = command.study.common;
  set_thread_limit(common.threads);
  EnsembleAnswer answer;
  {
    TerminalProgress progress(progress_form(common));
    answer = ensemble_instance(command.request, *command.ensemble, progress);
  }
  if (!answer.refusals.empty()) {
    return report_refusals(answer.refusals);
  }
  report_missing(answer.missing);
  if (common.json) {
    print_results(answer.json);
  } else if (!common.quiet) {
    print_results(answer.text + notes_text(answer.notes));
  }
  if (common.verbose) {
    fmt::print(stderr, "read {:.2f} s, sampled {:.2f} s: {:.0f} recombinations/s, {} trees for {}\n",
               answer.read_seconds, answer.sample_seconds, static_cast<double>(answer.steps) / answer.sample_seconds,
               answer.trees, answer.steps);
  }
  if (answer.outcome == Outcome::Solved) {
    return exit_code::done;
  }
  if (!common.json) {
    fmt::print(stderr, "lastmeter: no plan to sample from: {}\n", printable(joined(answer.reasons, "; ")));
  }
  return exit_code::target_missed;
}

int partition_command(const PartitionCommand& command) {
  if (command.study.study_file.empty()) {
    return command.ensemble ? ensemble_command(command) : partition_units_command(command);
  }
  if (command.ensemble) {
    throw ConfigError("--ensemble is given with a study file",
                      "name basic units: --units FILE --code FIELD --weight FIELD --zones K");
  }
  if (!command.request.data.units.empty() || !command.request.data.nodes.empty()) {
    throw ConfigError("partition is given a study file and basic units",
                      "leave one of them out; what a study asks is in its section [partition]");
  }
  return run_study_command(command.study, Stage::Partition, "partition");
}

}  // namespace

int report_refusals(const std::vector<std::string>& refusals) {
  for (const std::string& refusal : refusals) {
    fmt::print(stderr, "lastmeter: data refused: {}\n", printable(refusal));
  }
  return exit_code::data_refused;
}

void report_missing(const std::vector<std::string>& missing) {
  for (const std::string& line : missing) {
    fmt::print(stderr, "lastmeter: note: {}\n", printable(line));
  }
}

std::string notes_text(const std::vector<std::string>& notes) {
  std::string text;
  for (const std::string& note : notes) {
    text += fmt::format("note: {}\n", printable(note));
  }
  return text;
}

void add_units(CLI::App& command, PartitionRequest& request) {
  UnitsRequest& data = request.data;
  command.add_option("--units", data.units, "layer of polygons: the basic units");
  command.add_option("--layer", data.layer, "its layer, where the file has several");
  command.add_option("--only", data.only, "a table whose column unit_id lists the units to take, others do not count");
  command.add_option("--nodes", data.nodes, "in the place of --units: a table unit_id,pop[,x,y,area,outer,...]");
  command.add_option("--edges", data.edges, "with --nodes: a table u,v[,shared], lengths in metres");
  command.add_option("--code", data.code, "field of unit codes");
  command.add_option("--weight", data.weight, "field of weights: households, people");
  command.add_option("--current", data.current, "field of today's zones");
  command.add_option("--group", data.group, "field of compounds that are to stay whole");
  command.add_option("--within", data.within, "field of parents: no zone lies in two of them");
  command.add_option("--barriers", data.barriers, "FILE or FILE::LAYER of lines that zones do not cross");
  command.add_option("--streets", data.streets, "FILE or FILE::LAYER of lines that limits should follow");
  command.add_option("--crossings", data.crossings, "FILE or FILE::LAYER of points where barriers may be crossed");
  command.add_option("--snap", data.snap, "metres of gap closed between borders (default 0: they match exactly)");
  command.add_option("--zones", request.zones, "number of zones; with --within shared out by weight");
  command.add_option("--tolerance", request.tolerance,
                     "share by which a zone may be off the mean (default 0.05; none where a plan is scored)");
  command.add_option("--min", request.least, "least weight of a zone");
  command.add_option("--max", request.most, "most weight of a zone");
  command.add_option("--objective", request.objective, "cut_edges, border (length), mixed (default: half of each)");
  command.add_option("--roundness", request.roundness,
                     "price of a zone as spread out as a disc of the mean zone's area");
  command.add_option("--workload", data.workload, "field of workloads (events, visits) to be balanced as well");
  command.add_option("--workload-balance", request.workload_balance,
                     "price of a zone's mean workload too much or little");
  command.add_option("--alike", data.alike, "field of a number that the units of a zone are to be alike in");
  command.add_option("--homogeneity", request.homogeneity, "price of a zone whose units differ as much as all do");
  command.add_option("--together", data.together, "field whose equal values belong together: an old township");
  command.add_option("--affinity", request.affinity, "price of a border cut between units that belong together");
}

void add_partition(CLI::App& app, CommandResult& result) {
  CLI::App* command = app.add_subcommand(
      "partition", "Basic units into contiguous, balanced, compact zones, with a bound on how good any plan can be");
  auto options = std::make_shared<PartitionCommand>();
  PartitionRequest& request = options->request;
  command->add_option("study", options->study.study_file, "study file (TOML) with a section [partition]");
  command->add_option("--folder", options->study.folder, "result folder, in the place of [output] folder");
  add_units(*command, request);
  command->add_option("--stability", request.stability, "price of moving the mean unit out of its zone of today");
  command->add_option("--move-at-most", request.move_at_most, "share of the weight that may leave its zone of today");
  command->add_option("--effort", request.effort, "fast, default, thorough");
  command->add_option("--seed", request.seed, "another seed, another search (default 1)");
  command->add_option("--time-limit", request.time_limit, "seconds; a safety net, results may then differ");
  command->add_option("--assignment", options->assignment, "write unit_id,district, a line per unit");
  command->add_option("--ensemble", options->ensemble,
                      "draw no zones: sample plans within the bounds by so many recombinations, and say where "
                      "--current stands among them");
  add_common(*command, options->study.common);
  command->callback([options, &result] { result.exit_code = partition_command(*options); });
}

}  // namespace lastmeter
