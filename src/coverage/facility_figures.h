// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "coverage/covered_area.h"
#include "coverage/demand_coverage.h"

namespace lastmeter {

/// One post under one radius rule, open service.
struct PostReach {
  Metres radius;
  DemandSum within;
  DemandSum exclusive;                         // demand no other post covers: what closing it would lose
  std::optional<double> mean_depth;            // posts per unit of weight within reach, this one included; >= 1
  std::optional<SquareMetres> area;            // of its disc inside the zones of the top level
  std::optional<SquareMetres> exclusive_area;  // of its disc that no other disc covers, wherever it lies
};

/// One post. Of posts at the same place the first is allocated everything, and each is exclusive for nothing.
struct PostRow {
  DemandSum allocated;             // its catchment: demand whose nearest post it is, at any distance
  std::optional<Metres> farthest;  // distance of the catchment's farthest demand (`is_demand`)
  std::vector<PostReach> reach;    // by radius rule
};

/// By FacilityId. One pass over the Reach; parallel over slices that do not depend on the number of threads. `areas` is
/// null for walking. Memory: 56 bytes x posts x radius rules x 8.
std::vector<PostRow> tabulate_posts(const StudyArea& area, const FlatDemand& demand, const Reach& reach,
                                    const DemandCoverage& coverage, Metres nominal,
                                    const std::vector<RadiusRule>& rules, const CoverageAreas* areas);

}  // namespace lastmeter
