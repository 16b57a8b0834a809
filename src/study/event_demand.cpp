// SPDX-License-Identifier: Apache-2.0
#include "study/event_demand.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "coverage/nearest_post.h"

namespace lastmeter {

namespace {

void count_placed(const std::vector<Point>& places, StudyArea& area) {
  std::vector<Point> demand;
  for (const DemandPoint& point : area.demand) {
    demand.push_back(point.at);
  }
  for (const NearestPost& nearest : nearest_posts(places, demand)) {
    area.demand[DemandId(nearest.post.index())].events += 1.0;
  }
}

double sum(const StudyArea& area, const std::vector<DemandId>& points, double DemandPoint::*count) {
  double total = 0.0;
  for (const DemandId point : points) {
    total += area.demand[point].*count;
  }
  return total;
}

void share_out(double events, const std::vector<DemandId>& points, StudyArea& area) {
  const auto weight =
      sum(area, points, &DemandPoint::households) > 0.0 ? &DemandPoint::households : &DemandPoint::population;
  const double total = sum(area, points, weight);
  for (const DemandId point : points) {
    const double share = total > 0.0 ? area.demand[point].*weight / total : 1.0 / static_cast<double>(points.size());
    area.demand[point].events += events * share;
  }
}

}  // namespace

void count_events(const EventBook& book, StudyArea& area) {
  for (DemandPoint& point : area.demand) {
    point.events = 0.0;
  }
  using Where = std::pair<ZoneLevel, ZoneId>;
  std::vector<Point> places;
  std::map<Where, double> by_zone;
  for (const Event& event : book.events) {
    if (event.at) {
      places.push_back(*event.at);
    } else if (event.grid_zone) {
      by_zone[{ZoneLevel::GridZone, *event.grid_zone}] += 1.0;
    } else if (event.community) {
      by_zone[{ZoneLevel::Community, *event.community}] += 1.0;
    }
  }
  if (area.demand.empty()) {
    return;
  }
  count_placed(places, area);
  std::map<Where, std::vector<DemandId>> inside;
  for (std::size_t i = 0; i < area.demand.size(); ++i) {
    for (const ZoneLevel level : {ZoneLevel::GridZone, ZoneLevel::Community}) {
      if (const auto zone = area.demand[DemandId(i)].zones[static_cast<std::size_t>(level)]) {
        inside[{level, *zone}].emplace_back(i);
      }
    }
  }
  for (const auto& [where, events] : by_zone) {
    if (const auto points = inside.find(where); points != inside.end()) {
      share_out(events, points->second, area);
    }
  }
}

}  // namespace lastmeter
