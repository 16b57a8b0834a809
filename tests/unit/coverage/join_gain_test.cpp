// SPDX-License-Identifier: Apache-2.0
#include "coverage/join_gain.h"

#include <gmock/gmock.h>

#include <cmath>

#include "core/parallel.h"
#include "coverage/cut_off_components.h"
#include "walking_study.h"

namespace lastmeter {
namespace {

using testing::access_on;
using testing::add_demand;
using testing::add_post;
using testing::empty_study;
using testing::random_streets;
using testing::scattered_study;

void add_line(StreetLines& streets, const std::vector<Point>& line) {
  streets.add(line, static_cast<std::uint32_t>(streets.size()));
}

std::vector<DemandSum> weights_of(const StudyArea& area) { return flatten_demand(area).weight; }

/// A street of 400 m, and a side street that ends 0.5 m south of its middle.
class OneGap : public ::testing::Test {
 protected:
  OneGap() {
    add_line(streets, {{0, 0}, {400, 0}});
    add_line(streets, {{200, -0.5}, {200, -300}});
  }
  [[nodiscard]] std::vector<JoinGain> gains(double radius) const {
    const WalkAccess access = access_on(area, streets);
    return join_gains(access, weights_of(area), near_misses(access.network, Metres(2)), Metres(radius),
                      Measure::Population);
  }

  StreetLines streets;
  StudyArea area = empty_study();
};

TEST_F(OneGap, TheSideStreetGains) {
  add_post(area, {0, 0});
  add_demand(area, {200, -100}, 1, 3);   // 200 + 0.5 + 99.5 m after joining
  add_demand(area, {200, -200}, 1, 10);  // 400 m
  add_demand(area, {400, 0}, 1, 100);    // 400 m with and without
  ASSERT_EQ(gains(300).size(), 1U);
  EXPECT_EQ(gains(300)[0].gain, (DemandSum{1, 3, 1}));
  EXPECT_EQ(gains(299.9)[0].gain, DemandSum());
  EXPECT_EQ(gains(400)[0].gain, (DemandSum{2, 13, 2}));
}

TEST_F(OneGap, TheMainStreetGainsBothWays) {
  add_post(area, {200, -100});
  add_demand(area, {100, 0}, 1, 3);     // 99.5 + 0.5 + 100 m, on the street that is joined in its middle
  add_demand(area, {350, 0}, 1, 10);    // 250 m
  add_demand(area, {200, -90}, 1, 50);  // already covered
  EXPECT_EQ(gains(200)[0].gain, (DemandSum{1, 3, 1}));
  EXPECT_EQ(gains(250)[0].gain, (DemandSum{2, 13, 2}));
}

TEST_F(OneGap, NoPostNoGain) {
  add_demand(area, {100, 0}, 1, 3);
  EXPECT_EQ(gains(500)[0].gain, DemandSum());
  add_post(area, {9000, 9000});
  EXPECT_EQ(gains(500)[0].gain, DemandSum());
}

TEST_F(OneGap, MostGainComesFirst) {
  add_line(streets, {{50, 0.4}, {50, 300}});
  add_line(streets, {{60, 0.3}, {60, 300}});
  add_post(area, {0, 0});
  add_demand(area, {200, -50}, 9, 5);
  add_demand(area, {50, 100}, 1, 8);
  const std::vector<JoinGain> sorted = gains(300);
  ASSERT_EQ(sorted.size(), 3U);
  EXPECT_EQ(sorted[0].gain, (DemandSum{1, 8, 1}));
  EXPECT_EQ(sorted[1].gain, (DemandSum{9, 5, 1}));
  EXPECT_EQ(sorted[2].gain, DemandSum());
}

TEST_F(OneGap, CutOffPartsByTheirPeople) {
  add_line(streets, {{0, 900}, {150, 900}});
  add_demand(area, {100, 0}, 1, 1000);
  add_demand(area, {200, -100}, 8, 3);
  add_demand(area, {200, -200}, 1, 4);
  add_demand(area, {100, 900}, 2, 20);
  add_demand(area, {5000, 0}, 50, 50);  // on no street
  add_post(area, {140, 900});
  const WalkAccess access = access_on(area, streets);
  const std::vector<CutOffComponent> parts = cut_off_components(access, weights_of(area), Measure::Population);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].demand, (DemandSum{2, 20, 1}));
  EXPECT_EQ(parts[0].street, Metres(150));
  EXPECT_EQ(parts[0].posts, 1U);
  EXPECT_EQ(parts[1].demand, (DemandSum{9, 7, 2}));
  EXPECT_EQ(parts[1].posts, 0U);
  EXPECT_EQ(cut_off_components(access, weights_of(area), Measure::Households)[0].component, parts[1].component);
}

