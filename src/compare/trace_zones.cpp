// SPDX-License-Identifier: Apache-2.0
#include "compare/trace_zones.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "geometry/overlap_area.h"
#include "geometry/zone_locator.h"
#include "partition/zone_changes.h"

namespace lastmeter {

namespace {

constexpr double kNoShare = 0.005;

/// What one zone before has in common with one after.
struct Common {
  double area = 0.0;
  double households = 0.0;
  double population = 0.0;
  std::size_t points = 0;
};
using Pairs = std::map<std::pair<std::size_t, std::size_t>, Common>;

std::vector<const MultiPolygon*> outlines_of(const std::vector<DatedZone>& zones) {
  std::vector<const MultiPolygon*> outlines;
  for (const DatedZone& zone : zones) {
    outlines.push_back(&zone.outline);
  }
  return outlines;
}

ZoneChangeKind kind_of(LineageKind kind, bool same_name) {
  switch (kind) {
    case LineageKind::Unchanged:
      return same_name ? ZoneChangeKind::Kept : ZoneChangeKind::Renamed;
    case LineageKind::Renamed:
      return ZoneChangeKind::Renamed;
    case LineageKind::Split:
      return ZoneChangeKind::Split;
    case LineageKind::Merged:
      return ZoneChangeKind::Merged;
    case LineageKind::Changed:
      return ZoneChangeKind::Reshaped;
  }
  throw std::logic_error("LineageKind holds no known value");
}

class Tracer {
 public:
  Tracer(TraceQuestion question, const StudyArea& area) : sliver_(question.sliver.value()), area_(area) {
    result_.before = std::move(question.before);
    result_.after = std::move(question.after);
    for (auto* zones : {&result_.before, &result_.after}) {
      std::stable_sort(zones->begin(), zones->end(),
                       [](const DatedZone& a, const DatedZone& b) { return a.code < b.code; });
    }
    result_.by_area = !area.has_households;
  }

  HistoryResult trace() {
    add_ground();
    add_points();
    if (result_.by_area) {
      carry_by_area();
    }
    leave_out_slivers();
    name_kinds();
    return std::move(result_);
  }

 private:
  void add_ground() {
    const auto before = outlines_of(result_.before);
    const auto after = outlines_of(result_.after);
    for (const OverlapPair& pair : overlaps_between(before, after, SquareMetres(0.0))) {
      pairs_[{pair.a, pair.b}].area = pair.shared.value();
      result_.before[pair.a].area_common = result_.before[pair.a].area_common + pair.shared;
      result_.after[pair.b].area_common = result_.after[pair.b].area_common + pair.shared;
    }
  }

  void add_points() {
    const std::vector<Point> places = places_of(area_.demand);
    const auto in_before = ZoneLocator(outlines_of(result_.before)).find_all(places);
    const auto in_after = ZoneLocator(outlines_of(result_.after)).find_all(places);
    for (std::size_t i = 0; i < places.size(); ++i) {
      const DemandPoint& point = area_.demand[DemandId(i)];
      const bool in_both = in_before[i] && in_after[i];
      if (in_both) {
        Common& common = pairs_[{*in_before[i], *in_after[i]}];
        common.households += point.households;
        common.population += point.population;
        ++common.points;
      }
      if (in_before[i]) {
        carry(result_.before[*in_before[i]], point, in_both);
      }
      if (in_after[i]) {
        carry(result_.after[*in_after[i]], point, in_both);
      }
    }
  }

  static void carry(DatedZone& zone, const DemandPoint& point, bool in_both) {
    zone.carried += point.households;
    zone.households_common += in_both ? point.households : 0.0;
  }

  void carry_by_area() {
    for (auto* zones : {&result_.before, &result_.after}) {
      for (DatedZone& zone : *zones) {
        const double share = zone.area.value() > 0.0 ? zone.area_common.value() / zone.area.value() : 0.0;
        zone.carried = zone.households.value_or(0.0);
        zone.households_common = zone.carried * std::min(1.0, share);
      }
    }
    for (auto& [pair, common] : pairs_) {
      const DatedZone& zone = result_.before[pair.first];
      common.households =
          zone.area.value() > 0.0 ? zone.households.value_or(0.0) * common.area / zone.area.value() : 0.0;
    }
  }

