// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "report/result_tables.h"
#include "report/wording.h"

namespace lastmeter {

/// What a plan of sites comes to, in words: with figures and their totals.
struct PlacementWords {
  std::string headline;
  std::string detail;
  std::string proof;  // how good the plan is against every other; may be empty
};
/// Precondition: the plan is solved.
PlacementWords placement_words(const StudyArea& area, const PlacementResult& result, const Wording& words);

struct PartitionWords {
  std::string headline;
  std::string detail;
  std::string before;  // of the map of what is in force
  std::string after;
};
PartitionWords partition_words(const PartitionResult& result, const Wording& words);

/// Name of the table that shows what a plan of zones starts from: the grid zones in force, or the units to be merged;
/// empty where there is no such table.
std::string before_table(const PartitionResult& result);
/// What they weigh, by code.
std::map<std::string, double> before_weights(const PartitionResult& result);
/// What the zones of the plan weigh, by code; without dedicated zones, which have no bounds.
std::map<std::string, double> plan_weights(const PartitionResult& result);

/// Whether a zone's weight is bounded at all.
bool is_bounded(const PartitionResult& result);

/// Households, or people, of all units.
double weight_of_units(const PartitionResult& result);

/// The phase, from 1, in which each site opens; empty without phases.
std::map<CandidateId, std::size_t> phases_of(const PlacementResult& result);

/// Demand that would go unserved without each site; nothing where the plan does not say, or distance is what counts.
std::optional<std::vector<double>> served_alone(const PlacementResult& result);

/// What a new site is worth: what it alone serves, else those for whom it is nearest.
double worth_of(const PlacementResult& result, const std::optional<std::vector<double>>& alone, CandidateId site);

/// New sites in the order they open, then those that are worth most.
std::vector<CandidateId> new_sites(const PlacementResult& result);

}  // namespace lastmeter
