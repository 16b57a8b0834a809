// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/moment.h"
#include "geometry/polygon.h"
#include "model/figure.h"
#include "model/study_area.h"
#include "model/zone_lineage.h"

namespace lastmeter {

/// A zone of one of the two states.
struct DatedZone {
  std::string code;
  std::string name;
  MultiPolygon outline;
  SquareMetres area;
  std::optional<double> households;  // as its layer states them
  ZoneChangeKind kind = ZoneChangeKind::Kept;
  std::vector<std::string> relatives;  // codes: successors of a zone before, predecessors of one after
  SquareMetres area_common;            // with the other state
  double carried = 0.0;                // households of its demand points (without any: those stated)
  double households_common = 0.0;      // of those, in the other state too
};

/// The zones before and after a change, and what each became.
struct HistoryResult {
  std::string before_words;          // "units", "communities on 2021-12-31", "old.shp"
  std::optional<Moment> before_day;  // where they are the same layer on another day
  ZoneLevel level = ZoneLevel::Community;
  std::vector<DatedZone> before;  // by code
  std::vector<DatedZone> after;
  ZoneLineage lineage;
  bool by_area = false;  // households were carried by area: no demand point counts any

  [[nodiscard]] std::size_t count_before(ZoneChangeKind kind) const;
  [[nodiscard]] std::size_t count_after(ZoneChangeKind kind) const;
  /// Two zones become one: old zones less new ones, over all new zones that are merged.
  [[nodiscard]] std::size_t unions() const;
  /// Of the zones before, in no zone after; of the zones after, in none before. Rounding of coordinates is none.
  [[nodiscard]] SquareMetres area_lost() const;
  [[nodiscard]] SquareMetres area_gained() const;
  [[nodiscard]] double households_lost() const;
  [[nodiscard]] double households_gained() const;
};

/// history.before, after, kept, renamed, merged, split, reshaped, new, gone, unions, area_before_m2, area_after_m2,
/// area_lost_m2, area_gained_m2, households_before, households_after, households_lost, households_gained.
std::vector<Figure> history_figures(const HistoryResult& result);

}  // namespace lastmeter
