// SPDX-License-Identifier: Apache-2.0
#include "audit/norm_audit.h"

#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <limits>

#include "core/random.h"

namespace lastmeter {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;
using testing::SizeIs;

NormFigure norm(const std::string& of, const std::string& per, std::optional<double> lo, std::optional<double> hi,
                double each = 1.0) {
  return {.key = of + "_per_" + per,
          .lo = lo,
          .hi = hi,
          .unit = of,
          .source = "test",
          .grade = "D",
          .rule_file = "test",
          .of = of,
          .per = per,
          .each = each};
}

const std::vector<NormFigure>& household_norms() {
  static const std::vector<NormFigure> norms{norm("households", "grid_zones", 300, 500),
                                             norm("households", "communities", 1000, 3000)};
  return norms;
}

TEST(NormAudit, HouseholdNormsHoldTogetherOnlyBetween135000And144000) {
  const NormAudit audit =
      audit_norms(household_norms(), {{"grid_zones", 450}, {"communities", 48}}, {"grid_zones", "communities"});
  EXPECT_THAT(audit.conflicts, IsEmpty());
  ASSERT_THAT(audit.limits, SizeIs(1));
  const NormLimits& limits = audit.limits.front();
  EXPECT_EQ(limits.range.count, "households");
  EXPECT_THAT(limits.range.lo, Optional(135000.0));
  EXPECT_THAT(limits.range.hi, Optional(144000.0));
  EXPECT_THAT(limits.lo_norms, ElementsAre(0));
  EXPECT_THAT(limits.hi_norms, ElementsAre(1));
  EXPECT_EQ(audit.verdicts[0].state, NormState::Unknown);
  EXPECT_EQ(audit.verdicts[0].missing, "households");
}

TEST(NormAudit, SaysByHowMuchAndWhatWouldHelp) {
  const NormAudit audit =
      audit_norms(household_norms(), {{"grid_zones", 450}, {"communities", 48}, {"households", 180000}}, {});
  EXPECT_EQ(audit.verdicts[0].state, NormState::Met);
  EXPECT_THAT(audit.verdicts[0].value, Optional(400.0));
  const NormVerdict& large = audit.verdicts[1];
  EXPECT_EQ(large.state, NormState::Above);
  EXPECT_THAT(large.value, Optional(3750.0));
  EXPECT_EQ(large.off, 36000.0);
  ASSERT_THAT(large.remedies, SizeIs(2));
  EXPECT_THAT(large.remedies[0].range.lo, Optional(48000.0));  // households
  EXPECT_THAT(large.remedies[0].range.hi, Optional(144000.0));
  EXPECT_THAT(large.remedies[0].breaks, IsEmpty());  // 135,000 to 144,000 meet both
  EXPECT_EQ(large.remedies[1].range.count, "communities");
  EXPECT_THAT(large.remedies[1].range.lo, Optional(60.0));  // "at least 60 communities"
  EXPECT_THAT(large.remedies[1].range.hi, Optional(180.0));
}

TEST(NormAudit, ARemedyThatBreaksAnotherNormSaysSo) {
  const NormAudit audit =
      audit_norms(household_norms(), {{"grid_zones", 450}, {"communities", 40}, {"households", 180000}}, {});
  EXPECT_THAT(audit.verdicts[1].remedies[0].breaks, ElementsAre(0));  // at most 120,000, and grid zones need 135,000
  EXPECT_THAT(audit.verdicts[1].remedies[1].breaks, IsEmpty());       // more communities hurt nobody
}

TEST(NormAudit, ConflictNamesTheCountsAndTheirRanges) {
  const NormAudit audit =
      audit_norms(household_norms(), {{"grid_zones", 450}, {"communities", 40}}, {"grid_zones", "communities"});
  ASSERT_THAT(audit.conflicts, SizeIs(1));
  const NormConflict& conflict = audit.conflicts.front();
  EXPECT_THAT(conflict.norms, ElementsAre(0, 1));
  EXPECT_THAT(conflict.held, testing::UnorderedElementsAre("grid_zones", "communities"));
  ASSERT_THAT(conflict.ranges, SizeIs(2));
  for (const NormRange& range : conflict.ranges) {
    if (range.count == "grid_zones") {
      EXPECT_THAT(range.lo, Optional(80.0));   // 40,000 households in grid zones of 500
      EXPECT_THAT(range.hi, Optional(400.0));  // 120,000 in grid zones of 300
    } else {
      EXPECT_THAT(range.lo, Optional(45.0));
      EXPECT_THAT(range.hi, Optional(225.0));
    }
  }
  EXPECT_THAT(audit.limits, IsEmpty());
}

TEST(NormAudit, NormsOfPostsStaffAndFloorArea) {
  const std::vector<NormFigure> norms{
      norm("floor_area_m2", "households", 30, {}, 100), norm("workers", "population", 18, {}, 10000),
      norm("workers", "households", 1, {}, 300), norm("population", "emergency_posts", {}, 3000),
      norm("emergency_staff", "population", 1, {}, 360)};
  NormCounts counts{{"households", 180000}, {"population", 540000},   {"floor_area_m2", 32000},
                    {"workers", 500},       {"emergency_posts", 498}, {"emergency_staff", 0}};
  const NormAudit audit = audit_norms(norms, counts, {});
  EXPECT_EQ(audit.verdicts[0].off, 22000.0);
  EXPECT_NEAR(*audit.verdicts[0].value, 17.8, 0.03);
  EXPECT_THAT(audit.verdicts[1].remedies[0].range.lo, Optional(972.0));
  EXPECT_THAT(audit.verdicts[2].remedies[0].range.lo, Optional(600.0));
  EXPECT_EQ(audit.verdicts[3].state, NormState::Met);
  EXPECT_EQ(std::floor(*audit.verdicts[3].value), 1084.0);
  EXPECT_EQ(audit.verdicts[4].off, 1500.0);
  counts["emergency_posts"] = 48;
  const NormAudit centres = audit_norms(norms, counts, {});
  EXPECT_THAT(centres.verdicts[3].value, Optional(11250.0));
  EXPECT_THAT(centres.verdicts[3].remedies[1].range.lo, Optional(180.0));
}

TEST(NormAudit, BoundsBelongToTheRange) {
  const NormAudit audit =
      audit_norms(household_norms(), {{"grid_zones", 450}, {"communities", 48}, {"households", 144000}}, {});
  EXPECT_EQ(audit.verdicts[1].state, NormState::Met);
  EXPECT_EQ(audit_norms(household_norms(), {{"communities", 48}, {"households", 144001}}, {}).verdicts[1].off, 1.0);
}

TEST(NormAudit, ZeroAndMissingCountsAreUnknown) {
  const NormAudit audit = audit_norms(household_norms(), {{"grid_zones", 0}, {"households", 9}}, {"grid_zones"});
  EXPECT_EQ(audit.verdicts[0].state, NormState::Unknown);
  EXPECT_EQ(audit.verdicts[0].missing, "grid_zones");
  EXPECT_EQ(audit.verdicts[1].missing, "communities");
  EXPECT_THAT(audit.conflicts, IsEmpty());
}

TEST(NormAudit, OneNormMayBeInConflictWithTheCounts) {
  const NormAudit audit = audit_norms({norm("workers", "communities", 5, {})}, {{"workers", 200}, {"communities", 48}},
                                      {"workers", "communities"});
  ASSERT_THAT(audit.conflicts, SizeIs(1));
  EXPECT_THAT(audit.conflicts.front().norms, ElementsAre(0));
}

TEST(NormAudit, NoWholeNumberBetweenShowsInTheRange) {
  const NormAudit audit = audit_norms({norm("posts", "zones", 0.4, 0.45)}, {{"zones", 1}}, {"zones"});
  EXPECT_TRUE(audit.limits.front().range.empty());
}

// Minimal conflicts against all subsets of norms, judged by all-pairs walks in logarithms.

struct Town {
  std::vector<NormFigure> norms;
  NormCounts held;
};

constexpr std::array kNames{"a", "b", "c", "d", "e"};

Town random_town(Random& random) {
  Town town;
  const std::size_t count = 1 + random.below(8);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t of = random.below(kNames.size());
    const std::size_t per = (of + 1 + random.below(kNames.size() - 1)) % kNames.size();
    const double lo = std::exp2(static_cast<double>(random.below(7)) - 3.0);
    const bool open_lo = random.below(4) == 0;
    const bool open_hi = !open_lo && random.below(4) == 0;
    town.norms.push_back(
        norm(kNames[of], kNames[per], open_lo ? std::nullopt : std::optional(lo),
             open_hi ? std::nullopt : std::optional(lo * std::exp2(static_cast<double>(random.below(3)))),
             static_cast<double>(1 + random.below(2))));
  }
  for (const char* name : kNames) {
    if (random.below(3) == 0) {
      town.held[name] = std::exp2(static_cast<double>(random.below(6)));
    }
  }
  return town;
}

