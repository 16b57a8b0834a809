// SPDX-License-Identifier: Apache-2.0
#include "coverage/walking_reasons.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "core/parallel.h"
#include "coverage/data_border.h"
#include "coverage/walks_between.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 4096;

bool covers(const Reach& reach, DemandId demand, double radius) {
  return std::ranges::any_of(reach.row(demand).distances, [&](double at) { return at <= radius; });
}

WalkBook book_of(bool straight, bool walking) {
  if (straight) {
    return walking ? WalkBook::Both : WalkBook::StraightOnly;
  }
  return walking ? WalkBook::WalkingOnly : WalkBook::Neither;
}

/// The pairs of a Reach within `radius`.
Reach within(const Reach& reach, Metres radius) {
  std::vector<std::uint64_t> starts{0};
  std::vector<FacilityId> posts;
  std::vector<double> distances;
  for (std::size_t i = 0; i < reach.demand_count(); ++i) {
    const Reach::Row row = reach.row(DemandId(i));
    for (std::size_t j = 0; j < row.facilities.size(); ++j) {
      if (row.distances[j] <= radius.value()) {
        posts.push_back(row.facilities[j]);
        distances.push_back(row.distances[j]);
      }
    }
    starts.push_back(posts.size());
  }
  return {radius, std::move(starts), std::move(posts), std::move(distances)};
}

class Explanation {
 public:
  Explanation(const StudyArea& area, const WalkAccess& access, const Reach& straight, const Reach* without_barriers,
              Metres radius)
      : area_(area),
        access_(access),
        near_(within(straight, radius)),
        without_barriers_(without_barriers),
        radius_(radius),
        border_(access.network.nodes) {}

  [[nodiscard]] std::vector<WalkVerdict> run(const Reach& walking) const {
    std::vector<WalkVerdict> verdicts(area_.demand.size());
    std::vector<DemandId> straight_only;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
      const DemandId demand(i);
      verdicts[i] = look_up(demand, walking);
      if (verdicts[i].book == WalkBook::StraightOnly) {
        straight_only.push_back(demand);
      }
    }
    const std::vector<std::optional<WalkTo>> walks = walks_between(access_, near_, straight_only);
    parallel_slices(straight_only.size(), kSlice, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        WalkVerdict& verdict = verdicts[straight_only[i].index()];
        verdict.reason = reason_for(straight_only[i], walks[i].has_value());
        if (walks[i]) {
          verdict.detour = detour_of(straight_only[i], *walks[i]);
        }
      }
    });
    return verdicts;
  }

 private:
  [[nodiscard]] WalkVerdict look_up(DemandId demand, const Reach& walking) const {
    const bool walked = covers(walking, demand, radius_.value());
    const WalkBook book = book_of(!near_.row(demand).facilities.empty(), walked);
    if (book == WalkBook::WalkingOnly && access_.straight_is_floor) {
      throw std::logic_error(fmt::format("demand point '{}' has a post within {} m on foot, but none in straight line",
                                         area_.demand[demand].code, radius_.value()));
    }
    return {book, walked ? WalkReason::Covered : WalkReason::TooFar, std::nullopt};
  }

  [[nodiscard]] WalkReason reason_for(DemandId demand, bool connected) const {
    const std::span<const FacilityId> near = near_.row(demand).facilities;
    if (access_.demand.of(demand.index()).empty()) {
      return WalkReason::NotSnapped;
    }
    if (std::ranges::all_of(near, [&](FacilityId post) { return access_.posts.of(post.index()).empty(); })) {
      return WalkReason::PostNotSnapped;
    }
    if (without_barriers_ != nullptr && covers(*without_barriers_, demand, radius_.value())) {
      return WalkReason::Barrier;
    }
    if (!connected) {
      return WalkReason::Isolated;
    }
    const bool around = std::ranges::any_of(near, [&](FacilityId post) {
      return border_.around(area_.demand[demand].at, area_.facilities[post].at) <= radius_;
    });
    return around ? WalkReason::DataBorder : WalkReason::Detour;
  }

  [[nodiscard]] Detour detour_of(DemandId demand, const WalkTo& walk) const {
    const Point from = area_.demand[demand].at;
    const Point to = area_.facilities[walk.post].at;
    return {walk.post, walked_metres(walk.cost, from, to, access_.straight_is_floor), distance(from, to).value()};
  }

  const StudyArea& area_;
  const WalkAccess& access_;
  Reach near_;
  const Reach* without_barriers_;
  Metres radius_;
  DataBorder border_;
};

void check_reach(const StudyArea& area, const Reach& reach, Metres radius) {
  if (reach.demand_count() != area.demand.size() || reach.limit() < radius) {
    throw std::logic_error("the Reach belongs to another study or is too short for the radius");
  }
}

void add(ReasonSums& sums, const WalkVerdict& verdict, const DemandSum& weight) {
  sums.books[static_cast<std::size_t>(verdict.book)] += weight;
  sums.reasons[static_cast<std::size_t>(verdict.reason)] += weight;
}

void sum_up(const StudyArea& area, WalkingReasons& result) {
  for (std::size_t level = 0; level < result.zones.size(); ++level) {
    if (!area.levels[level].empty()) {
      result.zones[level].resize(area.levels[level].zones.size() + 1);
    }
  }
  for (std::size_t i = 0; i < result.demand.size(); ++i) {
    const DemandPoint& point = area.demand.items()[i];
    const DemandSum weight{point.households, point.population, 1.0};
    add(result.total, result.demand[i], weight);
    for (std::size_t level = 0; level < result.zones.size(); ++level) {
      std::vector<ReasonSums>& rows = result.zones[level];
      if (!rows.empty()) {
        add(point.zones[level] ? rows[point.zones[level]->index()] : rows.back(), result.demand[i], weight);
      }
    }
  }
}

}  // namespace

std::string_view name_of(WalkBook book) {
  switch (book) {
    case WalkBook::Both:
      return "both";
    case WalkBook::StraightOnly:
      return "straight_only";
    case WalkBook::Neither:
      return "neither";
    case WalkBook::WalkingOnly:
      return "walking_only";
  }
  return "";
}

std::string_view name_of(WalkReason reason) {
  switch (reason) {
    case WalkReason::Covered:
      return "covered";
    case WalkReason::TooFar:
      return "too_far";
    case WalkReason::NotSnapped:
      return "not_snapped";
    case WalkReason::PostNotSnapped:
      return "post_not_snapped";
    case WalkReason::Barrier:
      return "barrier";
    case WalkReason::Isolated:
      return "isolated";
    case WalkReason::DataBorder:
      return "data_border";
    case WalkReason::Detour:
      return "detour";
  }
  return "";
}

WalkingReasons explain_walking(const StudyArea& area, const WalkAccess& access, const Reach& straight,
                               const Reach& walking, Metres radius, const Reach* without_barriers) {
  check_reach(area, straight, radius);
  check_reach(area, walking, radius);
  if (without_barriers != nullptr) {
    check_reach(area, *without_barriers, radius);
  }
  WalkingReasons result;
  result.radius = radius;
  result.demand = Explanation(area, access, straight, without_barriers, radius).run(walking);
  sum_up(area, result);
  return result;
}

}  // namespace lastmeter
