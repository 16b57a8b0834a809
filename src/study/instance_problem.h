// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/progress.h"
#include "io/facility_instance.h"
#include "placement/problem.h"
#include "study/instance_distances.h"

namespace lastmeter {

/// What is asked of an instance.
struct InstanceTask {
  PlacementGoal goal = PlacementGoal::PMedian;
  std::optional<std::size_t> sites =
      std::nullopt;  // at most so many; none: as the file says, else as money and rules allow
  std::optional<double> radius = std::nullopt;              // cover goals: distance <= radius is covered
  std::optional<double> budget = std::nullopt;              // at most so much cost over all sites
  std::optional<double> capacity = std::nullopt;            // Capacitated: of every site, in the place of the file's
  std::optional<DistanceRounding> rounding = std::nullopt;  // none: Nearest for tsplib, Exact for mclp
};

/// Whether a task without any limit on the sites makes sense: a plan to be scored does, one to be found does not.
enum class SiteCount { Needed, Optional };

/// The placement problem of an instance. The number p of a pmed file is a limit for p-median and p-center, and for
/// maximal cover without budget. Cover goals on places in the plane with exact distances: demand that no plan can tell
/// apart is one row. Throws ConfigError, naming the option, for a task the instance cannot be asked: a cover goal
/// without --radius (scp: with one), a distance goal on a file without distances, no limit where one is needed, numbers
/// that are negative or not finite, options that would do nothing, more than 2 GB of distances; InputError for an
/// instance without sites or demand.
PlacementProblem instance_problem(const FacilityInstance& instance, std::string_view file, const InstanceTask& task,
                                  SiteCount limit, Progress& progress);

}  // namespace lastmeter
