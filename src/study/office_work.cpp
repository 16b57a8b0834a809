// SPDX-License-Identifier: Apache-2.0
#include "study/office_work.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "report/assign_text.h"
#include "report/emergency_text.h"
#include "report/event_text.h"
#include "report/group_text.h"
#include "report/history_text.h"
#include "report/investment_text.h"
#include "report/norm_text.h"
#include "report/share_text.h"
#include "study/assign_study.h"
#include "study/branch_study.h"
#include "study/emergency_study.h"
#include "study/group_study.h"
#include "study/investment_study.h"
#include "study/norms_study.h"
#include "study/share_study.h"
#include "study/stage_asks.h"

namespace lastmeter {

namespace {

EventResult event_study(const OfficeDesk& desk, Progress& progress) {
  progress.stage("events", 0);
  EventOptions options = desk.config.events.value_or(EventOptions{});
  options.seed = desk.config.seed;
  return event_statistics(desk.area, *desk.records.events, options);
}

EmergencyResult emergency_asked(const OfficeDesk& desk, IssueLedger& ledger, Progress& progress) {
  if (!desk.config.emergency) {
    throw ConfigError(fmt::format("{}: there is no section [emergency]", desk.config.file.string()),
                      "write [emergency], and \"china-emergency\" among the rules of [study]");
  }
  return emergency_study(desk.area, desk.streets, desk.config.walking, *desk.config.emergency, ledger, progress);
}

}  // namespace

OfficeWork office_work(const OfficeDesk& desk, IssueLedger& ledger, Progress& progress) {
  OfficeWork work;
  work.history = desk.records.history;
  if (events_asked(desk.config, desk.stage)) {
    work.events = event_study(desk, progress);
  }
  const Config& config = desk.config;
  if (desk.stage == Stage::Emergency || (desk.stage == Stage::All && config.emergency)) {
    work.emergency = emergency_asked(desk, ledger, progress);
  }
  if (desk.stage != Stage::Norms && desk.stage != Stage::All) {
    return work;
  }
  if (config.groups) {
    work.groups = group_study(desk.area, desk.streets, *config.groups, ledger, progress);
  }
  for (const ShareConfig& asked : config.shares) {
    for (ShareResult& share : share_study(desk.area, asked, ledger, progress)) {
      work.shares.push_back(std::move(share));
    }
  }
  if (config.branches) {
    work.branches = branch_study(desk.area, desk.streets, *config.branches, ledger, progress);
  }
  for (const AssignConfig& asked : config.assignments) {
    work.assignments.push_back(assign_study(desk.area, asked, ledger, progress));
  }
  bool streets_told = desk.streets_told;
  for (const InvestmentConfig& asked : config.investments) {
    IssueLedger again;
    work.investments.push_back(investment_study(desk.area, desk.streets, config.walking, config.rules, asked,
                                                {.all = &ledger, .streets = streets_told ? &again : &ledger},
                                                progress));
    streets_told = streets_told || asked.mode == TravelMode::Walking;
  }
  if (config.norms || desk.stage == Stage::Norms) {
    work.norms = norms_study(desk.area, config.rules, config.norms.value_or(NormsConfig{}), desk.measured, ledger);
  }
  return work;
}

void show_office_work(const OfficeWork& work, Results& results) {
  results.norms = work.norms.empty() ? nullptr : &work.norms;
  for (const ShareResult& share : work.shares) {
    if (share.shares.outcome == Outcome::Solved) {
      results.shares.push_back(&share);
    }
  }
  results.branches = work.branches ? &*work.branches : nullptr;
  results.events = work.events ? &*work.events : nullptr;
  for (const AssignmentResult& assignment : work.assignments) {
    results.assignments.push_back(&assignment);
  }
  results.emergency = work.emergency ? &*work.emergency : nullptr;
  results.history = work.history ? &*work.history : nullptr;
  results.groups = work.groups ? &*work.groups : nullptr;
  for (const InvestmentResult& investment : work.investments) {
    results.investments.push_back(&investment);
  }
}

std::vector<Figure> office_figures(const OfficeWork& work) {
  std::vector<Figure> figures = norm_figures(work.norms);
  const auto append = [&](const std::vector<Figure>& more) { figures.insert(figures.end(), more.begin(), more.end()); };
  for (const ShareResult& share : work.shares) {
    append(share_figures(share));
  }
  if (work.branches) {
    append(branch_figures(*work.branches));
  }
  if (work.events) {
    append(event_figures(*work.events));
  }
  for (const AssignmentResult& assignment : work.assignments) {
    append(assignment_figures(assignment));
  }
  if (work.emergency) {
    append(emergency_figures(*work.emergency));
  }
  if (work.history) {
    append(history_figures(*work.history));
  }
  if (work.groups) {
    append(group_figures(*work.groups));
  }
  for (const InvestmentResult& investment : work.investments) {
    append(investment_figures(investment));
  }
  return figures;
}

std::string office_lines(const OfficeWork& work) {
  std::string text;
  for (const ShareResult& share : work.shares) {
    text += share_lines(share);
  }
  text += work.branches ? branch_lines(*work.branches) : "";
  text += work.events ? event_lines(*work.events) : "";
  for (const AssignmentResult& assignment : work.assignments) {
    text += assign_lines(assignment);
  }
  text += work.emergency ? emergency_lines(*work.emergency) : "";
  text += work.history ? history_lines(*work.history) : "";
  text += work.groups ? group_lines(*work.groups) : "";
  for (const InvestmentResult& investment : work.investments) {
    text += investment_lines(investment);
  }
  return text + norm_lines(work.norms);
}

bool holds(const OfficeWork& work) {
  const bool shares_hold = std::all_of(work.shares.begin(), work.shares.end(), [](const ShareResult& share) {
    return share.shares.outcome == Outcome::Solved;
  });
  const bool assignments_hold = std::all_of(work.assignments.begin(), work.assignments.end(),
                                            [](const AssignmentResult& assignment) { return assignment.holds(); });
  return shares_hold && assignments_hold && (!work.branches || work.branches->holds()) &&
         (!work.groups || work.groups->holds());
}

}  // namespace lastmeter