  void leave_out_slivers() {
    std::erase_if(pairs_, [&](const auto& each) {
      const double smaller =
          std::min(result_.before[each.first.first].area.value(), result_.after[each.first.second].area.value());
      return each.second.points == 0 && each.second.area <= std::max(sliver_, kNoShare * smaller);
    });
  }

  void name_kinds() {
    IdVector<UnitId, BasicUnit> units;
    std::vector<std::optional<ZoneId>> before;
    IdVector<UnitId, ZoneId> after;
    for (const auto& [pair, common] : pairs_) {
      units.push_back({.code = {}, .weight = 1.0, .workload = 0.0, .at = {}, .area = {}, .outer = {}});
      before.emplace_back(ZoneId(pair.first));
      after.push_back(ZoneId(pair.second));
    }
    const UnitGraph graph(std::move(units), {});
    std::vector<LineagePart> parts;
    std::vector<std::vector<ZoneChangeKind>> of_before(result_.before.size());
    std::vector<std::vector<ZoneChangeKind>> of_after(result_.after.size());
    for (const LineageRow& row :
         lineage({.graph = graph, .before = before, .after = after}, codes(result_.before), codes(result_.after))) {
      DatedZone& old_zone = result_.before[row.before->index()];
      DatedZone& new_zone = result_.after[row.after.index()];
      const Common& common = pairs_.at({row.before->index(), row.after.index()});
      const bool same_name = old_zone.name == new_zone.name || old_zone.name.empty() || new_zone.name.empty();
      ZoneChangeKind kind = kind_of(row.kind, same_name);
      if ((kind == ZoneChangeKind::Kept || kind == ZoneChangeKind::Renamed) && !same_ground(old_zone, new_zone)) {
        kind = ZoneChangeKind::Reshaped;
      }
      parts.push_back({.before = old_zone.code,
                       .after = new_zone.code,
                       .kind = kind,
                       .area = SquareMetres(common.area),
                       .households = common.households,
                       .population = common.population,
                       .points = common.points,
                       .share = 0.0});
      old_zone.relatives.push_back(new_zone.code);
      new_zone.relatives.push_back(old_zone.code);
      of_before[row.before->index()].push_back(kind);
      of_after[row.after.index()].push_back(kind);
    }
    settle(of_before, ZoneChangeKind::Gone, result_.before);
    settle(of_after, ZoneChangeKind::New, result_.after);
    result_.lineage = ZoneLineage(std::move(parts));
  }

  static IdVector<ZoneId, std::string> codes(const std::vector<DatedZone>& zones) {
    IdVector<ZoneId, std::string> list;
    for (const DatedZone& zone : zones) {
      list.push_back(zone.code);
    }
    return list;
  }

  [[nodiscard]] bool same_ground(const DatedZone& a, const DatedZone& b) const {
    const auto covered = [&](const DatedZone& zone) {
      return zone.area.value() - zone.area_common.value() <= std::max(sliver_, kNoShare * zone.area.value());
    };
    return covered(a) && covered(b);
  }

  static void settle(const std::vector<std::vector<ZoneChangeKind>>& kinds, ZoneChangeKind alone,
                     std::vector<DatedZone>& zones) {
    for (std::size_t i = 0; i < zones.size(); ++i) {
      const bool alike =
          std::all_of(kinds[i].begin(), kinds[i].end(), [&](ZoneChangeKind kind) { return kind == kinds[i].front(); });
      zones[i].kind = kinds[i].empty() ? alone : alike ? kinds[i].front() : ZoneChangeKind::Reshaped;
    }
  }

  double sliver_;
  const StudyArea& area_;
  HistoryResult result_;
  Pairs pairs_;
};

}  // namespace

HistoryResult trace_zones(TraceQuestion question, const StudyArea& area) {
  return Tracer(std::move(question), area).trace();
}

}  // namespace lastmeter
