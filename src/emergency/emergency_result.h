// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "emergency/bottlenecks.h"
#include "emergency/emergency_problem.h"
#include "emergency/emergency_terms.h"
#include "emergency/evaluate_emergency.h"
#include "emergency/extra_posts.h"
#include "emergency/service_time.h"
#include "emergency/single_failures.h"
#include "model/figure.h"
#include "model/study_area.h"

namespace lastmeter {

/// What a post offers in an emergency.
struct EmergencyPost {
  double capacity = 0.0;  // people; 0: it serves nobody
  double staff = 0.0;
  double lanes = 0.0;
  bool stated = false;  // the capacity is its own, not that of the terms
};

/// Why people stay unserved; each person counts once.
enum class UnservedReason { TooFar, OffStreet, NoRoom };
std::string_view name_of(UnservedReason reason);  // "too_far", "off_street", "no_room"

/// Where the people of a place go.
struct EmergencyPlace {
  std::optional<std::uint32_t> nearest;  // post within the limit, which they use in peacetime
  std::optional<std::uint32_t> main;     // post that most of them go to in the emergency
  double people = 0.0;
  double unserved = 0.0;
  double moved = 0.0;                    // go to another than the nearest
  std::optional<UnservedReason> reason;  // of those unserved
};

/// A crossing (bridge, underpass) that closes.
struct BridgeFailure {
  std::size_t crossing = 0;  // position among the study's crossings
  Point at;
  FailureCost cost;
};

/// The posts of a study in an emergency. Posts are by FacilityId; the candidates follow them in `extended` only.
struct EmergencyResult {
  EmergencyTerms terms;
  std::vector<std::string> codes;    // of the posts
  std::vector<EmergencyPost> posts;  // by FacilityId
  EmergencyProblem problem;          // rows by DemandId
  EmergencyPlan plan;
  EmergencyScore score;
  EmergencyScore nearest;                        // everybody at the nearest post, whatever its capacity
  std::vector<EmergencyPlace> places;            // by DemandId
  std::vector<std::optional<ServiceTime>> done;  // by post, in the emergency
  std::vector<std::optional<ServiceTime>> done_nearest;
  std::vector<Bottleneck> shortages;
  std::optional<std::vector<FailureCost>> post_failures;  // by post; none: not asked
  std::optional<std::vector<BridgeFailure>> bridge_failures;
  std::size_t bridges_left_out = 0;
  std::optional<EmergencyProblem> extended;  // with candidates; none: not asked, or there are none
  std::optional<ExtraPosts> extra;
  std::optional<EmergencyScore> score_after;  // with the extra posts
  std::vector<EmergencyPost> candidates;      // by position in the study; where asked

  [[nodiscard]] double total() const { return problem.people(problem.total()); }
  [[nodiscard]] double unserved(UnservedReason reason) const;
  [[nodiscard]] double capacity() const;
  /// Workers that so many people need; whole.
  [[nodiscard]] double staff_for(double people) const;
};

/// emergency.people, .served, .unserved (by reason), .capacity, .walk_mean_m ..., each with the mode; see README.md.
std::vector<Figure> emergency_figures(const EmergencyResult& result);

}  // namespace lastmeter
