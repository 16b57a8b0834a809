// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/units.h"

namespace lastmeter {

/// What became of a zone. Kept: the same ground under the same code. Renamed: under another. Merged: the new zone is
/// several old ones, all of them whole. Split: the old one became several, all of them out of it alone. Reshaped:
/// anything else with ground in common. New and Gone: nothing in common with any zone before, or after.
enum class ZoneChangeKind { Kept, Renamed, Merged, Split, Reshaped, New, Gone };
std::string_view name_of(ZoneChangeKind kind);  // "kept", "renamed", ...

/// What one zone before gave to one after.
struct LineagePart {
  std::string before;  // code
  std::string after;
  ZoneChangeKind kind = ZoneChangeKind::Reshaped;
  SquareMetres area;  // in common
  double households = 0.0;
  double population = 0.0;
  std::size_t points = 0;  // demand points in common
  double share = 0.0;      // of what the zone before gave to all: by households, else people, points, area
};

/// Where matters of an old zone belong now.
struct Successor {
  std::string code;
  double share = 0.0;  // of the old zone; the shares of all its successors add up to 1
};

/// Zones before and after a change. A value: what is asked of it does not change it.
class ZoneLineage {
 public:
  ZoneLineage() = default;
  /// Parts with an area or a demand point in common; the shares are worked out here.
  explicit ZoneLineage(std::vector<LineagePart> parts);

  /// By (before, after).
  [[nodiscard]] const std::vector<LineagePart>& parts() const { return parts_; }
  /// The zones that took over an old one, largest share first (ties: lower code); empty for a code that is gone, or was
  /// none. One: its matters are settled. Several: shares say how they divide.
  [[nodiscard]] std::vector<Successor> successors(std::string_view before) const;
  /// Whether the code names a zone before that has a successor.
  [[nodiscard]] bool has_successor(std::string_view before) const { return first_.contains(before); }

 private:
  std::vector<LineagePart> parts_;
  std::map<std::string, std::size_t, std::less<>> first_;  // part of each code before
};

}  // namespace lastmeter
