// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "core/parallel.h"
#include "partition/sample_partitions.h"
#include "support/unit_lattice.h"

namespace lastmeter {
namespace {

using ::testing::DoubleNear;
using ::testing::IsEmpty;
using testing::lattice;

PartitionParts bounded(UnitGraph graph, std::size_t zones, double least, double most) {
  PartitionParts parts;
  parts.graph = std::move(graph);
  parts.zones_least = parts.zones_most = zones;
  parts.least = least;
  parts.most = most;
  return parts;
}

PartitionSample sampled(const PartitionParts& parts, std::size_t steps) {
  SilentProgress progress;
  return sample_partitions(PartitionProblem(parts), {.steps = steps, .chains = 4, .left_out = 0.1, .seed = 3},
                           progress);
}

TEST(Sample, ARowHasOnePlanOfEvenZones) {
  const PartitionSample sample = sampled(bounded(lattice(1, 12), 3, 4.0, 4.0), 400);
  EXPECT_EQ(sample.outcome, Outcome::Solved);
  EXPECT_EQ(sample.cut_edges.values.size(), 360u);
  EXPECT_DOUBLE_EQ(sample.cut_edges.mean, 2.0);
  EXPECT_DOUBLE_EQ(sample.deviation.percentiles[4], 0.0);
  EXPECT_NEAR(sample.polsby_popper.mean, 4.0 * 3.14159265 * 4.0 / 100.0, 1e-6);
}

TEST(Sample, PlansOfASquareComeByTheirTrees) {
  // Two zones of eight in 4 x 4: the straight halves have the most spanning trees and cut 4 borders; all cut 4 to 8.
  const PartitionSample sample = sampled(bounded(lattice(4, 4), 2, 8.0, 8.0), 8'000);
  std::map<float, std::size_t> counts;
  for (const float cut : sample.cut_edges.values) {
    ++counts[cut];
  }
  EXPECT_GE(counts.begin()->first, 4.0F);
  EXPECT_GT(counts[4.0F], 0u);
  EXPECT_GT(counts[6.0F], 0u);
  EXPECT_LE(sample.cut_edges.percentiles[0], sample.cut_edges.percentiles[4]);
  EXPECT_GT(sample.cut_edges.effective_size, 500.0);
  EXPECT_THAT(sample.cut_edges.spread, DoubleNear(1.0, 0.05));
}

TEST(Sample, TodayStandsWhereItsFigureDoes) {
  PartitionParts parts = bounded(lattice(6, 6), 3, 11.0, 13.0);
  for (std::size_t i = 0; i < 36; ++i) {
    parts.today.emplace_back(ZoneId(i % 3));  // stripes of single columns, joined by nothing: the worst there is
  }
  const PartitionSample sample = sampled(parts, 800);
  ASSERT_TRUE(sample.cut_edges.today_percentile.has_value());
  EXPECT_DOUBLE_EQ(*sample.cut_edges.today, 30.0);
  EXPECT_DOUBLE_EQ(*sample.cut_edges.today_percentile, 100.0);
}

TEST(Sample, SameBytesForAnyNumberOfThreads) {
  const PartitionParts parts = bounded(lattice(7, 7), 4, 11.0, 14.0);
  set_thread_limit(1);
  const PartitionSample one = sampled(parts, 400);
  set_thread_limit(4);
  const PartitionSample four = sampled(parts, 400);
  set_thread_limit(0);
  EXPECT_EQ(one.cut_edges.values, four.cut_edges.values);
  EXPECT_EQ(one.polsby_popper.values, four.polsby_popper.values);
}

TEST(Sample, BoundsThatCannotBeHeldGiveNoSample) {
  const PartitionSample sample = sampled(bounded(lattice(1, 7), 3, 3.0, 3.0), 100);
  EXPECT_EQ(sample.outcome, Outcome::Unknown);
  EXPECT_THAT(sample.cut_edges.values, IsEmpty());
}

TEST(Sample, LongChainsKeepEverySoManyPlans) {
  SilentProgress progress;
  const PartitionProblem problem(bounded(lattice(5, 5), 3, 6.0, 11.0));
  SampleOptions options{.steps = 8'000, .chains = 4, .left_out = 0.1, .kept_most = 100'000, .seed = 3};
  const PartitionSample all = sample_partitions(problem, options, progress);
  options.kept_most = 1'000;
  const PartitionSample some = sample_partitions(problem, options, progress);
  EXPECT_EQ(some.trees, all.trees);
  ASSERT_EQ(all.cut_edges.values.size(), 7'200u);
  ASSERT_EQ(some.cut_edges.values.size(), 900u);  // every eighth
  for (std::size_t chain = 0; chain < 4; ++chain) {
    for (std::size_t i = 0; i < 225; ++i) {
      EXPECT_EQ(some.cut_edges.values[225 * chain + i], all.cut_edges.values[1'800 * chain + 8 * i]);
    }
  }
}

TEST(Sample, TheOnlyPlanIsDrawnAgainAndAgain) {
  // 1, 2, 3, 4 in a row: 1 + 2 + 3 against 4 is all there is.
  const PartitionSample sample = sampled(bounded(lattice(1, 4, {1.0, 2.0, 3.0, 4.0}), 2, 4.0, 6.0), 400);
  EXPECT_EQ(sample.outcome, Outcome::Solved);
  EXPECT_EQ(sample.steps, 400u);  // the same plan drawn anew
  EXPECT_NEAR(sample.deviation.percentiles[0], 0.2, 1e-6);
  EXPECT_DOUBLE_EQ(sample.cut_edges.effective_size, 1.0);
}

TEST(Sample, OneZoneStandsStill) {
  const PartitionSample sample = sampled(bounded(lattice(2, 2), 1, 0.0, 9.0), 40);
  EXPECT_EQ(sample.steps, 0u);
  EXPECT_DOUBLE_EQ(sample.cut_edges.mean, 0.0);
}

TEST(Summary, IndependentDrawsAreWorthThemselves) {
  Random random(8);
  std::vector<float> values(40'000);
  for (float& value : values) {
    value = static_cast<float>(random.uniform());
  }
  const SampledMeasure measure = summarized(values, 4, 0.25);
  EXPECT_THAT(measure.mean, DoubleNear(0.5, 0.01));
  EXPECT_THAT(measure.percentiles[0], DoubleNear(0.05, 0.01));
  EXPECT_GT(measure.effective_size, 25'000.0);
  EXPECT_THAT(*measure.today_percentile, DoubleNear(25.0, 1.0));
}

TEST(Summary, RepeatedDrawsAreWorthLess) {
  Random random(8);
  std::vector<float> values;
  while (values.size() < 40'000) {
    values.insert(values.end(), 10, static_cast<float>(random.uniform()));
  }
  EXPECT_THAT(summarized(values, 4, {}).effective_size, DoubleNear(4'000.0, 1'500.0));
}

TEST(Summary, ChainsThatDisagreeAreTold) {
  std::vector<float> values;
  Random random(2);
  for (int chain = 0; chain < 4; ++chain) {
    for (int i = 0; i < 1'000; ++i) {
      values.push_back(static_cast<float>(chain) + static_cast<float>(random.uniform()));
    }
  }
  EXPECT_GT(summarized(values, 4, {}).spread, 3.0);
}

}  // namespace
}  // namespace lastmeter
