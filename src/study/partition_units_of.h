// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/progress.h"
#include "events/gather_events.h"
#include "input/build_streets.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"
#include "partition/partition_problem.h"
#include "partition/unit_borders.h"
#include "study/partition_study.h"

namespace lastmeter {

/// One basic unit: a building, a compound, a statistical area, a zone of the level below.
struct StudyUnit {
  std::string code;
  Point at;
  double households = 0.0;
  double population = 0.0;
  std::vector<DemandId> members;  // demand points in it; a unit that states its own counts has none
  std::optional<ZoneId> today;    // grid zone in force
  MultiPolygon outline;           // empty where it got no ground
};

/// The basic units of one parent.
struct ParentUnits {
  std::string code;  // of the parent; empty: the whole study
  std::string name;
  Point at;
  MultiPolygon outline;
  std::vector<StudyUnit> units;  // those of the graph first, then those of dedicated zones
  UnitGraph graph;
  std::vector<IslandLink> links;                     // made because units hang together nowhere
  std::vector<std::optional<std::uint32_t>> groups;  // by unit of the graph: what is to stay whole; empty: nothing
  std::vector<std::string> group_codes;              // of each group: its compound, or its building group
};

/// The unit that a study is made of: as the section says, else what its demand is.
UnitSource unit_source(const StudyArea& area, const PartitionConfig& config);

/// Whether the study has a plan in force that counts here.
bool has_today(const StudyArea& area, const PartitionConfig& config);

/// The units of every parent with their shapes and borders, parents by code; parents without a unit are left out and
/// reported, as are units that lie in no parent. Parallel over parents. Throws ConfigError where the study lacks what
/// the section asks for. `book`: the events, where they are balanced; else unused.
std::vector<ParentUnits> units_of_parents(const StudyArea& area, const StreetInput& streets, const EventBook* book,
                                          const PartitionConfig& config, IssueLedger& ledger, Progress& progress);

}  // namespace lastmeter
