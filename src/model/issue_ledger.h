// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geometry/point.h"

namespace lastmeter {

/// Refused: the layer cannot be used, the run stops with exit code 3. Error: the record is left out or its figure
/// cannot be trusted. Warning: a person should look. Note: worth knowing, nothing to do.
enum class Severity { Refused, Error, Warning, Note };

/// What can be wrong. The code in `rule_info` is stable: scripts rely on it.
enum class Rule {
  // the file and its text
  EncodingDoubtful,
  TextRepaired,
  RowUnreadable,
  LayerEmpty,
  FieldNameTooLong,
  PersonalData,
  // coordinate systems
  CrsMissing,
  CrsSuspicious,
  CrsBallpark,
  CoordinatesSwapped,
  CoordinatesInvalid,
  LayersApart,
  LayerOffset,
  // geometry
  GeometryMissing,
  GeometryInvalid,
  GeometryWrongType,
  GeometryMultipart,
  // codes and numbers
  CodeMissing,
  CodeDuplicate,
  CodeDestroyed,
  CodeLength,
  NumberUnreadable,
  NumberMissing,
  WeightZero,
  WeightNegative,
  JoinUnmatched,
  // hierarchy and topology
  Orphan,
  HierarchyDisagrees,
  ZoneOverlap,
  ZoneGap,
  ZoneOutsideParent,
  ZoneMultipart,
  FacilityOutside,
  FacilityDuplicate,
  // norms
  HouseholdsPerGrid,
  HouseholdsPerCommunity,
  NormNotMet,
  NormConflict,
  NormUnknown,
  // streets
  StreetNotWalkable,
  StreetIsland,
  StreetNearMiss,
  StreetCrossing,
  StreetCut,
  StreetZeroLength,
  StreetHeightMissing,
  NotOnStreet,
  // placement
  SiteDropped,
  DemandUnreachable,
  PlacementInfeasible,
  PlanBreach,
  PlacementStopped,
  // partition
  PartitionInfeasible,
  PartitionUnsolved,
  ZoneOutOfBounds,
  CompoundTooLarge,
  UnitUnplaced,
  UnitLinked,
  PartitionStopped,
  // two results side by side
  CompareStudy,
  CompareLayer,
  CompareCode,
  CompareCrs,
  // emergency use
  EmergencyPost,
  EmergencyUnserved,
  EmergencyShortage,
  EmergencyLate,
  // units assigned to communities
  AssignRow,
  AssignNoPlace,
  AssignInfeasible,
  // shares and branches
  ShareInfeasible,
  ShareWithoutLoad,
  ShareRow,
  BranchInfeasible,
  // events
  EventDuplicate,
  EventDate,
  EventOrder,
  EventFuture,
  EventZone,
  EventHeir,
  EventPlace,
  // dates
  DateUnreadable,
  DateOrder,
  DateOverlap,
  DateGap,
  DateOther,
  HistoryLost,
  HistoryCounts,
  // building groups
  GroupInfeasible,
  GroupMixed,
  // investments
  InvestmentRow,
  InvestmentIdle,
};

struct RuleInfo {
  Rule rule;
  std::string_view code;   // "zone.overlap"
  Severity severity;       // unless the finder says otherwise
  std::string_view title;  // a few words for headings
};

/// Every rule, in the order of the enum.
std::span<const RuleInfo> all_rules();
const RuleInfo& rule_info(Rule rule);
std::string_view severity_name(Severity severity);

/// One finding. `what` completes the sentence "<layer> <code> <name>: ...", holds the figure for people and names
/// the other party; `fix` is an imperative.
struct Issue {
  Rule rule;
  Severity severity;
  std::string layer;  // role of the layer: "grid_zones"
  std::string code;   // of the feature; may be empty
  std::string name;
  std::string what;
  std::string fix;
  std::optional<double> figure;    // the number in `what`, with its unit
  std::string unit;                // "m2", "households", ...
  std::optional<Point> at;         // where to look
  std::optional<std::size_t> row;  // 0-based row of the source, where it was a record
};

/// The findings of one run. Adding never fails; nothing is merged or dropped.
class IssueLedger {
 public:
  void add(Issue issue) { issues_.push_back(std::move(issue)); }
  [[nodiscard]] std::span<const Issue> issues() const { return issues_; }
  [[nodiscard]] std::size_t count(Severity severity) const;
  [[nodiscard]] std::size_t count(Rule rule) const;
  /// By severity, rule, layer, code, row, text: the same findings in the same order, however they were found.
  void sort();

 private:
  std::vector<Issue> issues_;
};

/// An issue with the rule's own severity.
Issue finding(Rule rule, std::string layer, std::string code, std::string what, std::string fix);

}  // namespace lastmeter
