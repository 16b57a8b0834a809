// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "core/error.h"
#include "core/ids.h"
#include "core/random.h"
#include "core/units.h"

namespace lastmeter {
namespace {

using namespace literals;

TEST(Quantity, KeepsItsDimension) {
  EXPECT_EQ(500_m + 1.5_m - 1_m, Metres(500.5));
  EXPECT_EQ(2.0 * 3_m, 3_m * 2.0);
  EXPECT_EQ(3_m * 2_m, 6_m2);
  EXPECT_EQ(6_m2 / 4.0, 1.5_m2);
  EXPECT_DOUBLE_EQ(6_m2 / 4_m2, 1.5);
  EXPECT_LT(499.999_m, 500_m);
  Metres length = 5_m;
  length += 2_m;
  length -= 1_m;
  EXPECT_EQ(length.value(), 6.0);
  EXPECT_EQ(Metres().value(), 0.0);
}

TEST(IdVector, IsIndexedByItsOwnId) {
  IdVector<FacilityId, char> posts;
  EXPECT_TRUE(posts.empty());
  const FacilityId first = posts.push_back('a');
  const FacilityId second = posts.push_back('b');
  EXPECT_EQ(first.index(), 0U);
  EXPECT_EQ(second.index(), 1U);
  EXPECT_LT(first, second);
  posts[first] = 'c';
  EXPECT_EQ(posts.items(), (std::vector<char>{'c', 'b'}));
  EXPECT_EQ(std::string(posts.begin(), posts.end()), "cb");
  EXPECT_EQ((IdVector<ZoneId, int>(3, 7).items()), (std::vector<int>{7, 7, 7}));
}

TEST(Random, IsSplitMix64) {
  // First outputs of the reference implementation for the seed 1234567.
  Random random(1234567);
  EXPECT_EQ(random.next(), 6457827717110365317ULL);
  EXPECT_EQ(random.next(), 3203168211198807973ULL);
  EXPECT_EQ(random.next(), 9817491932198370423ULL);
}

TEST(Random, StaysInItsRange) {
  Random random(1);
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 10000; ++i) {
    const double unit = random.uniform();
    EXPECT_GE(unit, 0.0);
    EXPECT_LT(unit, 1.0);
    const double wide = random.uniform(-2.0, 3.0);
    EXPECT_GE(wide, -2.0);
    EXPECT_LT(wide, 3.0);
    seen.insert(random.below(5));
  }
  EXPECT_EQ(seen, (std::set<std::uint64_t>{0, 1, 2, 3, 4}));
}

TEST(Error, SaysWhatAndWhatToDo) {
  const ConfigError error("layers.buildings: no path", "name the file");
  EXPECT_STREQ(error.what(), "layers.buildings: no path");
  EXPECT_EQ(error.fix(), "name the file");
  const Interrupted stop;
  EXPECT_NE(dynamic_cast<const Error*>(&stop), nullptr);
  EXPECT_EQ(dynamic_cast<const std::runtime_error*>(&stop)->what(), std::string("interrupted"));
}

}  // namespace
}  // namespace lastmeter
