// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/outcome.h"
#include "core/progress.h"
#include "partition/partition_problem.h"

namespace lastmeter {

struct SampleOptions {
  std::size_t steps = 40'000;         // of all chains together, those left out included
  std::size_t chains = 4;             // from starts of their own, side by side
  double left_out = 0.1;              // share of each chain, at its beginning, that is not kept; in [0, 1)
  std::size_t kept_most = 4'000'000;  // of all chains; longer ones keep every second plan, every third, ...
  std::uint64_t seed = 1;
};

/// One measure over the ensemble.
struct SampledMeasure {
  std::vector<float> values;  // by kept step, chain after chain
  double mean = 0.0;
  std::array<double, 5> percentiles{};  // kBandPercents
  /// How many independent draws the values are worth: from the spread of the means of batches of about sqrt(n) steps
  /// (batch means; Flegal and Jones, 2010). Overstated where chains have not mixed: see `spread`.
  double effective_size = 0.0;
  /// Spread between chains against spread within (Gelman and Rubin's potential scale reduction); near 1 where the
  /// chains agree, 1 of a single chain.
  double spread = 1.0;
  std::optional<double> today;             // the plan in force
  std::optional<double> today_percentile;  // percent of the values below it, ties by half
};
inline constexpr std::array<double, 5> kBandPercents{5.0, 25.0, 50.0, 75.0, 95.0};

/// Plans drawn by recombination within the bounds.
struct PartitionSample {
  Outcome outcome = Outcome::Unknown;  // Unknown: no plan within the bounds was found to begin with
  std::size_t zones = 0;
  std::size_t steps = 0;  // recombinations made, those left out included; fewer than asked for: a chain stands still
  std::size_t trees = 0;  // drawn for them: the rest had no edge within the bounds
  SampledMeasure cut_edges;
  SampledMeasure polsby_popper;  // mean of the zones
  SampledMeasure deviation;      // largest |weight - mean| / mean
};

/// An ensemble of plans to hold today's against: a chain of recombinations (DeFord, Duchin and Solomon,
/// "Recombination: a family of Markov chains for redistricting", 2021): a random cut border, its two zones merged, a
/// random spanning tree (`RegionTree`), a random edge that leaves both halves within the bounds. It draws plans of
/// compact zones more often. A chain that needs more than 200 trees a step (10,000 to begin with) stands still from
/// there on, so that bounds which hardly any cut holds do not keep it for ever. Only bounds, connectivity and the
/// number of zones (of today's plan where that is within the range, else the fewest that fit) are looked at, no price,
/// no compound and no limit on moves. Same seed, same sample for any number of threads.
PartitionSample sample_partitions(const PartitionProblem& problem, const SampleOptions& options, Progress& progress);

/// A measure summed up: mean, percentiles, effective size, spread and where `today` stands. `chains` equal stretches.
SampledMeasure summarized(std::vector<float> values, std::size_t chains, std::optional<double> today);

}  // namespace lastmeter
