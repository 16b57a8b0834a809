// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "core/parallel.h"
#include "study/compare_study.h"

namespace lastmeter {

namespace {

struct CompareCommand {
  std::string before;
  std::string after;
  std::string folder;
  std::string language;
  CommonOptions common;
};

/// "out/town/" and "out/town" are the same folder.
std::filesystem::path folder_of(const std::string& given) {
  const std::filesystem::path folder = std::filesystem::path(given).lexically_normal();
  return folder.has_filename() ? folder : folder.parent_path();
}

int compare_command(const CompareCommand& command) {
  set_thread_limit(command.common.threads);
  const bool is_own = command.folder.empty();
  CompareRequest request{.before = folder_of(command.before),
                         .after = folder_of(command.after),
                         .folder = is_own ? folder_of(command.after) : folder_of(command.folder),
                         .overwrite = is_own || command.common.overwrite ? Overwrite::Yes : Overwrite::No,
                         .language = {},
                         .verbose = command.common.verbose,
                         .command = fmt::format("lastmeter compare {} {}", command.before, command.after)};
  if (is_own) {
    request.folder += "-compare";
  }
  if (!command.language.empty()) {
    request.language = command.language == "zh" ? Language::Chinese : Language::English;
  }
  CompareOutcome outcome;
  {
    TerminalProgress progress(progress_form(command.common));
    outcome = compare_study(request, progress);
  }
  if (command.common.json) {
    print_results(outcome.summary);
  } else if (!command.common.quiet) {
    print_results(outcome.text);
  }
  return exit_code::done;
}

}  // namespace

void add_compare(CLI::App& app, CommandResult& result) {
  CLI::App* command = app.add_subcommand("compare", "What changed between two result folders: who gained, who lost");
  auto options = std::make_shared<CompareCommand>();
  command->add_option("before", options->before, "result folder of the earlier run")->required();
  command->add_option("after", options->after, "result folder of the later run")->required();
  command->add_option("--folder", options->folder, "where to write; else <after>-compare, which is always replaced");
  command->add_option("--language", options->language, "of page and workbook; else that of the later run")
      ->check(CLI::IsMember({"zh", "en"}));
  add_common(*command, options->common);
  command->callback([options, &result] { result.exit_code = compare_command(*options); });
}

}  // namespace lastmeter
