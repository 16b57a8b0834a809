// SPDX-License-Identifier: Apache-2.0
#include "study/branch_study.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/amounts.h"
#include "core/text.h"
#include "geometry/overlay.h"
#include "geometry/point_inside.h"
#include "partition/reading_order.h"
#include "study/partition_units_of.h"

namespace lastmeter {

namespace {

PartitionConfig grid_zones_of(const StudyArea& area, const BranchConfig& config) {
  PartitionConfig zones;
  zones.name = "branches";
  zones.within = area.level_above(ZoneLevel::GridZone);
  zones.units = UnitSource::GridZones;
  zones.weigh = config.weigh;
  zones.keep_compounds = false;
  zones.use_today = false;
  zones.respect_barriers = config.respect_barriers;
  zones.border_tolerance = config.border_tolerance;
  return zones;
}

Branch branch_of(const ParentUnits& parent, const CoverPart& part) {
  Branch branch;
  branch.parent = part.parent;
  std::vector<MultiPolygon> outlines;
  const auto add = [&](UnitId id) {
    const StudyUnit& unit = parent.units[id.index()];
    branch.members.push_back(unit.code);
    branch.households += unit.households;
    branch.population += unit.population;
    outlines.push_back(unit.outline);
  };
  add(part.first);
  if (part.second) {
    add(*part.second);
  }
  branch.outline = outlines.size() == 1 ? std::move(outlines.front()) : dissolved(outlines);
  branch.at = branch.outline.empty() ? parent.units[part.first.index()].at : point_inside(branch.outline);
  return branch;
}

/// Numbers the branches of each parent in reading order.
void number_branches(const std::vector<ParentUnits>& parents, std::vector<Branch>& branches) {
  std::vector<Branch> numbered;
  std::size_t first = 0;
  for (std::size_t p = 0; p < parents.size(); ++p) {
    std::vector<Point> places;
    while (first + places.size() < branches.size() && branches[first + places.size()].parent == p) {
      places.push_back(branches[first + places.size()].at);
    }
    std::size_t number = 0;
    for (const std::size_t i : reading_order(places)) {
      numbered.push_back(std::move(branches[first + i]));
      numbered.back().code = fmt::format("{}{:03}", parents[p].code, ++number);
    }
    first += places.size();
  }
  branches = std::move(numbered);
}

BranchParent parent_of(const ParentUnits& units, const ParentPairs& pairs) {
  BranchParent parent{.code = units.code, .name = units.name, .at = units.at, .pairs = pairs, .between = {}};
  for (const UnitId unit : pairs.between) {
    parent.between.push_back(units.units[unit.index()].code);
  }
  return parent;
}

/// Why the number asked for cannot be, over the whole study.
std::string reason_of(const BranchResult& result) {
  return result.asked < result.fewest
             ? fmt::format(
                   "{} of one grid zone, or two side by side in one community, cannot cover {}: at most {} possible, "
                   "so "
                   "{} needed",
                   counted(*result.asked, "branch", "branches"), counted(result.most, "grid zone"),
                   counted(result.most - result.fewest, "pair is", "pairs are"),
                   counted(result.fewest, "branch is", "branches are"))
             : fmt::format("{} at most {}, and {} are asked for",
                           counted(result.most, "grid zone makes", "grid zones make"),
                           counted(result.most, "branch", "branches"), grouped(*result.asked));
}

/// What keeps grid zones of one community alone, in the words of the proof.
std::string proof_of(const BranchParent& parent) {
  const std::string alone =
      fmt::format("{} of its {} {} alone", parent.pairs.alone, counted(parent.pairs.units, "grid zone"),
                  parent.pairs.alone == 1 ? "stays" : "stay");
  return parent.between.empty()
             ? fmt::format("{}: it falls into {} of an odd number of grid zones", alone,
                           counted(parent.pairs.odd_parts, "part"))
             : fmt::format(
                   "{}: without {} it falls into {} of an odd number of grid zones, and {} of them can "
                   "take one of those",
                   alone, joined(parent.between, ", "), counted(parent.pairs.odd_parts, "part"), parent.between.size());
}

void report(const BranchResult& result, IssueLedger& ledger) {
  for (const std::string& reason : result.reasons) {
    ledger.add(finding(Rule::BranchInfeasible, "branches", "", reason,
                       fmt::format("ask for {} to {}", grouped(result.fewest), grouped(result.most))));
  }
  if (result.holds() || result.asked >= result.fewest) {
    return;
  }
  for (const BranchParent& parent : result.parents) {
    if (parent.pairs.alone <= parent.pairs.units % 2) {
      continue;  // an odd number leaves one alone anyway
    }
    Issue issue = finding(Rule::BranchInfeasible, "branches", parent.code, proof_of(parent),
                          "redraw its grid zones, or count a crossing");
    issue.name = parent.name;
    issue.at = parent.at;
    issue.figure = static_cast<double>(parent.pairs.alone);
    issue.unit = "grid zones";
    ledger.add(std::move(issue));
  }
}

}  // namespace

BranchResult branch_study(const StudyArea& area, const StreetInput& streets, const BranchConfig& config,
                          IssueLedger& ledger, Progress& progress) {
  const std::vector<ParentUnits> parents =
      units_of_parents(area, streets, nullptr, grid_zones_of(area, config), ledger, progress);
  std::vector<UnitGraph> graphs;
  for (const ParentUnits& parent : parents) {
    graphs.push_back(parent.graph);
  }
  const PairCover cover = cover_by_pairs(graphs, config.total);
  BranchResult result;
  result.outcome = cover.outcome;
  result.asked = config.total;
  result.fewest = cover.fewest;
  result.most = cover.most;
  result.weigh = config.weigh;
  for (const CoverPart& part : cover.parts) {
    result.branches.push_back(branch_of(parents[part.parent], part));
  }
  number_branches(parents, result.branches);
  for (std::size_t p = 0; p < parents.size(); ++p) {
    result.parents.push_back(parent_of(parents[p], cover.parents[p]));
  }
  if (!result.holds()) {
    result.reasons.push_back(reason_of(result));
  }
  report(result, ledger);
  return result;
}

}  // namespace lastmeter
