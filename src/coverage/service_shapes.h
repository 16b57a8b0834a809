// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/progress.h"
#include "coverage/coverage_options.h"
#include "geometry/polygon.h"

namespace lastmeter {

/// Shapes of one radius rule for maps. Circles are polygons whose chords leave them by at most the stated tolerance, so
/// the shapes are never used to count.
struct ServiceShape {
  RadiusRule radius;
  MultiPolygon service_area;  // union of all discs, open service, not clipped
  MultiPolygon gap;           // the zones of the top level without the service area; empty without zones
};

/// By radius rule. Straight lines only. Discs at one place are drawn once. GEOS's cascaded union: about a second for
/// thousands of discs.
std::vector<ServiceShape> service_shapes(const StudyArea& area, const CoverageOptions& options, Progress& progress);

}  // namespace lastmeter
