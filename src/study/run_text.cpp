// SPDX-License-Identifier: Apache-2.0
#include "study/run_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "report/console_text.h"
#include "report/partition_text.h"

namespace lastmeter {

namespace {

constexpr std::size_t kIssuesShown = 10;

std::string working_line(const CrsDiagnosis& crs) {
  const std::string id = crs.working ? fmt::format("{} ({})", crs.working->id(), crs.working->name()) : "local metres";
  return fmt::format("working system {}: {}; 500 m are measured within {} m\n", id, crs.working_reason,
                     fixed(crs.worst_distortion_per_500m.value(), 3));
}

std::string basis_line(const StudyArea& area) {
  if (area.basis == DemandBasis::ZoneTotals) {
    return "demand: totals of zones spread evenly over their area, so figures are estimates\n";
  }
  return fmt::format("demand: {}\n", spaced(name_of(area.basis)));
}

/// Home service needs to know whose home is where.
std::string home_line(const RunWork& work) {
  const auto& services = work.config.coverage ? work.config.coverage->services : std::vector<ServiceRule>{};
  const bool asked = std::find(services.begin(), services.end(), ServiceRule::Home) != services.end();
  return asked && !home_level(*work.input.area)
             ? "service home: left out, because the study has neither communities nor subdistricts\n"
             : "";
}

}  // namespace

std::string text_of(const RunWork& work) {
  std::string text;
  if (work.input.area) {
    const StudyArea& area = *work.input.area;
    text = fmt::format("{}\n{}{}\n{}", work.config.input.name, working_line(work.input.crs), contents_line(area),
                       basis_line(area));
  }
  const auto most = work.options.verbose ? std::nullopt : std::optional(kIssuesShown);
  text += issue_lines(work.ledger, most) + fmt::format("check: {}\n", issue_counts(work.ledger));
  if (work.input.area && work.options.stage == Stage::All && !work.config.coverage) {
    text += "coverage: not asked for; add [coverage] to the study file, or run `lastmeter coverage`\n";
  }
  if (work.measured) {
    text += home_line(work);
    for (const CoverageResult& coverage : work.measured->coverage) {
      text += coverage_lines(coverage);
    }
    if (work.measured->walking) {
      text += reason_lines(*work.input.area, work.measured->walking->reasons);
    }
  }
  if (work.placement) {
    text += placement_lines(*work.input.area, *work.placement);
  }
  for (const PartitionResult& partition : work.partitions) {
    text += partition_lines(partition);
  }
  return text + office_lines(work.office);
}

}  // namespace lastmeter
