// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "geometry/polygon.h"
#include "partition/unit_graph.h"

namespace lastmeter {

/// A plan in force and the one that replaces it, for the same units.
struct PlanPair {
  const UnitGraph& graph;
  std::vector<std::optional<ZoneId>> before;  // by unit; none: in no zone
  IdVector<UnitId, ZoneId> after;
};

/// Units that go from one zone to another, together.
struct ZoneChange {
  std::optional<ZoneId> before;
  ZoneId after;
  std::vector<UnitId> units;  // ascending
  double weight = 0.0;
  MultiPolygon shape;  // of its units, dissolved; empty without shapes
};

struct ZoneChanges {
  std::vector<bool> moved;          // by unit
  std::vector<ZoneChange> changes;  // ascending by (before, after), units in no zone before first
};

/// What moves. A zone goes on in the new zone it is matched with (match_zones: most weight stays); a unit moves when
/// its new zone is not the one its old zone goes on in. `shapes` by unit, for the layer of changes; may be empty.
ZoneChanges zone_changes(const PlanPair& plans, std::span<const MultiPolygon> shapes);

/// What became of an old zone in a new one. Unchanged: the same units, the same code. Renamed: the same units under
/// another code. Split: the old zone became several, all of them out of it alone. Merged: the new zone is several old
/// ones, all of them whole. Changed: anything else.
enum class LineageKind { Unchanged, Renamed, Split, Merged, Changed };
/// "unchanged", "kept, new code", ...
std::string_view name_of(LineageKind kind);

struct LineageRow {
  std::optional<ZoneId> before;  // none: was in no zone; then Changed
  ZoneId after;
  LineageKind kind = LineageKind::Changed;
  std::size_t units = 0;  // in common
  double weight = 0.0;    // in common
};

/// Old zone to new zone: every pair with a unit in common, ascending by (before, after). Codes by zone. O(units log
/// units).
std::vector<LineageRow> lineage(const PlanPair& plans, const IdVector<ZoneId, std::string>& codes_before,
                                const IdVector<ZoneId, std::string>& codes_after);

}  // namespace lastmeter
