// SPDX-License-Identifier: Apache-2.0
#include "study/group_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

#include "apportion/apportion.h"
#include "core/error.h"
#include "core/parallel.h"
#include "core/text.h"
#include "geometry/overlay.h"
#include "geometry/point_inside.h"
#include "partition/reading_order.h"
#include "study/group_cuts.h"
#include "study/shared_progress.h"

namespace lastmeter {

namespace {

/// One grid zone: its buildings by compound, how many groups it gets, and the groups.
struct ZoneWork {
  std::vector<GatedUnits> gated;
  std::size_t asked = 0;
  std::vector<std::vector<UnitId>> groups;
  std::vector<std::string> reasons;
  std::size_t fewest = 0;
};

PartitionConfig units_config(const GroupConfig& config) {
  PartitionConfig units;
  units.name = "groups";
  units.within = ZoneLevel::GridZone;
  units.units = UnitSource::Buildings;
  units.weigh = config.weigh;
  units.keep_compounds = false;
  units.use_today = false;
  units.respect_barriers = config.respect_barriers;
  return units;
}

/// The number of groups that is nearest to the middle of the bounds, among those that hold them where any does.
std::size_t groups_within(double weight, double least, double most, std::size_t buildings) {
  const double middle = (least + most) / 2.0;
  const auto nearest = static_cast<std::size_t>(std::max(1.0, std::round(weight / middle)));
  const auto fewest = static_cast<std::size_t>(std::max(1.0, std::ceil(weight / most - 1e-9)));
  const auto highest = least > 0.0 ? static_cast<std::size_t>(std::max(1.0, std::floor(weight / least + 1e-9)))
                                   : std::max(nearest, fewest);
  const std::size_t within = highest < fewest ? fewest : std::clamp(nearest, fewest, highest);
  return std::min(within, buildings);
}

std::size_t buildings_in(const ZoneWork& work) {
  return std::accumulate(work.gated.begin(), work.gated.end(), std::size_t{0},
                         [](std::size_t sum, const GatedUnits& own) { return sum + own.units.size(); });
}

double weight_in(const ZoneWork& work) {
  return std::accumulate(work.gated.begin(), work.gated.end(), 0.0,
                         [](double sum, const GatedUnits& own) { return sum + own.weight; });
}

/// Floors that give each grid zone the mean, rounded, and rounded up first where there are most compounds.
void even_claims(const std::vector<ZoneWork>& zones, std::size_t total, std::vector<Claim>& claims) {
  const std::size_t low = total / zones.size();
  std::vector<std::size_t> order(zones.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return zones[a].gated.size() > zones[b].gated.size(); });
  std::size_t more = total % zones.size();
  for (const std::size_t z : order) {
    const bool wants = zones[z].gated.size() > low && more > 0 && claims[z].most > low;
    claims[z].least = std::min(claims[z].most, low + (wants ? 1 : 0));
    more -= wants ? 1 : 0;
  }
}

void share_out(const GroupConfig& config, std::vector<ZoneWork>& zones, GroupResult& result) {
  std::vector<Claim> claims;
  for (const ZoneWork& zone : zones) {
    const std::size_t buildings = buildings_in(zone);
    const bool by_compounds = config.parts == GroupParts::Compounds;
    claims.push_back({.weight = config.parts == GroupParts::Households ? weight_in(zone) : 1.0,
                      .least = by_compounds ? zone.gated.size() : 1,
                      .most = buildings});
  }
  if (config.parts == GroupParts::Even) {
    even_claims(zones, *config.total, claims);
  }
  const Apportionment shares = apportion(*config.total, claims, ApportionMethod::LargestRemainder, FloorRule::Least);
  result.reasons = shares.reasons;
  for (std::size_t z = 0; z < zones.size(); ++z) {
    zones[z].asked = shares.outcome == Outcome::Solved ? shares.parts[z] : zones[z].gated.size();
  }
}

void ask_by_limits(const GroupConfig& config, std::vector<ZoneWork>& zones) {
  for (ZoneWork& zone : zones) {
    for (const GatedUnits& own : zone.gated) {
      zone.asked += groups_within(own.weight, *config.least, *config.most, own.units.size());
    }
  }
}

/// How many groups each compound of a grid zone gets.
std::vector<std::size_t> parts_of(const GroupConfig& config, const ZoneWork& zone, std::size_t groups) {
  if (!config.total) {
    std::vector<std::size_t> parts;
    for (const GatedUnits& own : zone.gated) {
      parts.push_back(groups_within(own.weight, *config.least, *config.most, own.units.size()));
    }
    return parts;
  }
  std::vector<Claim> claims;
  for (const GatedUnits& own : zone.gated) {
    claims.push_back({.weight = own.weight, .least = 1, .most = own.units.size()});
  }
  const Apportionment shares = apportion(groups, claims, ApportionMethod::Webster, FloorRule::Least);
  return shares.outcome == Outcome::Solved ? shares.parts : std::vector<std::size_t>(zone.gated.size(), 1);
}

void cut_gated(const GroupConfig& config, const ParentUnits& parent, std::size_t groups,
               const PartitionOptions& options, Progress& progress, ZoneWork& zone) {
  const std::vector<std::size_t> parts = parts_of(config, zone, groups);
  for (std::size_t c = 0; c < zone.gated.size(); ++c) {
    for (auto& group : cut_evenly(parent.graph, zone.gated[c].units, parts[c], {}, options, progress)) {
      zone.groups.push_back(std::move(group));
    }
  }
}

/// Whole compounds joined into fewer groups than there are.
void join_compounds(const ParentUnits& parent, const PartitionOptions& options, Progress& progress, ZoneWork& zone) {
  std::vector<std::optional<std::uint32_t>> whole(parent.graph.size());
  std::vector<UnitId> all;
  for (std::size_t c = 0; c < zone.gated.size(); ++c) {
    for (const UnitId unit : zone.gated[c].units) {
      whole[unit.index()] = static_cast<std::uint32_t>(c);
      all.push_back(unit);
    }
  }
  std::sort(all.begin(), all.end());
  zone.groups = cut_evenly(parent.graph, all, zone.asked, whole, options, progress);
}

void form_groups(const GroupConfig& config, const ParentUnits& parent, Progress& progress, ZoneWork& zone) {
  const PartitionOptions options{.effort = config.effort, .seed = config.seed, .seconds = {}};
  const std::size_t compounds = zone.gated.size();
  zone.fewest = compounds;
  if (compounds <= zone.asked) {
    cut_gated(config, parent, zone.asked, options, progress, zone);
  } else if (config.gates == GroupGates::WhereNeeded) {
    join_compounds(parent, options, progress, zone);
  } else {
    zone.reasons.push_back(fmt::format("{} compounds share {} groups: with closed gates {} groups are needed, {} more",
                                       grouped(compounds), grouped(zone.asked), grouped(compounds),
                                       grouped(compounds - zone.asked)));
    cut_gated(config, parent, compounds, options, progress, zone);
  }
  if (zone.groups.size() < std::min(zone.asked, buildings_in(zone))) {
    zone.reasons.push_back(fmt::format("{} groups are asked for, and {} were found that hang together",
                                       grouped(zone.asked), grouped(zone.groups.size())));
  }
}

BuildingGroup group_of(const StudyArea& area, const GroupConfig& config, const ParentUnits& parent, std::size_t number,
                       const std::vector<UnitId>& units) {
  BuildingGroup group;
  group.parent = number;
  std::set<std::string> compounds;
  std::vector<MultiPolygon> outlines;
  Point middle;
  for (const UnitId id : units) {
    const StudyUnit& unit = parent.units[id.index()];
    compounds.insert(area.demand[unit.members.front()].compound);
    group.households += unit.households;
    group.population += unit.population;
    ++group.buildings;
    middle = {middle.x + unit.at.x, middle.y + unit.at.y};
    if (!unit.outline.empty()) {
      outlines.push_back(unit.outline);
    }
  }
  group.compounds.assign(compounds.begin(), compounds.end());
  group.pieces = piece_count(parent.graph, units);
  const double weight = config.weigh == UnitWeight::Households ? group.households : group.population;
  group.in_bounds =
      (!config.least || weight >= *config.least - 1e-9) && (!config.most || weight <= *config.most + 1e-9);
  group.outline = dissolved(outlines);
  const auto size = static_cast<double>(units.size());
  group.at = group.outline.empty() ? Point{middle.x / size, middle.y / size} : point_inside(group.outline);
  return group;
}

/// The groups of a grid zone, numbered as one reads a page, with their buildings.
void add_groups(const StudyArea& area, const GroupConfig& config, const ParentUnits& parent, const ZoneWork& zone,
                GroupResult& result) {
  const std::size_t number = result.parents.size();
  std::vector<BuildingGroup> groups;
  std::vector<Point> places;
  for (const std::vector<UnitId>& units : zone.groups) {
    groups.push_back(group_of(area, config, parent, number, units));
    places.push_back(groups.back().at);
  }
  GroupParent summary{.code = parent.code,
                      .name = parent.name,
                      .at = parent.at,
                      .buildings = buildings_in(zone),
                      .compounds = zone.gated.size(),
                      .asked = zone.asked,
                      .fewest = zone.fewest,
                      .made = groups.size(),
                      .mixed = 0,
                      .households = 0.0,
                      .reasons = zone.reasons};
  std::size_t next = 0;
  for (const std::size_t g : reading_order(places)) {
    BuildingGroup& group = groups[g];
    group.code = fmt::format("{}{:02}", parent.code, ++next);
    summary.mixed += group.compounds.size() > 1 ? 1 : 0;
    summary.households += group.households;
    if (group.pieces > 1) {
      summary.reasons.push_back(fmt::format("group {} lies in {} parts that do not touch: {} groups more would do",
                                            group.code, group.pieces, group.pieces - 1));
    }
    for (const UnitId id : zone.groups[g]) {
      const StudyUnit& unit = parent.units[id.index()];
      result.buildings.push_back({.code = unit.code,
                                  .at = unit.at,
                                  .group = result.groups.size(),
                                  .compound = area.demand[unit.members.front()].compound,
                                  .households = unit.households,
                                  .population = unit.population});
    }
    result.groups.push_back(std::move(group));
  }
  result.parents.push_back(std::move(summary));
}

void report(const GroupResult& result, IssueLedger& ledger) {
  for (const std::string& reason : result.reasons) {
    ledger.add(finding(Rule::GroupInfeasible, "groups", "", reason, "ask for another total, or other limits"));
  }
  for (const GroupParent& parent : result.parents) {
    const auto add = [&](Rule rule, const std::string& what, const std::string& fix) {
      Issue issue = finding(rule, "groups", parent.code, what, fix);
      issue.name = parent.name;
      issue.at = parent.at;
      ledger.add(std::move(issue));
    };
    for (const std::string& reason : parent.reasons) {
      add(Rule::GroupInfeasible, reason, "give it as many groups, or write gates = \"where_needed\"");
    }
    if (parent.mixed > 0) {
      add(Rule::GroupMixed,
          fmt::format("{} compounds share {} groups, so {} of them hold several", grouped(parent.compounds),
                      grouped(parent.made), grouped(parent.mixed)),
          fmt::format("nothing, or give it {} groups", grouped(parent.fewest)));
    }
  }
  for (const BuildingGroup& group : result.groups) {
    if (!group.in_bounds) {
      const double weight = result.weigh == UnitWeight::Households ? group.households : group.population;
      Issue issue = finding(Rule::ZoneOutOfBounds, "groups", group.code,
                            fmt::format("has {} {}, outside {} to {}", grouped(weight), unit_of(result.weigh),
                                        grouped(*result.least), grouped(*result.most)),
                            "accept it, or relax the bound: its compound cannot be cut otherwise");
      issue.figure = weight;
      issue.unit = std::string(unit_of(result.weigh));
      issue.at = group.at;
      ledger.add(std::move(issue));
    }
  }
}

}  // namespace

