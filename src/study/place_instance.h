// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "placement/site_plan.h"

namespace lastmeter {

/// What the command line says about a standard instance, as written there; names are checked when it is used.
struct InstanceRequest {
  std::filesystem::path file;
  std::string format;            // pmed, tsplib, scp, cflp, mclp, csv
  std::string goal;              // p_median, p_center, set_cover, max_cover, capacitated
  std::optional<std::size_t> p;  // at most so many sites
  std::optional<double> radius;
  std::optional<double> budget;
  std::optional<double> capacity;
  std::string distance;            // nint, trunc, exact; empty: the custom of the format
  std::string effort = "default";  // fast, default, thorough
  std::string method;              // greedy, interchange, exact; empty: as the effort has it
  std::optional<double> gap;       // the same for gap and seconds
  std::optional<double> time_limit;
};

/// What placing sites in an instance came to.
struct InstanceAnswer {
  Outcome outcome = Outcome::Unknown;
  std::string json;  // one object in one line
  std::string text;  // a few lines for people
  std::string plan;  // the open sites, one code per line; empty unless Solved
  std::vector<std::string> reasons;
  std::vector<std::string> refusals = {};  // amounts that cannot be taken, one line a kind; then nothing else is filled
};

/// Reads the instance, places sites, and words the result. `sites` of the JSON object are the ids of the file as
/// numbers (texts for csv); `seconds` is the search alone, `read_seconds` what came before it: reading the file,
/// distances, checks. Everything but these two is the same for any number of threads, unless `stopped_by_time`. Throws
/// ConfigError for names that are none (with the nearest one) and what `instance_problem` refuses, InputError for the
/// file.
InstanceAnswer place_instance(const InstanceRequest& request, Progress& progress);

/// A plan from anywhere, scored.
struct InstanceScore {
  bool feasible = false;
  std::string json;
  std::string text;
  std::vector<std::string> refusals = {};  // as of InstanceAnswer
};

/// Scores the plan in `plan_file` by `evaluate_plan`: one site per line, by the code or id of the instance file, or the
/// JSON object that `place_instance` wrote (its `sites`). A site named twice counts once. Effort, method, gap and time
/// limit do not matter. Throws InputError with the line of a site that the instance does not have.
InstanceScore evaluate_instance(const InstanceRequest& request, const std::filesystem::path& plan_file,
                                Progress& progress);

/// Writes the plan of an answer; throws InputError with the system's reason.
void write_instance_plan(const InstanceAnswer& answer, const std::filesystem::path& file);

}  // namespace lastmeter
