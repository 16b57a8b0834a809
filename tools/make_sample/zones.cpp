// SPDX-License-Identifier: Apache-2.0
#include "zones.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>
#include <tuple>

#include "ground.h"

namespace lastmeter {

namespace {

constexpr double kStep = 45.0;
constexpr std::array kSubdistricts{"清溪", "望岭", "河湾", "锦庭"};
constexpr std::array kTrees{"云", "柳", "槐", "桐", "枫", "梅", "兰", "松", "竹", "荷", "杏", "桂"};
constexpr std::array kNumerals{"一", "二", "三"};

/// A level of the plan before it is numbered: outline and parent of each zone, in plan order.
struct Sketch {
  std::vector<Ring> outlines;
  std::vector<std::size_t> parents;
};

Sketch sketch_level(const CityPlan& plan, const std::vector<std::size_t>& zone_of_grid,
                    const std::vector<std::size_t>& parents) {
  std::vector<std::vector<std::size_t>> blocks(parents.size());
  for (std::size_t b = 0; b < plan.blocks.size(); ++b) {
    blocks[zone_of_grid[plan.blocks[b].grid]].push_back(b);
  }
  Sketch sketch{{}, parents};
  for (const std::vector<std::size_t>& zone : blocks) {
    sketch.outlines.push_back(bent_ring(plan.plane.points(merged_outline(plan, zone)), kStep));
  }
  return sketch;
}

Point centre_of(const Ring& outline) { return centroid(MultiPolygon{{{outline, {}}}}); }

/// Zones of a level numbered within their parents; `place_of_parent` turns plan numbers into city places.
std::vector<std::size_t> number_zones(const Sketch& sketch, const std::vector<std::size_t>& place_of_parent,
                                      std::vector<CityZone>& zones) {
  std::map<std::size_t, std::vector<std::size_t>> children;
  for (std::size_t i = 0; i < sketch.parents.size(); ++i) {
    children[place_of_parent[sketch.parents[i]]].push_back(i);
  }
  std::vector<std::size_t> place(sketch.parents.size());
  for (const auto& [parent, members] : children) {
    std::vector<Point> centres;
    double area = 0.0;
    for (const std::size_t i : members) {
      centres.push_back(centre_of(sketch.outlines[i]));
      area += signed_area(sketch.outlines[i]);
    }
    for (const std::size_t k : reading_order(centres, 0.8 * std::sqrt(area / static_cast<double>(members.size())))) {
      place[members[k]] = zones.size();
      CityZone zone;
      zone.outline = sketch.outlines[members[k]];
      zone.parent = parent;
      zones.push_back(std::move(zone));
    }
  }
  return place;
}

std::vector<std::size_t> identity(std::size_t count) {
  std::vector<std::size_t> out(count);
  std::iota(out.begin(), out.end(), std::size_t{0});
  return out;
}

/// Calls name(zone, number within its parent from 1) for zones in city order.
void for_each_child(std::vector<CityZone>& zones, const auto& name) {
  std::map<std::size_t, std::size_t> numbers;
  for (CityZone& zone : zones) {
    name(zone, ++numbers[zone.parent]);
  }
}

void name_base_units(City& city) {
  Box whole;
  for (const CityZone& zone : city.subdistricts) {
    whole.add(bounds(zone.outline));
  }
  std::vector<std::pair<double, std::size_t>> far;
  for (std::size_t i = 0; i < city.base_units.size(); ++i) {
    far.emplace_back(-squared_distance(centre_of(city.base_units[i].outline), whole.centre()), i);
  }
  std::sort(far.begin(), far.end());
  std::set<std::size_t> villages;
  std::set<std::size_t> used;
  for (std::size_t k = 0; villages.size() < 7; ++k) {
    if (used.insert(city.base_units[far[k].second].parent).second) {
      villages.insert(far[k].second);
    }
  }
  std::map<std::size_t, std::size_t> of_subdistrict;
  for_each_child(city.base_units, [&](CityZone& unit, std::size_t number) {
    const CityZone& community = city.communities[unit.parent];
    const std::string stem = community.name.substr(0, community.name.size() - std::string("社区").size());
    const bool village = villages.contains(static_cast<std::size_t>(&unit - city.base_units.data()));
    unit.name = village ? stem + "村" : fmt::format("{}{}社区", stem, kNumerals.at(number - 1));
    unit.code = fmt::format("{}{:03}", community.code.substr(0, 9), 100 + ++of_subdistrict[community.parent]);
  });
}

}  // namespace

std::vector<std::size_t> reading_order(const std::vector<Point>& centres, double band) {
  double north = centres.front().y;
  for (const Point p : centres) {
    north = std::max(north, p.y);
  }
  std::vector<std::size_t> order = identity(centres.size());
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto key = [&](std::size_t i) {
      return std::tuple(std::floor((north - centres[i].y) / band), centres[i].x, i);
    };
    return key(a) < key(b);
  });
  return order;
}

