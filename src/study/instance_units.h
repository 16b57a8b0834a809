// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/progress.h"
#include "partition/unit_borders.h"
#include "partition/unit_graph.h"

namespace lastmeter {

/// Where basic units come from without a study file: a layer of polygons, or a table of nodes and one of edges.
struct UnitsRequest {
  std::filesystem::path units;
  std::string layer;            // of `units`; empty: the only one
  std::filesystem::path nodes;  // unit_id,pop[,x,y,area,outer,...]
  std::filesystem::path edges;  // u,v[,shared]
  std::filesystem::path only;   // of `units`: a table whose column unit_id (else its first) lists those to take
  std::string code;             // fields; of a node table unit_id and pop unless said otherwise
  std::string weight;
  std::string current;   // today's zone; empty: none
  std::string group;     // to be kept whole
  std::string within;    // parent
  std::string workload;  // to be balanced besides the weight
  std::string alike;     // a number that a zone's units are to be alike in
  std::string together;  // units of equal value belong together
  std::string barriers;  // FILE or FILE::LAYER; empty: none
  std::string streets;
  std::string crossings;
  double snap = 0.0;  // metres of gap closed when borders are matched
};

/// Basic units as read. Lists of texts are by unit, empty where the field was not asked for, with an empty text where
/// it has no value.
struct InstanceUnits {
  std::string name;
  IdVector<UnitId, BasicUnit> units;
  IdVector<BorderId, UnitBorder> borders;
  std::vector<std::string> current;
  std::vector<std::string> groups;
  std::vector<std::string> parents;
  std::vector<std::string> together;
  std::vector<IslandLink> links;
  std::vector<std::string> missing;  // values that were not there and count as 0, one line a field; not among the notes
  std::vector<std::string> notes;    // what was assumed, repaired, left out or looks wrong, one line each
  std::vector<std::string> refusals;  // data that cannot be taken, one line each; then nothing else is to be used
};

/// Reads units and finds their borders. Polygons in degrees are projected to the system that fits their place, invalid
/// ones repaired. Refused, each with its place: codes that are missing or stand twice, weights that are negative or no
/// number, no unit at all. Noted: units without a weight (they count as 0), units that overlap or lie upon each other,
/// islands and what they were joined to. Throws InputError for files, ConfigError for fields that are not there (with
/// the nearest name) and combinations that make no sense.
InstanceUnits read_units(const UnitsRequest& request, Progress& progress);

}  // namespace lastmeter
