// SPDX-License-Identifier: Apache-2.0
#include "study/event_demand.h"

#include <gmock/gmock.h>

namespace lastmeter {
namespace {

using ::testing::ElementsAre;

/// Four points on a line, 100 m apart: 10 and 30 households in grid zone 0, none in zone 1 with two points.
class CountedEvents : public ::testing::Test {
 protected:
  CountedEvents() {
    const std::array<double, 4> households{10.0, 30.0, 0.0, 0.0};
    for (std::size_t i = 0; i < households.size(); ++i) {
      DemandPoint point;
      point.at = {100.0 * static_cast<double>(i), 0.0};
      point.households = households[i];
      point.zones = {std::nullopt, std::nullopt, ZoneId(i / 2)};
      area_.demand.push_back(point);
    }
  }
  void place(Point at) { book_.events.emplace_back().at = at; }
  void know(std::size_t grid_zone) { book_.events.emplace_back().grid_zone = ZoneId(grid_zone); }
  std::vector<double> counted() {
    count_events(book_, area_);
    std::vector<double> events;
    for (const DemandPoint& point : area_.demand) {
      events.push_back(point.events);
    }
    return events;
  }

  StudyArea area_;
  EventBook book_;
};

TEST_F(CountedEvents, ThoseWithAPlaceGoToTheNearestPoint) {
  place({40.0, 5.0});
  place({260.0, 0.0});
  place({150.0, 0.0});  // as far from two: the lower id
  EXPECT_THAT(counted(), ElementsAre(1.0, 1.0, 0.0, 1.0));
}

TEST_F(CountedEvents, ThoseOfAZoneGoToItsPointsByHouseholds) {
  for (int i = 0; i < 4; ++i) {
    know(0);
  }
  EXPECT_THAT(counted(), ElementsAre(1.0, 3.0, 0.0, 0.0));
}

TEST_F(CountedEvents, WithoutHouseholdsAllPointsAreAlike) {
  know(1);
  know(7);                      // a zone without demand
  book_.events.emplace_back();  // no place at all
  EXPECT_THAT(counted(), ElementsAre(0.0, 0.0, 0.5, 0.5));
  EXPECT_THAT(counted(), ElementsAre(0.0, 0.0, 0.5, 0.5)) << "counted anew";
}

TEST_F(CountedEvents, ByPeopleWhereThereAreNoHouseholds) {
  area_.demand[DemandId(2)].population = 1.0;
  area_.demand[DemandId(3)].population = 3.0;
  know(1);
  EXPECT_THAT(counted(), ElementsAre(0.0, 0.0, 0.25, 0.75));
}

}  // namespace
}  // namespace lastmeter
