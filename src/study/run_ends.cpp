// SPDX-License-Identifier: Apache-2.0
#include "study/run_ends.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "core/error.h"
#include "core/text.h"
#include "io/write_postgis.h"
#include "report/result_tables.h"
#include "report/summary.h"
#include "study/network_tables.h"
#include "study/provenance_of.h"
#include "study/run_text.h"
#include "study/write_results.h"

namespace lastmeter {

namespace {

Results results_of(const RunWork& work, const StudyArea& area) {
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

bool target_missed(const RunWork& work) {
  const bool site_plan_fails =
      work.placement && work.placement->plan.outcome != Outcome::Unknown &&
      (work.placement->plan.outcome == Outcome::Infeasible || !work.placement->score.breaches.empty());
  return site_plan_fails || !holds(work.office) ||
         std::any_of(work.partitions.begin(), work.partitions.end(),
                     [](const PartitionResult& partition) { return !partition.holds(); });
}

RunOutcome outcome_of(RunWork& work, const std::filesystem::path& folder) {
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

void finish(RunWork& work, const RunOutcome& outcome, OutputFolder& folder) {
  write_text_file(folder.staging() / "summary.json", outcome.summary);
  work.clock.lap("writing");
  write_text_file(folder.staging() / "manifest.json",
                  manifest_json(work.config, work.input, work.clock.timings(), work.options.command));
  folder.commit();
}

/// Nothing where the study names no database.
std::unique_ptr<PostgisOutput> open_database(const Config& config, Overwrite overwrite) {
  return config.postgis.empty()
             ? nullptr
             : std::make_unique<PostgisOutput>(config.postgis, schema_name(config.input.name), overwrite);
}

}  // namespace

std::filesystem::path check_folder(const Config& config) { return config.output_folder.string() + "-check"; }
std::filesystem::path network_folder(const Config& config) { return config.output_folder.string() + "-network"; }

RunOutcome write_ledger(RunWork& work) {
  work.ledger.sort();
  RunOutcome outcome = outcome_of(work, check_folder(work.config));
  OutputFolder folder(outcome.folder, Overwrite::Yes);
  const StudyArea nothing;
  write_ledger_files(results_of(work, work.input.area ? *work.input.area : nothing), folder.staging());
  finish(work, outcome, folder);
  outcome.text += fmt::format("ledger written to {}\n", (outcome.folder / "issues.csv").string());
  return outcome;
}

RunOutcome write_network(RunWork& work, OutputFolder& folder, Progress& progress) {
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

void require_database(const Config& config, Overwrite overwrite) {
  if (const auto database = open_database(config, overwrite)) {
    SilentProgress silent;
    database->write({}, silent);
  }
}

RunOutcome write_results(RunWork& work, OutputFolder& folder, Progress& progress) {
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

}  // namespace lastmeter