VertexRing merged_outline(const CityPlan& plan, const std::vector<std::size_t>& blocks) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> edges;
  for (const std::size_t b : blocks) {
    const VertexRing& ring = plan.blocks[b].ring;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const std::uint32_t from = ring[i];
      const std::uint32_t to = ring[(i + 1) % ring.size()];
      if (edges.erase({to, from}) == 0) {
        edges.insert({from, to});
      }
    }
  }
  const std::map<std::uint32_t, std::uint32_t> next(edges.begin(), edges.end());
  VertexRing out;
  std::uint32_t at = next.begin()->first;
  do {
    out.push_back(at);
    at = next.at(at);
  } while (at != out.front() && out.size() <= next.size());
  if (out.size() != edges.size()) {
    throw std::logic_error("blocks of a zone are not one piece");
  }
  return out;
}

std::vector<std::size_t> draw_zones(const CityPlan& plan, City& city) {
  const std::size_t grids = plan.unit_of_grid.size();
  std::vector<std::size_t> community_of_grid(grids);
  std::vector<std::size_t> subdistrict_of_grid(grids);
  for (std::size_t g = 0; g < grids; ++g) {
    community_of_grid[g] = plan.community_of_unit[plan.unit_of_grid[g]];
    subdistrict_of_grid[g] = plan.subdistrict_of_community[community_of_grid[g]];
  }
  const Sketch subdistricts =
      sketch_level(plan, subdistrict_of_grid, std::vector<std::size_t>(kSubdistricts.size(), 0));
  const Sketch communities = sketch_level(plan, community_of_grid, plan.subdistrict_of_community);
  const Sketch units = sketch_level(plan, plan.unit_of_grid, plan.community_of_unit);
  const Sketch zones = sketch_level(plan, identity(grids), community_of_grid);
  const auto subdistrict_places = number_zones(subdistricts, {0}, city.subdistricts);
  const auto community_places = number_zones(communities, subdistrict_places, city.communities);
  number_zones(units, community_places, city.base_units);
  auto grid_places = number_zones(zones, community_places, city.grids);

  for_each_child(city.subdistricts, [](CityZone& zone, std::size_t number) {
    zone.code = fmt::format("370481{:03}", number);
    zone.name = fmt::format("{}街道", kSubdistricts.at(number - 1));
  });
  for_each_child(city.communities, [&](CityZone& zone, std::size_t number) {
    zone.code = fmt::format("{}{:03}", city.subdistricts[zone.parent].code, number);
    const std::string valley = std::string(kSubdistricts.at(zone.parent)).substr(3);
    zone.name = fmt::format("{}{}社区", kTrees.at(number - 1), valley);
  });
  for_each_child(city.grids, [&](CityZone& zone, std::size_t number) {
    zone.code = fmt::format("{}{:03}", city.communities[zone.parent].code, number);
    zone.name = fmt::format("{}第{}网格", city.communities[zone.parent].name, number);
  });
  name_base_units(city);
  return grid_places;
}

}  // namespace lastmeter
