// SPDX-License-Identifier: Apache-2.0
#include "coverage/walking_reasons.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "core/parallel.h"
#include "coverage/data_border.h"
#include "walking_study.h"

namespace lastmeter {
namespace {

using testing::access_on;
using testing::add_demand;
using testing::add_post;
using testing::empty_study;
using ::testing::HasSubstr;
using testing::random_streets;
using testing::random_town;

void add_line(StreetLines& streets, const std::vector<Point>& line) {
  streets.add(line, static_cast<std::uint32_t>(streets.size()));
}

/// One demand point and posts on few streets, at 500 m. The frame, 2 km away, keeps the border of the data out of it.
class OneVerdict : public ::testing::Test {
 protected:
  OneVerdict() {
    const std::vector<Point> corners{{-2000, -2000}, {2000, -2000}, {2000, 2000}, {-2000, 2000}, {-2000, -2000}};
    for (std::size_t i = 1; i < corners.size(); ++i) {
      add_line(frame, {corners[i - 1], corners[i]});
    }
  }
  WalkVerdict verdict(const StreetLines& streets, const SnapOptions& snap = {}, const Reach* uncut = nullptr) const {
    const WalkAccess access = access_on(area, streets, snap);
    return explain_walking(area, access, reach_straight(area.demand, area.facilities, Metres(500)),
                           reach_walking(area, access, Metres(500)), Metres(500), uncut)
        .demand.at(0);
  }
  [[nodiscard]] StreetLines framed(const std::vector<std::vector<Point>>& lines) const {
    StreetLines streets = frame;
    for (const std::vector<Point>& line : lines) {
      add_line(streets, line);
    }
    return streets;
  }

