// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/commands.h"
#include "study/run.h"

namespace lastmeter {

/// A study file as a command names it, and what to do with it.
struct StudyRequest {
  CommonOptions common;
  std::string study_file;
  std::string folder;  // in the place of [output] folder; empty: as the study says
  std::string plan;    // evaluate: the plan to score
};

/// A command takes a study file or an instance: throws ConfigError where both are named.
void refuse_both(const StudyRequest& study, const InstanceRequest& instance, const std::string& command);

/// Runs one stage and prints its text or JSON; returns the exit code. `words`: the command as typed, for the manifest.
int run_study_command(const StudyRequest& request, Stage stage, const std::string& words);

}  // namespace lastmeter
