// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/study_request.h"

namespace lastmeter {

void add_merge(CLI::App& app, CommandResult& result) {
  CLI::App* command =
      app.add_subcommand("merge", "Units into fewer, larger zones. Exit code 4 when no plan can hold the limits");
  auto options = std::make_shared<StudyRequest>();
  command->add_option("study", options->study_file, "study file (TOML) with a section [merge]")->required();
  command->add_option("--folder", options->folder, "result folder, in the place of [output] folder");
  add_common(*command, options->common);
  command->callback([options, &result] { result.exit_code = run_study_command(*options, Stage::Merge, "merge"); });
}

}  // namespace lastmeter