GroupResult group_study(const StudyArea& area, const StreetInput& streets, const GroupConfig& config,
                        IssueLedger& ledger, Progress& progress) {
  if (area.basis != DemandBasis::Buildings) {
    throw ConfigError("[groups] makes groups of buildings, and the study has no [layers.buildings]",
                      "add the layer of the buildings, or remove [groups]");
  }
  const std::vector<ParentUnits> parents =
      units_of_parents(area, streets, nullptr, units_config(config), ledger, progress);
  std::vector<ZoneWork> zones(parents.size());
  GroupResult result;
  result.asked = config.total;
  result.least = config.least;
  result.most = config.most;
  result.weigh = config.weigh;
  result.may_mix = config.gates == GroupGates::WhereNeeded;
  for (std::size_t p = 0; p < parents.size(); ++p) {
    zones[p].gated = gated_units(area, parents[p]);
  }
  if (config.total) {
    share_out(config, zones, result);
  } else {
    ask_by_limits(config, zones);
  }
  SharedProgress steps("grouping buildings", parents.size(), progress);
  parallel_slices(parents.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t p = begin; p < end; ++p) {
      PieceProgress piece(steps);
      form_groups(config, parents[p], piece, zones[p]);
      steps.step(1);
    }
  });
  for (std::size_t p = 0; p < parents.size(); ++p) {
    add_groups(area, config, parents[p], zones[p], result);
  }
  const bool all_well = result.reasons.empty() && std::all_of(result.parents.begin(), result.parents.end(),
                                                              [](const GroupParent& p) { return p.reasons.empty(); });
  result.outcome = all_well ? Outcome::Solved : Outcome::Infeasible;
  report(result, ledger);
  return result;
}

}  // namespace lastmeter
