// SPDX-License-Identifier: Apache-2.0
#include "study/run.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "report/result_tables.h"
#include "report/summary.h"
#include "study/event_demand.h"
#include "study/partition_study.h"
#include "study/place_study.h"
#include "study/read_plan.h"
#include "study/run_ends.h"
#include "study/stage_asks.h"

namespace lastmeter {

namespace {

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

void audit(RunWork& work, Progress& progress) {
  audit_study_area(*work.input.area, work.config.rules, work.config.audit, work.ledger, progress);
  work.ledger.sort();
  work.figures = study_figures(*work.input.area, work.ledger);
  work.clock.lap("audit");
}

void keep_records(RunWork& work, Progress& progress) {
  work.records = study_records(*work.input.area, work.config, work.options.stage, work.ledger, progress);
  if (work.records.events && events_weigh(work.config, work.options.stage)) {
    count_events(*work.records.events, *work.input.area);
  }
  work.clock.lap("records");
}

/// The streets as far as anything that is asked for looks.
void prepare_streets(RunWork& work, const std::optional<CoverageOptions>& coverage, Progress& progress) {
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

void measure(RunWork& work, const CoverageOptions& options, Progress& progress) {
  work.measured = measure_study(*work.input.area, work.walking ? &*work.walking : nullptr, work.config, options,
                                work.ledger, progress);
  work.clock.lap("coverage");
}

void place(RunWork& work, const PlacementConfig& asked, Progress& progress) {
  PlacementConfig placement = asked;
  if (!work.options.plan.empty()) {
    placement.plan = read_plan(work.options.plan, progress);
  }
  work.placement = place_study(*work.input.area, work.walking ? &*work.walking : nullptr, work.config.walking,
                               placement, work.ledger, progress);
  work.clock.lap("placement");
}

void draw_zones(RunWork& work, const PartitionConfig& asked, Progress& progress) {
  PartitionConfig partition = asked;
  partition.plan = work.options.stage == Stage::All ? std::filesystem::path() : work.options.plan;
  work.partitions.push_back(partition_study(*work.input.area, work.input.streets,
                                            work.records.events ? &*work.records.events : nullptr, partition,
                                            work.ledger, progress));
  work.clock.lap(partition.name);
}

/// The figures of everything that was done.
void gather_figures(RunWork& work) {
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
  RunWork work{.config = config,
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
       .streets_told = work.walking.has_value(),
       .measured = work.measured ? std::span<const Figure>(work.measured->figures) : std::span<const Figure>()},
      work.ledger, progress);
  work.clock.lap("office work");
  gather_figures(work);
  return write_results(work, *folder, progress);
}

}  // namespace lastmeter