/// Streets with gaps, each joined in turn for real.
struct Gappy {
  explicit Gappy(std::uint64_t seed) : random(seed) {
    const StreetLines whole = random_streets(random, 6, 90);
    for (std::size_t i = 0; i < whole.size(); ++i) {
      std::vector<Point> line(whole.line(i).begin(), whole.line(i).end());
      if (random.below(4) == 0) {  // ends 1.2 m short
        const double length = distance(line[0], line[1]).value();
        const double share = 1 - 1.2 / length;
        line[1] = {line[0].x + share * (line[1].x - line[0].x), line[0].y + share * (line[1].y - line[0].y)};
      }
      add_line(streets, line);
    }
  }
  [[nodiscard]] double population_within(const WalkAccess& access, Metres radius) const {
    double sum = 0.0;
    const auto nearest = nearest_walking(area, access);
    for (std::size_t i = 0; i < nearest.size(); ++i) {
      sum += nearest[i] && nearest[i]->distance <= radius.value() ? area.demand.items()[i].population : 0.0;
    }
    return sum;
  }
  /// The place of an anchor in another network of the same streets.
  static void move_anchors(AnchorRows& rows, const WalkNetwork& network) {
    for (Anchor& anchor : rows.anchors) {
      const WalkCost leg = anchor.access;
      anchor = snap_to_links(network, std::vector<Point>{anchor.at}, {}, {}).anchors.at(0);
      anchor.access = leg;
    }
  }

  Random random;
  StudyArea area = scattered_study(random, 450, 80, 4);
  StreetLines streets;
};

class GappyTown : public ::testing::TestWithParam<std::uint64_t>, protected Gappy {
 protected:
  GappyTown() : Gappy(GetParam()) {}
};

TEST_P(GappyTown, GainsAreThoseOfJoiningForReal) {
  const Metres radius(250);
  const WalkAccess access = access_on(area, streets, {.limit = Metres(50)});
  const std::vector<NearMiss> misses = near_misses(access.network, Metres(3));
  const double before = population_within(access, radius);
  for (const JoinGain& join : join_gains(access, weights_of(area), misses, radius, Measure::Population)) {
    StreetLines joined;
    for (std::size_t i = 0; i < streets.size(); ++i) {
      std::vector<Point> line(streets.line(i).begin(), streets.line(i).end());
      if (i == join.miss.other_row && join.miss.to != line.front() && join.miss.to != line.back()) {
        line.insert(line.end() - 1, join.miss.to);
      }
      add_line(joined, line);
    }
    add_line(joined, {join.miss.from, join.miss.to});
    WalkAccess after = access;
    after.network = build_network(joined, {}).network;
    move_anchors(after.demand, after.network);
    move_anchors(after.posts, after.network);
    EXPECT_NEAR(population_within(after, radius) - before, join.gain.population, 1e-9);
  }
}

TEST_P(GappyTown, ThreadsDoNotMatter) {
  const WalkAccess access = access_on(area, streets);
  const std::vector<NearMiss> misses = near_misses(access.network, Metres(3));
  const auto gains = [&](std::size_t threads) {
    set_thread_limit(threads);
    std::vector<DemandSum> sums;
    for (const JoinGain& join : join_gains(access, weights_of(area), misses, Metres(250), Measure::Population)) {
      sums.push_back(join.gain);
    }
    set_thread_limit(0);
    return sums;
  };
  EXPECT_EQ(gains(1), gains(4));
}

TEST(GappyTowns, HaveSomethingToGain) {
  std::size_t gaining = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Gappy town(seed);
    const WalkAccess access = access_on(town.area, town.streets, {.limit = Metres(50)});
    for (const JoinGain& join : join_gains(access, weights_of(town.area), near_misses(access.network, Metres(3)),
                                           Metres(250), Measure::Points)) {
      gaining += join.gain.points > 0 ? 1 : 0;
    }
  }
  EXPECT_GT(gaining, 20U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, GappyTown, ::testing::Range<std::uint64_t>(1, 21));

}  // namespace
}  // namespace lastmeter
