// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <vector>

#include "geometry/overlap_area.h"
#include "geometry/overlay.h"
#include "partition/unit_cells.h"

namespace lastmeter::testing {

inline std::vector<CellSite> sites_at(const std::vector<Point>& places) {
  std::vector<CellSite> sites;
  sites.reserve(places.size());
  for (const Point place : places) {
    sites.push_back({place, {}});
  }
  return sites;
}

/// In square metres, to a hundredth, for figures by hand.
inline std::vector<double> rounded_areas(const std::vector<MultiPolygon>& cells) {
  std::vector<double> areas;
  areas.reserve(cells.size());
  for (const MultiPolygon& cell : cells) {
    areas.push_back(std::round(area(cell).value() * 100.0) / 100.0);
  }
  return areas;
}

/// Valid, nobody without ground, no gap, no overlap, dissolving to the parent.
inline void expect_cover(const MultiPolygon& parent, const std::vector<MultiPolygon>& cells, double tolerance = 1e-7) {
  const double whole = area(parent).value();
  double sum = 0.0;
  for (const MultiPolygon& cell : cells) {
    EXPECT_EQ(invalid_reason(cell), std::nullopt);
    EXPECT_GT(area(cell).value(), 0.0);
    sum += area(cell).value();
  }
  EXPECT_NEAR(sum, whole, tolerance * whole);
  const MultiPolygon together = dissolved(cells);
  EXPECT_NEAR(area(together).value(), whole, tolerance * whole);
  EXPECT_NEAR(overlap_area(together, parent).value(), whole, tolerance * whole);
}

}  // namespace lastmeter::testing
