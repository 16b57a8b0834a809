// SPDX-License-Identifier: Apache-2.0
#include "study/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "core/error.h"
#include "core/stopwatch.h"
#include "core/text.h"
#include "io/write_postgis.h"
#include "report/console_text.h"
#include "report/partition_text.h"
#include "report/result_tables.h"
#include "report/summary.h"
#include "study/event_demand.h"
#include "study/manifest.h"
#include "study/measure.h"
#include "study/network_tables.h"
#include "study/office_work.h"
#include "study/partition_study.h"
#include "study/place_study.h"
#include "study/provenance_of.h"
#include "study/read_plan.h"
#include "study/stage_asks.h"
#include "study/write_results.h"

namespace lastmeter {

namespace {

constexpr std::size_t kIssuesShown = 10;

/// Measures the stages of a run.
class Clock {
 public:
  void lap(const std::string& stage) {
    timings_.emplace_back(stage, watch_.seconds());
    watch_ = Stopwatch();
  }
  [[nodiscard]] const Timings& timings() const { return timings_; }

 private:
  Stopwatch watch_;
  Timings timings_;
};

std::filesystem::path check_folder(const Config& config) { return config.output_folder.string() + "-check"; }
std::filesystem::path network_folder(const Config& config) { return config.output_folder.string() + "-network"; }

std::filesystem::path result_folder(const Config& config, Stage stage) {
  return stage == Stage::Network ? network_folder(config) : config.output_folder;
}

/// A result that replaced its own inputs would be the last one.
void require_inputs_outside(const StudyInput& input, const Config& config, const std::filesystem::path& target) {
  const std::string inside = target.lexically_normal().string() + "/";
  const auto check = [&](const std::string& file) {
    if (std::filesystem::absolute(file).lexically_normal().string().starts_with(inside)) {
      throw ConfigError(fmt::format("{} lies in the result folder {}, which the run replaces", file, target.string()),
                        "move it out, or choose another [output] folder");
    }
  };
  check(config.file.string());
  for (const LayerReading& reading : input.readings) {
    std::for_each(reading.source.files.begin(), reading.source.files.end(), check);
  }
}

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

/// What a run has in hand between its steps.
struct Work {
  const Config& config;
  const RunOptions& options;
  Clock clock;
  IssueLedger ledger;
  StudyInput input;
  std::vector<Figure> figures;
  std::optional<Walking> walking;
  std::optional<StudyCoverage> measured;
  std::optional<PlacementResult> placement;
  std::vector<PartitionResult> partitions;
  StudyRecords records;
  OfficeWork office;
};

Results results_of(const Work& work, const StudyArea& area) {
  Results results{.area = &area, .ledger = &work.ledger};
  if (work.measured) {
    for (const CoverageResult& coverage : work.measured->coverage) {
      results.coverage.push_back(&coverage);
    }
    results.walking = work.measured->walking ? &*work.measured->walking : nullptr;
    results.access = &work.measured->access;
    results.shapes = &work.measured->shapes;
  }
  results.placement = work.placement ? &*work.placement : nullptr;
  results.study = work.config.input.name;
  results.figures = &work.figures;
  for (const PartitionResult& partition : work.partitions) {
    results.partitions.push_back(&partition);
  }
  show_office_work(work.office, results);
  results.suppress_below = work.config.suppress_below;
  return results;
}

void audit(Work& work, Progress& progress) {
  audit_study_area(*work.input.area, work.config.rules, work.config.audit, work.ledger, progress);
  work.ledger.sort();
  work.figures = study_figures(*work.input.area, work.ledger);
  work.clock.lap("audit");
}

void keep_records(Work& work, Progress& progress) {
  work.records = study_records(*work.input.area, work.config, work.options.stage, work.ledger, progress);
  if (work.records.events) {
    count_events(*work.records.events, *work.input.area);
  }
  work.clock.lap("records");
}

/// The streets as far as anything that is asked for looks.
void prepare_streets(Work& work, const std::optional<CoverageOptions>& coverage, Progress& progress) {
  const StudyArea& area = *work.input.area;
  Metres reach;
  if (coverage) {
    reach = measured_reach(area, work.config, *coverage);
  }
  const PlacementConfig* placement = placement_asked(work.config, work.options.stage);
  if (placement != nullptr && placement->mode == TravelMode::Walking) {
    reach = std::max(reach, placement_window(area, *placement));
  }
  work.walking = prepare_walking(area, work.input.streets, work.config.walking, reach, work.ledger, progress);
  work.clock.lap("network");
}

void measure(Work& work, const CoverageOptions& options, Progress& progress) {
  work.measured = measure_study(*work.input.area, work.walking ? &*work.walking : nullptr, work.config, options,
                                work.ledger, progress);
  work.clock.lap("coverage");
}

void place(Work& work, const PlacementConfig& asked, Progress& progress) {
  PlacementConfig placement = asked;
  if (!work.options.plan.empty()) {
    placement.plan = read_plan(work.options.plan, progress);
  }
  work.placement = place_study(*work.input.area, work.walking ? &*work.walking : nullptr, work.config.walking,
                               placement, work.ledger, progress);
  work.clock.lap("placement");
}

void draw_zones(Work& work, const PartitionConfig& asked, Progress& progress) {
  PartitionConfig partition = asked;
  partition.plan = work.options.stage == Stage::All ? std::filesystem::path() : work.options.plan;
  work.partitions.push_back(partition_study(*work.input.area, work.input.streets,
                                            work.records.events ? &*work.records.events : nullptr, partition,
                                            work.ledger, progress));
  work.clock.lap(partition.name);
}

/// The figures of everything that was done.
void gather_figures(Work& work) {
  work.ledger.sort();
  work.figures = study_figures(*work.input.area, work.ledger);
  const auto append = [&](const std::vector<Figure>& figures) {
    work.figures.insert(work.figures.end(), figures.begin(), figures.end());
  };
  if (work.measured) {
    append(work.measured->figures);
  }
  if (work.placement) {
    append(placement_figures(*work.input.area, *work.placement));
  }
  for (const PartitionResult& partition : work.partitions) {
    append(partition_figures(partition));
  }
  append(office_figures(work.office));
}

/// Home service needs to know whose home is where.
std::string home_line(const Work& work) {
  const auto& services = work.config.coverage ? work.config.coverage->services : std::vector<ServiceRule>{};
  const bool asked = std::find(services.begin(), services.end(), ServiceRule::Home) != services.end();
  return asked && !home_level(*work.input.area)
             ? "service home: left out, because the study has neither communities nor subdistricts\n"
             : "";
}

std::string text_of(const Work& work) {
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

bool target_missed(const Work& work) {
  const bool site_plan_fails =
      work.placement && work.placement->plan.outcome != Outcome::Unknown &&
      (work.placement->plan.outcome == Outcome::Infeasible || !work.placement->score.breaches.empty());
  return site_plan_fails || !holds(work.office) ||
         std::any_of(work.partitions.begin(), work.partitions.end(),
                     [](const PartitionResult& partition) { return !partition.holds(); });
}

RunOutcome outcome_of(Work& work, const std::filesystem::path& folder) {
  sort_figures(work.figures);
  RunOutcome outcome;
  outcome.refused = work.ledger.count(Severity::Refused);
  outcome.errors = work.ledger.count(Severity::Error);
  outcome.target_missed = target_missed(work);
  outcome.summary = summary_json(work.config.input.name, work.figures);
  outcome.text = text_of(work);
  outcome.figures = work.figures;
  outcome.folder = folder;
  return outcome;
}

void finish(Work& work, const RunOutcome& outcome, OutputFolder& folder) {
  write_text_file(folder.staging() / "summary.json", outcome.summary);
  work.clock.lap("writing");
  write_text_file(folder.staging() / "manifest.json",
                  manifest_json(work.config, work.input, work.clock.timings(), work.options.command));
  folder.commit();
}

/// The end of a check, and of a run that was refused: the ledger alone.
RunOutcome write_ledger(Work& work) {
  work.ledger.sort();
  RunOutcome outcome = outcome_of(work, check_folder(work.config));
  OutputFolder folder(outcome.folder, Overwrite::Yes);
  const StudyArea nothing;
  write_ledger_files(results_of(work, work.input.area ? *work.input.area : nothing), folder.staging());
  finish(work, outcome, folder);
  outcome.text += fmt::format("ledger written to {}\n", (outcome.folder / "issues.csv").string());
  return outcome;
}

/// The end of a run for the network alone: the network of the study, ready to be read again.
RunOutcome write_network(Work& work, OutputFolder& folder, Progress& progress) {
  const StudyArea& area = *work.input.area;
  const CoverageOptions options = work.config.coverage.value_or(default_coverage(work.config.rules));
  const Walking walking = prepare_walking(area, work.input.streets, work.config.walking,
                                          measured_reach(area, work.config, options), work.ledger, progress);
  examine_network(area, walking.access, work.config.walking, options.nominal, work.ledger);
  work.ledger.sort();
  work.clock.lap("network");
  RunOutcome outcome = outcome_of(work, network_folder(work.config));
  write_geopackage(network_tables(area, walking.access.network), folder.staging() / "network.gpkg");
  write_ledger_files(results_of(work, area), folder.staging());
  finish(work, outcome, folder);
  outcome.text += fmt::format("network of {} links and {} nodes in {}\n", grouped(walking.access.network.links.size()),
                              grouped(walking.access.network.node_count()), (outcome.folder / "network.gpkg").string());
  return outcome;
}

/// Nothing where the study names no database.
std::unique_ptr<PostgisOutput> open_database(const Config& config, Overwrite overwrite) {
  return config.postgis.empty()
             ? nullptr
             : std::make_unique<PostgisOutput>(config.postgis, schema_name(config.input.name), overwrite);
}

/// A database that would refuse the results is known before hours of work.
void require_database(const Config& config, Overwrite overwrite) {
  if (const auto database = open_database(config, overwrite)) {
    SilentProgress silent;
    database->write({}, silent);
  }
}

/// The end of a run: the folder, and the database where there is one. Until both have everything, neither shows any of
/// it; then the folder, which fails more often, and at once the database.
RunOutcome write_results(Work& work, OutputFolder& folder, Progress& progress) {
  const Config& config = work.config;
  progress.stage("writing", 0);
  RunOutcome outcome = outcome_of(work, config.output_folder);
  const Results results = results_of(work, *work.input.area);
  const ToldTables told = told_tables(results, config.language);
  write_result_files(results, told, provenance_of(config, work.input), config.formats, config.language,
                     folder.staging());
  const auto database = open_database(config, work.options.overwrite);
  if (database) {
    database->write(told.tables, progress);
  }
  finish(work, outcome, folder);
  outcome.text += told.hidden ? hidden_line(*told.hidden) : "";
  outcome.text += font_line(config.formats) + fmt::format("results in {}\n", outcome.folder.string());
  if (database) {
    try {
      database->commit();
    } catch (const InputError& error) {
      throw InputError(fmt::format("the results are in {}; the database did not confirm them, and whether it holds the "
                                   "earlier or the new ones cannot be known: {}",
                                   outcome.folder.string(), error.what()),
                       "run again with --overwrite");
    }
    outcome.text +=
        fmt::format("layers in {}{}\n", database->shown(),
                    database->is_coloured() ? "" : "; without colours: its user may not write public.layer_styles");
  }
  return outcome;
}

}  // namespace

RunOutcome run_study(const Config& config, const RunOptions& options, Progress& progress) {
  const auto asked = coverage_asked(config, options.stage);
  if (asked) {
    require_facilities(config);
  }
  require_placement(config, options.stage);
  require_partition(config, options.stage);
  require_events(config, options.stage);
  require_streets(config, options.stage);
  std::optional<OutputFolder> folder;
  if (options.stage != Stage::Check) {
    folder.emplace(result_folder(config, options.stage),
                   options.overwrite);  // a folder that may not be written is known at once
  }
  if (options.stage != Stage::Check && options.stage != Stage::Network) {
    require_database(config, options.overwrite);
  }
  Work work{.config = config,
            .options = options,
            .clock = {},
            .ledger = {},
            .input = {},
            .figures = {},
            .walking = {},
            .measured = {},
            .placement = {},
            .partitions = {},
            .records = {},
            .office = {}};
  work.input = build_study_area(config.input, work.ledger, progress);
  work.clock.lap("input");
  require_inputs_outside(work.input, config, result_folder(config, options.stage));
  if (!work.input.area) {
    return write_ledger(work);
  }
  audit(work, progress);
  if (options.stage == Stage::Check) {
    return write_ledger(work);
  }
  if (options.stage == Stage::Network) {
    return write_network(work, *folder, progress);
  }
  keep_records(work, progress);
  if (walks(config, options.stage, asked)) {
    prepare_streets(work, asked, progress);
  }
  if (asked) {
    measure(work, *asked, progress);
  }
  if (const PlacementConfig* placement = placement_asked(config, options.stage)) {
    place(work, *placement, progress);
  }
  for (const PartitionConfig* partition : partitions_asked(config, options.stage)) {
    draw_zones(work, *partition, progress);
  }
  work.office = office_work(
      {.area = *work.input.area,
       .streets = work.input.streets,
       .config = config,
       .stage = options.stage,
       .records = work.records,
       .measured = work.measured ? std::span<const Figure>(work.measured->figures) : std::span<const Figure>()},
      work.ledger, progress);
  work.clock.lap("office work");
  gather_figures(work);
  return write_results(work, *folder, progress);
}

}  // namespace lastmeter