  StreetLines frame;
  StudyArea area = empty_study();
};

TEST_F(OneVerdict, CoveredAtExactlyTheRadius) {
  add_demand(area, {0, 0}, 1, 1);
  add_post(area, {500, 0});
  const WalkVerdict verdict = this->verdict(framed({{{0, 0}, {500, 0}}}));
  EXPECT_EQ(verdict.book, WalkBook::Both);
  EXPECT_EQ(verdict.reason, WalkReason::Covered);
  EXPECT_EQ(verdict.detour, std::nullopt);
}

TEST_F(OneVerdict, TooFarInStraightLine) {
  add_demand(area, {0, 0}, 1, 1);
  add_post(area, {500.001, 0});
  const WalkVerdict verdict = this->verdict(framed({{{0, 0}, {600, 0}}}));
  EXPECT_EQ(verdict.book, WalkBook::Neither);
  EXPECT_EQ(verdict.reason, WalkReason::TooFar);
}

TEST_F(OneVerdict, DetourTellsTheNearPostNearestOnFoot) {
  add_demand(area, {0, 0}, 1, 1);
  add_post(area, {200, 0});    // 250 + 200 + 250 m on foot
  add_post(area, {200, 100});  // 600 m
  add_post(area, {600, 250});  // 650 m on foot, but not near in straight line
  const WalkVerdict verdict =
      this->verdict(framed({{{0, 0}, {0, 250}, {200, 250}, {200, 0}}, {{200, 250}, {600, 250}}}));
  EXPECT_EQ(verdict.book, WalkBook::StraightOnly);
  EXPECT_EQ(verdict.reason, WalkReason::Detour);
  EXPECT_EQ(verdict.detour, (Detour{FacilityId(1), 600.0, distance({0, 0}, {200, 100}).value()}));
  EXPECT_DOUBLE_EQ(*verdict.detour->ratio(), 600.0 / std::sqrt(50000.0));
}

TEST_F(OneVerdict, DetourOfManyRadiiIsFound) {
  add_demand(area, {0, 0}, 1, 1);
  add_post(area, {100, 0});
  const WalkVerdict verdict = this->verdict(framed({{{0, 0}, {0, 1900}, {100, 1900}, {100, 0}}}));
  EXPECT_EQ(verdict.detour, (Detour{FacilityId(0), 3900.0, 100.0}));
  EXPECT_EQ(*verdict.detour->ratio(), 39.0);
}

TEST_F(OneVerdict, DetourIsToANearPostThoughAFarOneIsNearerOnFoot) {
  add_demand(area, {0, 0}, 1, 1);
  add_post(area, {0, 600});
  add_post(area, {100, 0});
  add_post(area, {100, 50});
  const WalkVerdict verdict = this->verdict(framed({{{0, 0}, {0, 1900}, {100, 1900}, {100, 0}}}));
  EXPECT_EQ(verdict.reason, WalkReason::Detour);
  EXPECT_EQ(verdict.detour, (Detour{FacilityId(2), 3850.0, distance({0, 0}, {100, 50}).value()}));
}

TEST_F(OneVerdict, PostAtTheVeryPlaceHasNoRatio) {
  add_demand(area, {0, 150}, 1, 1);  // 150 m off the street, and so is the post
  add_post(area, {0, 150});
  const WalkAccess access = access_on(area, framed({{{0, 0}, {500, 0}}}));
  const WalkingReasons reasons =
      explain_walking(area, access, reach_straight(area.demand, area.facilities, Metres(200)),
                      reach_walking(area, access, Metres(200)), Metres(200));
  ASSERT_EQ(reasons.demand[0].reason, WalkReason::Detour);
  EXPECT_EQ(reasons.demand[0].detour, (Detour{FacilityId(0), 300.0, 0.0}));
  EXPECT_EQ(reasons.demand[0].detour->ratio(), std::nullopt);
}

TEST_F(OneVerdict, NotSnappedComesBeforeThePost) {
  add_demand(area, {900, 900}, 1, 1);
  add_post(area, {950, 900});
  EXPECT_EQ(verdict(framed({{{0, 0}, {500, 0}}})).reason, WalkReason::NotSnapped);
}

TEST_F(OneVerdict, PostNotSnappedOnlyIfNoNearPostIs) {
  add_demand(area, {0, 0}, 1, 1);
  add_post(area, {0, -300});
  const StreetLines streets = framed({{{0, 0}, {0, 250}, {200, 250}, {200, 0}}});
  EXPECT_EQ(verdict(streets).reason, WalkReason::PostNotSnapped);
  add_post(area, {200, 0});
  EXPECT_EQ(verdict(streets).reason, WalkReason::Detour);
}

TEST_F(OneVerdict, IsolatedUnlessTheBarriersAreToBlame) {
  add_demand(area, {0, 0}, 1, 1);
  add_post(area, {300, 0});
  const StreetLines cut = framed({{{0, 0}, {140, 0}}, {{160, 0}, {300, 0}}});
  EXPECT_EQ(verdict(cut).reason, WalkReason::Isolated);
  EXPECT_EQ(verdict(cut).detour, std::nullopt);
  const Reach uncut = reach_walking(area, access_on(area, framed({{{0, 0}, {300, 0}}})), Metres(500));
  EXPECT_EQ(verdict(cut, {}, &uncut).reason, WalkReason::Barrier);
  const Reach no_help = reach_walking(area, access_on(area, cut), Metres(500));
  EXPECT_EQ(verdict(cut, {}, &no_help).reason, WalkReason::Isolated);
}

TEST_F(OneVerdict, OneWayCanIsolate) {
  add_demand(area, {0, 0}, 1, 1);
  add_post(area, {300, 0});
  StreetLines streets = framed({{{0, 0}, {300, 0}}});
  streets.directions.back() = WalkDirection::Backward;
  EXPECT_EQ(verdict(streets).reason, WalkReason::Isolated);
  streets.directions.back() = WalkDirection::Forward;
  EXPECT_EQ(verdict(streets).reason, WalkReason::Covered);
}

TEST_F(OneVerdict, DataBorderWhereAWayOutsideMayExist) {
  add_demand(area, {0, 0}, 1, 1);
  add_post(area, {200, 0});
  StreetLines streets;
  add_line(streets, {{0, 0}, {0, 250}});
  add_line(streets, {{0, 250}, {200, 250}});
  add_line(streets, {{200, 250}, {200, 0}});
  const WalkVerdict verdict = this->verdict(streets);
  EXPECT_EQ(verdict.reason, WalkReason::DataBorder);
  EXPECT_EQ(verdict.detour, (Detour{FacilityId(0), 700.0, 200.0}));
  add_line(streets, {{-100, -458.2}, {300, -458.2}});  // the hull now leaves no way of 500 m over its south border ...
  add_line(streets, {{-100, 458.2}, {300, 458.2}});
  EXPECT_EQ(this->verdict(streets).reason, WalkReason::DataBorder);  // ... but over its west one: 100 + 300 m
}

TEST_F(OneVerdict, WithoutStreetsNobodyIsSnapped) {
  add_demand(area, {0, 0}, 1, 1);
  add_post(area, {0, 0});
  EXPECT_EQ(verdict({}).reason, WalkReason::NotSnapped);
}

TEST_F(OneVerdict, OnFootOnlyNeedsAWalkBelowTheStraightLine) {
  add_demand(area, {0, 150}, 1, 1);
  add_post(area, {490, 0});
  area.demand[DemandId(0)].code = "B-17";
  SnapOptions free_access;
  free_access.access_counts = false;
  const StreetLines streets = framed({{{0, 0}, {490, 0}}});
  EXPECT_EQ(verdict(streets, free_access).book, WalkBook::WalkingOnly);
  EXPECT_EQ(verdict(streets, free_access).reason, WalkReason::Covered);
  WalkAccess access = access_on(area, streets, free_access);
  const Reach walking = reach_walking(area, access, Metres(500));
  access.straight_is_floor = true;
  try {
    explain_walking(area, access, reach_straight(area.demand, area.facilities, Metres(500)), walking, Metres(500));
    FAIL() << "the self-check slept";
  } catch (const std::logic_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("B-17"));
  }
}

TEST_F(OneVerdict, ForeignOrShortReachIsRefused) {
  add_demand(area, {0, 0}, 1, 1);
  add_post(area, {100, 0});
  const WalkAccess access = access_on(area, framed({{{0, 0}, {490, 0}}}));
  const Reach straight = reach_straight(area.demand, area.facilities, Metres(500));
  const Reach shorter = reach_walking(area, access, Metres(400));
  EXPECT_THROW(explain_walking(area, access, straight, shorter, Metres(500)), std::logic_error);
  // NOLINTNEXTLINE(readability-suspicious-call-argument): swapped on purpose
  EXPECT_THROW(explain_walking(area, access, shorter, straight, Metres(500)), std::logic_error);
  EXPECT_THROW(explain_walking(area, access, straight, straight, Metres(500), &shorter), std::logic_error);
  EXPECT_THROW(explain_walking(StudyArea{}, access, straight, straight, Metres(500)), std::logic_error);
}

/// A town whose streets are cut by "barriers" at random, explained the plain way.
struct Town {
  explicit Town(std::uint64_t seed) : random(seed), area(random_town(seed, 400, 25)) {}

