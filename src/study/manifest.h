// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "input/build_study_area.h"
#include "study/config.h"

namespace lastmeter {

/// Wall seconds of the stages of a run, in order.
using Timings = std::vector<std::pair<std::string, double>>;

/// manifest.json: program and library versions, the study file and every input with its SHA-256, encodings and
/// coordinate systems as settled, norms with their sources, row accounts, seed, timings and the time of the run. The
/// only output with a time in it. Passwords of connections are not in it.
std::string manifest_json(const Config& config, const StudyInput& input, const Timings& timings,
                          const std::string& command);

}  // namespace lastmeter
