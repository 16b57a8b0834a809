// SPDX-License-Identifier: Apache-2.0
// Every figure and table entry against plain double loops over random towns.
#include <gmock/gmock.h>

#include <cmath>

#include "geometry/overlay.h"
#include "small_study.h"

namespace lastmeter {
namespace {

using testing::both_services;
using testing::find_figure;
using testing::measure;
using testing::random_town;

constexpr std::size_t kCommunity = static_cast<std::size_t>(ZoneLevel::Community);

CoverageOptions town_options() {
  CoverageOptions options = both_services({250, 500, 900});
  options.nominal = Metres(400);
  return options;
}

double radius_m(const Facility& post, const RadiusRule& rule) {
  return rule.radius ? rule.radius->value() : post.own_radius.value_or(Metres(400)).value();
}

DemandSum weight_of(const DemandPoint& point) { return {point.households, point.population, 1.0}; }

/// Posts within reach, in the order of their ids.
std::vector<std::size_t> posts_within(const StudyArea& area, const DemandPoint& point, ServiceRule service,
                                      const RadiusRule& rule) {
  std::vector<std::size_t> found;
  for (std::size_t f = 0; f < area.facilities.size(); ++f) {
    const Facility& post = area.facilities[FacilityId(f)];
    const bool counts = service == ServiceRule::Open || (post.home && post.home == point.zones[kCommunity]);
    if (counts && distance(point.at, post.at).value() <= radius_m(post, rule)) {
      found.push_back(f);
    }
  }
  return found;
}

std::vector<Figure::Qualifier> qualifiers_of(const CoverageResult& result, std::size_t c) {
  std::vector<Figure::Qualifier> qualifiers{{"mode", std::string("straight")},
                                            {"service", std::string(name_of(result.cases[c].service))}};
  const RadiusRule& rule = result.radii[result.cases[c].radius];
  if (rule.radius) {
    qualifiers.emplace_back("radius_m", rule.radius->value());
  } else {
    qualifiers.emplace_back("radius", std::string("own"));
  }
  return qualifiers;
}

class RandomTown : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  const StudyArea area = random_town(GetParam(), 150 + 20 * GetParam(), 3 + 4 * GetParam());
  const CoverageResult result = measure(area, town_options());