  Random random;
  StudyArea area;
  StreetLines uncut = random_streets(random, 15, 250);
  StreetLines streets = [this] {
    StreetLines kept;
    for (std::size_t i = 0; i < uncut.size(); ++i) {
      if (random.below(8) != 0) {
        add_line(kept, {uncut.line(i).begin(), uncut.line(i).end()});
      }
    }
    return kept;
  }();
  Metres radius{random.below(2) == 0 ? 400.0 : 600.0};
  SnapOptions snap{.limit = Metres(90)};
  WalkAccess access = access_on(area, streets, snap);
  Reach straight = reach_straight(area.demand, area.facilities, radius);
  Reach walking = reach_walking(area, access, radius);
  Reach everything = reach_walking(area, access, Metres(1e6));
  Reach without = reach_walking(area, access_on(area, uncut, snap), radius);
  WalkingReasons reasons = explain_walking(area, access, straight, walking, radius, &without);

  /// Verdict from distances alone.
  [[nodiscard]] WalkVerdict plain(std::size_t i) const {
    const Point at = area.demand.items()[i].at;
    std::set<FacilityId> near;
    for (std::size_t f = 0; f < area.facilities.size(); ++f) {
      if (distance(at, area.facilities.items()[f].at) <= radius) {
        near.insert(FacilityId(f));
      }
    }
    std::optional<Detour> best;
    double nearest_of_all = 1e9;
    const Reach::Row row = everything.row(DemandId(i));
    for (std::size_t j = 0; j < row.facilities.size(); ++j) {
      nearest_of_all = std::min(nearest_of_all, row.distances[j]);
      if (near.contains(row.facilities[j]) && (!best || row.distances[j] < best->walked)) {
        best = Detour{row.facilities[j], row.distances[j], distance(at, area.facilities[row.facilities[j]].at).value()};
      }
    }
    if (nearest_of_all <= radius.value()) {
      return {near.empty() ? WalkBook::WalkingOnly : WalkBook::Both, WalkReason::Covered, {}};
    }
    if (near.empty()) {
      return {WalkBook::Neither, WalkReason::TooFar, {}};
    }
    WalkVerdict verdict{WalkBook::StraightOnly, WalkReason::Detour, best};
    const DataBorder border(access.network.nodes);
    if (access.demand.of(i).empty()) {
      verdict.reason = WalkReason::NotSnapped;
    } else if (std::ranges::none_of(near, [&](FacilityId f) { return !access.posts.of(f.index()).empty(); })) {
      verdict.reason = WalkReason::PostNotSnapped;
    } else if (!without.row(DemandId(i)).facilities.empty()) {
      verdict.reason = WalkReason::Barrier;
    } else if (!best) {
      verdict.reason = WalkReason::Isolated;
    } else if (std::ranges::any_of(near,
                                   [&](FacilityId f) { return border.around(at, area.facilities[f].at) <= radius; })) {
      verdict.reason = WalkReason::DataBorder;
    }
    return verdict;
  }
};

class ExplainedTown : public ::testing::TestWithParam<std::uint64_t>, protected Town {
 protected:
  ExplainedTown() : Town(GetParam()) {}
};

TEST_P(ExplainedTown, VerdictsEqualPlainOnes) {
  for (std::size_t i = 0; i < area.demand.size(); ++i) {
    const WalkVerdict expected = plain(i);
    EXPECT_EQ(reasons.demand[i].book, expected.book) << i;
    EXPECT_EQ(name_of(reasons.demand[i].reason), name_of(expected.reason)) << i;
    EXPECT_EQ(reasons.demand[i].detour, expected.detour) << i;
  }
}

TEST_P(ExplainedTown, BooksReasonsAndZonesAddUpExactly) {
  DemandSum total;
  for (const DemandPoint& point : area.demand) {
    total += {point.households, point.population, 1.0};
  }
  const auto sum = [](const auto& parts) {
    DemandSum all;
    for (const DemandSum& part : parts) {
      all += part;
    }
    return all;
  };
  EXPECT_EQ(sum(reasons.total.books), total);
  EXPECT_EQ(sum(reasons.total.reasons), total);
  EXPECT_EQ(reasons.total.of(WalkBook::WalkingOnly), DemandSum());
  EXPECT_EQ(reasons.total.of(WalkBook::Both), reasons.total.of(WalkReason::Covered));
  EXPECT_EQ(reasons.total.of(WalkBook::Neither), reasons.total.of(WalkReason::TooFar));
  for (const std::vector<ReasonSums>& zones : reasons.zones) {
    ReasonSums all;
    for (const ReasonSums& zone : zones) {
      for (std::size_t k = 0; k < all.reasons.size(); ++k) {
        all.reasons[k] += zone.reasons[k];
      }
      for (std::size_t k = 0; k < all.books.size(); ++k) {
        all.books[k] += zone.books[k];
      }
    }
    EXPECT_EQ(all.reasons, reasons.total.reasons);
    EXPECT_EQ(all.books, reasons.total.books);
  }
}

TEST_P(ExplainedTown, ThreadsDoNotMatter) {
  set_thread_limit(1);
  const WalkingReasons alone = explain_walking(area, access, straight, walking, radius, &without);
  set_thread_limit(0);
  EXPECT_EQ(alone.total.reasons, reasons.total.reasons);
  for (std::size_t i = 0; i < area.demand.size(); ++i) {
    EXPECT_EQ(alone.demand[i].detour, reasons.demand[i].detour);
  }
}

TEST(ExplainedTowns, HoldEveryReason) {
  ReasonSums all;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Town town(seed);
    for (std::size_t k = 0; k < all.reasons.size(); ++k) {
      all.reasons[k] += town.reasons.total.reasons[k];
    }
  }
  for (const WalkReason reason : kWalkReasons) {
    EXPECT_GT(all.of(reason).points, 0) << name_of(reason);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, ExplainedTown, ::testing::Range<std::uint64_t>(1, 21));

TEST(DataBorder, HullOfKnownPlaces) {
  const std::vector<Point> nodes{{0, 0}, {10, 0}, {5, 5}, {10, 10}, {0, 10}, {0, 5}, {0, 0}};
  EXPECT_THAT(DataBorder(nodes).corners(),
              ::testing::ElementsAre(Point{0, 0}, Point{10, 0}, Point{10, 10}, Point{0, 10}));
  EXPECT_EQ(DataBorder({}).around({0, 0}, {3, 4}), Metres(5));
  EXPECT_EQ(DataBorder(std::vector<Point>{{1, 1}, {2, 2}}).around({0, 0}, {3, 4}), Metres(5));
  EXPECT_EQ(DataBorder(nodes).around({2, 5}, {2, 5}), Metres(4));
  EXPECT_EQ(DataBorder(nodes).around({-3, 5}, {3, 5}), Metres(6));
  EXPECT_EQ(DataBorder(nodes).around({3, 4}, {9, 4}), Metres(8));
}

TEST(DataBorder, AroundIsTheLeastOverManyBorderPlaces) {
  Random random(11);
  for (int round = 0; round < 200; ++round) {
    std::vector<Point> nodes(3 + random.below(20));
    for (Point& node : nodes) {
      node = {random.uniform(0, 1000), random.uniform(0, 1000)};
    }
    const DataBorder border(nodes);
    // Inside for sure: means of nodes.
    const Point a{(nodes[0].x + nodes[1].x + nodes[2].x) / 3, (nodes[0].y + nodes[1].y + nodes[2].y) / 3};
    const Point b{(nodes[0].x + 3 * nodes.back().x) / 4, (nodes[0].y + 3 * nodes.back().y) / 4};
    double least = 1e9;
    const std::vector<Point>& corners = border.corners();
    for (std::size_t i = 0; i < corners.size(); ++i) {
      const Point from = corners[i];
      const Point to = corners[(i + 1) % corners.size()];
      for (int step = 0; step <= 2000; ++step) {
        const double share = step / 2000.0;
        const Point at{from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
        least = std::min(least, (distance(a, at) + distance(at, b)).value());
      }
    }
    EXPECT_LE(border.around(a, b).value(), least + 1e-6);
    EXPECT_GE(border.around(a, b).value(), least - 0.5);
  }
}

}  // namespace
}  // namespace lastmeter
