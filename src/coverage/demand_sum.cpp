// SPDX-License-Identifier: Apache-2.0
#include "coverage/demand_sum.h"

#include <algorithm>

#include "core/parallel.h"
#include "coverage/coverage_options.h"

namespace lastmeter {

std::vector<Measure> measures_of(const StudyArea& area) {
  std::vector<Measure> measures;
  if (area.has_population) {
    measures.push_back(Measure::Population);
  }
  if (area.has_households) {
    measures.push_back(Measure::Households);
  }
  if (area.basis != DemandBasis::ZoneTotals && area.basis != DemandBasis::None) {
    measures.push_back(Measure::Points);
  }
  return measures;
}

Measure main_measure(const StudyArea& area) {
  const std::vector<Measure> measures = measures_of(area);
  return measures.empty() ? Measure::Points : measures.front();
}

std::string_view name_of(Measure measure, DemandBasis basis) {
  switch (measure) {
    case Measure::Population:
      return "population";
    case Measure::Households:
      return "households";
    case Measure::Points:
      return basis == DemandBasis::Buildings ? "buildings" : "demand_points";
    case Measure::Events:
      return "events";
  }
  return "";
}

std::string_view unit_of(Measure measure, DemandBasis basis) {
  switch (measure) {
    case Measure::Population:
      return "persons";
    case Measure::Households:
      return "households";
    case Measure::Points:
      return basis == DemandBasis::Buildings ? "buildings" : "points";
    case Measure::Events:
      return "events";
  }
  return "";
}

bool counts(const StudyArea& area, Measure measure) {
  const std::vector<Measure> measures = measures_of(area);
  return measure == Measure::Events ? area.context_of("events") != nullptr
                                    : std::find(measures.begin(), measures.end(), measure) != measures.end();
}

bool is_demand(const StudyArea& area, const DemandSum& weight) {
  const bool all = area.basis == DemandBasis::Buildings || !(area.has_households || area.has_population);
  return all || weight.households > 0.0 || weight.population > 0.0;
}

FlatDemand flatten_demand(const StudyArea& area) {
  const std::size_t count = area.demand.size();
  const std::optional<ZoneLevel> home = home_level(area);
  FlatDemand flat;
  flat.weight.resize(count);
  flat.home.assign(count, FlatDemand::kNoZone);
  for (std::vector<std::uint32_t>& zone : flat.zone) {
    zone.resize(count);
  }
  parallel_slices(count, 16384, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const DemandPoint& point = area.demand.items()[i];
      flat.weight[i] = {point.households, point.population, 1.0, point.events};
      for (std::size_t level = 0; level < flat.zone.size(); ++level) {
        flat.zone[level][i] = flat_index(point.zones[level]);
      }
      if (home) {
        flat.home[i] = flat_index(home_zone(*home, point));
      }
    }
  });
  return flat;
}

}  // namespace lastmeter
