// SPDX-License-Identifier: Apache-2.0
// What must hold for any study.
#include <gmock/gmock.h>

#include "core/parallel.h"
#include "small_study.h"

namespace lastmeter {
namespace {

using testing::both_services;
using testing::measure;
using testing::random_town;

const CoverageOptions kOptions = both_services({300, 500, 800});

/// Without the figures "own", whose cases come and go with the posts that state a radius.
StudyArea town_of(std::uint64_t seed) {
  StudyArea area = random_town(seed, 400, 4 + 3 * seed);
  for (Facility& post : area.facilities) {
    post.own_radius.reset();
  }
  return area;
}

double covered_area(const CoverageResult& result, std::size_t c) {
  double sum = 0.0;
  for (const ZoneRow& row : result.zones.front().rows) {
    sum += row.cases[c].area.value_or(SquareMetres(0.0)).value();
  }
  return sum;
}

StudyArea without(StudyArea area, std::size_t post) {
  area.facilities.items().erase(area.facilities.items().begin() + static_cast<std::ptrdiff_t>(post));
  return area;
}

void move(MultiPolygon& shape, Point by) {
  for (Polygon& part : shape.parts) {
    for (Point& p : part.outer) {
      p = {p.x + by.x, p.y + by.y};
    }
  }
}

class AnyTown : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  const StudyArea area = town_of(GetParam());
  const CoverageResult result = measure(area, kOptions);
};

TEST_P(AnyTown, AnotherPostNeverLowersCoverage) {
  StudyArea more = area;
  Random random(GetParam() + 77);
  testing::add_post(more, {random.uniform(0, 4000), random.uniform(0, 2000)}, FacilityKind::Centre);
  const CoverageResult after = measure(more, kOptions);
  for (std::size_t c = 0; c < result.cases.size(); ++c) {
    for (std::size_t i = 0; i < area.demand.size(); ++i) {
      EXPECT_LE(result.demand.depth(i, result.cases[c]), after.demand.depth(i, result.cases[c]));
    }
    EXPECT_LE(result.totals[c].at_least[0].population, after.totals[c].at_least[0].population);
    EXPECT_LE(covered_area(result, c), covered_area(after, c) + 1e-3);
  }
}

TEST_P(AnyTown, ABiggerRadiusNeverCoversLess) {
  for (std::size_t c = 1; c < result.cases.size(); ++c) {
    if (result.cases[c].service == result.cases[c - 1].service) {
      EXPECT_LE(result.totals[c - 1].at_least[0].households, result.totals[c].at_least[0].households);
      EXPECT_LE(covered_area(result, c - 1), covered_area(result, c) + 1e-3);
    }
  }
}

TEST_P(AnyTown, HomeNeverCoversMoreThanOpen) {
  const std::size_t half = result.cases.size() / 2;
  for (std::size_t c = 0; c < half; ++c) {
    ASSERT_EQ(result.cases[c + half].service, ServiceRule::Home);
    for (const ZoneTable& table : result.zones) {
      for (const ZoneRow& row : table.rows) {
        EXPECT_LE(row.cases[c + half].covered.points, row.cases[c].covered.points);
        if (row.zone) {
          EXPECT_LE(row.cases[c + half].area->value(), row.cases[c].area->value() + 1e-3);
        }
      }
    }
  }
}

TEST_P(AnyTown, ZonesAndTheRestSumToTheStudy) {
  for (const ZoneTable& table : result.zones) {
    DemandSum total;
    std::size_t posts = 0;
    for (const ZoneRow& row : table.rows) {
      total += row.total;
      posts += row.posts;
    }
    EXPECT_EQ(total, result.total);
    EXPECT_EQ(posts, area.facilities.size());
    for (std::size_t c = 0; c < result.cases.size(); ++c) {
      DemandSum covered;
      double covered_m2 = 0.0;
      for (const ZoneRow& row : table.rows) {
        covered += row.cases[c].covered;
        covered_m2 += row.cases[c].area.value_or(SquareMetres(0.0)).value();
      }
      EXPECT_EQ(covered, result.totals[c].at_least[0]);
      EXPECT_NEAR(covered_m2, covered_area(result, c), 1e-9 * 8e6);  // the levels tile the same ground
    }
  }
}

TEST_P(AnyTown, FractionalWeightsSumToOnePartInABillion) {
  StudyArea fractions = area;
  for (DemandPoint& point : fractions.demand) {
    point.population *= 0.1;
    point.households /= 3.0;
  }
  const CoverageResult split = measure(fractions, kOptions);
  for (const ZoneTable& table : split.zones) {
    DemandSum covered;
    for (const ZoneRow& row : table.rows) {
      covered += row.cases[1].covered;
    }
    EXPECT_NEAR(covered.population, split.totals[1].at_least[0].population, 1e-9 * split.total.population);
    EXPECT_NEAR(covered.households, split.totals[1].at_least[0].households, 1e-9 * split.total.households);
  }
}

TEST_P(AnyTown, MovingEverythingChangesNothing) {
  StudyArea moved = area;
  const Point by{524288.0, 3932160.0};  // exact in binary for the multiples of 2^-20 below
  for (ZoneLayer& layer : moved.levels) {
    for (Zone& zone : layer.zones) {
      move(zone.outline, by);
    }
  }
  StudyArea still = area;
  const auto snap = [](double x) { return std::round(x * 1048576.0) / 1048576.0; };
  for (std::size_t i = 0; i < area.demand.size(); ++i) {
    Point& at = still.demand[DemandId(i)].at;
    at = {snap(at.x), snap(at.y)};
    moved.demand[DemandId(i)].at = {at.x + by.x, at.y + by.y};
  }
  for (std::size_t f = 0; f < area.facilities.size(); ++f) {
    Point& at = still.facilities[FacilityId(f)].at;
    at = {snap(at.x), snap(at.y)};
    moved.facilities[FacilityId(f)].at = {at.x + by.x, at.y + by.y};
  }
  const CoverageResult a = measure(still, kOptions);
  const CoverageResult b = measure(moved, kOptions);
  EXPECT_EQ(a.demand.nearest, b.demand.nearest);
  EXPECT_EQ(a.demand.open_depth, b.demand.open_depth);
  ASSERT_EQ(a.figures.size(), b.figures.size());
  for (std::size_t i = 0; i < a.figures.size(); ++i) {
    EXPECT_EQ(a.figures[i].name, b.figures[i].name);
    EXPECT_NEAR(a.figures[i].value, b.figures[i].value, 1e-9 * std::max(1.0, a.figures[i].total.value_or(0.0)));
  }
}

TEST_P(AnyTown, ClosingAPostLosesItsExclusiveContribution) {
  for (std::size_t f = 0; f < std::min<std::size_t>(area.facilities.size(), 6); ++f) {
    const CoverageResult after = measure(without(area, f), kOptions);
    for (std::size_t k = 0; k < result.radii.size(); ++k) {
      DemandSum kept = after.totals[k].at_least[0];
      kept += result.posts[f].reach[k].exclusive;
      EXPECT_EQ(kept, result.totals[k].at_least[0]);
    }
  }
}

TEST_P(AnyTown, ExclusivePartsNeverExceedWhatIsCovered) {
  for (std::size_t k = 0; k < result.radii.size(); ++k) {
    DemandSum exclusive;
    DemandSum allocated;
    for (const PostRow& row : result.posts) {
      exclusive += row.reach[k].exclusive;
      allocated += row.allocated;
      EXPECT_LE(row.reach[k].exclusive.points, row.reach[k].within.points);
      EXPECT_GE(row.reach[k].exclusive_area->value(), -1e-3);
    }
    EXPECT_LE(exclusive.points, result.totals[k].at_least[0].points);
    EXPECT_LE(exclusive.population, result.totals[k].at_least[0].population);
    EXPECT_EQ(allocated, result.total);
  }
}

TEST_P(AnyTown, TwinsAreExclusiveForNothing) {
  StudyArea twins = area;
  const Facility first = area.facilities[FacilityId(0)];
  twins.facilities.push_back(first);
  const CoverageResult after = measure(twins, kOptions);
  for (std::size_t k = 0; k < result.radii.size(); ++k) {
    for (const PostRow* row : {&after.posts.front(), &after.posts.back()}) {
      EXPECT_EQ(row->reach[k].exclusive, DemandSum{});
      EXPECT_NEAR(row->reach[k].exclusive_area->value(), 0.0, 1e-6);
    }
    EXPECT_EQ(after.totals[k].at_least[0], result.totals[k].at_least[0]);
  }
  EXPECT_EQ(after.posts.back().allocated, DemandSum{});
}

TEST_P(AnyTown, EveryNumberOfThreadsGivesTheSameBytes) {
  const StudyArea big = random_town(GetParam(), 10000, 40);
  const auto values = [&](std::size_t threads) {
    set_thread_limit(threads);
    const CoverageResult at = measure(big, kOptions);
    set_thread_limit(0);
    std::vector<double> all;
    for (const Figure& figure : at.figures) {
      all.push_back(figure.value);
    }
    for (const PostRow& row : at.posts) {
      for (const PostReach& reach : row.reach) {
        all.insert(all.end(), {reach.within.population, reach.mean_depth.value_or(0), reach.area->value(),
                               reach.exclusive_area->value()});
      }
    }
    for (const ZoneTable& table : at.zones) {
      for (const ZoneRow& row : table.rows) {
        all.push_back(row.mean_nearest.value_or(Metres(0)).value());
        all.push_back(row.cases[0].area.value_or(SquareMetres(0)).value());
      }
    }
    return all;
  };
  const std::vector<double> one = values(1);
  EXPECT_EQ(one, values(2));
  EXPECT_EQ(one, values(8));
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyTown, ::testing::Range<std::uint64_t>(0, 6));

}  // namespace
}  // namespace lastmeter
