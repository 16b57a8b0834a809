// SPDX-License-Identifier: Apache-2.0
#include "coverage/access_study.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <utility>

#include "coverage/demand_sum.h"
#include "coverage/inequality.h"

namespace lastmeter {

namespace {

std::vector<double> supply_of(const StudyArea& area) {
  const auto& posts = area.facilities.items();
  const bool stated = std::any_of(posts.begin(), posts.end(), [](const Facility& post) { return post.capacity; });
  std::vector<double> supply;
  supply.reserve(posts.size());
  for (const Facility& post : posts) {
    supply.push_back(stated ? post.capacity.value_or(0.0) : 1.0);
  }
  return supply;
}

std::vector<double> weights_of(const StudyArea& area) {
  const Measure measure = main_measure(area);
  std::vector<double> weights;
  for (const DemandSum& weight : flatten_demand(area).weight) {
    weights.push_back(weight.of(measure));
  }
  return weights;
}

std::vector<double> access_of(AccessMeasure measure, const Reach& reach, const std::vector<double>& supply,
                              const std::vector<double>& weights, const AccessOptions& options) {
  switch (measure) {
    case AccessMeasure::Cumulative:
      return access_cumulative(reach, supply, options.radius);
    case AccessMeasure::Gravity:
      return access_gravity(reach, supply, options.decay);
    case AccessMeasure::TwoStep:
      return access_2sfca(reach, supply, weights, options.radius);
    case AccessMeasure::EnhancedTwoStep:
      return access_e2sfca(reach, supply, weights, options.bands);
    case AccessMeasure::ThreeStep:
      return access_3sfca(reach, supply, weights, options.bands);
  }
  throw std::logic_error("AccessMeasure holds no known value");
}

std::optional<double> mean_of(const std::vector<double>& values, const std::vector<double>& weights) {
  double sum = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += values[i] * weights[i];
    total += weights[i];
  }
  return share_of(sum, total);
}

}  // namespace

std::string_view name_of(AccessMeasure measure) {
  switch (measure) {
    case AccessMeasure::Cumulative:
      return "cumulative";
    case AccessMeasure::Gravity:
      return "gravity";
    case AccessMeasure::TwoStep:
      return "2sfca";
    case AccessMeasure::EnhancedTwoStep:
      return "e2sfca";
    case AccessMeasure::ThreeStep:
      return "3sfca";
  }
  return "";
}

Metres access_reach(const AccessOptions& options) {
  return options.bands.empty() ? options.radius : std::max(options.radius, options.bands.back().radius);
}

std::vector<AccessResult> measure_access(const StudyArea& area, const Reach& reach, TravelMode mode,
                                         const AccessOptions& options) {
  const std::vector<double> supply = supply_of(area);
  const std::vector<double> weights = weights_of(area);
  std::vector<AccessResult> results;
  for (const AccessMeasure measure : options.measures) {
    results.push_back({mode, measure, access_of(measure, reach, supply, weights, options)});
  }
  return results;
}

std::vector<Figure> access_figures(const StudyArea& area, const std::vector<AccessResult>& results) {
  const std::vector<double> weights = weights_of(area);
  std::vector<Figure> figures;
  for (const AccessResult& result : results) {
    const std::array<std::pair<const char*, std::optional<double>>, 4> values{
        {{"access.mean", mean_of(result.access, weights)},
         {"access.gini", gini(result.access, weights)},
         {"access.palma", palma_ratio(result.access, weights)},
         {"access.theil", theil_t(result.access, weights)}}};
    for (const auto& [name, value] : values) {
      if (value) {
        figures.push_back({.name = name,
                           .qualifiers = {{"mode", std::string(name_of(result.mode))},
                                          {"measure", std::string(name_of(result.measure))}},
                           .value = *value,
                           .total = {},
                           .unit = std::string(name) == "access.mean" ? "supply" : "ratio"});
      }
    }
  }
  return figures;
}

}  // namespace lastmeter
