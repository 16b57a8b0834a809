// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "partition/evaluate_partition.h"
#include "partition/zone_posts.h"

namespace lastmeter {

namespace {

constexpr double kRounding = 1e-9;

/// Of contracted units, the weight that each site reaches; only where it reaches any.
class Reached {
 public:
  Reached(const PartitionProblem& problem, const Contraction& whole, std::span<const PostSite> sites, Metres radius)
      : weights_(whole.problem.graph().size()), own_(weights_.size()), near_(weights_.size()), sums_(sites.size()) {
    const auto& units = problem.graph().units();
    for (std::size_t i = 0; i < units.size(); ++i) {
      weights_[whole.piece_of[i].index()] += units[UnitId(i)].weight;
    }
    for (std::size_t s = 0; s < sites.size(); ++s) {
      if (sites[s].unit.index() >= units.size()) {
        throw std::logic_error("a site of a post names no basic unit");
      }
      own_[whole.piece_of[sites[s].unit.index()].index()].push_back(s);
      for (std::size_t i = 0; i < units.size(); ++i) {
        const BasicUnit& unit = units[UnitId(i)];
        if (std::hypot(unit.at.x - sites[s].at.x, unit.at.y - sites[s].at.y) <= radius.value()) {
          add(near_[whole.piece_of[i].index()], s, unit.weight);
        }
      }
    }
  }
  /// Whether a site in the set serves the share of it.
  [[nodiscard]] bool serves(std::span<const UnitId> set, double share) {
    double weight = 0.0;
    for (const UnitId piece : set) {
      weight += weights_[piece.index()];
      for (const auto& [site, reached] : near_[piece.index()]) {
        sums_[site] += reached;
      }
    }
    bool served = false;
    for (const UnitId piece : set) {
      served = served || std::any_of(own_[piece.index()].begin(), own_[piece.index()].end(), [&](std::size_t site) {
                 return sums_[site] >= share * weight * (1.0 - kRounding);
               });
    }
    for (const UnitId piece : set) {
      for (const auto& [site, reached] : near_[piece.index()]) {
        sums_[site] = 0.0;
      }
    }
    return served;
  }

 private:
  using Near = std::vector<std::pair<std::size_t, double>>;
  static void add(Near& near, std::size_t site, double weight) {
    if (near.empty() || near.back().first != site) {
      near.emplace_back(site, 0.0);
    }
    near.back().second += weight;
  }

  std::vector<double> weights_;                // by contracted unit, as are the next
  std::vector<std::vector<std::size_t>> own_;  // sites in it
  std::vector<Near> near_;
  std::vector<double> sums_;  // by site, of the set asked about
};

bool hold_every_unit(const UnitSets& sets, std::size_t units) {
  std::vector<std::uint8_t> held(units, 0);
  for (const UnitId unit : sets.units) {
    held[unit.index()] = 1;
  }
  return std::find(held.begin(), held.end(), 0) == held.end();
}

/// Fewest avoided sets; a plan without any, where there is one, is found among the others alone.
ZonePlan avoid(const PartitionProblem& problem, const UnitSets& all, const std::vector<std::uint8_t>& avoided,
               const StopRule& stop, Progress& progress) {
  UnitSets rest;
  for (std::size_t s = 0; s < all.size(); ++s) {
    if (const auto set = all.of(s); avoided[s] == 0) {
      rest.units.insert(rest.units.end(), set.begin(), set.end());
      rest.starts.push_back(rest.units.size());
    }
  }
  if (hold_every_unit(rest, problem.graph().size())) {
    ZonePlan plan = partition_by_sets(problem, rest, SetsGiven::All, stop, progress);
    if (plan.outcome == Outcome::Solved) {
      return plan;
    }
  }
  return partition_by_sets(problem, all, SetsGiven::All, stop, progress, avoided);
}

/// The plan of the contracted problem as one of the original; nothing where it breaks a limit of that.
std::optional<ZonePlan> spread(const PartitionProblem& problem, const Contraction& whole, ZonePlan plan) {
  IdVector<UnitId, ZoneId> zone_of;
  for (const UnitId piece : whole.piece_of) {
    zone_of.push_back(plan.zone_of[piece]);
  }
  plan.zone_of = std::move(zone_of);
  const PartitionScore score = evaluate_partition(problem, plan.zone_of);
  plan.objective = score.objective;
  const bool contracts = whole.problem.graph().size() < problem.graph().size();
  if (contracts &&
      (problem.moment_price() > 0.0 || problem.moved_price() > 0.0 || problem.parts().moved_at_most < 1.0)) {
    plan.bound.reset();
    plan.proved = false;
  }
  return score.breaches.empty() ? std::optional(std::move(plan)) : std::nullopt;
}

}  // namespace

std::optional<ZonesAndPosts> zones_with_most_posts(const PartitionProblem& problem, std::span<const PostSite> sites,
                                                   const PostRule& rule, std::size_t most_sets, const StopRule& stop,
                                                   Progress& progress) {
  rule.require_sound();
  const Contraction whole = contracted(problem);
  const std::optional<UnitSets> sets = connected_sets(whole.problem, most_sets);
  if (!sets) {
    return std::nullopt;
  }
  Reached reached(problem, whole, sites, rule.radius);
  std::vector<std::uint8_t> unserved;
  for (std::size_t s = 0; s < sets->size(); ++s) {
    unserved.push_back(reached.serves(sets->of(s), rule.share) ? 0 : 1);
  }
  ZonePlan plan = avoid(whole.problem, *sets, unserved, stop, progress);
  auto found = plan.outcome == Outcome::Solved ? spread(problem, whole, std::move(plan)) : std::nullopt;
  return found ? posts_for(problem, std::move(*found), sites, rule) : ZonesAndPosts{.plan = {}, .posts = {}};
}

}  // namespace lastmeter
