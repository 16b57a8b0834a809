// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "core/parallel.h"
#include "study/regress.h"

namespace lastmeter {

namespace {

struct RegressCommand {
  std::vector<std::string> folders;
  std::string junit;
  unsigned threads = 0;
  bool quiet = false;
  bool verbose = false;
};

/// `data/*` names the README beside the samples too: plain files are passed over.
std::vector<std::string> folders_among(const std::vector<std::string>& paths) {
  std::vector<std::string> folders;
  std::copy_if(paths.begin(), paths.end(), std::back_inserter(folders),
               [](const std::string& path) { return !std::filesystem::is_regular_file(path); });
  if (folders.empty()) {
    throw ConfigError(fmt::format("{} is no folder", paths.front()),
                      "name folders that hold a study.toml and an expected.json");
  }
  return folders;
}

int regress_command(const RegressCommand& command) {
  set_thread_limit(command.threads);
  std::vector<RegressionResult> results;
  const std::vector<std::string> folders = folders_among(command.folders);
  {
    TerminalProgress progress(command.quiet ? ProgressForm::None : ProgressForm::Line);
    for (const std::string& folder : folders) {
      results.push_back(regress_folder(folder, progress));
    }
  }
  if (!command.junit.empty()) {
    write_junit(results, command.junit);
  }
  if (!command.quiet) {
    print_results(regression_text(results, command.verbose ? RegressDetail::Everything : RegressDetail::Breaches));
  }
  if (std::any_of(results.begin(), results.end(), [](const auto& result) { return !result.error.empty(); })) {
    return exit_code::could_not_finish;
  }
  return std::all_of(results.begin(), results.end(), [](const auto& result) { return result.passed(); })
             ? exit_code::done
             : exit_code::target_missed;
}

}  // namespace

void add_regress(CLI::App& app, CommandResult& result) {
  CLI::App* command = app.add_subcommand("regress", "Rerun sample districts against their expected figures");
  auto options = std::make_shared<RegressCommand>();
  command->add_option("folders", options->folders, "folders with study.toml and expected.json")->required();
  command->add_option("--junit", options->junit, "write a JUnit file");
  command->add_flag("--quiet", options->quiet, "print nothing but errors");
  command->add_flag("--verbose", options->verbose, "print every expected figure beside the one found");
  command->add_option("--threads", options->threads, "threads to use, 0 = all cores")->check(CLI::Range(0U, 1024U));
  command->callback([options, &result] { result.exit_code = regress_command(*options); });
}

}  // namespace lastmeter
