// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands.h"
#include "study/config_keys.h"

namespace lastmeter {

void add_keys(CLI::App& app, CommandResult& result) {
  CLI::App* command = app.add_subcommand("keys", "List every key of the study file");
  command->callback([&result] {
    std::string_view section;
    for (const ConfigKey& key : config_keys()) {
      if (key.section != section) {
        section = key.section;
        fmt::print("[{}]\n", section);
      }
      const std::string standard = key.standard.empty() ? "" : fmt::format(" (default {})", key.standard);
      fmt::print("  {:20} {:18} {}{}\n", key.key, key.value, key.help, standard);
    }
    result.exit_code = exit_code::done;
  });
}

}  // namespace lastmeter
