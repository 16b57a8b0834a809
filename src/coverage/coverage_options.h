// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "core/units.h"
#include "model/rules.h"
#include "model/study_area.h"

namespace lastmeter {

/// Which posts count for a demand point. Open: any post. Home: only posts of its own community (governance rule).
enum class ServiceRule { Open, Home };
std::string_view name_of(ServiceRule service);  // "open", "home"

/// What the distances of a Reach are. NetworkBuffer: walking, where every street within a stated distance of a demand
/// point serves it (anchors_near.h). Exact areas exist for straight lines only.
enum class TravelMode { Straight, Walking, NetworkBuffer };
std::string_view name_of(TravelMode mode);  // "straight", "walking", "network_buffer"

struct CoverageOptions {
  std::vector<Metres> radii;  // finite, > 0, any order, repeats ignored
  std::vector<ServiceRule> services{ServiceRule::Open};
  TravelMode mode = TravelMode::Straight;
  Metres nominal{500.0};         // of posts without a radius of their own, and of the list of uncovered demand
  double grid_zone_share = 0.9;  // a grid zone is covered when at least this share of its demand is; in (0, 1]
  Metres chord_tolerance{0.5};   // of map shapes only: how far a chord may leave its circle
};

/// How far a post serves: one radius for every post, or (none) each post's own, the nominal one where it states none.
struct RadiusRule {
  std::optional<Metres> radius;
  bool operator==(const RadiusRule&) const = default;
};

/// One row of figures: who counts, and how far.
struct CoverageCase {
  ServiceRule service = ServiceRule::Open;
  std::size_t radius = 0;  // position in the radius rules
  bool operator==(const CoverageCase&) const = default;
};

/// The radii, ascending and distinct, then the rule "own" when some post states a radius.
/// Throws ConfigError for a radius that is not finite and positive, or a grid_zone_share outside (0, 1].
std::vector<RadiusRule> radius_rules(const StudyArea& area, const CoverageOptions& options);

/// The radius of one post under a rule. An own radius that is not positive counts as not stated.
Metres radius_of(const RadiusRule& rule, const Facility& post, Metres nominal);

/// Every service with every radius rule, services outside, as listed, repeats ignored. Home is left out where the
/// study has no `home_level`.
std::vector<CoverageCase> coverage_cases(const StudyArea& area, const CoverageOptions& options,
                                         const std::vector<RadiusRule>& rules);

/// The limit a Reach needs for these options: the largest radius in use, the nominal one included.
Metres needed_reach(const StudyArea& area, const CoverageOptions& options);

/// Communities; without them subdistricts; without both nothing.
std::optional<ZoneLevel> home_level(const StudyArea& area);
/// The zone of the home level that demand lies in, or a post belongs to.
std::optional<ZoneId> home_zone(ZoneLevel level, const DemandPoint& demand);
std::optional<ZoneId> home_zone(ZoneLevel level, const Facility& post);

/// The upper bound (else the lower) of the norm "service_radius_m".
std::optional<Metres> nominal_radius(const RuleSet& rules);

}  // namespace lastmeter
