// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "audit/checks.h"
#include "core/random.h"
#include "unit/audit/sound_town.h"

namespace lastmeter::testing {

namespace {

constexpr auto Community = ZoneLevel::Community;
constexpr auto Grid = ZoneLevel::GridZone;
constexpr int kSide = 20;        // grid zones of 100 m, 20 by 20
constexpr int kOfCommunity = 5;  // in communities of 5 by 5

void add_square(ZoneLayer& layer, const std::string& code, double x, double y, double side) {
  Zone zone;
  zone.code = code;
  reshape(zone, rectangle(x, y, x + side, y + side));
  layer.zones.push_back(std::move(zone));
}

StudyArea chessboard() {
  StudyArea area;
  for (int i = 0; i < 16; ++i) {
    const int row = i / 4;
    add_square(area.zones(Community), "C" + std::to_string(i), 500.0 * (i % 4), 500.0 * row, 500.0);
  }
  for (int i = 0; i < kSide * kSide; ++i) {
    const int row = i / kSide;
    add_square(area.zones(Grid), "G" + std::to_string(i), 100.0 * (i % kSide), 100.0 * row, 100.0);
  }
  link_parents(area);
  return area;
}

/// What is wrong with the chessboard, or was found to be.
struct Fault {
  Rule rule;
  Point at;
  double square_metres;
};

bool is_before(const Fault& a, const Fault& b) {
  return std::pair(std::lround(a.at.y), a.at.x) < std::pair(std::lround(b.at.y), b.at.x);
}

/// Moves the right side of the zone in column x, row y; `metres` below 0 leave a gap.
Fault stretch(StudyArea& area, int x, int y, double metres) {
  Zone& zone = area.zones(Grid).zones[ZoneId(static_cast<std::size_t>(kSide * y + x))];
  reshape(zone, rectangle(100.0 * x, 100.0 * y, 100.0 * x + 100.0 + metres, 100.0 * y + 100.0));
  const bool at_parents_border = x % kOfCommunity == kOfCommunity - 1;
  const Rule rule = metres < 0.0 ? Rule::ZoneGap : at_parents_border ? Rule::ZoneOutsideParent : Rule::ZoneOverlap;
  return {rule, {100.0 * x + 100.0 + metres / 2.0, 100.0 * y + 50.0}, 100.0 * std::abs(metres)};
}

std::vector<Fault> faults_of(const StudyArea& area) {
  const SharedAreasByLevel shared = measure_shared_areas(area);
  Findings all = find_orphans(area, shared);
  append(all, find_overlaps(area, shared, {}));
  append(all, find_gaps(area, shared, {}));
  append(all, find_zones_outside_parent(area, shared, {}));
  append(all, find_multipart_zones(area));
  std::vector<Fault> faults;
  for (const Issue& issue : all) {
    faults.push_back({issue.rule, issue.at.value_or(Point{}), issue.figure.value_or(0.0)});
  }
  std::sort(faults.begin(), faults.end(), is_before);
  return faults;
}

/// Every second zone, as the white squares, may be moved: no two faults touch.
TEST(Topology, PlantedFaultsAreFoundWithTheirAreasAndNothingElse) {
  Random random(5);
  for (int round = 0; round < 10; ++round) {
    StudyArea area = chessboard();
    std::vector<Fault> planted;
    for (int y = 0; y < kSide; ++y) {
      for (int x = y % 2; x < kSide; x += 2) {
        const double metres = random.uniform(0.02, 9.0);
        switch (random.below(6)) {
          case 0:
            planted.push_back(stretch(area, x, y, metres));
            break;
          case 1:
            planted.push_back(stretch(area, x, y, -metres));
            break;
          case 2:
            stretch(area, x, y, 0.009);  // 0.9 m2: within the tolerance
            break;
          case 3:
            stretch(area, x, y, -0.009);
            break;
          default:
            break;
        }
      }
    }
    std::sort(planted.begin(), planted.end(), is_before);
    const std::vector<Fault> found = faults_of(area);
    ASSERT_EQ(found.size(), planted.size()) << "round " << round;
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(rule_info(found[i].rule).code, rule_info(planted[i].rule).code) << "round " << round << ", " << i;
      EXPECT_NEAR(found[i].square_metres, planted[i].square_metres, 1e-6);
      EXPECT_LT(distance(found[i].at, planted[i].at), Metres(1e-6));
    }
  }
}

}  // namespace

}  // namespace lastmeter::testing
