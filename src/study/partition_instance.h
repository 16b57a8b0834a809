// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/outcome.h"
#include "core/progress.h"
#include "study/instance_units.h"

namespace lastmeter {

/// What the command line asks of basic units; names are checked when it is used.
struct PartitionRequest {
  UnitsRequest data;
  std::optional<std::size_t> zones;
  std::optional<double> tolerance;
  std::optional<double> least;
  std::optional<double> most;
  std::string objective = "mixed";     // cut_edges, border, mixed
  double stability = 0.0;              // price of moving; needs a plan in force
  std::optional<double> move_at_most;  // share of the weight
  double workload_balance = 0.0;       // prices of the soft measures that need a field
  double homogeneity = 0.0;
  double affinity = 0.0;
  double roundness = 0.0;          // price of zones spread out
  std::string effort = "default";  // fast, default, thorough
  std::uint64_t seed = 1;
  std::optional<double> time_limit;
};

/// What partitioning came to.
struct PartitionAnswer {
  Outcome outcome = Outcome::Unknown;
  std::string json;        // one object in one line
  std::string text;        // a table for people
  std::string assignment;  // CSV, also of the nearest plan where none holds the limits; empty where data are refused
  std::vector<std::string> reasons;  // why no plan holds the limits
  std::vector<std::string> notes;    // about the data
  std::vector<std::string> missing;  // values that were not there and count as 0, one line a field; not among the notes
  std::vector<std::string> refusals;  // data that cannot be taken: then nothing else is there
  double read_seconds = 0.0;
  double search_seconds = 0.0;
};

/// Reads the units, partitions each parent, scores the whole and words it. Same bytes for any number of threads, unless
/// a time limit was met. Throws ConfigError for names and numbers that make no sense, InputError for files.
PartitionAnswer partition_instance(const PartitionRequest& request, Progress& progress);

/// A foreign assignment, scored.
struct PartitionVerdict {
  bool holds = false;  // no hard limit is broken
  std::string json;
  std::string text;
  std::vector<std::string> notes;
  std::vector<std::string> missing;  // values that were not there and count as 0, one line a field; not among the notes
  std::vector<std::string> refusals;
};

/// Scores an assignment (columns unit_id, district) by `evaluate_partition`; limits are checked where they are asked
/// for. `against`: another assignment to compare it with, empty: none. Throws as above.
PartitionVerdict evaluate_assignment(const PartitionRequest& request, const std::filesystem::path& assignment,
                                     const std::filesystem::path& against, Progress& progress);

/// Writes the assignment of an answer; throws InputError with the system's reason.
void write_assignment(const PartitionAnswer& answer, const std::filesystem::path& file);

}  // namespace lastmeter
