// SPDX-License-Identifier: Apache-2.0
#include "model/issue_ledger.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <tuple>

namespace lastmeter {

namespace {

constexpr auto kRules = std::to_array<RuleInfo>({
    {Rule::EncodingDoubtful, "file.encoding", Severity::Warning, "text encoding is not what the file declares"},
    {Rule::TextRepaired, "file.text_repaired", Severity::Warning, "damaged text repaired"},
    {Rule::RowUnreadable, "file.row_unreadable", Severity::Error, "record cannot be read"},
    {Rule::LayerEmpty, "file.empty", Severity::Refused, "layer without a record"},
    {Rule::FieldNameTooLong, "file.field_name", Severity::Note, "field name does not fit a shapefile"},
    {Rule::PersonalData, "file.personal_data", Severity::Refused, "column looks like personal data"},
    {Rule::CrsMissing, "crs.missing", Severity::Refused, "no coordinate system"},
    {Rule::CrsSuspicious, "crs.suspicious", Severity::Refused, "numbers do not fit the declared coordinate system"},
    {Rule::CrsBallpark, "crs.ballpark", Severity::Warning, "datum change known only roughly"},
    {Rule::CoordinatesSwapped, "crs.swapped", Severity::Refused, "x and y are swapped"},
    {Rule::CoordinatesInvalid, "crs.invalid", Severity::Error, "coordinates that are no place"},
    {Rule::LayersApart, "crs.apart", Severity::Refused, "layers do not overlap"},
    {Rule::LayerOffset, "crs.offset", Severity::Warning, "layer is shifted against another"},
    {Rule::GeometryMissing, "geometry.missing", Severity::Error, "empty or null geometry"},
    {Rule::GeometryInvalid, "geometry.invalid", Severity::Warning, "invalid geometry repaired"},
    {Rule::GeometryWrongType, "geometry.type", Severity::Error, "wrong geometry type"},
    {Rule::GeometryMultipart, "geometry.multipart", Severity::Note, "building drawn as several pieces"},
    {Rule::CodeMissing, "code.missing", Severity::Error, "no code"},
    {Rule::CodeDuplicate, "code.duplicate", Severity::Error, "code used twice"},
    {Rule::CodeDestroyed, "code.destroyed", Severity::Error, "code destroyed by a spreadsheet"},
    {Rule::CodeLength, "code.length", Severity::Warning, "code has the wrong length"},
    {Rule::NumberUnreadable, "number.unreadable", Severity::Error, "number cannot be read"},
    {Rule::NumberMissing, "number.missing", Severity::Warning, "no number"},
    {Rule::WeightZero, "weight.zero", Severity::Note, "no households and no people"},
    {Rule::WeightNegative, "weight.negative", Severity::Error, "negative households or people"},
    {Rule::JoinUnmatched, "join.unmatched", Severity::Warning, "record without partner in the joined table"},
    {Rule::Orphan, "hierarchy.orphan", Severity::Error, "outside every parent"},
    {Rule::HierarchyDisagrees, "hierarchy.disagrees", Severity::Warning, "code and place name different parents"},
    {Rule::ZoneOverlap, "zone.overlap", Severity::Error, "zones overlap"},
    {Rule::ZoneGap, "zone.gap", Severity::Warning, "gap between zones"},
    {Rule::ZoneOutsideParent, "zone.outside_parent", Severity::Error, "zone crosses its parent's border"},
    {Rule::ZoneMultipart, "zone.multipart", Severity::Warning, "zone in several pieces"},
    {Rule::FacilityOutside, "facility.outside", Severity::Note, "facility outside the study area, kept"},
    {Rule::FacilityDuplicate, "facility.duplicate", Severity::Warning, "facilities at the same place"},
    {Rule::HouseholdsPerGrid, "norm.households_per_grid", Severity::Warning, "grid zone off the household norm"},
    {Rule::HouseholdsPerCommunity, "norm.households_per_community", Severity::Warning,
     "community off the household norm"},
    {Rule::NormNotMet, "norm.not_met", Severity::Warning, "norm that the counts do not meet"},
    {Rule::NormConflict, "norm.conflict", Severity::Warning, "norms that cannot hold together"},
    {Rule::NormUnknown, "norm.unknown", Severity::Note, "count that norms need, or that no norm reads"},
    {Rule::StreetNotWalkable, "street.not_walkable", Severity::Note, "ways that are not for walkers"},
    {Rule::StreetIsland, "street.island", Severity::Warning, "streets without a way to the others"},
    {Rule::StreetNearMiss, "street.near_miss", Severity::Warning, "street ends just short of another"},
    {Rule::StreetCrossing, "street.crossing", Severity::Note, "streets cross without a junction"},
    {Rule::StreetCut, "street.cut", Severity::Note, "streets interrupted by barriers"},
    {Rule::StreetZeroLength, "street.zero_length", Severity::Warning, "line without length"},
    {Rule::StreetHeightMissing, "street.no_height", Severity::Warning, "no height under a street"},
    {Rule::NotOnStreet, "street.not_near", Severity::Warning, "no street within the snap limit"},
    {Rule::SiteDropped, "site.dropped", Severity::Note, "candidate that cannot be used"},
    {Rule::DemandUnreachable, "placement.unreachable", Severity::Note, "demand that no site can serve"},
    {Rule::PlacementInfeasible, "placement.infeasible", Severity::Error, "no plan meets what is asked"},
    {Rule::PlanBreach, "placement.breach", Severity::Error, "plan breaks a limit"},
    {Rule::PlacementStopped, "placement.stopped", Severity::Warning, "search ended by its time limit"},
    {Rule::PartitionInfeasible, "partition.infeasible", Severity::Error, "limits that no plan of zones can hold"},
    {Rule::PartitionUnsolved, "partition.unsolved", Severity::Error, "no plan of zones found that holds the limits"},
    {Rule::ZoneOutOfBounds, "partition.out_of_bounds", Severity::Warning, "zone of the plan outside its bounds"},
    {Rule::CompoundTooLarge, "partition.compound_split", Severity::Note, "compound that cannot stay whole"},
    {Rule::UnitUnplaced, "partition.unplaced", Severity::Warning, "what lies in no zone of the plan"},
    {Rule::UnitLinked, "partition.linked", Severity::Note, "parts joined though they do not touch"},
    {Rule::PartitionStopped, "partition.stopped", Severity::Warning, "search for zones ended by its time limit"},
    {Rule::CompareStudy, "compare.study", Severity::Warning, "results of different studies"},
    {Rule::CompareLayer, "compare.layer", Severity::Warning, "what only one of two results has"},
    {Rule::CompareCode, "compare.code", Severity::Warning, "records that no code tells apart"},
    {Rule::CompareCrs, "compare.crs", Severity::Note, "results in different coordinate systems"},
    {Rule::EmergencyPost, "emergency.post", Severity::Note, "post that serves nobody in an emergency"},
    {Rule::EmergencyUnserved, "emergency.unserved", Severity::Warning, "people without a place in an emergency"},
    {Rule::EmergencyShortage, "emergency.shortage", Severity::Warning, "posts that are too small together"},
    {Rule::EmergencyLate, "emergency.late", Severity::Warning, "posts beyond the norms of time"},
    {Rule::AssignRow, "assign.row", Severity::Warning, "row of a table of units that is left out"},
    {Rule::AssignNoPlace, "assign.no_place", Severity::Note, "units without a place"},
    {Rule::AssignInfeasible, "assign.infeasible", Severity::Error, "units that limits cannot hold"},
    {Rule::ShareInfeasible, "apportion.infeasible", Severity::Error, "limits that leave no room for the total"},
    {Rule::ShareWithoutLoad, "apportion.without_load", Severity::Note, "zones without load"},
    {Rule::ShareRow, "apportion.row", Severity::Warning, "row of a table of loads that is left out"},
    {Rule::BranchInfeasible, "branches.infeasible", Severity::Error, "number of branches that cannot be"},
    {Rule::EventDuplicate, "event.duplicate", Severity::Warning, "event that stands twice"},
    {Rule::EventDate, "event.date", Severity::Warning, "date of an event that cannot be read"},
    {Rule::EventOrder, "event.order", Severity::Warning, "event closed before it was opened"},
    {Rule::EventFuture, "event.future", Severity::Warning, "event opened in the future"},
    {Rule::EventZone, "event.zone", Severity::Warning, "event in a zone that does not exist"},
    {Rule::EventHeir, "event.heir", Severity::Note, "event in a zone that no longer exists"},
    {Rule::EventPlace, "event.place", Severity::Warning, "event without a place"},
    {Rule::DateUnreadable, "date.unreadable", Severity::Warning, "date that cannot be read"},
    {Rule::DateOrder, "date.order", Severity::Error, "record that ends before it begins"},
    {Rule::DateOverlap, "date.overlap", Severity::Warning, "two records of one code at a time"},
    {Rule::DateGap, "date.gap", Severity::Note, "days without a record of a code"},
    {Rule::DateOther, "date.other", Severity::Note, "records of other days"},
    {Rule::HistoryLost, "history.lost", Severity::Warning, "ground or households that a change lost or gained"},
    {Rule::HistoryCounts, "history.counts", Severity::Warning, "households that do not add up across a change"},
    {Rule::GroupInfeasible, "groups.infeasible", Severity::Error, "building groups that cannot be as asked"},
    {Rule::GroupMixed, "groups.mixed", Severity::Note, "building groups of several compounds"},
    {Rule::InvestmentRow, "investment.row", Severity::Warning, "option of a premise that needs a look"},
    {Rule::InvestmentIdle, "investment.nothing_built", Severity::Warning, "money that buys nothing"},
});

auto sort_key(const Issue& issue) {
  return std::tie(issue.severity, issue.rule, issue.layer, issue.code, issue.row, issue.name, issue.what);
}

}  // namespace

std::span<const RuleInfo> all_rules() { return kRules; }

const RuleInfo& rule_info(Rule rule) {
  const RuleInfo& info = kRules[static_cast<std::size_t>(rule)];
  assert(info.rule == rule);
  return info;
}

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::Refused:
      return "refused";
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "note";
  }
  return "";
}

std::size_t IssueLedger::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(issues_.begin(), issues_.end(), [&](const Issue& issue) { return issue.severity == severity; }));
}

std::size_t IssueLedger::count(Rule rule) const {
  return static_cast<std::size_t>(
      std::count_if(issues_.begin(), issues_.end(), [&](const Issue& issue) { return issue.rule == rule; }));
}

void IssueLedger::sort() {
  std::stable_sort(issues_.begin(), issues_.end(),
                   [](const Issue& a, const Issue& b) { return sort_key(a) < sort_key(b); });
}

Issue finding(Rule rule, std::string layer, std::string code, std::string what, std::string fix) {
  return {.rule = rule,
          .severity = rule_info(rule).severity,
          .layer = std::move(layer),
          .code = std::move(code),
          .name = {},
          .what = std::move(what),
          .fix = std::move(fix),
          .figure = {},
          .unit = {},
          .at = {},
          .row = {}};
}

}  // namespace lastmeter
