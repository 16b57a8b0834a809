// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "city_plan.h"
#include "geometry/polygon.h"

namespace lastmeter {

/// What stands in a compound, from small to large.
enum class HouseStyle { Terrace, WalkUp, Slab, Tower };

/// A housing estate inside one block.
struct Compound {
  Ring outline;
  std::size_t grid = 0;
  HouseStyle style = HouseStyle::WalkUp;
  std::string code;
  std::string name;
};

/// Buildings stand in their compound, so in one grid zone, and touch nothing.
struct CityBuilding {
  Ring footprint;
  std::size_t compound = 0;
  std::size_t grid = 0;
  std::size_t group = 0;  // 0, 1 or 2 within the grid zone
  int households = 0;
  int population = 0;
  std::string code;
};

struct CityZone {
  Ring outline;
  std::string code;
  std::string name;
  std::size_t parent = 0;
  int households = 0;
  int population = 0;
};

enum class PostKind { Centre, Station, MicroStation };
/// 中心, 站点, 微站.
std::string_view name_of(PostKind kind);

struct Post {
  PostKind kind = PostKind::Centre;
  Point at;
  std::size_t community = 0;
  std::string code;
  std::string name;
};

struct Candidate {
  Point at;
  std::string code;
  std::string name;
  int floor_area = 0;
};

struct CityLine {
  EdgeClass edge_class = EdgeClass::Lane;
  std::string code;
  std::string name;
  std::vector<Point> points;
};

/// Where a road or path passes the river or the railway.
struct BarrierCrossing {
  EdgeClass barrier = EdgeClass::River;
  EdgeClass road = EdgeClass::Arterial;
  Point at;
  std::string code;
};

struct CityEvent {
  std::size_t grid = 0;
  std::size_t category = 0;
  std::string code;
  std::string opened;  // ISO dates
  std::string closed;  // empty = still open
};

/// One synthetic city. Zones of a level are in the order of their codes; `parent` counts in the level above.
struct City {
  std::vector<CityZone> subdistricts;
  std::vector<CityZone> communities;
  std::vector<CityZone> base_units;  // parent: community
  std::vector<CityZone> grids;       // parent: community
  std::vector<std::size_t> groups_of_grid;
  std::vector<Compound> compounds;
  std::vector<CityBuilding> buildings;
  std::vector<Post> posts;
  std::vector<Candidate> candidates;
  std::vector<CityLine> streets;
  std::vector<CityLine> barriers;
  std::vector<BarrierCrossing> crossings;
  std::vector<CityEvent> events;
};

}  // namespace lastmeter
