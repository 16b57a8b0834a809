// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geometry/polygon.h"
#include "model/figure.h"
#include "partition/evaluate_partition.h"
#include "partition/zone_plan.h"
#include "partition/zone_posts.h"

namespace lastmeter {

/// What the basic units of a study are.
enum class UnitSource { Buildings, Compounds, GridZones, Population, Units };
std::string_view name_of(UnitSource source);  // "buildings", "compounds", "grid_zones", "population", "units"

/// What the bounds of a zone are stated in.
enum class UnitWeight { Households, Population };
std::string_view unit_of(UnitWeight weight);  // "households", "persons"

/// A basic unit as the plan leaves it.
struct PlannedUnit {
  std::string code;
  Point at;
  double households = 0.0;
  double population = 0.0;
  std::size_t parent = 0;  // position in PartitionResult::parents
  std::size_t zone = 0;    // position in PartitionResult::zones
  std::string old_zone;    // code of its zone in force; empty: none
  bool moved = false;      // its zone is not the one that its old zone became
};

/// The station of a zone.
struct PlannedStation {
  std::string code;
  std::string kind;  // "facility" that stands, "candidate", or "unit": a place of one
  Point at;
  double reached = 0.0;  // weight of the zone within the distance
  double share = 0.0;    // of the zone's weight; 1 of none
  bool enough = false;
};

/// How the stations of a parent were found.
enum class StationSearch {
  Given,     // for a plan made elsewhere
  First,     // zones first, and nothing better can be, or was found
  Together,  // zones and stations together; not proved
  Proved,    // together, or zones first: proved that no plan serves more zones
  TooMany,   // zones first, because too many zones are possible to list them
};
std::string_view name_of(StationSearch search);  // "as given", "zones first", "together", ...

/// The stations of a parent beside those of its zones drawn first.
struct ParentStations {
  StationSearch search = StationSearch::First;
  std::size_t ok = 0;           // zones whose station reaches the share
  std::size_t ok_separate = 0;  // of zones drawn first
  double objective_separate = 0.0;
};

/// A zone of the plan.
struct PlannedZone {
  std::string code;        // of its parent and three digits, west to east, then north to south
  std::size_t parent = 0;  // position in PartitionResult::parents
  bool dedicated = false;  // of today's plan, left as it is, without bounds
  bool in_bounds = true;
  std::string old_zone;  // the zone in force that it continues; empty: none
  double households = 0.0;
  double population = 0.0;
  std::size_t buildings = 0;  // demand points
  std::size_t compounds = 0;  // with at least one of them
  std::size_t units_moved = 0;
  ZoneScore score;
  std::optional<PlannedStation> station;
  MultiPolygon outline;
  Point at;  // inside
};

/// What became of one parent.
struct PlannedParent {
  std::string code;  // empty: the whole study
  std::string name;
  Point at;  // where to look
  std::size_t units = 0;
  double weight = 0.0;  // without dedicated zones
  std::size_t zones_asked = 0;
  ZonePlan plan;
  PartitionScore score;               // of ordinary zones
  std::vector<std::string> split;     // a line for each compound that could not stay whole
  std::size_t barrier_crossings = 0;  // parts of its zones that hang together across barriers alone
  ParentStations stations;            // where they are asked for
};

/// What one zone in force gave to one zone of the plan.
struct PlannedLineage {
  std::string old_zone;  // empty: units that were in none
  std::string new_zone;
  std::string kind;  // "unchanged", "kept, new code", "split", "merged", "changed" (zone_changes.h)
  std::size_t units = 0;
  double weight = 0.0;
};

/// A piece of ground whose zone changes.
struct ChangedGround {
  std::string old_zone;
  std::string new_zone;
  double weight = 0.0;
  MultiPolygon shape;
};

/// Sums over parents.
struct PartitionTotals {
  std::size_t zones = 0;
  std::size_t parents = 0;
  std::size_t out_of_bounds = 0;
  std::size_t extra_pieces = 0;
  std::size_t barrier_crossings = 0;  // parts of zones that hang together across a barrier alone
  std::size_t linked_zones = 0;       // zones that hang together across water or a gap alone
  std::size_t cut_edges = 0;
  Metres border;
  double weight = 0.0;         // of ordinary zones
  double weight_least = 0.0;   // of a zone
  double weight_most = 0.0;    // of a zone
  double deviation_max = 0.0;  // |weight - mean| / mean over all ordinary zones
  double polsby_popper_mean = 0.0;
  double polsby_popper_least = 0.0;
  std::size_t compounds = 0;
  std::size_t compounds_split = 0;
  std::size_t units = 0;
  std::size_t units_moved = 0;
  double households_moved = 0.0;
  double objective = 0.0;
  double bound = 0.0;          // sum of the bounds of parents that can hold the limits
  std::size_t proved = 0;      // parents whose plan is proved optimal
  std::size_t infeasible = 0;  // parents that cannot hold the limits
  std::size_t unsolved = 0;    // parents for which no plan was found
  std::size_t ordinary = 0;    // zones that are not dedicated
  std::size_t stations_ok = 0;
  std::size_t stations_ok_separate = 0;
  std::size_t stations_proved = 0;  // parents of which no plan serves more zones
  std::size_t stations_first = 0;   // parents with too many possible zones
  double objective_separate = 0.0;
};

/// A partition study, answered: all that reports show.
struct PartitionResult {
  std::string name = "partition";  // of the stage: prefix of its figures and tables
  UnitSource source = UnitSource::Buildings;
  UnitWeight weigh = UnitWeight::Households;
  std::string within;  // "communities"; empty: the whole study
  double least = 0.0;
  double most = 0.0;
  bool has_events = false;  // the workload of zones
  bool has_today = false;
  bool keeps_building_groups = false;
  std::optional<PostRule> posts;     // what stations are to reach, where they are asked for
  bool given = false;                // the plan was given and only scored
  std::vector<std::string> reasons;  // why the study as a whole cannot hold its limits; parents have their own
  std::vector<PlannedParent> parents;
  std::vector<PlannedZone> zones;       // by code
  std::vector<PlannedUnit> units;       // by parent, in the order they have in the study
  std::vector<PlannedLineage> lineage;  // by old zone, new zone; empty without a plan in force
  std::vector<ChangedGround> changes;
  PartitionTotals totals;

  /// All that was demanded holds.
  [[nodiscard]] bool holds() const;
};

/// `totals` from the parents, zones and units.
PartitionTotals totals_of(const PartitionResult& result);

/// partition.zones, deviation_max, contiguous, cut_edges and so on (or merge.zones ...).
std::vector<Figure> partition_figures(const PartitionResult& result);

}  // namespace lastmeter
