// SPDX-License-Identifier: Apache-2.0
#include "check_city.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>

#include "geometry/overlap_area.h"
#include "posts.h"

namespace lastmeter {

namespace {

void demand(bool holds, const std::string& what) {
  if (!holds) {
    throw std::logic_error("the sample is wrong: " + what);
  }
}

void demand_count(std::size_t is, std::size_t should, const char* what) {
  demand(is == should, fmt::format("{} {} instead of {}", is, what, should));
}

void demand_between(int value, int lo, int hi, const std::string& what) {
  demand(value >= lo && value <= hi, fmt::format("{}: {} is not within {}-{}", what, value, lo, hi));
}

MultiPolygon shape_of(const Ring& ring) { return {{{ring, {}}}}; }

/// Twice the area in 1/4096 m2, exact: coordinates are whole 1/64 m.
std::int64_t exact_area(const Ring& ring) {
  const auto x = [&](std::size_t i) { return std::llround((ring[i].x - ring[0].x) * 64); };
  const auto y = [&](std::size_t i) { return std::llround((ring[i].y - ring[0].y) * 64); };
  std::int64_t twice = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    twice += x(i) * y(i + 1) - x(i + 1) * y(i);
  }
  return twice;
}

using Directed = std::pair<std::pair<double, double>, std::pair<double, double>>;

/// Edges that no sibling runs along the other way: the border of the union of the rings.
std::set<Directed> outer_edges(const std::vector<const Ring*>& rings) {
  std::set<Directed> edges;
  for (const Ring* ring : rings) {
    for (std::size_t i = 0; i < ring->size(); ++i) {
      const Point a = (*ring)[i];
      const Point b = (*ring)[(i + 1) % ring->size()];
      if (edges.erase({{b.x, b.y}, {a.x, a.y}}) == 0) {
        demand(edges.insert({{a.x, a.y}, {b.x, b.y}}).second, "two zones lie on the same side of an edge");
      }
    }
  }
  return edges;
}

/// The children's border edges are the parent's, and their areas sum to its area: no gap, no overlap.
void check_tiling(const std::vector<CityZone>& parents, const std::vector<CityZone>& children) {
  for (std::size_t p = 0; p < parents.size(); ++p) {
    std::vector<const Ring*> rings;
    std::int64_t area = 0;
    for (const CityZone& child : children) {
      if (child.parent == p) {
        demand(exact_area(child.outline) > 0, child.code + " is turned or empty");
        rings.push_back(&child.outline);
        area += exact_area(child.outline);
      }
    }
    demand(area == exact_area(parents[p].outline), parents[p].code + " is not tiled: areas differ");
    demand(outer_edges(rings) == outer_edges({&parents[p].outline}), parents[p].code + " is not tiled: edges differ");
  }
}

void check_zones(const std::vector<CityZone>& zones, std::size_t digits, const CityCounts& counts) {
  int households = 0;
  int population = 0;
  for (std::size_t i = 0; i < zones.size(); ++i) {
    households += zones[i].households;
    population += zones[i].population;
    demand(zones[i].code.size() == digits, zones[i].code + " has the wrong length");
    demand(i == 0 || zones[i - 1].code < zones[i].code, zones[i].code + " is out of order or used twice");
  }
  demand_between(households, counts.households, counts.households, "sum of households");
  demand_between(population, counts.population, counts.population, "sum of people");
}

void check_hierarchy(const City& city, const CityCounts& counts) {
  demand_count(city.subdistricts.size(), 4, "subdistricts");
  demand_count(city.communities.size(), 48, "communities");
  demand_count(city.base_units.size(), 99, "base units");
  demand_count(city.grids.size(), 450, "grid zones");
  check_zones(city.subdistricts, 9, counts);
  check_zones(city.communities, 12, counts);
  check_zones(city.grids, 15, counts);
  for (const CityZone& grid : city.grids) {
    demand_between(grid.households, 300, 500, grid.code);
    demand(grid.code.starts_with(city.communities[grid.parent].code), grid.code + " has a foreign prefix");
  }
  std::map<std::size_t, std::size_t> grids;
  std::map<std::size_t, std::size_t> units;
  for (const CityZone& grid : city.grids) {
    ++grids[grid.parent];
  }
  for (const CityZone& unit : city.base_units) {
    ++units[unit.parent];
  }
  for (const CityZone& community : city.communities) {
    demand_between(community.households, counts.community_lo, counts.community_hi, community.code);
  }
  const auto with = [](const auto& of, std::size_t n) {
    return static_cast<std::size_t>(std::count_if(of.begin(), of.end(), [&](const auto& e) { return e.second == n; }));
  };
  demand_count(with(grids, 9), 30, "communities with 9 grid zones");
  demand_count(with(grids, 10), 18, "communities with 10 grid zones");
  demand_count(with(units, 2), 45, "pairs of base units");
  demand_count(with(units, 3), 3, "triples of base units");
  check_tiling(city.subdistricts, city.communities);
  check_tiling(city.communities, city.base_units);
  check_tiling(city.communities, city.grids);
}

void check_buildings(const City& city, const CityCounts& counts) {
  int households = 0;
  int population = 0;
  std::set<std::string> codes;
  std::set<std::pair<std::size_t, std::size_t>> groups;
  std::vector<MultiPolygon> shapes;
  std::vector<MultiPolygon> compounds;
  for (const Compound& compound : city.compounds) {
    compounds.push_back(shape_of(compound.outline));
    demand(overlap_area(compounds.back(), shape_of(city.grids[compound.grid].outline)).value() >
               area(compounds.back()).value() - 1e-6,
           compound.code + " leaves its grid zone");
  }
  for (const CityBuilding& building : city.buildings) {
    demand(building.households >= 2 && building.population >= 1, building.code + " is empty");
    demand(codes.insert(building.code).second, building.code + " is used twice");
    demand(building.grid == city.compounds[building.compound].grid, building.code + " is in two grid zones");
    groups.insert({building.grid, building.group});
    households += building.households;
    population += building.population;
    shapes.push_back(shape_of(building.footprint));
    demand(overlap_area(shapes.back(), compounds[building.compound]).value() > area(shapes.back()).value() - 1e-6,
           building.code + " leaves its compound");
  }
  demand_between(static_cast<int>(city.buildings.size()), 11800, 12200, "buildings");
  demand_between(households, counts.households, counts.households, "households in buildings");
  demand_between(population, counts.population, counts.population, "people in buildings");
  demand_count(groups.size(), 1149, "building groups");
  std::vector<const MultiPolygon*> all;
  all.reserve(shapes.size());
  for (const MultiPolygon& shape : shapes) {
    all.push_back(&shape);
  }
  demand(overlaps_within(all, SquareMetres(1e-6)).empty(), "two buildings overlap");
}

void check_posts(const City& city) {
  demand_count(city.posts.size(), 75, "posts");
  std::set<std::size_t> with_centre;
  for (const Post& post : city.posts) {
    demand(contains(shape_of(city.communities[post.community].outline), post.at), post.code + " is not at home");
    if (post.kind == PostKind::Centre) {
      with_centre.insert(post.community);
    }
    for (const Post& other : city.posts) {
      demand(&other == &post || distance(post.at, other.at).value() > 60.0, post.code + " stands beside " + other.code);
    }
  }
  demand_count(with_centre.size(), 48, "communities with a centre");
  const double share = population_share_within_500_m(city);
  demand(share > 0.70 && share < 0.85, fmt::format("{:.1f} % of the people are covered", 100 * share));
}

void check_events(const City& city) {
  demand_count(city.events.size(), 15000, "events");
  const auto open = std::count_if(city.events.begin(), city.events.end(), [](const CityEvent& event) {
    demand(event.closed.empty() || event.closed > event.opened, event.code + " was settled before it was reported");
    return event.closed.empty();
  });
  demand_count(static_cast<std::size_t>(open), 150, "open events");
}

}  // namespace

void check_city(const City& city, const CityCounts& counts) {
  check_hierarchy(city, counts);
  check_buildings(city, counts);
  check_posts(city);
  check_events(city);
}

}  // namespace lastmeter
