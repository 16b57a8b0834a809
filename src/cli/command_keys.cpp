// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "study/config_keys.h"

namespace lastmeter {

void add_keys(CLI::App& app, CommandResult& result) {
  CLI::App* command = app.add_subcommand("keys", "List every key of the study file");
  command->callback([&result] {
    std::string text;
    std::string_view section;
    for (const ConfigKey& key : config_keys()) {
      if (key.section != section) {
        section = key.section;
        text += fmt::format("[{}]\n", section);
      }
      const std::string standard = key.standard.empty() ? "" : fmt::format(" (default {})", key.standard);
      text += fmt::format("  {:20} {:18} {}{}\n", key.key, key.value, key.help, standard);
    }
    print_results(text);
    result.exit_code = exit_code::done;
  });
}

}  // namespace lastmeter
