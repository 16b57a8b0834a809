// SPDX-License-Identifier: Apache-2.0
#include "counts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "housing.h"

namespace lastmeter {

namespace {

constexpr int kGridLo = 300;
constexpr int kGridHi = 500;
constexpr std::size_t kGridsWithTwoGroups = 201;

std::vector<std::vector<std::size_t>> buildings_by_grid(const City& city) {
  std::vector<std::vector<std::size_t>> out(city.grids.size());
  for (std::size_t b = 0; b < city.buildings.size(); ++b) {
    out[city.buildings[b].grid].push_back(b);
  }
  return out;
}

std::vector<double> house_weights(const City& city, const std::vector<std::size_t>& members) {
  std::vector<double> weights;
  for (const std::size_t b : members) {
    const CityBuilding& building = city.buildings[b];
    weights.push_back(signed_area(building.footprint) * floors(city.compounds[building.compound].style));
  }
  return weights;
}

void form_groups(City& city, const std::vector<std::vector<std::size_t>>& members, Random& random) {
  city.groups_of_grid.assign(city.grids.size(), 3);
  for (std::size_t two = 0; two < kGridsWithTwoGroups;) {
    std::size_t& groups = city.groups_of_grid[random.below(city.grids.size())];
    two += groups == 3 ? 1 : 0;
    groups = 2;
  }
  for (std::size_t g = 0; g < members.size(); ++g) {
    for (std::size_t k = 0; k < members[g].size(); ++k) {
      city.buildings[members[g][k]].group = k * city.groups_of_grid[g] / members[g].size();
    }
  }
}

void sum_up(City& city) {
  for (const CityBuilding& building : city.buildings) {
    city.grids[building.grid].households += building.households;
    city.grids[building.grid].population += building.population;
  }
  for (const CityZone& grid : city.grids) {
    city.communities[grid.parent].households += grid.households;
    city.communities[grid.parent].population += grid.population;
    const Point inside = centroid(MultiPolygon{{{grid.outline, {}}}});
    for (CityZone& unit : city.base_units) {
      if (unit.parent == grid.parent && contains(MultiPolygon{{{unit.outline, {}}}}, inside)) {
        unit.households += grid.households;
        unit.population += grid.population;
      }
    }
  }
  for (const CityZone& community : city.communities) {
    city.subdistricts[community.parent].households += community.households;
    city.subdistricts[community.parent].population += community.population;
  }
}

}  // namespace

std::vector<int> apportioned(const std::vector<double>& weights, int total, int least) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  const int spare = total - least * static_cast<int>(weights.size());
  std::vector<int> out;
  std::vector<std::pair<double, std::size_t>> remainders;
  int given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = weights[i] / sum * spare;
    const int whole = static_cast<int>(std::floor(exact));
    out.push_back(least + whole);
    given += whole;
    remainders.emplace_back(whole - exact, i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t k = 0; given < spare; ++k, ++given) {
    ++out[remainders[k].second];
  }
  return out;
}

std::vector<int> share_households(const City& city, const CityCounts& counts, Random& random) {
  std::vector<std::vector<std::size_t>> members(city.communities.size());
  for (std::size_t g = 0; g < city.grids.size(); ++g) {
    members[city.grids[g].parent].push_back(g);
  }
  std::vector<int> households(city.grids.size(), kGridLo);
  std::vector<int> community(city.communities.size());
  int left = counts.households;
  for (std::size_t c = 0; c < members.size(); ++c) {
    community[c] = kGridLo * static_cast<int>(members[c].size());
    left -= community[c];
  }
  std::vector<double> appetite(city.grids.size());
  for (double& a : appetite) {
    a = 0.25 + random.uniform() + random.uniform();
  }
  while (left > 0) {
    const std::size_t g = random.below(households.size());
    const std::size_t c = city.grids[g].parent;
    if (households[g] < kGridHi && community[c] < counts.community_hi && random.uniform() * 2.25 < appetite[g]) {
      ++households[g];
      ++community[c];
      --left;
    }
  }
  return households;
}

void settle_people(City& city, const CityCounts& counts, Random& random) {
  const auto members = buildings_by_grid(city);
  const std::vector<int> households = share_households(city, counts, random);
  for (std::size_t g = 0; g < members.size(); ++g) {
    const std::vector<int> shares = apportioned(house_weights(city, members[g]), households[g], 2);
    for (std::size_t k = 0; k < shares.size(); ++k) {
      city.buildings[members[g][k]].households = shares[k];
    }
  }
  std::vector<double> people;
  for (const CityBuilding& building : city.buildings) {
    people.push_back(building.households * random.uniform(2.55, 3.45));
  }
  const std::vector<int> population = apportioned(people, counts.population, 1);
  for (std::size_t b = 0; b < population.size(); ++b) {
    city.buildings[b].population = population[b];
  }
  form_groups(city, members, random);
  sum_up(city);
}

}  // namespace lastmeter
