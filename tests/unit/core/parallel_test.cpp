// SPDX-License-Identifier: Apache-2.0
#include "core/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <numeric>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

namespace lastmeter {
namespace {

using Slices = std::set<std::pair<std::size_t, std::size_t>>;

Slices slices_seen(std::size_t count, std::size_t slice) {
  Slices seen;
  std::mutex guard;
  parallel_slices(count, slice, [&](std::size_t begin, std::size_t end) {
    const std::scoped_lock lock(guard);
    EXPECT_TRUE(seen.emplace(begin, end).second) << "slice twice";
  });
  return seen;
}

class ParallelSlices : public ::testing::TestWithParam<std::size_t> {
 protected:
  void SetUp() override { set_thread_limit(GetParam()); }
  void TearDown() override { set_thread_limit(0); }
};
INSTANTIATE_TEST_SUITE_P(Threads, ParallelSlices, ::testing::Values(0, 1, 2, 8));

TEST_P(ParallelSlices, AreTheSameForAnyNumberOfThreads) {
  EXPECT_EQ(slices_seen(10, 4), (Slices{{0, 4}, {4, 8}, {8, 10}}));
  EXPECT_EQ(slices_seen(8, 4), (Slices{{0, 4}, {4, 8}}));
  EXPECT_EQ(slices_seen(3, 100), (Slices{{0, 3}}));
}

TEST_P(ParallelSlices, OfNothingAreNone) { EXPECT_TRUE(slices_seen(0, 4).empty()); }

TEST_P(ParallelSlices, OfZeroLengthAreOneLong) { EXPECT_EQ(slices_seen(2, 0), (Slices{{0, 1}, {1, 2}})); }

TEST_P(ParallelSlices, CoverEveryIndexOnce) {
  std::vector<int> visits(10007, 0);
  parallel_slices(visits.size(), 64, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      ++visits[i];
    }
  });
  EXPECT_EQ(visits, std::vector<int>(10007, 1));
}

TEST_P(ParallelSlices, PassExceptionsOn) {
  EXPECT_THROW(parallel_slices(1000, 1,
                               [](std::size_t begin, std::size_t) {
                                 if (begin == 500) {
                                   throw std::runtime_error("at 500");
                                 }
                               }),
               std::runtime_error);
}

}  // namespace
}  // namespace lastmeter
