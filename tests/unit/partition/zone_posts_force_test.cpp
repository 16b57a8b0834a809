// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <tuple>

#include "core/random.h"
#include "partition/evaluate_partition.h"
#include "partition/zone_posts.h"
#include "support/draw_partition.h"

namespace lastmeter {
namespace {

struct Case {
  PartitionParts parts;
  std::vector<PostSite> sites;
  PostRule rule;
};

std::size_t draw(Random& random, std::size_t low, std::size_t high) { return low + random.below(high - low + 1); }

/// Up to eight units on a grid of 3 columns, some cells missing, some borders barred, weights 0 to 5.
Case draw_case(std::uint64_t seed, bool compounds) {
  Random random(seed);
  std::string picture;
  const std::size_t cells = draw(random, 4, 8);
  for (std::size_t i = 0; i < cells; ++i) {
    picture += i % 3 == 0 ? "\n" : random.below(10) == 0 ? "|" : " ";
    picture += random.below(12) == 0 ? '.' : static_cast<char>('0' + random.below(6));
  }
  Case drawn;
  drawn.parts.graph = testing::draw_units(picture);
  const std::size_t units = drawn.parts.graph.size();
  drawn.parts.zones_least = draw(random, 1, 3);
  drawn.parts.zones_most = drawn.parts.zones_least + random.below(2);
  drawn.parts.least = static_cast<double>(random.below(4));
  drawn.parts.most = drawn.parts.least + static_cast<double>(draw(random, 4, 14));
  drawn.parts.prices = {.cut_edges = random.below(2) == 0 ? 0.0 : 0.5,
                        .border = random.below(2) == 0 ? 0.0 : 0.3,
                        .deviation = random.below(2) == 0 ? 0.0 : 0.7};
  if (compounds) {
    for (std::size_t i = 0; i < units; ++i) {
      drawn.parts.compounds.push_back(random.below(2) == 0 ? std::optional<std::uint32_t>(random.below(2))
                                                           : std::nullopt);
    }
  }
  const std::size_t sites = random.below(5);
  for (std::size_t s = 0; s < sites && units > 0; ++s) {
    const UnitId unit(random.below(units));
    const Point at = drawn.parts.graph.units()[unit].at;
    drawn.sites.push_back({{at.x + static_cast<double>(random.below(9)) - 4.0, at.y}, unit});
  }
  drawn.rule = {.radius = Metres(static_cast<double>(draw(random, 0, 25))),
                .share = 0.25 * static_cast<double>(random.below(5))};
  return drawn;
}

/// Every assignment of units to zones, each once: unit i joins a zone in use or opens the next.
void each_plan(std::size_t units, std::size_t most, const std::function<void(const IdVector<UnitId, ZoneId>&)>& visit) {
  IdVector<UnitId, ZoneId> plan(units);
  const std::function<void(std::size_t, std::size_t)> place = [&](std::size_t unit, std::size_t used) {
    if (unit == units) {
      visit(plan);
      return;
    }
    for (std::size_t z = 0; z <= used && z < most; ++z) {
      plan[UnitId(unit)] = ZoneId(z);
      place(unit + 1, std::max(used, z + 1));
    }
  };
  place(0, 0);
}

/// By its own count, not the library's: every zone against every site.
std::size_t unserved(const Case& drawn, const IdVector<UnitId, ZoneId>& plan, std::size_t zones) {
  std::size_t without = 0;
  for (std::size_t z = 0; z < zones; ++z) {
    bool served = false;
    for (const PostSite& site : drawn.sites) {
      double all = 0.0;
      double near = 0.0;
      for (std::size_t i = 0; i < plan.size(); ++i) {
        const BasicUnit& unit = drawn.parts.graph.units()[UnitId(i)];
        if (plan[UnitId(i)].index() == z) {
          all += unit.weight;
          near +=
              std::hypot(unit.at.x - site.at.x, unit.at.y - site.at.y) <= drawn.rule.radius.value() ? unit.weight : 0.0;
        }
      }
      served = served || (plan[site.unit].index() == z && near >= drawn.rule.share * all - 1e-9);
    }
    without += served ? 0 : 1;
  }
  return without;
}

struct Force {
  bool any = false;
  std::size_t unserved = std::numeric_limits<std::size_t>::max();
  double objective = 0.0;          // lowest of those with the fewest unserved
  double first_objective = 0.0;    // lowest of all
  std::size_t first_unserved = 0;  // fewest among those
};

Force by_force(const Case& drawn, const PartitionProblem& problem) {
  Force best;
  each_plan(problem.graph().size(), problem.parts().zones_most, [&](const IdVector<UnitId, ZoneId>& plan) {
    const PartitionScore score = evaluate_partition(problem, plan);
    if (!score.breaches.empty()) {
      return;
    }
    const std::size_t without = unserved(drawn, plan, score.zones);
    if (!best.any || without < best.unserved || (without == best.unserved && score.objective < best.objective)) {
      best.unserved = without;
      best.objective = score.objective;
    }
    if (!best.any || score.objective < best.first_objective - 1e-9 ||
        (score.objective < best.first_objective + 1e-9 && without < best.first_unserved)) {
      best.first_objective = score.objective;
      best.first_unserved = without;
    }
    best.any = true;
  });
  return best;
}

/// What the library finds against all partitions and all sites.
Force check(const Case& drawn, std::uint64_t seed) {
  SCOPED_TRACE(seed);
  const PartitionProblem problem(drawn.parts);
  const Force force = by_force(drawn, problem);
  SilentProgress silent;
  const auto found = zones_with_most_posts(problem, drawn.sites, drawn.rule, 10'000, {}, silent);
  EXPECT_TRUE(found);
  EXPECT_EQ(found->plan.outcome, force.any ? Outcome::Solved : Outcome::Unknown);
  if (!found || found->plan.outcome != Outcome::Solved) {
    return force;
  }
  EXPECT_TRUE(found->plan.proved);
  EXPECT_EQ(found->zones_unserved, force.unserved);
  EXPECT_EQ(unserved(drawn, found->plan.zone_of, found->plan.zones), force.unserved);
  EXPECT_NEAR(found->plan.objective, force.objective, 1e-9);
  EXPECT_EQ(found->plan.objective, evaluate_partition(problem, found->plan.zone_of).objective);
  EXPECT_LE(found->zones_unserved, force.first_unserved);          // never worse than one after the other
  EXPECT_GE(found->plan.objective, force.first_objective - 1e-9);  // at a price
  EXPECT_LE(*found->plan.bound, force.objective + 1e-9);
  return force;
}

TEST(ZonePostsByForce, TheFewestZonesGoWithoutAndOfThesePlansTheCheapestIsFound) {
  std::size_t gains = 0;
  std::size_t some_without = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    if (const Case drawn = draw_case(seed, false); drawn.parts.graph.size() > 0) {
      const Force force = check(drawn, seed);
      gains += force.any && force.unserved < force.first_unserved ? 1 : 0;
      some_without += force.any && force.unserved > 0 && force.unserved < drawn.sites.size() ? 1 : 0;
    }
  }
  EXPECT_GT(gains, 10u);
  EXPECT_GT(some_without, 10u);
}

TEST(ZonePostsByForce, ReachIsMeasuredFromTheUnitsOfACompound) {
  for (std::uint64_t seed = 1001; seed <= 1300; ++seed) {
    const Case drawn = draw_case(seed, true);
    const PartitionProblem problem(drawn.parts);
    const Contraction whole = contracted(problem);
    if (whole.left_whole.empty()) {  // compounds that cannot stay whole make other rules than the scorer's
      check(drawn, seed);
    }
  }
}

TEST(ZonePostsByForce, AHardRuleHoldsOrIsProvedNotTo) {
  std::size_t solved = 0;
  std::size_t infeasible = 0;
  for (std::uint64_t seed = 2001; seed <= 2300; ++seed) {
    SCOPED_TRACE(seed);
    const Case drawn = draw_case(seed, false);
    const PartitionProblem problem(drawn.parts);
    const Force force = by_force(drawn, problem);
    SilentProgress silent;
    const auto sets = connected_sets(problem, 10'000);
    ASSERT_TRUE(sets);
    const ZonesAndPosts found = zones_with_posts(problem, *sets, drawn.sites, drawn.rule, {}, silent);
    const bool can = force.any && force.unserved == 0;
    ASSERT_EQ(found.plan.outcome, can ? Outcome::Solved : Outcome::Infeasible);
    can ? ++solved : ++infeasible;
    if (can) {
      EXPECT_EQ(found.zones_unserved, 0u);
      EXPECT_NEAR(found.plan.objective, force.objective, 1e-9);
      EXPECT_TRUE(found.plan.proved);
    }
  }
  EXPECT_GT(solved, 50u);
  EXPECT_GT(infeasible, 50u);
}

TEST(ZonePostsByForce, PostsOfGivenZonesAreTheBestOfAllSites) {
  for (std::uint64_t seed = 3001; seed <= 3200; ++seed) {
    SCOPED_TRACE(seed);
    const Case drawn = draw_case(seed, false);
    const PartitionProblem problem(drawn.parts);
    ZonePlan plan;
    plan.zone_of = IdVector<UnitId, ZoneId>(problem.graph().size());
    plan.zones = 1;
    const ZonesAndPosts found = posts_for(problem, plan, drawn.sites, drawn.rule);
    EXPECT_EQ(found.zones_unserved, unserved(drawn, plan.zone_of, 1));
    ASSERT_EQ(found.posts.size(), 1u);
    EXPECT_EQ(found.posts.front().has_value(), !drawn.sites.empty());
  }
}

}  // namespace
}  // namespace lastmeter
