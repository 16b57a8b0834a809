// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "coverage/demand_sum.h"
#include "coverage/reach.h"
#include "coverage/reach_walking.h"

namespace lastmeter {

/// Double bookkeeping: within the radius in straight line, on foot, or both.
enum class WalkBook : std::uint8_t { Both, StraightOnly, Neither, WalkingOnly };
inline constexpr std::array kWalkBooks{WalkBook::Both, WalkBook::StraightOnly, WalkBook::Neither,
                                       WalkBook::WalkingOnly};

/// Why a demand point is not within the radius on foot; the first that holds. From NotSnapped on: within it in straight
/// line. "Near posts" are those within the radius in straight line.
enum class WalkReason : std::uint8_t {
  Covered,         // it is
  TooFar,          // no near post
  NotSnapped,      // no street within the snap limit of it
  PostNotSnapped,  // none of the near posts has a street within the snap limit
  Barrier,         // it would be covered without the barriers
  Isolated,        // the streets do not connect it with any near post
  DataBorder,      // a way of the radius or less over or beyond the border of the data could exist
  Detour,          // the streets take longer
};
inline constexpr std::array kWalkReasons{WalkReason::Covered,        WalkReason::TooFar,  WalkReason::NotSnapped,
                                         WalkReason::PostNotSnapped, WalkReason::Barrier, WalkReason::Isolated,
                                         WalkReason::DataBorder,     WalkReason::Detour};

std::string_view name_of(WalkBook book);      // "both", "straight_only", "neither", "walking_only"
std::string_view name_of(WalkReason reason);  // "covered", "too_far", "detour", "barrier", "not_snapped" ...

/// The walk to the near post that is nearest on foot.
struct Detour {
  FacilityId post;
  double walked = 0.0;    // metres
  double straight = 0.0;  // metres; may be 0

  /// Walk over straight line; none for a post at the very place.
  [[nodiscard]] std::optional<double> ratio() const {
    return straight > 0.0 ? std::optional(walked / straight) : std::nullopt;
  }
  bool operator==(const Detour&) const = default;
};

struct WalkVerdict {
  WalkBook book = WalkBook::Neither;
  WalkReason reason = WalkReason::TooFar;
  std::optional<Detour> detour;  // straight only, where there is a way: DataBorder and Detour, and some Barrier
};

/// Demand by book and by reason.
struct ReasonSums {
  std::array<DemandSum, kWalkBooks.size()> books;
  std::array<DemandSum, kWalkReasons.size()> reasons;

  [[nodiscard]] const DemandSum& of(WalkBook book) const { return books[static_cast<std::size_t>(book)]; }
  [[nodiscard]] const DemandSum& of(WalkReason reason) const { return reasons[static_cast<std::size_t>(reason)]; }
};

struct WalkingReasons {
  Metres radius;
  std::vector<WalkVerdict> demand;  // by DemandId
  ReasonSums total;
  std::array<std::vector<ReasonSums>, 3> zones;  // by level, then ZoneId, last: in no zone; empty: no such level
};

/// Explains walking coverage at one radius, open service.
/// Whole counts (up to 2^53) add up exactly, over books, over reasons and over zones; fractions to rounding.
/// `without_barriers`: the walking Reach on the network before barriers cut it; null: there are none.
/// Cost: one pass over the rows, and for straight-only demand searches up to the detour (walks_between).
/// Parallel, same bytes for any number of threads. Precondition: all of this study, limits at least `radius`;
/// std::logic_error where not, and, naming the demand point, where someone is within reach on foot only although the
/// straight line is the floor.
WalkingReasons explain_walking(const StudyArea& area, const WalkAccess& access, const Reach& straight,
                               const Reach& walking, Metres radius, const Reach* without_barriers = nullptr);

}  // namespace lastmeter
