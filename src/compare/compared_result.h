// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "coverage/demand_sum.h"
#include "geometry/geometry_column.h"
#include "geometry/point.h"
#include "model/figure.h"

namespace lastmeter {

/// Something with a code that two results may both hold.
struct ComparedRecord {
  std::string code;
  std::string name;
  std::optional<Point> at;  // in the system both results are compared in
};

/// The demand points of a result, row by row.
struct ComparedDemand {
  std::vector<ComparedRecord> records;
  std::vector<DemandSum> weights;                       // not negative; points = 1
  std::vector<std::array<std::string, 3>> zones;        // codes by level (kZoneLevels); "" = in none
  std::vector<std::string> nearest;                     // code of the nearest post
  std::vector<std::optional<double>> nearest_m;         // metres to it
  std::vector<std::string> cases;                       // "500m_open", "500m_home_walking" ... as columns are named
  std::vector<std::vector<std::uint8_t>> covered = {};  // by case, then row: 1 = some post reaches it
};

struct ComparedPosts {
  std::vector<ComparedRecord> records;
  std::vector<std::string> kinds;
  std::vector<std::uint8_t> open;  // 0: a site that the plan does not open
};

/// A layer of zones: a level of the study, or the zones of a plan.
struct ComparedZones {
  std::string layer;  // "communities", "partition_zones"
  std::vector<ComparedRecord> records;
  std::vector<std::optional<double>> area_m2;
  GeometryColumn shapes;  // a row a zone
  // What the zones of a plan are made of; empty for levels of the study, whose zones hold the demand.
  std::vector<ComparedRecord> units;
  std::vector<std::string> unit_zone;
  std::vector<double> unit_weight;
};

/// What is compared of one result folder.
struct ComparedResult {
  std::string study;
  std::vector<Figure> figures;
  bool has_population = false;
  bool has_households = false;
  DemandBasis basis = DemandBasis::Buildings;
  ComparedDemand demand;
  ComparedPosts posts;
  ComparedPosts sites;               // of a placement; else empty
  std::vector<ComparedZones> zones;  // levels, then plans
};

}  // namespace lastmeter
