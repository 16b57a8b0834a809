// SPDX-License-Identifier: Apache-2.0
#include "study/run.h"

#include <fmt/format.h>

#include <chrono>

#include "core/text.h"
#include "coverage/service_shapes.h"
#include "report/console_text.h"
#include "report/result_tables.h"
#include "report/summary.h"
#include "study/manifest.h"
#include "study/write_results.h"

namespace lastmeter {

namespace {

constexpr std::size_t kIssuesShown = 10;

/// Measures the stages of a run.
class Clock {
 public:
  void lap(const std::string& stage) {
    const auto now = std::chrono::steady_clock::now();
    timings_.emplace_back(stage, std::chrono::duration<double>(now - last_).count());
    last_ = now;
  }
  [[nodiscard]] const Timings& timings() const { return timings_; }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
  Timings timings_;
};

std::optional<CoverageOptions> coverage_asked(const Config& config, Stage stage) {
  switch (stage) {
    case Stage::Check:
      return std::nullopt;
    case Stage::Coverage:
      return config.coverage ? config.coverage : default_coverage(config.rules);
    case Stage::All:
      return config.coverage;
  }
  throw std::logic_error("Stage holds no known value");
}

std::filesystem::path check_folder(const Config& config) { return config.output_folder.string() + "-check"; }

std::string working_line(const CrsDiagnosis& crs) {
  const std::string id = crs.working ? fmt::format("{} ({})", crs.working->id(), crs.working->name()) : "local metres";
  return fmt::format("working system {}: {}; 500 m are measured within {} m\n", id, crs.working_reason,
                     fixed(crs.worst_distortion_per_500m.value(), 3));
}

std::string basis_line(const StudyArea& area) {
  if (area.basis == DemandBasis::ZoneTotals) {
    return "demand: totals of zones spread evenly over their area, so figures are estimates\n";
  }
  return fmt::format("demand: {}\n", name_of(area.basis));
}

/// The ledger of a run that ends before there are results.
RunOutcome write_ledger(const Config& config, const RunOptions& options, const StudyInput& input, IssueLedger& ledger,
                        std::vector<Figure> figures, const Clock& clock, std::string text) {
  ledger.sort();
  StudyArea nothing;
  const Results results{
      .area = input.area ? &*input.area : &nothing, .ledger = &ledger, .coverage = nullptr, .shapes = nullptr};
  RunOutcome outcome;
  outcome.refused = ledger.count(Severity::Refused);
  outcome.errors = ledger.count(Severity::Error);
  sort_figures(figures);
  outcome.summary = summary_json(config.input.name, figures);
  outcome.figures = std::move(figures);
  outcome.folder = check_folder(config);
  OutputFolder folder(outcome.folder, Overwrite::Yes);
  write_ledger_files(results, folder.staging());
  write_text_file(folder.staging() / "summary.json", outcome.summary);
  write_text_file(folder.staging() / "manifest.json", manifest_json(config, input, clock.timings(), options.command));
  folder.commit();
  outcome.text =
      std::move(text) + issue_lines(ledger, options.verbose ? ledger.issues().size() : kIssuesShown) +
      fmt::format("check: {}\nledger written to {}\n", issue_counts(ledger), (outcome.folder / "issues.csv").string());
  return outcome;
}

}  // namespace

RunOutcome run_study(const Config& config, const RunOptions& options, Progress& progress) {
  Clock clock;
  IssueLedger ledger;
  const auto asked = coverage_asked(config, options.stage);
  std::optional<OutputFolder> folder;
  if (options.stage != Stage::Check) {
    folder.emplace(config.output_folder, options.overwrite);  // a folder that may not be written is known at once
  }
  const StudyInput input = build_study_area(config.input, ledger, progress);
  clock.lap("input");
  if (!input.area) {
    return write_ledger(config, options, input, ledger, {}, clock, "");
  }
  const StudyArea& area = *input.area;
  audit_study_area(area, config.rules, config.audit, ledger, progress);
  ledger.sort();
  clock.lap("audit");
  std::string text =
      fmt::format("{}\n{}{}\n{}", config.input.name, working_line(input.crs), contents_line(area), basis_line(area));
  std::vector<Figure> figures = study_figures(area, ledger);
  if (options.stage == Stage::Check) {
    return write_ledger(config, options, input, ledger, std::move(figures), clock, std::move(text));
  }

  std::optional<CoverageResult> coverage;
  std::vector<ServiceShape> shapes;
  if (asked) {
    const Reach reach = reach_straight(area.demand, area.facilities, needed_reach(area, *asked));
    coverage = measure_coverage(area, reach, *asked, progress);
    figures.insert(figures.end(), coverage->figures.begin(), coverage->figures.end());
    clock.lap("coverage");
    shapes = service_shapes(area, *asked, progress);
    clock.lap("map shapes");
  }
  sort_figures(figures);
  const Results results{.area = &area,
                        .ledger = &ledger,
                        .coverage = coverage ? &*coverage : nullptr,
                        .shapes = asked ? &shapes : nullptr};
  RunOutcome outcome;
  outcome.refused = ledger.count(Severity::Refused);
  outcome.errors = ledger.count(Severity::Error);
  outcome.summary = summary_json(config.input.name, figures);
  outcome.figures = std::move(figures);
  outcome.folder = config.output_folder;
  progress.stage("writing", 0);
  write_result_files(results, config.formats, folder->staging());
  write_text_file(folder->staging() / "summary.json", outcome.summary);
  clock.lap("writing");
  write_text_file(folder->staging() / "manifest.json", manifest_json(config, input, clock.timings(), options.command));
  folder->commit();
  outcome.text = text + issue_lines(ledger, options.verbose ? ledger.issues().size() : kIssuesShown) +
                 fmt::format("check: {}\n", issue_counts(ledger)) + (coverage ? coverage_lines(*coverage) : "") +
                 fmt::format("results in {}\n", outcome.folder.string());
  return outcome;
}

}  // namespace lastmeter