bool can_hold(const Town& town, std::size_t subset) {
  constexpr std::size_t size = kNames.size() + 1;
  std::array<std::array<double, size>, size> way;
  for (std::size_t i = 0; i < size; ++i) {
    way[i].fill(std::numeric_limits<double>::infinity());
    way[i][i] = 0.0;
  }
  const auto node = [](const std::string& name) { return static_cast<std::size_t>(name[0] - 'a') + 1; };
  const auto at_most = [&](std::size_t from, std::size_t to, double factor) {
    way[from][to] = std::min(way[from][to], std::log2(factor));
  };
  for (std::size_t i = 0; i < town.norms.size(); ++i) {
    const NormFigure& each = town.norms[i];
    if ((subset >> i & 1U) != 0 && each.hi) {
      at_most(node(each.per), node(each.of), *each.hi / each.each);
    }
    if ((subset >> i & 1U) != 0 && each.lo) {
      at_most(node(each.of), node(each.per), each.each / *each.lo);
    }
  }
  for (const auto& [name, value] : town.held) {
    at_most(0, node(name), value);
    at_most(node(name), 0, 1.0 / value);
  }
  for (std::size_t k = 0; k < size; ++k) {
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t j = 0; j < size; ++j) {
        way[i][j] = std::min(way[i][j], way[i][k] + way[k][j]);
      }
    }
  }
  for (std::size_t i = 0; i < size; ++i) {
    if (way[i][i] < -1e-6) {
      return false;
    }
  }
  return true;
}

