// SPDX-License-Identifier: Apache-2.0
#include "faulty_town.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace lastmeter {

namespace {

constexpr int kSpareLo = 380;
constexpr int kSpareHi = 470;

FaultyTown::Zone zone_of(const CityZone& zone, const std::string& parent) {
  return {zone.code, zone.name, parent, "", {{{zone.outline, {}}}}, zone.households, zone.population};
}

void copy_buildings(const City& city, const auto& is_in, FaultyTown& town) {
  for (const CityBuilding& building : city.buildings) {
    const CityZone& grid = city.grids[building.grid];
    if (is_in(grid.code)) {
      town.buildings.push_back({building.code, grid.code, city.compounds[building.compound].code,
                                fmt::format("{}{:02}", grid.code, building.group + 1), building.footprint, std::nullopt,
                                building.households, std::to_string(building.households), building.population});
    }
  }
}

}  // namespace

FaultyTown first_subdistrict(const City& city) {
  FaultyTown town;
  const CityZone& whole = city.subdistricts.front();
  const MultiPolygon shape{{{whole.outline, {}}}};
  const auto is_in = [&](const std::string& code) { return code.starts_with(whole.code); };
  town.subdistrict = zone_of(whole, "");
  for (const CityZone& zone : city.communities) {
    if (is_in(zone.code)) {
      town.communities.push_back(zone_of(zone, whole.code));
    }
  }
  for (const CityZone& zone : city.grids) {
    if (is_in(zone.code)) {
      town.grids.push_back(zone_of(zone, city.communities[zone.parent].code));
    }
  }
  copy_buildings(city, is_in, town);
  for (const Post& post : city.posts) {
    const std::string& community = city.communities[post.community].code;
    if (is_in(community)) {
      town.posts.push_back({post.code, post.name, name_of(post.kind), community, post.at});
    }
  }
  const auto copy_if = [](const auto& from, auto& to, const auto& test) {
    std::copy_if(from.begin(), from.end(), std::back_inserter(to), test);
  };
  copy_if(city.compounds, town.compounds, [&](const Compound& compound) { return is_in(compound.code); });
  copy_if(city.candidates, town.candidates, [&](const Candidate& site) { return contains(shape, site.at); });
  copy_if(city.streets, town.streets, [&](const CityLine& street) {
    return contains(shape, street.points.front()) && contains(shape, street.points.back());
  });
  town.barriers = city.barriers;
  return town;
}

SpareGrids::SpareGrids(const FaultyTown& town) : town_(&town), used_(town.grids.size(), false) {}

std::size_t SpareGrids::take() {
  for (std::size_t g = 0; g < used_.size(); ++g) {
    if (!used_[g] && town_->grids[g].households >= kSpareLo && town_->grids[g].households <= kSpareHi) {
      used_[g] = true;
      return g;
    }
  }
  throw std::logic_error("no grid zone is left to plant a fault in");
}

}  // namespace lastmeter
