// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "geometry/zone_locator.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"

namespace lastmeter {

/// Finds zones of one level by code: the whole code, or the longest zone code that a longer code begins with. Only
/// codes of six digits or more are prefixes (GB/T 2260 and what is built on it): in others a common beginning says
/// nothing.
class CodeIndex {
 public:
  explicit CodeIndex(const ZoneLayer& layer);
  [[nodiscard]] std::optional<ZoneId> exact(const std::string& code) const;
  [[nodiscard]] std::optional<ZoneId> prefix_of(const std::string& code) const;

 private:
  std::unordered_map<std::string, ZoneId> by_code_;
  std::vector<std::size_t> lengths_;  // descending, those of six or more
};

/// Gives every zone its parent in the nearest level above: by `parent_codes` (by level, by zone; "" = not stated),
/// else by code prefix, else the parent that holds most of its area. Where code and place disagree the code wins
/// and a HierarchyDisagrees finding says so.
void resolve_parents(StudyArea& area, const std::array<std::vector<std::string>, 3>& parent_codes, IssueLedger& ledger);

/// What a record says about the zones it belongs to; "" = nothing.
struct ZoneHints {
  std::array<std::string, 3> codes;  // stated code by level
  std::string own_code;              // tried as prefix
};

/// Puts points into zones: the lowest level by stated code, code prefix or place, the levels above through the
/// parents, else the same way. Keeps pointers to the area's zones, which must be final.
class MembershipFinder {
 public:
  explicit MembershipFinder(const StudyArea& area);

  struct Found {
    ZoneMembership zones;
    std::string disagreement;  // "" = none; else the end of a sentence
  };
  [[nodiscard]] Found find(Point at, const ZoneHints& hints) const;
  /// Whether any zone of any level holds the point.
  [[nodiscard]] bool inside_any(Point at) const;

 private:
  void place(ZoneLevel level, Point at, const ZoneHints& hints, Found& found) const;

  const StudyArea* area_;
  std::vector<CodeIndex> codes_;
  std::vector<ZoneLocator> locators_;
};

}  // namespace lastmeter
