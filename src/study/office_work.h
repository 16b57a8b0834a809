// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "assignment/assignment_result.h"
#include "audit/norm_result.h"
#include "compare/history_result.h"
#include "core/progress.h"
#include "emergency/emergency_result.h"
#include "events/event_result.h"
#include "input/build_streets.h"
#include "model/figure.h"
#include "model/issue_ledger.h"
#include "model/study_area.h"
#include "partition/branch_result.h"
#include "partition/group_result.h"
#include "placement/investment_result.h"
#include "report/result_tables.h"
#include "report/share_result.h"
#include "study/config.h"
#include "study/run.h"
#include "study/study_records.h"

namespace lastmeter {

/// What a street office works out beside coverage and plans.
struct OfficeWork {
  std::vector<NormScenario> norms;
  std::vector<ShareResult> shares;
  std::optional<BranchResult> branches;
  std::optional<EventResult> events;
  std::optional<EmergencyResult> emergency;
  std::vector<AssignmentResult> assignments;
  std::vector<InvestmentResult> investments;
  std::optional<HistoryResult> history;
  std::optional<GroupResult> groups;
};

/// What the office works on.
struct OfficeDesk {
  const StudyArea& area;
  const StreetInput& streets;
  const Config& config;
  Stage stage;
  const StudyRecords& records;
  bool streets_told;                 // faults of the streets stand in the ledger already
  std::span<const Figure> measured;  // of coverage; empty where it was not measured
};

/// Does of this what the study file asks and the stage is about; nothing for other stages. Throws as the families do.
OfficeWork office_work(const OfficeDesk& desk, IssueLedger& ledger, Progress& progress);

/// Lets `results`, which must not outlive `work`, show it.
void show_office_work(const OfficeWork& work, Results& results);

/// All that goes into summary.json.
std::vector<Figure> office_figures(const OfficeWork& work);
/// What the console says.
std::string office_lines(const OfficeWork& work);
/// False where something that was demanded cannot be.
bool holds(const OfficeWork& work);

}  // namespace lastmeter
