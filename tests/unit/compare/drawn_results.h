// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compare/comparison.h"

namespace lastmeter::testing {

/// Results built row by row: one case, 500 m open; coverage is said, not measured.
struct DrawnResult {
  ComparedResult result;

  DrawnResult() {
    result.study = "town";
    result.has_population = true;
    result.demand.cases = {"500m_open"};
    result.demand.covered = {{}};
  }
  DrawnResult& building(std::string code, double people, bool covered, std::string community = "A",
                        Point at = {0.0, 0.0}) {
    result.demand.records.push_back({.code = std::move(code), .name = {}, .at = at});
    result.demand.weights.push_back({.households = 0.0, .population = people, .points = 1.0});
    result.demand.zones.push_back({"", std::move(community), ""});
    result.demand.nearest.emplace_back();
    result.demand.nearest_m.emplace_back();
    result.demand.covered.front().push_back(covered ? 1 : 0);
    return *this;
  }
  DrawnResult& post(std::string code, Point at, std::string kind = "station") {
    result.posts.records.push_back({.code = std::move(code), .name = {}, .at = at});
    result.posts.kinds.push_back(std::move(kind));
    result.posts.open.push_back(1);
    return *this;
  }
  /// A square of 1 km2 whose south-west corner is `at`.
  DrawnResult& community(const std::string& code, Point at = {0.0, 0.0}, double side = 1000.0) {
    if (result.zones.empty()) {
      result.zones.push_back({.layer = "communities",
                              .records = {},
                              .area_m2 = {},
                              .shapes = {},
                              .units = {},
                              .unit_zone = {},
                              .unit_weight = {}});
    }
    ComparedZones& zones = result.zones.front();
    zones.records.push_back({.code = code, .name = {}, .at = {}});
    zones.area_m2.emplace_back(side * side);
    zones.shapes.begin(GeometryKind::Polygon);
    zones.shapes.begin_part();
    zones.shapes.begin_ring();
    for (const auto& [dx, dy] : std::vector<std::pair<double, double>>{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}) {
      zones.shapes.add({at.x + dx * side, at.y + dy * side});
    }
    return *this;
  }
};

}  // namespace lastmeter::testing
