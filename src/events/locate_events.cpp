// SPDX-License-Identifier: Apache-2.0
#include "events/locate_events.h"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "events/row_list.h"
#include "geometry/zone_locator.h"

namespace lastmeter {

namespace {

/// The zones of one level, by code and by place.
class ZoneFinder {
 public:
  explicit ZoneFinder(const ZoneLayer& layer) : locator_(outlines_of(layer)) {
    for (std::size_t i = 0; i < layer.zones.size(); ++i) {
      by_code_.emplace(layer.zones[ZoneId(i)].code, ZoneId(i));
    }
  }

  [[nodiscard]] std::optional<ZoneId> by_code(const std::string& code) const {
    const auto at = by_code_.find(code);
    return at == by_code_.end() ? std::nullopt : std::optional(at->second);
  }
  [[nodiscard]] std::optional<ZoneId> at(Point place) const {
    const auto zone = locator_.find(place);
    return zone ? std::optional(ZoneId(*zone)) : std::nullopt;
  }

 private:
  static std::vector<const MultiPolygon*> outlines_of(const ZoneLayer& layer) {
    std::vector<const MultiPolygon*> outlines;
    for (const Zone& zone : layer.zones) {
      outlines.push_back(&zone.outline);
    }
    return outlines;
  }

  std::unordered_map<std::string_view, ZoneId> by_code_;
  ZoneLocator locator_;
};

std::optional<Point> point_of(const ContextLayer& layer, std::size_t row) {
  if (layer.shapes.kind(row) != GeometryKind::Point || layer.shapes.coordinates(row).empty()) {
    return std::nullopt;
  }
  const Coordinate at = layer.shapes.coordinates(row).front();
  return std::isfinite(at.x) && std::isfinite(at.y) ? std::optional(Point{at.x, at.y}) : std::nullopt;
}

/// Zones of both levels, and which community a grid zone lies in.
class Ground {
 public:
  explicit Ground(const StudyArea& area)
      : area_(&area), grid_zones_(area.zones(ZoneLevel::GridZone)), communities_(area.zones(ZoneLevel::Community)) {}

  void set_grid_zone(ZoneId zone, Event& event) const {
    event.grid_zone = zone;
    if (area_->level_above(ZoneLevel::GridZone) == ZoneLevel::Community) {
      event.community = area_->zones(ZoneLevel::GridZone).zones[zone].parent;
    }
  }
  /// False where the point lies in no zone of a study that has zones.
  bool set_place(Point place, Event& event) const {
    const bool has_zones = !area_->zones(ZoneLevel::GridZone).empty() || !area_->zones(ZoneLevel::Community).empty();
    if (const auto zone = grid_zones_.at(place)) {
      set_grid_zone(*zone, event);
    }
    if (!event.community) {
      event.community = communities_.at(place);
    }
    if (event.grid_zone || event.community || !has_zones) {
      event.at = place;
    }
    return event.at.has_value();
  }
  /// False where no zone has the code.
  bool set_code(const std::string& code, Event& event) const {
    if (const auto zone = grid_zones_.by_code(code)) {
      set_grid_zone(*zone, event);
      return true;
    }
    const auto community = communities_.by_code(code);
    if (community && !event.community) {
      event.community = community;
    }
    return community.has_value();
  }
  [[nodiscard]] bool is_other_grid_zone(const std::string& code, const Event& event) const {
    const auto stated = grid_zones_.by_code(code);
    return stated && event.grid_zone && stated != event.grid_zone;
  }

 private:
  const StudyArea* area_;
  ZoneFinder grid_zones_;
  ZoneFinder communities_;
};

/// Where events of old zones belong now.
class Heirs {
 public:
  explicit Heirs(const OldZones& old) : old_(old) {}

  [[nodiscard]] bool has(const std::string& code) const {
    return old_.lineage != nullptr && old_.lineage->has_successor(code);
  }
  /// Whether the code means the old zone, even where a zone of today has it too.
  [[nodiscard]] bool is_old(const std::string& code, const Event& event) const {
    return has(code) && event.opened && old_.until && event.opened->day <= old_.until->day;
  }
  /// Of several the one that lacks most of its share of the zone's events so far.
  [[nodiscard]] std::string next(const std::string& code) {
    const std::vector<Successor> successors = old_.lineage->successors(code);
    std::vector<double>& given = given_[code];
    given.resize(successors.size());
    const double total = std::accumulate(given.begin(), given.end(), 1.0);
    std::size_t most = 0;
    for (std::size_t i = 1; i < successors.size(); ++i) {
      most = total * successors[i].share - given[i] > total * successors[most].share - given[most] ? i : most;
    }
    given[most] += 1.0;
    return successors[most].code;
  }
  [[nodiscard]] bool divides(const std::string& code) const { return old_.lineage->successors(code).size() > 1; }

 private:
  OldZones old_;
  std::map<std::string, std::vector<double>> given_;
};

}  // namespace

void locate_events(const ContextLayer& layer, const StudyArea& area, std::span<const std::size_t> rows,
                   const OldZones& old, std::vector<Event>& events, IssueLedger& ledger) {
  const Ground ground(area);
  Heirs heirs(old);
  RowList passed_on(layer);
  RowList divided(layer);
  RowList unknown(layer);
  RowList nowhere(layer);
  RowList elsewhere(layer);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string& code = layer.grid_zones[rows[i]];
    const auto place = point_of(layer, rows[i]);
    const bool placed = place && ground.set_place(*place, events[i]);
    if (placed && ground.is_other_grid_zone(code, events[i])) {
      elsewhere.add(rows[i]);
    }
    if (events[i].grid_zone) {
      continue;
    }
    if (code.empty()) {
      if (!placed) {
        nowhere.add(rows[i]);
      }
    } else if (placed) {  // the point says where, a code at most which grid zone
      if (!ground.set_code(code, events[i]) && !heirs.has(code)) {
        unknown.add(rows[i]);
      }
    } else if (heirs.is_old(code, events[i]) || !ground.set_code(code, events[i])) {
      const std::string heir = heirs.has(code) ? heirs.next(code) : "";
      if (heir.empty() || !ground.set_code(heir, events[i])) {
        unknown.add(rows[i]);
      } else if (heirs.divides(code)) {
        divided.add(rows[i]);
      } else if (heir != code) {
        passed_on.add(rows[i]);
      }
    }
  }
  const std::string known = area.zones(ZoneLevel::GridZone).empty() ? "community" : "grid zone";
  unknown.report(Rule::EventZone, fmt::format("in a {} that does not exist, counted without it", known),
                 "give the code of the zone that took its place", ledger);
  passed_on.report(Rule::EventHeir, "in a zone that no longer exists, counted in the one that took over",
                   "nothing, or enter the new code", ledger);
  divided.report(Rule::EventHeir,
                 "in a zone that was divided since, shared out among its successors by their parts of it",
                 "enter coordinates to have them counted where they were", ledger);
  nowhere.report(Rule::EventPlace, "without a place in the study, counted in no zone",
                 "enter the code of the grid zone, or coordinates", ledger);
  elsewhere.report(Rule::HierarchyDisagrees, "in another grid zone than the one stated, counted where the point lies",
                   "correct the code or the point", ledger);
}

}  // namespace lastmeter
