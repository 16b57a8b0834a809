// SPDX-License-Identifier: Apache-2.0
#include "coverage/coverage.h"

#include "coverage/figures.h"

namespace lastmeter {

namespace {

std::optional<DemandSum> total_area_share(const FlatDemand& demand, const CoveredArea& covered) {
  if (covered.demand_share.empty()) {
    return std::nullopt;
  }
  DemandSum sum;
  for (std::size_t i = 0; i < demand.size(); ++i) {
    sum += demand.weight[i] * covered.demand_share[i];
  }
  return sum;
}

}  // namespace

CoverageResult measure_coverage(const StudyArea& area, const Reach& reach, const CoverageOptions& options,
                                Progress& progress, std::span<const std::optional<NearestPost>> nearest_anywhere) {
  CoverageResult result;
  result.mode = options.mode;
  result.basis = area.basis;
  result.nominal = options.nominal;
  result.grid_zone_share = options.grid_zone_share;
  result.radii = radius_rules(area, options);
  result.cases = coverage_cases(area, options, result.radii);
  result.measures = measures_of(area);

  progress.stage("measuring coverage", 0);
  const FlatDemand demand = flatten_demand(area);
  result.demand = cover_demand(area, demand, reach, options, result.radii, result.cases, nearest_anywhere);
  result.total = total_demand(demand);
  result.totals = total_cases(demand, result.demand, result.cases);
  result.one_plus_n_served = total_one_plus_n(demand, result.demand);
  result.communities = count_community_posts(area);
  result.uncovered = uncovered_demand(area, demand, result.demand, options.nominal);

  std::optional<CoverageAreas> areas;
  if (options.mode == TravelMode::Straight) {
    areas = measure_areas(area, options.nominal, result.radii, result.cases, progress);
    for (const CoveredArea& covered : areas->cases) {
      result.residential.push_back(covered.residential);
      result.area_share.push_back(total_area_share(demand, covered));
    }
  }
  result.residential.resize(result.cases.size());
  result.area_share.resize(result.cases.size());
  const CoverageAreas* measured = areas ? &*areas : nullptr;
  result.zones = tabulate_zones(area, demand, result.demand, result.cases, measured);
  result.posts = tabulate_posts(area, demand, reach, result.demand, options.nominal, result.radii, measured);
  result.figures = coverage_figures(area, demand, result);
  return result;
}

}  // namespace lastmeter
