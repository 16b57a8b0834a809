// SPDX-License-Identifier: Apache-2.0
#include "study/partition_posts.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "core/parallel.h"
#include "partition/zone_posts.h"
#include "study/shared_progress.h"

namespace lastmeter {

namespace {

/// Places for stations in one parent, and what they are called.
struct Places {
  std::vector<PostSite> sites;
  std::vector<std::string> codes;
  std::vector<std::string_view> kinds;

  void add(Point at, UnitId unit, const std::string& code, std::string_view kind) {
    sites.push_back({at, unit});
    codes.push_back(code);
    kinds.push_back(kind);
  }
};

bool stands_in(const StudyArea& area, const PartitionConfig& config, const ParentUnits& parent,
               const ZoneMembership& zones) {
  if (!config.within) {
    return std::any_of(zones.begin(), zones.end(), [](const auto& zone) { return zone.has_value(); });
  }
  const auto& zone = zones[static_cast<std::size_t>(*config.within)];
  return zone && area.zones(*config.within).zones[*zone].code == parent.code;
}

/// The unit whose ground a place is on, else the nearest one; nothing where that is a dedicated zone's.
std::optional<UnitId> unit_at(const ParentUnits& parent, Point at) {
  const auto distance = [&](const StudyUnit& unit) { return std::hypot(unit.at.x - at.x, unit.at.y - at.y); };
  auto found = std::find_if(parent.units.begin(), parent.units.end(),
                            [&](const StudyUnit& unit) { return contains(unit.outline, at); });
  if (found == parent.units.end()) {
    found = std::min_element(parent.units.begin(), parent.units.end(),
                             [&](const StudyUnit& a, const StudyUnit& b) { return distance(a) < distance(b); });
  }
  const auto index = static_cast<std::size_t>(found - parent.units.begin());
  return index < parent.graph.size() ? std::optional(UnitId(index)) : std::nullopt;
}

template <class Things>
void add_places(const StudyArea& area, const PartitionConfig& config, const ParentUnits& parent, const Things& things,
                std::string_view kind, Places& places) {
  for (const auto& thing : things) {
    if (stands_in(area, config, parent, thing.zones)) {
      if (const auto unit = unit_at(parent, thing.at)) {
        places.add(thing.at, *unit, thing.code, kind);
      }
    }
  }
}

Places places_in(const StudyArea& area, const PartitionConfig& config, const ParentUnits& parent) {
  Places places;
  if (config.post_places == PostPlaces::Candidates) {
    add_places(area, config, parent, area.facilities, "facility", places);
    add_places(area, config, parent, area.candidates, "candidate", places);
  }
  if (places.sites.empty()) {
    for (std::size_t i = 0; i < parent.graph.size(); ++i) {
      places.add(parent.units[i].at, UnitId(i), parent.units[i].code, "unit");
    }
  }
  return places;
}

/// The stations of the zones that were found, with their names.
void take_stations(const ZonesAndPosts& found, const Places& places, const PostRule& rule, SolvedParent& solved) {
  constexpr double rounding = 1e-9;
  solved.stations.clear();
  for (std::size_t z = 0; z < found.posts.size(); ++z) {
    const auto& post = found.posts[z];
    if (!post) {
      solved.stations.emplace_back();
      continue;
    }
    const double weight = solved.score.by_zone[ZoneId(z)].weight;
    solved.stations.push_back(PlannedStation{.code = places.codes[post->site],
                                             .kind = std::string(places.kinds[post->site]),
                                             .at = places.sites[post->site].at,
                                             .reached = post->reached,
                                             .share = weight > 0.0 ? post->reached / weight : 1.0,
                                             .enough = post->reached >= rule.share * weight * (1.0 - rounding)});
  }
  solved.found.ok = found.posts.size() - found.zones_unserved;
}

/// Whether zones and posts found together serve more zones than those drawn first, or as many at a lower price.
bool is_better(const ZonesAndPosts& together, const ZonesAndPosts& first) {
  return together.plan.outcome == Outcome::Solved &&
         (together.zones_unserved < first.zones_unserved ||
          (together.zones_unserved == first.zones_unserved && together.plan.objective < first.plan.objective));
}

/// The bound of all plans is one of those that serve the most zones too, where both are priced alike.
void take_plan(const PartitionProblem& problem, const ZonePlan& first, ZonePlan plan, SolvedParent& solved) {
  if (first.objective == solved.plan.objective) {
    plan.bound = std::max(plan.bound.value_or(0.0), solved.plan.bound.value_or(0.0));
  }
  plan.iterations += solved.plan.iterations;
  solved.plan = std::move(plan);
  solved.score = evaluate_partition(problem, solved.plan.zone_of);
}

void find_in(const StudyArea& area, const PartitionConfig& config, const ZoneBounds& bounds, const ParentUnits& parent,
             SolvedParent& solved, Progress& progress) {
  const std::size_t zones = solved.plan.zones;
  const PartitionProblem problem = problem_of(config, bounds, parent, {zones, zones}, has_today(area, config));
  const Places places = places_in(area, config, parent);
  ZonePlan first = solved.plan;  // which may have been sought among several numbers of zones
  first.objective = evaluate_partition(problem, first.zone_of).objective;
  ZonesAndPosts found = posts_for(problem, first, places.sites, *config.posts);
  solved.found.ok_separate = found.posts.size() - found.zones_unserved;
  solved.found.objective_separate = first.objective;
  if (!config.plan.empty()) {
    solved.found.search = StationSearch::Given;
  } else if (found.zones_unserved == 0) {
    solved.found.search = StationSearch::Proved;
  } else if (solved.plan.outcome == Outcome::Solved) {
    const ExactBudget budget = exact_budget(config.effort);
    const StopRule stop{.gap = 0.0, .iterations = budget.nodes, .seconds = {}};
    auto together = zones_with_most_posts(problem, places.sites, *config.posts, budget.sets, stop, progress);
    solved.found.search = !together                     ? StationSearch::TooMany
                          : together->plan.proved       ? StationSearch::Proved
                          : is_better(*together, found) ? StationSearch::Together
                                                        : StationSearch::First;
    if (together && is_better(*together, found)) {
      take_plan(problem, first, together->plan, solved);
      found = std::move(*together);
    }
  }
  take_stations(found, places, *config.posts, solved);
}

}  // namespace

void find_stations(const StudyArea& area, const PartitionConfig& config, const ZoneBounds& bounds,
                   const std::vector<ParentUnits>& parents, std::vector<SolvedParent>& solved, Progress& progress) {
  SharedProgress steps("finding stations", parents.size(), progress);
  parallel_slices(parents.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t p = begin; p < end; ++p) {
      if (parents[p].graph.size() > 0) {
        PieceProgress piece(steps);
        find_in(area, config, bounds, parents[p], solved[p], piece);
      }
      steps.step(1);
    }
  });
}

}  // namespace lastmeter
