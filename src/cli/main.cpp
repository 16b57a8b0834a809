// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <iostream>
#include <optional>
#include <sstream>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "core/text.h"
#include "core/version.h"

namespace {

int report(const lastmeter::Error& error, int code) {
  fmt::print(stderr, "lastmeter: {}: {}\n", error.what(), error.fix());
  return code;
}

/// The first word is no command: says which is nearest.
std::optional<lastmeter::ConfigError> unknown_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') {
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  std::vector<std::string> owned;
  for (const CLI::App* command : app.get_subcommands({})) {
    owned.push_back(command->get_name());
  }
  names.assign(owned.begin(), owned.end());
  if (std::find(names.begin(), names.end(), argv[1]) != names.end()) {
    return std::nullopt;
  }
  return lastmeter::ConfigError(fmt::format("there is no command '{}'", argv[1]),
                                lastmeter::suggestion(argv[1], names));
}

int run(int argc, char** argv) {
  CLI::App app("Who reaches a public service within 500 metres, who does not, and what to do about it.", "lastmeter");
  app.set_version_flag("--version", fmt::format("lastmeter {}", lastmeter::kVersion));
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 done, 1 could not finish, 2 command line or study file wrong, 3 data refused, "
      "4 a demanded target cannot be met.");
  lastmeter::CommandResult result;
  lastmeter::add_init(app, result);
  lastmeter::add_check(app, result);
  lastmeter::add_coverage(app, result);
  lastmeter::add_run(app, result);
  lastmeter::add_network(app, result);
  lastmeter::add_place(app, result);
  lastmeter::add_partition(app, result);
  lastmeter::add_merge(app, result);
  lastmeter::add_norms(app, result);
  lastmeter::add_events(app, result);
  lastmeter::add_emergency(app, result);
  lastmeter::add_evaluate(app, result);
  lastmeter::add_regress(app, result);
  lastmeter::add_compare(app, result);
  lastmeter::add_keys(app, result);
  if (const auto wrong = unknown_command(app, argc, argv)) {
    return report(*wrong, lastmeter::exit_code::usage);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream help;
    const int code = app.exit(error, help, std::cerr);
    lastmeter::print_results(help.str());
    return code == 0 ? lastmeter::exit_code::done : lastmeter::exit_code::usage;
  }
  return result.exit_code;
}

}  // namespace

int main(int argc, char** argv) {
  lastmeter::catch_interrupts();
  lastmeter::keep_stdout_for_results();
  try {
    return run(argc, argv);
  } catch (const lastmeter::ConfigError& error) {
    return report(error, lastmeter::exit_code::usage);
  } catch (const lastmeter::Error& error) {
    return report(error, lastmeter::exit_code::could_not_finish);
  } catch (const std::exception& error) {
    fmt::print(stderr, "lastmeter: internal error: {}: please report it with the study file\n", error.what());
    return lastmeter::exit_code::could_not_finish;
  }
}
