// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/outcome.h"
#include "core/progress.h"
#include "study/partition_instance.h"

namespace lastmeter {

inline constexpr std::int64_t kMostEnsembleSteps = 100'000'000;

/// Plans drawn at random within the bounds, summed up, and where today's stands among them.
struct EnsembleAnswer {
  Outcome outcome = Outcome::Unknown;  // Infeasible: no plan holds the bounds; Unknown: none was found to begin with
  std::string json;                    // one object in one line
  std::string text;                    // a table for people
  std::vector<std::string> reasons;    // why there is no sample
  std::vector<std::string> missing;  // values that were not there and count as 0, one line a field; not among the notes
  std::vector<std::string> notes;    // about the data, and what the sample is worth
  std::vector<std::string> refusals;  // data that cannot be taken: then nothing else is there
  std::size_t steps = 0;              // recombinations made
  std::size_t trees = 0;              // drawn for them
  double read_seconds = 0.0;
  double sample_seconds = 0.0;
};

/// Reads the units, samples `steps` recombinations (`sample_partitions`) and words them. Today's plan (request.data
/// .current) is held against the sample where it names every unit's zone and has as many zones; a note says why not.
/// It is called an outlier beyond 99 % of the plans, unusual beyond 95 %, and nothing where the sample is worth fewer
/// than 100 independent plans. Same bytes for any number of threads. Throws ConfigError for steps out of range, without
/// a number of zones of 2 or more, and for what the sampler does not look at: compounds, parents, prices and limits of
/// moving, time limits.
EnsembleAnswer ensemble_instance(const PartitionRequest& request, std::int64_t steps, Progress& progress);

}  // namespace lastmeter
