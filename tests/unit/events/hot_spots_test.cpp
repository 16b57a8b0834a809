// SPDX-License-Identifier: Apache-2.0
#include "events/hot_spots.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>

#include "core/parallel.h"
#include "core/random.h"

namespace lastmeter {
namespace {

using ::testing::Each;
using ::testing::Eq;

std::vector<std::pair<std::uint32_t, std::uint32_t>> rook(std::uint32_t rows, std::uint32_t columns) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t i = 0; i < rows * columns; ++i) {
    if (i % columns + 1 < columns) {
      pairs.emplace_back(i, i + 1);
    }
    if (i + columns < rows * columns) {
      pairs.emplace_back(i, i + columns);
    }
  }
  return pairs;
}

// 1 2 3 / 4 5 6 / 7 8 18: mean 6, variance 204 / 9. The corner of 18, beside 6 and 8: I = 12 / (204 / 9) x (0 + 2) / 2.
// Gi* = (18 + 6 + 8 - 3 x 6) / sqrt(204 / 9 x (9 x 3 - 9) / 8). All nine: numpy, from the published formulas.
TEST(HotSpots, LatticeByHandAndByNumpy) {
  const auto spots = local_spots({.values = {1, 2, 3, 4, 5, 6, 7, 8, 18}, .neighbours = rook(3, 3)});
  const std::vector<double> moran{0.66176471, 0.52941176, 0.26470588, 0.14705882, 0.04411765,
                                  0.0,        0.0,        0.35294118, 0.52941176};
  const std::vector<double> gi_star{-1.54030809, -1.72694903, -0.98019606, -0.92989563, -0.66421116,
                                    1.06273786,  0.14002801,  1.85979126,  1.96039212};
  for (std::size_t i = 0; i < spots.size(); ++i) {
    EXPECT_NEAR(spots[i]->moran, moran[i], 1e-8) << i;
    EXPECT_NEAR(spots[i]->gi_star, gi_star[i], 1e-8) << i;
  }
  EXPECT_EQ(spots[8]->quarter, SpotQuarter::HighAmongHigh);
  EXPECT_EQ(spots[0]->quarter, SpotQuarter::LowAmongLow);
}

// The corner's neighbours sum to 14; of the 28 pairs of the other eight values, 2 sum to 14 or more.
TEST(HotSpots, PermutationsComeNearTheExactShare) {
  const auto spots =
      local_spots({.values = {1, 2, 3, 4, 5, 6, 7, 8, 18}, .neighbours = rook(3, 3), .permutations = 99'999});
  EXPECT_NEAR(spots[8]->p, 2.0 * 2.0 / 28.0, 0.005);
  EXPECT_TRUE(spots[8]->neighbours_high);
  EXPECT_EQ(spots[8]->spot(0.05), 0);
}

std::vector<double> field_with_a_block(std::size_t side) {
  Random random(3);
  std::vector<double> values;
  for (std::size_t i = 0; i < side * side; ++i) {
    const bool in_block = i / side < 4 && i % side < 4;
    values.push_back((in_block ? 30.0 : 0.0) + 10.0 * random.uniform());
  }
  return values;
}

TEST(HotSpots, ABlockOfHighValuesIsFoundAndNothingElse) {
  const auto spots =
      local_spots({.values = field_with_a_block(16), .neighbours = rook(16, 16), .permutations = 19'999});
  for (std::size_t i = 0; i < spots.size(); ++i) {
    const bool inner = i / 16 < 3 && i % 16 < 3;
    const bool away = i / 16 > 4 || i % 16 > 4;
    if (inner) {
      EXPECT_EQ(spots[i]->spot(0.05), 1) << i;
    } else if (away) {
      EXPECT_EQ(spots[i]->spot(0.05), 0) << i;
    }
  }
}

TEST(HotSpots, WithoutPatternPIsUniform) {
  std::vector<std::size_t> tenths(10, 0);
  Random random(11);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::vector<double> values;
    for (int i = 0; i < 400; ++i) {
      values.push_back(random.uniform());
    }
    for (const auto& spot :
         local_spots({.values = values, .neighbours = rook(20, 20), .permutations = 199, .seed = seed})) {
      ++tenths[std::min<std::size_t>(9, static_cast<std::size_t>(spot->p * 10.0 - 1e-9))];
    }
  }
  for (const std::size_t count : tenths) {  // 8,000 values, neighbours of neighbours are not independent
    EXPECT_NEAR(static_cast<double>(count), 800.0, 160.0);
  }
}

TEST(HotSpots, SameForAnyNumberOfThreadsAndOtherForAnotherSeed) {
  const SpotProblem problem{.values = field_with_a_block(16), .neighbours = rook(16, 16)};
  const auto p_values = [](const std::vector<std::optional<LocalSpot>>& spots) {
    std::vector<double> values;
    for (const auto& spot : spots) {
      values.push_back(spot->p);
    }
    return values;
  };
  set_thread_limit(1);
  const auto one = p_values(local_spots(problem));
  set_thread_limit(4);
  const auto four = p_values(local_spots(problem));
  set_thread_limit(0);
  EXPECT_EQ(one, four);
  SpotProblem other = problem;
  other.seed = 2;
  EXPECT_NE(p_values(local_spots(other)), one);
}

TEST(HotSpots, NoNeighbourOrNoDifferenceIsNoAnswer) {
  EXPECT_THAT(local_spots({.values = {3, 3, 3}, .neighbours = rook(1, 3)}), Each(Eq(std::nullopt)));
  EXPECT_THAT(local_spots({.values = {3}, .neighbours = {}}), Each(Eq(std::nullopt)));
  EXPECT_TRUE(local_spots({.values = {}, .neighbours = {}}).empty());
  const auto spots = local_spots({.values = {1, 2, 9}, .neighbours = {{0, 1}}});
  EXPECT_TRUE(spots[0] && spots[1]);
  EXPECT_FALSE(spots[2]) << "an island";
}

// Rates 2 and 4, exposures 1 and 3: mean 3.5, spread 0.75, chance 3.5 x 2 / 4 = 1.75: no spread beyond chance.
TEST(RateScores, AreRatesOverTheirUncertainty) {
  const std::vector<double> scores = rate_scores(std::vector<GroupCount>{{2, 1}, {12, 3}});
  EXPECT_NEAR(scores[0], -1.5 / std::sqrt(3.5), 1e-12);
  EXPECT_NEAR(scores[1], 0.5 / std::sqrt(3.5 / 3.0), 1e-12);
  EXPECT_THAT(rate_scores(std::vector<GroupCount>{{0, 1}, {0, 2}}), Each(0.0));
}

}  // namespace
}  // namespace lastmeter