std::vector<std::string> names_of(const NormCounts& counts) {
  std::vector<std::string> names;
  for (const auto& [name, value] : counts) {
    names.push_back(name);
  }
  return names;
}

TEST(NormAudit, ConflictsAreAllMinimalSetsAndNoOthers) {
  Random random(144000);
  std::size_t met = 0;
  for (int round = 0; round < 600; ++round) {
    const Town town = random_town(random);
    const std::size_t subsets = std::size_t{1} << town.norms.size();
    std::vector<bool> holds(subsets);
    for (std::size_t subset = 0; subset < subsets; ++subset) {
      holds[subset] = can_hold(town, subset);
    }
    std::vector<std::size_t> expected;
    for (std::size_t subset = 0; subset < subsets; ++subset) {
      bool minimal = !holds[subset];
      for (std::size_t i = 0; i < town.norms.size() && minimal; ++i) {
        minimal = (subset >> i & 1U) == 0 || holds[subset & ~(std::size_t{1} << i)];
      }
      if (minimal) {
        expected.push_back(subset);
      }
    }
    const NormAudit audit = audit_norms(town.norms, town.held, names_of(town.held));
    std::vector<std::size_t> found;
    for (const NormConflict& conflict : audit.conflicts) {
      std::size_t subset = 0;
      for (const std::size_t i : conflict.norms) {
        subset |= std::size_t{1} << i;
      }
      found.push_back(subset);
    }
    ASSERT_TRUE(audit.all_conflicts);
    ASSERT_THAT(found, testing::UnorderedElementsAreArray(expected)) << "round " << round;
    met += expected.empty() ? 0 : 1;
  }
  EXPECT_GT(met, 100U);
}

TEST(NormAudit, LimitsAreTight) {
  Random random(135000);
  std::size_t seen = 0;
  for (int round = 0; round < 1000; ++round) {
    Town town = random_town(random);
    for (NormFigure& each : town.norms) {  // areas are not rounded
      each.of += "_m2";
      each.per += "_m2";
    }
    NormCounts held;
    for (const auto& [name, value] : town.held) {
      held[name + "_m2"] = value;
    }
    const std::size_t all = (std::size_t{1} << town.norms.size()) - 1;
    for (const NormLimits& limits : audit_norms(town.norms, held, names_of(held)).limits) {
      const auto holds_at = [&](double value) {
        Town fixed = town;
        fixed.held[limits.range.count.substr(0, 1)] = value;
        return can_hold(fixed, all);
      };
      if (limits.range.hi) {
        ++seen;
        EXPECT_TRUE(holds_at(*limits.range.hi)) << "round " << round;
        EXPECT_FALSE(holds_at(*limits.range.hi * 1.01)) << "round " << round;
      }
      if (limits.range.lo) {
        EXPECT_TRUE(holds_at(*limits.range.lo)) << "round " << round;
        EXPECT_FALSE(holds_at(*limits.range.lo * 0.99)) << "round " << round;
      }
    }
  }
  EXPECT_GT(seen, 300U);
}

}  // namespace
}  // namespace lastmeter
