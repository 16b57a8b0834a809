// SPDX-License-Identifier: Apache-2.0
#include "compare/zone_fates.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "geometry/polygon.h"
#include "partition/zone_changes.h"

namespace lastmeter {

namespace {

constexpr double kSamePlace = 0.05;  // metres; GeoJSON holds a centimetre
constexpr double kSameShare = 1e-6;

/// Codes as ids, in the order they are first seen.
class CodeList {
 public:
  ZoneId id_of(std::string_view code) {
    const auto [at, is_new] = ids_.try_emplace(std::string(code), codes_.size());
    if (is_new) {
      codes_.push_back(std::string(code));
    }
    return at->second;
  }
  [[nodiscard]] const IdVector<ZoneId, std::string>& codes() const { return codes_; }

 private:
  std::unordered_map<std::string, ZoneId> ids_;
  IdVector<ZoneId, std::string> codes_;
};

ZoneFate fate_of(LineageKind kind) {
  switch (kind) {
    case LineageKind::Unchanged:
      return ZoneFate::Same;
    case LineageKind::Renamed:
      return ZoneFate::Renamed;
    case LineageKind::Split:
      return ZoneFate::Split;
    case LineageKind::Merged:
      return ZoneFate::Merged;
    case LineageKind::Changed:
      return ZoneFate::Changed;
  }
  throw std::logic_error("LineageKind holds no known value");
}

std::vector<ZoneTransfer> all_transfers(const std::vector<ZoneMember>& members) {
  CodeList old_codes;
  CodeList new_codes;
  IdVector<UnitId, BasicUnit> units;
  std::vector<std::optional<ZoneId>> zone_before;
  IdVector<UnitId, ZoneId> zone_after;
  for (const ZoneMember& member : members) {
    if (member.after.empty()) {
      continue;
    }
    units.push_back({.code = {}, .weight = member.weight, .workload = 0.0, .at = {}, .area = {}, .outer = {}});
    zone_before.push_back(member.before.empty() ? std::nullopt : std::optional(old_codes.id_of(member.before)));
    zone_after.push_back(new_codes.id_of(member.after));
  }
  const UnitGraph graph(std::move(units), {});
  std::vector<ZoneTransfer> transfers;
  for (const LineageRow& row :
       lineage({.graph = graph, .before = zone_before, .after = zone_after}, old_codes.codes(), new_codes.codes())) {
    transfers.push_back({.before = row.before ? old_codes.codes()[*row.before] : std::string(),
                         .after = new_codes.codes()[row.after],
                         .fate = fate_of(row.kind),
                         .units = row.units,
                         .weight = row.weight});
  }
  return transfers;
}

Box extent_of(const ComparedZones& zones, std::size_t row) {
  Box box;
  if (row < zones.shapes.size()) {
    for (const Coordinate at : zones.shapes.coordinates(row)) {
      box.add(Point{at.x, at.y});
    }
  }
  return box;
}

bool near(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance; }

bool same_outline(const ComparedZones& before, std::size_t old_row, const ComparedZones& after, std::size_t new_row) {
  const auto& old_area = before.area_m2[old_row];
  const auto& new_area = after.area_m2[new_row];
  if (old_area && new_area && !near(*old_area, *new_area, 0.5 + kSameShare * std::abs(*old_area))) {
    return false;
  }
  const Box a = extent_of(before, old_row);
  const Box b = extent_of(after, new_row);
  if (a.empty() || b.empty()) {
    return true;
  }
  return near(a.min_x, b.min_x, kSamePlace) && near(a.min_y, b.min_y, kSamePlace) &&
         near(a.max_x, b.max_x, kSamePlace) && near(a.max_y, b.max_y, kSamePlace);
}

/// Of a zone after that demand, or a unit, says something about.
ZoneFate fate_by_people(const std::vector<const ZoneTransfer*>& from, bool stood_before) {
  const auto all = [&](ZoneFate fate) {
    return std::all_of(from.begin(), from.end(), [&](const ZoneTransfer* each) { return each->fate == fate; });
  };
  for (const ZoneFate fate : {ZoneFate::Same, ZoneFate::Renamed, ZoneFate::Split, ZoneFate::Merged}) {
    if (all(fate)) {
      return fate;
    }
  }
  const bool from_nowhere =
      std::all_of(from.begin(), from.end(), [](const ZoneTransfer* each) { return each->before.empty(); });
  return from_nowhere && !stood_before ? ZoneFate::Added : ZoneFate::Changed;
}

}  // namespace

std::string_view name_of(ZoneFate fate) {
  switch (fate) {
    case ZoneFate::Same:
      return "same";
    case ZoneFate::Redrawn:
      return "redrawn";
    case ZoneFate::Renamed:
      return "renamed";
    case ZoneFate::Split:
      return "split";
    case ZoneFate::Merged:
      return "merged";
    case ZoneFate::Changed:
      return "changed";
    case ZoneFate::Added:
      return "added";
    case ZoneFate::Removed:
      return "removed";
  }
  throw std::logic_error("ZoneFate holds no known value");
}

std::size_t ZoneComparison::count(ZoneFate fate) const {
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [&](const ZoneChangeRow& row) { return row.fate == fate; }));
}

ZoneComparison zone_fates(const ComparedZones& before, const ComparedZones& after,
                          const std::vector<ZoneMember>& members) {
  ZoneComparison found;
  std::vector<ZoneTransfer> transfers = all_transfers(members);
  std::map<std::string_view, std::vector<const ZoneTransfer*>> into;
  for (const ZoneTransfer& transfer : transfers) {
    into[transfer.after].push_back(&transfer);
  }
  RecordMatch match = match_records(before.records, after.records);
  for (const RecordPair& zone : match.pairs) {
    ZoneFate fate = ZoneFate::Removed;
    if (zone.after) {
      const auto from = into.find(after.records[*zone.after].code);
      fate = from != into.end() ? fate_by_people(from->second, zone.before.has_value())
                                : (zone.before ? ZoneFate::Same : ZoneFate::Added);
      if (fate == ZoneFate::Same && zone.before && !same_outline(before, *zone.before, after, *zone.after)) {
        fate = ZoneFate::Redrawn;
      }
    }
    found.rows.push_back({.zone = zone, .fate = fate, .tallies = {}});
  }
  std::stable_partition(found.rows.begin(), found.rows.end(),
                        [](const ZoneChangeRow& row) { return !row.zone.after.has_value(); });
  std::erase_if(transfers, [](const ZoneTransfer& transfer) { return transfer.fate == ZoneFate::Same; });
  std::sort(transfers.begin(), transfers.end(), [](const ZoneTransfer& a, const ZoneTransfer& b) {
    return std::tie(a.before, a.after) < std::tie(b.before, b.after);
  });
  found.transfers = std::move(transfers);
  return found;
}

}  // namespace lastmeter
