// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "audit/norm_result.h"
#include "compare/history_result.h"
#include "coverage/access_study.h"
#include "coverage/coverage_result.h"
#include "coverage/service_shapes.h"
#include "coverage/walking_result.h"
#include "events/event_result.h"
#include "io/write_table.h"
#include "model/figure.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"
#include "partition/branch_result.h"
#include "partition/group_result.h"
#include "partition/partition_result.h"
#include "placement/investment_result.h"
#include "placement/placement_result.h"
#include "report/share_result.h"
#include "report/suppress_tables.h"

namespace lastmeter {

struct AssignmentResult;
struct EmergencyResult;

/// What a run has to show.
struct Results {
  const StudyArea* area = nullptr;
  const IssueLedger* ledger = nullptr;
  std::vector<const CoverageResult*> coverage = {};  // a mode each, in the order of the enum; empty after a check
  const WalkingResult* walking = nullptr;            // where walking is among them
  std::optional<Metres> nominal = {};                // of compared results, which have no coverage of their own
  const std::vector<AccessResult>* access = nullptr;
  const std::vector<ServiceShape>* shapes = nullptr;
  const PlacementResult* placement = nullptr;
  std::string study = {};                               // its name
  const std::vector<Figure>* figures = nullptr;         // of summary.json
  std::vector<const PartitionResult*> partitions = {};  // partition, merge: those asked for
  const std::vector<NormScenario>* norms = nullptr;
  std::vector<const ShareResult*> shares = {};  // those that have an answer
  const BranchResult* branches = nullptr;
  const EventResult* events = nullptr;
  std::optional<double> suppress_below = {};  // counts of zones and places below it are not shown
  const HiddenCounts* hidden = nullptr;       // what that hid of the tables, once they are made
  const EmergencyResult* emergency = nullptr;
  std::vector<const AssignmentResult*> assignments = {};
  std::vector<const InvestmentResult*> investments = {};
  const HistoryResult* history = nullptr;
  const GroupResult* groups = nullptr;
};

/// The norm radius of the coverage; nothing after a check.
std::optional<Metres> nominal_of(const Results& results);

/// Ending of the columns that a mode other than straight has: "_walking"; "" for straight.
std::string mode_suffix(const CoverageResult& coverage);

/// Column names of one case read like "population_500m_open", "population_share_500m_open_walking"; "own" stands for
/// the radius where every post counts with its own.
std::string case_suffix(const CoverageResult& coverage, const CoverageCase& at);

/// Colours of shares from little to much, readable in grey and by colour-blind people (viridis, reversed).
std::vector<LayerStyle::Class> share_classes();

/// One table for each level of zones the study has, named by role.
std::vector<StyledTable> zone_tables(const Results& results);
/// Every demand point: counts, zones, nearest post and distance, posts within each radius.
StyledTable demand_table(const Results& results);
/// Every post: kind, home, what it reaches, what only it reaches, its catchment.
StyledTable facility_table(const Results& results);
/// Demand beyond the nominal radius of every post, with the nearest one: the list a planner works through. On foot also
/// why, and the detour: the walk to the post that is nearest on foot among those near in straight line.
StyledTable uncovered_table(const Results& results, const CoverageResult& coverage);
/// What walkers reach of every street, a row a radius and street.
StyledTable reached_streets_table(const Results& results);
/// Service areas and gaps of open service, a row a radius. The shapes are pictures; area_m2 is the exact figure
/// coverage.area, or what it leaves: ground of the zones within, or beyond, the radius; empty without zones.
std::vector<StyledTable> shape_tables(const Results& results);
/// The ledger as points where an issue has a place, all of them as rows.
StyledTable issue_table(const Results& results);
/// The layer of candidates, as read.
StyledTable candidate_table(const Results& results);
/// Every site of the placement: whether it is open, what it costs, whom it serves, what its closing would lose.
StyledTable site_table(const Results& results);
/// Candidates that could not be used, and why.
StyledTable dropped_site_table(const Results& results);
/// The best plan for every number of new sites: objective, bound, gain of the last site.
StyledTable placement_curve_table(const Results& results);
/// In which year which site opens, what stands by then, and what the order costs against the free optimum of the year.
StyledTable placement_phase_table(const Results& results);
/// Every cost that is worth paying: what it serves; knees marked.
StyledTable placement_front_table(const Results& results);
/// What the plan is worth where radius, money or demand are otherwise, beside the best plan there.
StyledTable placement_scenario_table(const Results& results);
/// Demand that no open site serves: placement_unserved_before (today's posts) or _after (the plan).
StyledTable unserved_table(const Results& results, const Allocation& allocation, const std::string& name);
/// All of these that the placement has.
std::vector<StyledTable> placement_tables(const Results& results);
/// Zones of the plan: weight, shape, status, the zone in force that each continues.
StyledTable partition_zone_table(const Results& results, const PartitionResult& result);
/// The station of every zone that has one; where stations are asked for.
StyledTable partition_station_table(const Results& results, const PartitionResult& result);
/// Basic units with their zone; a plan that `evaluate --partition` reads.
StyledTable partition_unit_table(const Results& results, const PartitionResult& result);
/// What became of every parent: outcome, objective, bound, why its limits cannot hold.
StyledTable partition_parent_table(const Results& results, const PartitionResult& result);
/// Ground that changes its zone.
StyledTable partition_change_table(const Results& results, const PartitionResult& result);
/// What each zone in force gave to each zone of the plan.
StyledTable partition_lineage_table(const Results& results, const PartitionResult& result);
/// All of these that the plan has.
std::vector<StyledTable> partition_tables(const Results& results, const PartitionResult& result);
/// Every norm of every scenario: value, bounds, verdict, what it would need, conflicts, source and grade.
StyledTable norm_table(const Results& results);
/// The values that counts may have for all norms to hold, and the norms that say so.
StyledTable norm_limit_table(const Results& results);
/// Who gets how many of what is shared out: load, quota, whole number.
StyledTable share_table(const Results& results, const ShareResult& result);
/// Branches: one grid zone, or two.
StyledTable branch_table(const Results& results);
/// What each community allows, and what proves it.
StyledTable branch_parent_table(const Results& results);
/// Events: by grid zone, community, category, hour or weekday; hot spots; every category in every zone.
std::vector<StyledTable> event_tables(const Results& results);
/// Units with their community, as lines from where they are: distance, members, duty, second choice.
StyledTable assign_table(const Results& results, const AssignmentResult& result);
/// Communities with what they get, beside their limits.
StyledTable assign_receiver_table(const Results& results, const AssignmentResult& result);
/// Members who go elsewhere than their unit.
StyledTable assign_member_table(const Results& results, const AssignmentResult& result);
/// Posts in an emergency: who comes, how long it takes, what their loss would cost.
StyledTable emergency_post_table(const Results& results);
/// The same with everybody at the nearest post, whatever its room.
StyledTable emergency_peacetime_table(const Results& results);
/// Places whose people mostly go to another post than the nearest, as lines.
StyledTable emergency_move_table(const Results& results);
/// Places with people who are not served, and why.
StyledTable emergency_unserved_table(const Results& results);
/// Posts that are too small together, group by group.
StyledTable emergency_shortage_table(const Results& results);
/// What the loss of each post or bridge costs, the worst first.
StyledTable emergency_failure_table(const Results& results);
/// Candidates that are needed.
StyledTable emergency_added_table(const Results& results);
/// All of these that the study has.
std::vector<StyledTable> emergency_tables(const Results& results);
/// What is built in which year, what it costs and adds; what else was offered; the years; communities against the norm.
std::vector<StyledTable> investment_tables(const Results& results, const InvestmentResult& result);
/// Zones before and after a change, and what each gave to which.
std::vector<StyledTable> history_tables(const Results& results);
/// Building groups, their buildings (a layer of buildings that can be read again), and grid zones by their groups.
std::vector<StyledTable> group_tables(const Results& results);
/// Layers that are carried along.
std::vector<StyledTable> context_tables(const Results& results);

/// Everything above that the run has, in the order a map stacks them from the bottom.
std::vector<StyledTable> all_tables(const Results& results);

}  // namespace lastmeter
