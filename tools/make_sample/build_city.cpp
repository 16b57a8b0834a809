// SPDX-License-Identifier: Apache-2.0
#include "build_city.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "core/random.h"
#include "events.h"
#include "housing.h"
#include "posts.h"
#include "streets.h"
#include "zones.h"

namespace lastmeter {

namespace {

constexpr std::array kWishes{"安", "和", "福", "康", "宁", "泰", "祥", "瑞", "雅", "馨", "盛", "华"};
constexpr std::array kEstates{"苑", "园", "花园", "家园", "小区", "新村", "公寓"};

/// Orders compounds and buildings by grid zone and gives them their codes.
void settle_housing(Housing housing, const std::vector<std::size_t>& grid_places, City& city, Random& random) {
  std::vector<std::size_t> order(housing.compounds.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return grid_places[housing.compounds[a].grid] < grid_places[housing.compounds[b].grid];
  });
  std::map<std::size_t, std::size_t> in_community;
  std::vector<std::size_t> place(order.size());
  for (const std::size_t old : order) {
    Compound& compound = housing.compounds[old];
    place[old] = city.compounds.size();
    compound.grid = grid_places[compound.grid];
    const CityZone& community = city.communities[city.grids[compound.grid].parent];
    const std::size_t number = ++in_community[city.grids[compound.grid].parent];
    compound.code = fmt::format("{}{:04}", community.code, number);
    const std::size_t wish = number % kWishes.size();
    const std::size_t other = (wish + 1 + random.below(kWishes.size() - 1)) % kWishes.size();
    compound.name = fmt::format("{}{}{}{}", community.name.substr(0, 6), kWishes.at(wish), kWishes.at(other),
                                kEstates.at(random.below(kEstates.size())));
    city.compounds.push_back(std::move(compound));
  }
  for (CityBuilding& building : housing.buildings) {
    building.compound = place[building.compound];
    building.grid = city.compounds[building.compound].grid;
  }
  city.buildings = std::move(housing.buildings);
  std::stable_sort(city.buildings.begin(), city.buildings.end(),
                   [](const CityBuilding& a, const CityBuilding& b) { return a.compound < b.compound; });
  std::map<std::size_t, std::size_t> in_grid;
  for (CityBuilding& building : city.buildings) {
    building.code = fmt::format("{}{:04}", city.grids[building.grid].code, ++in_grid[building.grid]);
  }
}

}  // namespace

City build_city(const CityCounts& counts) {
  const CityPlan plan = plan_city();
  City city;
  const std::vector<std::size_t> grid_places = draw_zones(plan, city);
  draw_streets(plan, city);
  // One stream for each step: a change in one leaves the others as they are.
  Random housing(20220502);
  Random people(20220503);
  Random posts(20220504);
  Random events(20220505);
  settle_housing(build_housing(plan, housing), grid_places, city, housing);
  settle_people(city, counts, people);
  place_posts(plan, city, posts);
  report_events(city, events);
  return city;
}

}  // namespace lastmeter
