// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/units.h"
#include "geometry/point.h"

namespace lastmeter {

using UnitId = Id<struct UnitTag>;
using BorderId = Id<struct BorderTag>;

/// The atom of zone design: a building, a compound, a block or a zone of the level below.
struct BasicUnit {
  std::string code;
  double weight = 0.0;    // what the bounds of a zone are stated in, as a rule households; finite, >= 0
  double workload = 0.0;  // finite, >= 0
  Point at;               // a point inside
  SquareMetres area;      // 0 where unknown
  Metres outer;           // of its border that it shares with no other unit
  double trait = 0.0;     // what a zone is to be alike in: storeys, persons a household; finite
};

/// Open: a zone may reach across. Barred: side by side, but a river, railway or trunk road runs between; counts as
/// border and never as a connection. Linked: not side by side, joined across water or a gap; length 0.
enum class Passage : std::uint8_t { Open, Barred, Linked };

/// Two units side by side.
struct UnitBorder {
  UnitId a;  // a < b
  UnitId b;
  Metres length;
  Passage passage = Passage::Open;
  double along = 0.0;       // share of it that runs along a street or barrier, where a zone's limit is welcome; 0..1
  std::uint32_t count = 1;  // borders of the original units it stands for (after contraction); cut edges count them
  std::uint32_t ties = 0;   // of those, between units that belong together
};

/// Units and who borders whom: immutable. A pair may stand in two borders (an open and a barred stretch).
class UnitGraph {
 public:
  struct Neighbour {
    UnitId unit;
    BorderId border;
  };

  UnitGraph() = default;
  /// Throws std::logic_error for ids out of range or a >= b, ConfigError for weights, areas or lengths that are
  /// negative or not finite (in one line, with the unit's code). O(units + borders).
  UnitGraph(IdVector<UnitId, BasicUnit> units, IdVector<BorderId, UnitBorder> borders);

  [[nodiscard]] const IdVector<UnitId, BasicUnit>& units() const { return units_; }
  [[nodiscard]] const IdVector<BorderId, UnitBorder>& borders() const { return borders_; }
  [[nodiscard]] std::size_t size() const { return units_.size(); }
  /// Units that a zone can reach from here: across Open and Linked borders, ascending by unit.
  [[nodiscard]] std::span<const Neighbour> reachable(UnitId unit) const {
    return std::span(reachable_).subspan(starts_[unit.index()], starts_[unit.index() + 1] - starts_[unit.index()]);
  }
  /// All units side by side or linked, barred ones too, ascending by unit.
  [[nodiscard]] std::span<const Neighbour> beside(UnitId unit) const {
    return std::span(beside_).subspan(beside_starts_[unit.index()],
                                      beside_starts_[unit.index() + 1] - beside_starts_[unit.index()]);
  }
  [[nodiscard]] double total_weight() const { return total_weight_; }
  /// Of the borders with a length; 0 without one.
  [[nodiscard]] Metres mean_length() const { return mean_length_; }

 private:
  IdVector<UnitId, BasicUnit> units_;
  IdVector<BorderId, UnitBorder> borders_;
  std::vector<std::uint32_t> starts_{0};
  std::vector<Neighbour> reachable_;
  std::vector<std::uint32_t> beside_starts_{0};
  std::vector<Neighbour> beside_;
  double total_weight_ = 0.0;
  Metres mean_length_;
};

/// The connected part each unit belongs to, numbered by its lowest unit; barred borders do not connect. O(n + m).
struct UnitParts {
  std::vector<std::uint32_t> part_of;  // by unit
  std::size_t count = 0;
};
UnitParts connected_parts(const UnitGraph& graph);

}  // namespace lastmeter
