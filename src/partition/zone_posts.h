// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/progress.h"
#include "core/stop_rule.h"
#include "core/units.h"
#include "geometry/point.h"
#include "partition/enumerate_zones.h"
#include "partition/partition_problem.h"
#include "partition/zone_plan.h"

namespace lastmeter {

/// Where the station of a zone could be.
struct PostSite {
  Point at;
  UnitId unit;  // that it stands in; it serves the zone of this unit
};

/// What a station must do for its zone.
struct PostRule {
  Metres radius{500.0};  // straight line from the unit's point, inclusive
  double share = 1.0;    // of the zone's weight within the radius, in [0, 1]
  /// Throws ConfigError for another share.
  void require_sound() const;
};

/// The best site of one zone: the most weight within the radius; ties: least weight x metres, then the lowest site.
struct PostChoice {
  std::size_t site = 0;
  double reached = 0.0;  // weight within the radius
};

/// None where no site stands in the zone. O(units x sites of the zone).
std::optional<PostChoice> best_post(const UnitGraph& graph, std::span<const UnitId> zone,
                                    std::span<const PostSite> sites, Metres radius);

struct ZonesAndPosts {
  ZonePlan plan;
  std::vector<std::optional<PostChoice>> posts;  // by zone
  std::size_t zones_unserved = 0;                // without a site, or with less than the share within the radius
  double weight_reached = 0.0;
};

/// One after the other: the zones stand, each gets its best post.
ZonesAndPosts posts_for(const PartitionProblem& problem, ZonePlan plan, std::span<const PostSite> sites,
                        const PostRule& rule);

/// Together: the best plan of which every zone has a post that serves the share, by choosing among those sets that have
/// one; proved where the sets are all there are (its bound is of such plans only). Never more zones unserved than one
/// after the other, at an objective that is the price of it. Infeasible: proved that no plan has posts everywhere;
/// units that no served set holds are named. Problem without compounds. Throws ConfigError for a share outside [0, 1]
/// and std::logic_error for a site in no unit.
ZonesAndPosts zones_with_posts(const PartitionProblem& problem, const UnitSets& all, std::span<const PostSite> sites,
                               const PostRule& rule, const StopRule& stop, Progress& progress);

/// Together where not every zone can have a post, and where compounds stay whole: the plan with the fewest zones
/// unserved, of these the one with the lowest objective. Sites stand in units of `problem`, and reach is measured from
/// these, not from compounds. Proved: no plan leaves fewer zones unserved, and none that leaves as few costs less; the
/// bound is of those. Unknown: no plan was found. Nothing: there are more than `most_sets` sets. No proof where
/// contraction changes the objective (a moment, moves). Throws as above.
std::optional<ZonesAndPosts> zones_with_most_posts(const PartitionProblem& problem, std::span<const PostSite> sites,
                                                   const PostRule& rule, std::size_t most_sets, const StopRule& stop,
                                                   Progress& progress);

}  // namespace lastmeter
