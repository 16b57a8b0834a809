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
  TravelMode mode = TravelMode::Straight;
  RadiusRule radius;
  MultiPolygon service_area;  // open service, not clipped: union of all discs, or the surroundings of streets
  MultiPolygon gap;           // the zones of the top level without the service area; empty without zones
};

/// The zones of the top level as one shape; empty without zones.
MultiPolygon ground_of(const StudyArea& area);

/// By radius rule. Straight lines only. Discs at one place are drawn once. GEOS's cascaded union: about a second for
/// thousands of discs.
std::vector<ServiceShape> service_shapes(const StudyArea& area, const CoverageOptions& options, Progress& progress);

}  // namespace lastmeter
