// SPDX-License-Identifier: Apache-2.0
#include "study/partition_result_of.h"

#include <algorithm>
#include <map>
#include <numbers>
#include <set>
#include <tuple>
#include <utility>

#include "core/parallel.h"
#include "geometry/overlay.h"
#include "partition/zone_changes.h"
#include "partition/zone_outlines.h"

namespace lastmeter {

namespace {

/// One parent's part of the result, with positions counted from its own zones.
struct Part {
  PlannedParent parent;
  std::vector<PlannedZone> zones;
  std::vector<PlannedUnit> units;
  std::vector<std::size_t> position;  // by zone: of the plan, dedicated ones behind
  std::vector<ChangedGround> changes;
  std::vector<PlannedLineage> lineage;
};

/// Everything one parent's part is made from.
struct Source {
  const StudyArea& area;
  const PartitionConfig& config;
  const ParentUnits& parent;
  const SolvedParent& solved;
  const ZoneBounds& bounds;
  bool with_today;
};

std::string old_code(const Source& source, const std::optional<ZoneId>& zone) {
  return zone ? source.area.zones(ZoneLevel::GridZone).zones[*zone].code : std::string();
}

std::vector<MultiPolygon> shapes_of(const ParentUnits& parent, std::size_t count) {
  std::vector<MultiPolygon> shapes;
  for (std::size_t i = 0; i < count; ++i) {
    shapes.push_back(parent.units[i].outline);
  }
  return shapes;
}

/// Units of each zone: those of the plan, then dedicated ones in the order of today's zones.
std::vector<std::vector<std::size_t>> members_of(const ParentUnits& parent, const SolvedParent& solved) {
  std::vector<std::vector<std::size_t>> members(solved.plan.zones);
  for (std::size_t i = 0; i < parent.graph.size(); ++i) {
    members[solved.plan.zone_of[UnitId(i)].index()].push_back(i);
  }
  std::map<ZoneId, std::vector<std::size_t>> dedicated;
  for (std::size_t i = parent.graph.size(); i < parent.units.size(); ++i) {
    dedicated[*parent.units[i].today].push_back(i);
  }
  for (auto& [zone, units] : dedicated) {
    members.push_back(std::move(units));
  }
  return members;
}

/// What the units of a zone hold.
PlannedZone counted(const Source& source, const std::vector<std::size_t>& units) {
  PlannedZone zone;
  std::set<std::string> compounds;
  for (const std::size_t i : units) {
    const StudyUnit& unit = source.parent.units[i];
    zone.households += unit.households;
    zone.population += unit.population;
    zone.buildings += unit.members.size();
    for (const DemandId id : unit.members) {
      if (!source.area.demand[id].compound.empty()) {
        compounds.insert(source.area.demand[id].compound);
      }
    }
  }
  zone.compounds = compounds.size();
  return zone;
}

/// A zone that is left as it is: what its shape and counts say.
ZoneScore score_of_dedicated(const PlannedZone& zone, UnitWeight weigh, std::size_t units) {
  ZoneScore score;
  score.weight = weigh == UnitWeight::Households ? zone.households : zone.population;
  score.units = units;
  score.pieces = piece_count(zone.outline);
  score.area = area(zone.outline);
  score.perimeter = perimeter(zone.outline);
  const double round = score.perimeter.value() * score.perimeter.value();
  score.polsby_popper = round > 0.0 ? 4.0 * std::numbers::pi * score.area.value() / round : 0.0;
  return score;
}

bool fits(double weight, const ZoneBounds& bounds) {
  constexpr double slack = 1e-9;
  return weight >= bounds.least - slack * std::max(1.0, bounds.least) && !(weight > bounds.most * (1.0 + slack));
}

/// Parts of zones that only barred borders join to their zone.
std::size_t crossings_of(const UnitGraph& graph, const SolvedParent& solved) {
  std::vector<std::uint8_t> seen(graph.size(), 0);
  std::size_t pieces = 0;
  std::vector<UnitId> open;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    if (seen[i] != 0) {
      continue;
    }
    ++pieces;
    seen[i] = 1;
    open.assign(1, UnitId(i));
    while (!open.empty()) {
      const UnitId unit = open.back();
      open.pop_back();
      for (const UnitGraph::Neighbour& next : graph.beside(unit)) {
        if (seen[next.unit.index()] == 0 && solved.plan.zone_of[next.unit] == solved.plan.zone_of[unit]) {
          seen[next.unit.index()] = 1;
          open.push_back(next.unit);
        }
      }
    }
  }
  std::size_t all = 0;
  for (const ZoneScore& zone : solved.score.by_zone) {
    all += zone.pieces;
  }
  return all - pieces;
}

/// The plan in force beside the new one; zones of today numbered as in `zones_today`.
PlanPair plan_pair(const Source& source, const std::vector<ZoneId>& today) {
  PlanPair pair{source.parent.graph, {}, source.solved.plan.zone_of};
  for (std::size_t i = 0; i < source.parent.graph.size(); ++i) {
    const auto& zone = source.parent.units[i].today;
    const auto at = zone ? std::lower_bound(today.begin(), today.end(), *zone) : today.end();
    pair.before.push_back(zone ? std::optional(ZoneId(static_cast<std::size_t>(at - today.begin()))) : std::nullopt);
  }
  return pair;
}

/// All zones of the parent in the order of their codes, and the zone of every unit.
void add_zones(const Source& source, Part& part) {
  const ParentUnits& parent = source.parent;
  const auto members = members_of(parent, source.solved);
  IdVector<UnitId, ZoneId> zone_of(parent.units.size());
  for (std::size_t z = 0; z < members.size(); ++z) {
    for (const std::size_t i : members[z]) {
      zone_of[UnitId(i)] = ZoneId(z);
    }
  }
  IdVector<ZoneId, ZoneOutline> outlines =
      zone_outlines(shapes_of(parent, parent.units.size()), zone_of, members.size(), source.config.border_tolerance);
  const std::vector<ZoneId> order = numbering_order(outlines);
  const IdVector<ZoneId, std::string> codes = zone_codes(parent.code, order);
  part.units.resize(parent.units.size());
  for (const ZoneId id : order) {
    const std::size_t z = id.index();
    PlannedZone zone = counted(source, members[z]);
    zone.dedicated = z >= source.solved.plan.zones;
    zone.code = source.solved.names.empty() || zone.dedicated ? codes[id] : source.solved.names[z];
    zone.outline = std::move(outlines[id].shape);
    zone.at = outlines[id].label;
    zone.score = zone.dedicated ? score_of_dedicated(zone, source.config.weigh, members[z].size())
                                : source.solved.score.by_zone[id];
    zone.station = zone.dedicated || source.solved.stations.empty() ? std::nullopt : source.solved.stations[z];
    zone.in_bounds = zone.dedicated || fits(zone.score.weight, source.bounds);
    if (zone.dedicated) {
      zone.old_zone = old_code(source, parent.units[members[z].front()].today);
    }
    for (const std::size_t i : members[z]) {
      const StudyUnit& unit = parent.units[i];
      part.units[i] = {.code = unit.code,
                       .at = unit.at,
                       .households = unit.households,
                       .population = unit.population,
                       .zone = part.zones.size(),
                       .old_zone = source.with_today ? old_code(source, unit.today) : std::string()};
    }
    part.position.push_back(z);
    part.zones.push_back(std::move(zone));
  }
}

/// Who moves, the ground that changes, and what became of each zone in force.
void add_changes(const Source& source, Part& part) {
  const ParentUnits& parent = source.parent;
  const std::vector<ZoneId> today = zones_today(parent);
  const PlanPair pair = plan_pair(source, today);
  IdVector<ZoneId, std::string> before;
  for (const ZoneId zone : today) {
    before.push_back(old_code(source, zone));
  }
  IdVector<ZoneId, std::string> after(source.solved.plan.zones);
  const auto partner = match_zones(parent.graph, pair.after, pair.before);
  for (std::size_t n = 0; n < part.zones.size(); ++n) {
    if (const std::size_t z = part.position[n]; !part.zones[n].dedicated) {
      after[ZoneId(z)] = part.zones[n].code;
      part.zones[n].old_zone = partner[z] ? before[*partner[z]] : std::string();
    }
  }
  ZoneChanges changes = zone_changes(pair, shapes_of(parent, parent.graph.size()));
  for (std::size_t i = 0; i < parent.graph.size(); ++i) {
    part.units[i].moved = changes.moved[i] && pair.before[i];
    part.zones[part.units[i].zone].units_moved += part.units[i].moved ? 1 : 0;
  }
  for (ZoneChange& change : changes.changes) {
    if (change.before) {
      part.changes.push_back({before[*change.before], after[change.after], change.weight, std::move(change.shape)});
    }
  }
  for (const LineageRow& row : lineage(pair, before, after)) {
    part.lineage.push_back({row.before ? before[*row.before] : std::string(), after[row.after],
                            std::string(name_of(row.kind)), row.units, row.weight});
  }
  for (const PlannedZone& zone : part.zones) {
    if (zone.dedicated) {
      part.lineage.push_back({zone.old_zone, zone.code, zone.old_zone == zone.code ? "unchanged" : "kept, new code",
                              zone.score.units, zone.score.weight});
    }
  }
}

Part part_of(const Source& source) {
  Part part;
  const ParentUnits& parent = source.parent;
  part.parent = {.code = parent.code,
                 .name = parent.name,
                 .at = parent.at,
                 .units = parent.units.size(),
                 .weight = parent.graph.total_weight(),
                 .zones_asked = source.solved.zones_asked,
                 .plan = source.solved.plan,
                 .score = source.solved.score,
                 .split = source.solved.split,
                 .barrier_crossings = 0,
                 .stations = source.solved.found};
  add_zones(source, part);
  if (parent.graph.size() == 0) {
    part.parent.plan.outcome = Outcome::Solved;
    part.parent.plan.proved = true;
    return part;
  }
  part.parent.barrier_crossings = crossings_of(parent.graph, source.solved);
  if (source.with_today) {
    add_changes(source, part);
  }
  return part;
}

void append(Part part, PartitionResult& result) {
  const std::size_t parent = result.parents.size();
  const std::size_t first = result.zones.size();
  result.parents.push_back(std::move(part.parent));
  for (PlannedZone& zone : part.zones) {
    zone.parent = parent;
    result.zones.push_back(std::move(zone));
  }
  for (PlannedUnit& unit : part.units) {
    unit.parent = parent;
    unit.zone += first;
    result.units.push_back(std::move(unit));
  }
  std::move(part.changes.begin(), part.changes.end(), std::back_inserter(result.changes));
  std::move(part.lineage.begin(), part.lineage.end(), std::back_inserter(result.lineage));
}

}  // namespace