  [[nodiscard]] Figure figure(std::string_view name, const std::vector<Figure::Qualifier>& qualifiers) const {
    const std::optional<Figure> found = find_figure(result.figures, name, qualifiers);
    EXPECT_TRUE(found) << name;
    return found.value_or(Figure{});
  }
};

TEST_P(RandomTown, TotalsAndDepthsEqualPlainLoops) {
  for (std::size_t c = 0; c < result.cases.size(); ++c) {
    const RadiusRule& rule = result.radii[result.cases[c].radius];
    std::array<DemandSum, 4> at_least;
    DemandSum depth_sum;
    for (std::size_t i = 0; i < area.demand.size(); ++i) {
      const DemandPoint& point = area.demand[DemandId(i)];
      const std::size_t depth = posts_within(area, point, result.cases[c].service, rule).size();
      ASSERT_EQ(result.demand.depth(i, result.cases[c]), depth);
      for (std::size_t least = 1; least < at_least.size(); ++least) {
        at_least[least] += depth >= least ? weight_of(point) : DemandSum{};
      }
      depth_sum += weight_of(point) * static_cast<double>(depth);
    }
    auto qualifiers = qualifiers_of(result, c);
    EXPECT_EQ(figure("coverage.population", qualifiers).value, at_least[1].population);
    EXPECT_EQ(figure("coverage.households", qualifiers).value, at_least[1].households);
    EXPECT_EQ(figure("coverage.buildings", qualifiers).value, at_least[1].points);
    qualifiers.emplace_back("weight", std::string("population"));
    EXPECT_DOUBLE_EQ(figure("coverage.overlap_depth_mean", qualifiers).value,
                     depth_sum.population / result.total.population);
    for (const double least : {2.0, 3.0}) {
      qualifiers.back() = {"depth_min", least};
      EXPECT_EQ(figure("coverage.population", qualifiers).value, at_least[static_cast<std::size_t>(least)].population);
    }
  }
}

TEST_P(RandomTown, NearestPostsEqualPlainLoops) {
  std::vector<std::size_t> uncovered;
  double mean = 0.0;
  for (std::size_t i = 0; i < area.demand.size(); ++i) {
    const DemandPoint& point = area.demand[DemandId(i)];
    std::size_t best = 0;
    for (std::size_t f = 1; f < area.facilities.size(); ++f) {
      if (squared_distance(point.at, area.facilities[FacilityId(f)].at) <
          squared_distance(point.at, area.facilities[FacilityId(best)].at)) {
        best = f;
      }
    }
    const double far = distance(point.at, area.facilities[FacilityId(best)].at).value();
    ASSERT_EQ(result.demand.nearest[i], (NearestPost{FacilityId(best), far}));
    mean += far * point.population / result.total.population;
    if (far > 400) {
      uncovered.push_back(i);
    }
  }
  EXPECT_NEAR(
      figure("coverage.nearest_m",
             {{"mode", std::string("straight")}, {"stat", std::string("mean")}, {"weight", std::string("population")}})
          .value,
      mean, 1e-9);
  ASSERT_EQ(result.uncovered.size(), uncovered.size());
  for (std::size_t i = 0; i < uncovered.size(); ++i) {
    EXPECT_EQ(result.uncovered[i].demand, DemandId(uncovered[i]));
    EXPECT_EQ(result.uncovered[i].nearest, result.demand.nearest[uncovered[i]]);
  }
}

TEST_P(RandomTown, ZoneRowsEqualPlainLoops) {
  ASSERT_EQ(result.zones.size(), 3U);
  for (const ZoneTable& table : result.zones) {
    for (const ZoneRow& row : table.rows) {
      DemandSum total;
      std::vector<DemandSum> covered(result.cases.size());
      for (const DemandPoint& point : area.demand) {
        if (point.zones[static_cast<std::size_t>(table.level)] != row.zone) {
          continue;
        }
        total += weight_of(point);
        for (std::size_t c = 0; c < covered.size(); ++c) {
          const RadiusRule& rule = result.radii[result.cases[c].radius];
          covered[c] +=
              posts_within(area, point, result.cases[c].service, rule).empty() ? DemandSum{} : weight_of(point);
        }
      }
      EXPECT_EQ(row.total, total);
      for (std::size_t c = 0; c < covered.size(); ++c) {
        EXPECT_EQ(row.cases[c].covered, covered[c]);
      }
      EXPECT_EQ(row.posts, static_cast<std::size_t>(
                               std::count_if(area.facilities.begin(), area.facilities.end(), [&](const Facility& post) {
                                 return post.zones[static_cast<std::size_t>(table.level)] == row.zone;
                               })));
    }
  }
}

TEST_P(RandomTown, GridZonesEqualPlainLoops) {
  for (std::size_t c = 0; c < result.cases.size(); ++c) {
    double inhabited = 0;
    double covered_zones = 0;
    for (const ZoneRow& row : result.zones[2].rows) {
      if (row.zone && row.total.population > 0) {
        inhabited += 1;
        covered_zones += 10 * row.cases[c].covered.population >= 9 * row.total.population ? 1 : 0;
      }
    }
    auto qualifiers = qualifiers_of(result, c);
    qualifiers.emplace_back("share_min", 0.9);
    EXPECT_EQ(figure("coverage.grid_zones", qualifiers).value, covered_zones);
    EXPECT_EQ(figure("coverage.grid_zones", qualifiers).total, inhabited);
  }
}

TEST_P(RandomTown, PostRowsEqualPlainLoops) {
  for (std::size_t f = 0; f < area.facilities.size(); ++f) {
    for (std::size_t k = 0; k < result.radii.size(); ++k) {
      DemandSum within;
      DemandSum exclusive;
      double depth = 0.0;
      for (const DemandPoint& point : area.demand) {
        const std::vector<std::size_t> posts = posts_within(area, point, ServiceRule::Open, result.radii[k]);
        if (std::find(posts.begin(), posts.end(), f) != posts.end()) {
          within += weight_of(point);
          exclusive += posts.size() == 1 ? weight_of(point) : DemandSum{};
          depth += point.population * static_cast<double>(posts.size());
        }
      }
      const PostReach& reach = result.posts[f].reach[k];
      EXPECT_EQ(reach.radius.value(), radius_m(area.facilities[FacilityId(f)], result.radii[k]));
      EXPECT_EQ(reach.within, within);
      EXPECT_EQ(reach.exclusive, exclusive);
      EXPECT_EQ(reach.mean_depth.has_value(), within.population > 0);
      EXPECT_DOUBLE_EQ(reach.mean_depth.value_or(0), within.population > 0 ? depth / within.population : 0);
    }
    DemandSum allocated;
    double farthest = -1.0;
    for (std::size_t i = 0; i < area.demand.size(); ++i) {
      if (result.demand.nearest[i]->post == FacilityId(f)) {
        allocated += weight_of(area.demand[DemandId(i)]);
        farthest = std::max(farthest, result.demand.nearest[i]->distance);
      }
    }
    EXPECT_EQ(result.posts[f].allocated, allocated);
    EXPECT_EQ(result.posts[f].farthest.value_or(Metres(-1)).value(), farthest);
  }
}

TEST_P(RandomTown, OnePlusNEqualsPlainLoops) {
  for (std::size_t k = 0; k < result.radii.size(); ++k) {
    DemandSum served;
    for (const DemandPoint& point : area.demand) {
      const auto any = [&](ServiceRule service, auto wanted) {
        const std::vector<std::size_t> posts = posts_within(area, point, service, result.radii[k]);
        return std::any_of(posts.begin(), posts.end(),
                           [&](std::size_t f) { return wanted(area.facilities[FacilityId(f)].kind); });
      };
      const bool centre = any(ServiceRule::Home, [](FacilityKind kind) { return kind == FacilityKind::Centre; });
      const bool station = any(ServiceRule::Open, [](FacilityKind kind) {
        return kind == FacilityKind::Station || kind == FacilityKind::MicroStation;
      });
      served += centre && station ? weight_of(point) : DemandSum{};
    }
    EXPECT_EQ(result.one_plus_n_served[k], served);
  }
}

/// The map overlay of circles with chords within 1 cm: inscribed, so a little too small.
TEST_P(RandomTown, AreasEqualFineOverlays) {
  for (std::size_t c = 0; c < result.cases.size(); ++c) {
    const CoverageCase at = result.cases[c];
    for (const ZoneTable& table : result.zones) {
      for (const ZoneRow& row : table.rows) {
        if (!row.zone || table.level == ZoneLevel::Subdistrict) {
          continue;
        }
        const Zone& zone = area.zones(table.level).zones[*row.zone];
        const std::optional<ZoneId> community = table.level == ZoneLevel::Community ? row.zone : zone.parent;
        std::vector<MultiPolygon> discs;
        for (const Facility& post : area.facilities) {
          if (at.service == ServiceRule::Open || post.home == community) {
            discs.push_back(disc_polygon(post.at, Metres(radius_m(post, result.radii[at.radius])), Metres(0.01)));
          }
        }
        const double overlay = lastmeter::area(intersection(zone.outline, union_of(discs))).value();
        EXPECT_NEAR(row.cases[c].area->value(), overlay, 2e-4 * zone.area.value());
      }
    }
  }
}

TEST_P(RandomTown, PostAreasEqualFineOverlays) {
  const MultiPolygon ground = testing::rectangle(0, 0, 4000, 2000);
  for (std::size_t k = 0; k < result.radii.size(); ++k) {
    std::vector<MultiPolygon> discs;
    for (const Facility& post : area.facilities) {
      discs.push_back(disc_polygon(post.at, Metres(radius_m(post, result.radii[k])), Metres(0.01)));
    }
    for (std::size_t f = 0; f < discs.size(); ++f) {
      std::vector<MultiPolygon> others = discs;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(f));
      const double whole = lastmeter::area(discs[f]).value();
      const PostReach& reach = result.posts[f].reach[k];
      EXPECT_NEAR(reach.area->value(), lastmeter::area(intersection(ground, discs[f])).value(), 3e-4 * whole);
      EXPECT_NEAR(reach.exclusive_area->value(), lastmeter::area(difference(discs[f], union_of(others))).value(),
                  3e-4 * whole);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomTown, ::testing::Range<std::uint64_t>(0, 6));

}  // namespace
}  // namespace lastmeter
