// SPDX-License-Identifier: Apache-2.0
#include "posts.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "ground.h"
#include "housing.h"

namespace lastmeter {

namespace {

constexpr double kReach = 500.0;
constexpr std::size_t kStations = 27;
constexpr std::size_t kMicroStations = 8;  // the last of them
constexpr std::size_t kCandidates = 200;
constexpr double kLeastApart = 150.0;

struct Corner {
  Point at;
  std::size_t community = 0;
};

Point place_of(const CityBuilding& building) { return centroid(MultiPolygon{{{building.footprint, {}}}}); }

/// Corners of the blocks, a few metres inside, each in the community that holds it.
std::vector<Corner> street_corners(const CityPlan& plan, const City& city) {
  std::vector<MultiPolygon> communities;
  for (const CityZone& zone : city.communities) {
    communities.push_back({{{zone.outline, {}}}});
  }
  std::vector<Corner> corners;
  for (const PlannedBlock& block : plan.blocks) {
    const Ring inner = block.kind == PlannedBlock::Kind::Ordinary ? inner_block(plan, block) : Ring{};
    for (const Point corner : inner) {
      const Point at = snapped(ground_from_plan(corner));
      const auto home = std::find_if(communities.begin(), communities.end(),
                                     [&](const MultiPolygon& zone) { return contains(zone, at); });
      corners.push_back({at, static_cast<std::size_t>(home - communities.begin())});
    }
  }
  return corners;
}

void open_centres(const std::vector<Corner>& corners, City& city, Random& random) {
  std::vector<Point> middles(city.communities.size());
  for (const CityBuilding& building : city.buildings) {
    const std::size_t community = city.grids[building.grid].parent;
    const double share = static_cast<double>(building.population) / city.communities[community].population;
    middles[community].x += share * place_of(building).x;
    middles[community].y += share * place_of(building).y;
  }
  for (std::size_t c = 0; c < middles.size(); ++c) {
    const Point wish{middles[c].x + random.uniform(-300, 300), middles[c].y + random.uniform(-300, 300)};
    std::optional<Point> best;
    for (const Corner& corner : corners) {
      if (corner.community == c && (!best || squared_distance(corner.at, wish) < squared_distance(*best, wish))) {
        best = corner.at;
      }
    }
    city.posts.push_back(
        {PostKind::Centre, best.value(), c, fmt::format("ZX{:03}", c + 1), city.communities[c].name + "党群服务中心"});
  }
}

/// Smaller posts stand where many live, whether or not a centre is near: of two corners drawn the one with more people
/// around. So the middle of the city is served twice and the outskirts keep their gaps.
void open_stations(const std::vector<Corner>& corners, City& city, Random& random) {
  std::vector<Point> places;
  for (const CityBuilding& building : city.buildings) {
    places.push_back(place_of(building));
  }
  const auto people_near = [&](const Corner& corner) {
    int people = 0;
    for (std::size_t b = 0; b < places.size(); ++b) {
      people += squared_distance(corner.at, places[b]) <= kReach * kReach ? city.buildings[b].population : 0;
    }
    return people;
  };
  const auto draw = [&]() -> const Corner& {
    for (;;) {
      const Corner& corner = corners[random.below(corners.size())];
      if (std::none_of(city.posts.begin(), city.posts.end(),
                       [&](const Post& post) { return distance(post.at, corner.at).value() < kLeastApart; })) {
        return corner;
      }
    }
  };
  for (std::size_t s = 0; s < kStations; ++s) {
    const Corner& one = draw();
    const Corner& two = draw();
    const Corner& best = people_near(two) > people_near(one) ? two : one;
    const bool micro = s + kMicroStations >= kStations;
    city.posts.push_back(
        {micro ? PostKind::MicroStation : PostKind::Station, best.at, best.community,
         fmt::format("{}{:03}", micro ? "WZ" : "ZD", s + 1),
         fmt::format("{}服务{}{}号", city.communities[best.community].name, micro ? "微站" : "站", s + 1)});
  }
}

void list_candidates(const std::vector<Corner>& corners, City& city, Random& random) {
  const auto near = [](Point a, Point b, double least) { return squared_distance(a, b) < least * least; };
  while (city.candidates.size() < kCandidates) {
    const Corner& corner = corners[random.below(corners.size())];
    const bool taken = std::any_of(city.posts.begin(), city.posts.end(),
                                   [&](const Post& post) { return near(post.at, corner.at, 100.0); }) ||
                       std::any_of(city.candidates.begin(), city.candidates.end(),
                                   [&](const Candidate& other) { return near(other.at, corner.at, 220.0); });
    if (!taken) {
      const std::size_t number = city.candidates.size() + 1;
      city.candidates.push_back({corner.at, fmt::format("HX{:03}", number),
                                 fmt::format("{}候选点{}号", city.communities[corner.community].name, number),
                                 static_cast<int>(200 + 20 * random.below(21))});
    }
  }
}

}  // namespace

void place_posts(const CityPlan& plan, City& city, Random& random) {
  const std::vector<Corner> corners = street_corners(plan, city);
  open_centres(corners, city, random);
  open_stations(corners, city, random);
  list_candidates(corners, city, random);
}

double population_share_within_500_m(const City& city) {
  double covered = 0.0;
  double all = 0.0;
  for (const CityBuilding& building : city.buildings) {
    const Point at = place_of(building);
    const bool near = std::any_of(city.posts.begin(), city.posts.end(),
                                  [&](const Post& post) { return squared_distance(post.at, at) <= kReach * kReach; });
    covered += near ? building.population : 0;
    all += building.population;
  }
  return covered / all;
}

}  // namespace lastmeter
