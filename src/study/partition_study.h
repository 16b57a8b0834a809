// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>

#include "core/outcome.h"
#include "core/progress.h"
#include "core/units.h"
#include "events/gather_events.h"
#include "input/build_streets.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"
#include "partition/partition_problem.h"
#include "partition/partition_result.h"
#include "partition/zone_posts.h"

namespace lastmeter {

/// How many zones a study asks for.
enum class ZoneCount {
  Total,    // so many over all parents, shared out by weight within what each parent's bounds allow
  Fewest,   // in each parent the fewest that hold the bounds
  Middle,   // in each parent so many that their mean is nearest to the middle of the bounds
  AsToday,  // in each parent as many as the plan in force has
};

/// Where the stations of zones may be.
enum class PostPlaces {
  Candidates,  // the study's candidates and the facilities that stand; in parents without any, as below
  Units,       // the places of the units
};

/// The section [partition] or [merge] of a study file.
struct PartitionConfig {
  std::string name = "partition";   // of the section
  std::optional<ZoneLevel> within;  // zones of this level are the parents; none: the whole study is one
  std::optional<UnitSource> units;  // none: buildings or population, whichever the study has
  UnitWeight weigh = UnitWeight::Households;
  double least = 0.0;
  double most = std::numeric_limits<double>::infinity();
  std::optional<double> tolerance;                 // bounds are mean x (1 -+ tolerance), in each parent its own mean
  std::optional<ZoneCount> count;                  // none: AsToday where there is a plan in force, else Middle
  std::size_t zones = 0;                           // of ZoneCount::Total
  PartitionPrices prices;                          // workload: events; mixture: of persons a household
  ZoneLevel affinity_to = ZoneLevel::Subdistrict;  // whose zones' units belong together
  bool keep_compounds = true;
  bool keep_building_groups = false;
  bool use_today = true;  // today's grid zones are the plan in force, where the study has them
  double moved_at_most = 1.0;
  bool respect_barriers = true;
  Metres border_tolerance{0.5};
  std::optional<PostRule> posts;  // each zone is to hold a station that reaches it; none: no stations
  PostPlaces post_places = PostPlaces::Candidates;
  Effort effort = Effort::Default;
  std::uint64_t seed = 1;
  std::filesystem::path plan = {};  // a plan made elsewhere: not sought but scored
};

/// Makes basic units of each parent, finds and scores its zones, and puts the whole together. All parents in parallel;
/// same result for any number of threads. What cannot hold, and units without a place, are reported. Throws ConfigError
/// where the question makes no sense in this study: units it lacks, a level it lacks, weights it does not count.
/// `book`: the events, where they are balanced; else unused.
PartitionResult partition_study(const StudyArea& area, const StreetInput& streets, const EventBook* book,
                                const PartitionConfig& config, IssueLedger& ledger, Progress& progress);

}  // namespace lastmeter
