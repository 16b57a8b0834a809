// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "study/init.h"

namespace lastmeter {

void add_init(CLI::App& app, CommandResult& result) {
  CLI::App* command = app.add_subcommand("init", "Look at files and print a study file for them");
  auto files = std::make_shared<std::vector<std::string>>();
  command->add_option("files", *files, "layers: shp, gpkg, geojson, kml, csv, xlsx ...")->required();
  command->callback([files, &result] {
    print_results(initial_study_file(*files));
    result.exit_code = exit_code::done;
  });
}

}  // namespace lastmeter