PartitionResult result_of(const StudyArea& area, const PartitionConfig& config, const std::vector<ParentUnits>& parents,
                          const CountPlan& counts, const std::vector<SolvedParent>& solved) {
  PartitionResult result;
  result.name = config.name;
  result.source = unit_source(area, config);
  result.weigh = config.weigh;
  result.within = config.within ? std::string(role_of(*config.within)) : std::string();
  result.least = counts.bounds.least;
  result.most = counts.bounds.most;
  result.has_events = config.prices.workload > 0.0;
  result.has_today = has_today(area, config);
  result.keeps_building_groups = config.keep_building_groups;
  result.given = !config.plan.empty();
  result.posts = config.posts;
  result.reasons = counts.reasons;
  std::vector<Part> parts(parents.size());
  parallel_slices(parents.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t p = begin; p < end; ++p) {
      parts[p] = part_of({area, config, parents[p], solved[p], counts.bounds, result.has_today});
    }
  });
  for (Part& part : parts) {
    append(std::move(part), result);
  }
  std::sort(result.lineage.begin(), result.lineage.end(), [](const PlannedLineage& a, const PlannedLineage& b) {
    return std::tie(a.old_zone, a.new_zone) < std::tie(b.old_zone, b.new_zone);
  });
  result.totals = totals_of(result);
  return result;
}

}  // namespace lastmeter
