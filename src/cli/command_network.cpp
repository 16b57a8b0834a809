// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "cli/commands.h"

namespace lastmeter {

void add_network(CLI::App& app, CommandResult& result) {
  CLI::App* command = app.add_subcommand("network", "The streets of a study as a walking network");
  command->require_subcommand(1);
  add_network_build(*command, result);
}

}  // namespace lastmeter
