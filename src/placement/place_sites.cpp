// SPDX-License-Identifier: Apache-2.0
#include "placement/place_sites.h"

#include <stdexcept>

#include "placement/capacitated.h"
#include "placement/max_cover.h"
#include "placement/p_center.h"
#include "placement/p_median.h"
#include "placement/set_cover.h"

namespace lastmeter {

std::string_view name_of(PlacementMethod method) {
  switch (method) {
    case PlacementMethod::Greedy:
      return "greedy";
    case PlacementMethod::Interchange:
      return "interchange";
    case PlacementMethod::Exact:
      return "exact";
  }
  throw std::logic_error("PlacementMethod holds no known value");
}

std::string_view name_of(Effort effort) {
  switch (effort) {
    case Effort::Fast:
      return "fast";
    case Effort::Default:
      return "default";
    case Effort::Thorough:
      return "thorough";
  }
  throw std::logic_error("Effort holds no known value");
}

PlacementOptions options_for(Effort effort) {
  switch (effort) {
    case Effort::Fast:
      return {.method = PlacementMethod::Interchange, .stop = {}};
    case Effort::Default:
      return {.method = PlacementMethod::Exact, .stop = {.gap = 0.01, .iterations = {}, .seconds = 120.0}};
    case Effort::Thorough:
      return {.method = PlacementMethod::Exact, .stop = {.gap = 0.0, .iterations = {}, .seconds = 1800.0}};
  }
  throw std::logic_error("Effort holds no known value");
}

SitePlan place_sites(const PlacementProblem& problem, const PlacementOptions& options, Progress& progress) {
  switch (problem.goal()) {
    case PlacementGoal::SetCover:
      return solve_set_cover(problem, options, progress);
    case PlacementGoal::MaxCover:
      return solve_max_cover(problem, options, progress);
    case PlacementGoal::PMedian:
      return solve_p_median(problem, options, progress);
    case PlacementGoal::PCenter:
      return solve_p_center(problem, options, progress);
    case PlacementGoal::Capacitated:
      return solve_capacitated(problem, options, progress);
  }
  throw std::logic_error("PlacementGoal holds no known value");
}

}  // namespace lastmeter
