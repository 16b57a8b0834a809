// SPDX-License-Identifier: Apache-2.0
// A program of somebody else: one post, two buildings, one of them exactly on the circle.
#include <cstdio>

#include "core/version.h"
#include "coverage/reach.h"
#include "io/read_table.h"

int main() {
  using namespace lastmeter;
  using namespace lastmeter::literals;
  IdVector<DemandId, DemandPoint> demand(2);
  demand[DemandId(0)].at = {300.0, 400.0};
  demand[DemandId(1)].at = {301.0, 400.0};
  const IdVector<FacilityId, Facility> posts(1);
  const Reach reach = reach_straight(demand, posts, 500_m);
  std::printf("lastmeter %s, GDAL %s: %zu pairs\n", kVersion, gdal_version().c_str(), reach.pair_count());
  return reach.pair_count() == 1 ? 0 : 1;
}
