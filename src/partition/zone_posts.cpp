// SPDX-License-Identifier: Apache-2.0
#include "partition/zone_posts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "core/error.h"

namespace lastmeter {

namespace {

constexpr double kRounding = 1e-9;

bool is_served(double weight, const std::optional<PostChoice>& post, const PostRule& rule) {
  return post && post->reached >= rule.share * weight * (1.0 - kRounding);
}

double weight_of(const UnitGraph& graph, std::span<const UnitId> zone) {
  double weight = 0.0;
  for (const UnitId unit : zone) {
    weight += graph.units()[unit].weight;
  }
  return weight;
}

/// Sites are looked up by the unit they stand in, so that a set asks only its own.
class Served {
 public:
  Served(const UnitGraph& graph, std::span<const PostSite> sites) : graph_(graph), sites_of_(graph.size()) {
    for (std::size_t s = 0; s < sites.size(); ++s) {
      if (sites[s].unit.index() >= graph.size()) {
        throw std::logic_error("a site of a post names no basic unit");
      }
      sites_of_[sites[s].unit.index()].push_back(s);
    }
  }
  std::optional<PostChoice> best(std::span<const UnitId> zone, std::span<const PostSite> sites, Metres radius) const {
    std::optional<PostChoice> best;
    double best_metres = 0.0;
    std::vector<std::size_t> own;
    for (const UnitId unit : zone) {
      own.insert(own.end(), sites_of_[unit.index()].begin(), sites_of_[unit.index()].end());
    }
    std::sort(own.begin(), own.end());
    for (const std::size_t site : own) {
      PostChoice choice{.site = site, .reached = 0.0};
      double metres = 0.0;
      for (const UnitId id : zone) {
        const BasicUnit& unit = graph_.units()[id];
        const double distance = std::hypot(unit.at.x - sites[site].at.x, unit.at.y - sites[site].at.y);
        choice.reached += distance <= radius.value() ? unit.weight : 0.0;
        metres += unit.weight * distance;
      }
      if (!best || choice.reached > best->reached || (choice.reached == best->reached && metres < best_metres)) {
        best = choice;
        best_metres = metres;
      }
    }
    return best;
  }

 private:
  const UnitGraph& graph_;
  std::vector<std::vector<std::size_t>> sites_of_;
};

void name_unserved(const PartitionProblem& problem, const UnitSets& served, const PostRule& rule,
                   std::vector<std::string>& reasons) {
  std::vector<std::uint8_t> held(problem.graph().size(), 0);
  for (const UnitId unit : served.units) {
    held[unit.index()] = 1;
  }
  for (std::size_t i = 0; i < held.size(); ++i) {
    if (held[i] == 0) {
      reasons.push_back(
          fmt::format("unit '{}' is in no zone within the bounds that has a post within {:g} m of {:g} % "
                      "of its weight: add a site near it, or lower the share",
                      problem.graph().units()[UnitId(i)].code, rule.radius.value(), 100.0 * rule.share));
    }
  }
}

}  // namespace

void PostRule::require_sound() const {
  if (!(share >= 0.0 && share <= 1.0)) {
    throw ConfigError(fmt::format("posts are to serve a share of {} of their zones", share),
                      "give a share from 0 to 1");
  }
}

std::optional<PostChoice> best_post(const UnitGraph& graph, std::span<const UnitId> zone,
                                    std::span<const PostSite> sites, Metres radius) {
  return Served(graph, sites).best(zone, sites, radius);
}

ZonesAndPosts posts_for(const PartitionProblem& problem, ZonePlan plan, std::span<const PostSite> sites,
                        const PostRule& rule) {
  ZonesAndPosts result{.plan = std::move(plan), .posts = {}};
  std::vector<std::vector<UnitId>> zones(result.plan.zones);
  for (std::size_t i = 0; i < result.plan.zone_of.size(); ++i) {
    zones[result.plan.zone_of[UnitId(i)].index()].emplace_back(i);
  }
  const Served served(problem.graph(), sites);
  for (const auto& zone : zones) {
    const auto post = served.best(zone, sites, rule.radius);
    result.zones_unserved += is_served(weight_of(problem.graph(), zone), post, rule) ? 0 : 1;
    result.weight_reached += post ? post->reached : 0.0;
    result.posts.push_back(post);
  }
  return result;
}

ZonesAndPosts zones_with_posts(const PartitionProblem& problem, const UnitSets& all, std::span<const PostSite> sites,
                               const PostRule& rule, const StopRule& stop, Progress& progress) {
  rule.require_sound();
  const Served post_of(problem.graph(), sites);
  UnitSets served;
  for (std::size_t s = 0; s < all.size(); ++s) {
    const auto set = all.of(s);
    if (is_served(weight_of(problem.graph(), set), post_of.best(set, sites, rule.radius), rule)) {
      served.units.insert(served.units.end(), set.begin(), set.end());
      served.starts.push_back(served.units.size());
    }
  }
  ZonePlan plan = partition_by_sets(problem, served, SetsGiven::All, stop, progress);
  if (plan.outcome == Outcome::Infeasible) {
    name_unserved(problem, served, rule, plan.reasons);
  }
  return posts_for(problem, std::move(plan), sites, rule);
}

}  // namespace lastmeter
