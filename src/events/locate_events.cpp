// SPDX-License-Identifier: Apache-2.0
#include "events/locate_events.h"

#include <fmt/format.h>

#include <cmath>
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
  /// False where the point lies in no zone.
  bool set_place(Point place, Event& event) const {
    if (const auto zone = grid_zones_.at(place)) {
      set_grid_zone(*zone, event);
    }
    if (!event.community) {
      event.community = communities_.at(place);
    }
    return event.grid_zone || event.community;
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

}  // namespace

void locate_events(const ContextLayer& layer, const StudyArea& area, std::span<const std::size_t> rows,
                   std::vector<Event>& events, IssueLedger& ledger) {
  const Ground ground(area);
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
    } else if (!ground.set_code(code, events[i])) {
      unknown.add(rows[i]);
    }
  }
  const std::string known = area.zones(ZoneLevel::GridZone).empty() ? "community" : "grid zone";
  unknown.report(Rule::EventZone, fmt::format("in a {} that does not exist, counted without it", known),
                 "give the code of the zone that took its place", ledger);
  nowhere.report(Rule::EventPlace, "without a place in the study, counted in no zone",
                 "enter the code of the grid zone, or coordinates", ledger);
  elsewhere.report(Rule::HierarchyDisagrees, "in another grid zone than the one stated, counted where the point lies",
                   "correct the code or the point", ledger);
}

}  // namespace lastmeter
