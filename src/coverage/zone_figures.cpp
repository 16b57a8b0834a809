// SPDX-License-Identifier: Apache-2.0
#include "coverage/zone_figures.h"

#include <algorithm>

#include "core/parallel.h"

namespace lastmeter {

namespace {

/// Rows without figures: one a zone, one for no zone.
ZoneTable empty_table(const ZoneLayer& layer, std::size_t case_count) {
  ZoneTable table{layer.level, std::vector<ZoneRow>(layer.zones.size() + 1)};
  for (std::size_t i = 0; i < layer.zones.size(); ++i) {
    table.rows[i].zone = ZoneId(i);
  }
  for (ZoneRow& row : table.rows) {
    row.cases.resize(case_count);
  }
  return table;
}

std::size_t row_of(std::uint32_t zone, const ZoneTable& table) {
  return std::min<std::size_t>(zone, table.rows.size() - 1);
}

void add_totals(const StudyArea& area, const FlatDemand& demand, const DemandCoverage& coverage, ZoneTable& table) {
  const std::vector<std::uint32_t>& zone_of = demand.zone[static_cast<std::size_t>(table.level)];
  const Measure measure = main_measure(area);
  std::vector<double> distance(table.rows.size());
  std::vector<double> weight(table.rows.size());
  for (std::size_t i = 0; i < demand.size(); ++i) {
    const std::size_t row = row_of(zone_of[i], table);
    table.rows[row].total += demand.weight[i];
    if (coverage.nearest[i]) {
      distance[row] += demand.weight[i].of(measure) * coverage.nearest[i]->distance;
      weight[row] += demand.weight[i].of(measure);
    }
  }
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (weight[row] > 0.0) {
      table.rows[row].mean_nearest = Metres(distance[row] / weight[row]);
    }
  }
  for (const Facility& post : area.facilities) {
    ++table.rows[row_of(flat_index(post.zones[static_cast<std::size_t>(table.level)]), table)].posts;
  }
}

void add_case(const FlatDemand& demand, const DemandCoverage& coverage, const CoverageCase& at, std::size_t c,
              const CoveredArea* areas, ZoneTable& table) {
  const auto level = static_cast<std::size_t>(table.level);
  const bool shared = areas != nullptr && !areas->demand_share.empty();
  std::vector<ZoneCase> sums(table.rows.size());
  if (shared) {
    for (ZoneCase& sum : sums) {
      sum.area_share = DemandSum{};
    }
  }
  for (std::size_t i = 0; i < demand.size(); ++i) {
    ZoneCase& sum = sums[row_of(demand.zone[level][i], table)];
    if (coverage.depth(i, at) > 0) {
      sum.covered += demand.weight[i];
    }
    if (shared) {
      *sum.area_share += demand.weight[i] * areas->demand_share[i];
    }
  }
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (areas != nullptr && row + 1 < table.rows.size()) {
      sums[row].area = areas->zones[level][row];
    }
    table.rows[row].cases[c] = sums[row];
  }
}

}  // namespace

std::vector<ZoneTable> tabulate_zones(const StudyArea& area, const FlatDemand& demand, const DemandCoverage& coverage,
                                      const std::vector<CoverageCase>& cases, const CoverageAreas* areas) {
  std::vector<ZoneTable> tables;
  for (const ZoneLayer& layer : area.levels) {
    if (!layer.empty()) {
      tables.push_back(empty_table(layer, cases.size()));
    }
  }
  const std::size_t tasks_per_table = cases.size() + 1;
  parallel_slices(tables.size() * tasks_per_table, 1, [&](std::size_t task, std::size_t) {
    ZoneTable& table = tables[task / tasks_per_table];
    const std::size_t c = task % tasks_per_table;
    if (c == cases.size()) {
      add_totals(area, demand, coverage, table);
    } else {
      add_case(demand, coverage, cases[c], c, areas == nullptr ? nullptr : &areas->cases[c], table);
    }
  });
  return tables;
}

bool reaches_share(double covered, double total, double least_share) {
  return total > 0.0 && covered >= least_share * total * (1.0 - 1e-12);
}

}  // namespace lastmeter
