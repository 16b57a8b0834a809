// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "coverage/coverage.h"
#include "io/feature_table.h"
#include "report/result_tables.h"
#include "support/draw_zones.h"

namespace lastmeter::testing {

/// Two communities of 1 km2, A and B, three buildings and one post; answers on paper.
///
///   b2 o 20 households, 50 people, 400 m north of the post
///   p1 x b1, 10 households, 30 people, at the post            b3 o 40 households, 80 people, 1400 m east
struct SmallTown {
  StudyArea area = draw_study({.subdistricts = "", .communities = "A B", .grid_zones = "", .cell = Metres(1000.0)});
  IssueLedger ledger;
  CoverageResult coverage;
  std::vector<ServiceShape> shapes;

  SmallTown() {
    area.name = "Small town";
    zone_of(area, ZoneLevel::Community, "A").name = "West";
    area.has_population = true;
    add_building(area, "b3", {1900, 500}, 40, 80);
    add_building(area, "b1", {500, 500}, 10, 30);
    add_building(area, "b2", {500, 900}, 20, 50);
    const FacilityId post = add_facility(area, "p1", {500, 500});
    area.facilities[post].kind = FacilityKind::Centre;
    area.facilities[post].home = ZoneId(0);
  }

  void measure(std::vector<ServiceRule> services = {ServiceRule::Open}) {
    CoverageOptions options;
    options.radii = {Metres(300.0), Metres(500.0)};
    options.services = std::move(services);
    SilentProgress silent;
    const Reach reach = reach_straight(area.demand, area.facilities, needed_reach(area, options));
    coverage = measure_coverage(area, reach, options, silent);
    shapes = service_shapes(area, options, silent);
  }

  [[nodiscard]] Results checked() const { return {.area = &area, .ledger = &ledger}; }
  [[nodiscard]] Results measured() const {
    return {.area = &area, .ledger = &ledger, .coverage = {&coverage}, .shapes = &shapes};
  }
};

inline std::string cell(const FeatureTable& table, std::string_view column, std::size_t row) {
  const auto index = table.find(column);
  return index ? table.columns[*index].as_text(row) : "no column " + std::string(column);
}

inline std::vector<std::string> names_of(const FeatureTable& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) {
    names.push_back(column.name());
  }
  return names;
}

}  // namespace lastmeter::testing
