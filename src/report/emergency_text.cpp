// SPDX-License-Identifier: Apache-2.0
#include "report/emergency_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/amounts.h"
#include "core/text.h"

namespace lastmeter {

namespace {

constexpr std::size_t kFailuresShown = 3;

std::string served_lines(const EmergencyResult& result) {
  const double total = result.total();
  std::string text = fmt::format(
      "emergency: {} of {} people served by {} with room for {}, at most {} {}\n", grouped(result.score.served),
      grouped(total),
      counted(static_cast<std::size_t>(std::count_if(result.posts.begin(), result.posts.end(),
                                                     [](const EmergencyPost& post) { return post.capacity > 0.0; })),
              "post"),
      grouped(result.capacity()), text_of(result.terms.walk_limit),
      result.terms.mode == TravelMode::Walking ? "on foot" : "in straight line");
  if (result.score.served > 0.0) {
    text += fmt::format("  mean walk {} m, the farthest {} m; least in sum, proved\n",
                        grouped(result.score.walk_sum / result.score.served), grouped(result.score.farthest));
  }
  if (result.score.unserved > 0.0) {
    text += fmt::format("  not served: {} too far", grouped(result.unserved(UnservedReason::TooFar)));
    const double off = result.unserved(UnservedReason::OffStreet);
    text += off > 0.0 ? fmt::format(", {} on no street", grouped(off)) : "";
    text += fmt::format(", {} for want of room\n", grouped(result.unserved(UnservedReason::NoRoom)));
  }
  return text;
}

std::string shortage_line(const EmergencyResult& result) {
  if (result.shortages.empty()) {
    return "";
  }
  const Bottleneck& worst = result.shortages.front();
  return fmt::format(
      "  {} group{} of posts too small; the worst, {} about {}: {} people reach no other, room for {}, {} too "
      "few\n",
      grouped(result.shortages.size()), result.shortages.size() == 1 ? "" : "s", counted(worst.posts.size(), "post"),
      result.codes[worst.posts.front()], grouped(worst.people), grouped(worst.capacity), grouped(worst.missing()));
}

std::string time_line(const EmergencyResult& result) {
  double last = 0.0;
  double wait = 0.0;
  std::size_t late = 0;
  std::size_t queues = 0;
  for (const auto& done : result.done) {
    if (done) {
      last = std::max(last, done->done_hours);
      wait = std::max(wait, done->peak_wait);
      late += done->done_hours > result.terms.hours + 1e-9 ? 1 : 0;
      queues += done->peak_wait > result.terms.queue_minutes + 1e-9 ? 1 : 0;
    }
  }
  return fmt::format(
      "  done after {} h (norm {} h: {} posts later), longest queue {} min (norm {} min: {} posts longer); arrivals "
      "evenly over {} h, {} people an hour and lane\n",
      fixed(last, 1), fixed(result.terms.hours, 1), grouped(late), fixed(wait, 0), fixed(result.terms.queue_minutes, 0),
      grouped(queues), fixed(result.terms.arrival_hours, 1), fixed(result.terms.people_per_lane_hour, 1));
}

std::string overload_line(const EmergencyResult& result) {
  std::size_t posts = 0;
  double people = 0.0;
  double moved = 0.0;
  for (std::size_t j = 0; j < result.posts.size(); ++j) {
    const double over = result.nearest.posts[j].load - result.posts[j].capacity;
    posts += over > 0.0 ? 1 : 0;
    people += std::max(0.0, over);
  }
  for (const EmergencyPlace& place : result.places) {
    moved += place.moved;
  }
  return fmt::format("  everybody at the nearest post: {} posts overloaded by {} people; {} people go to another\n",
                     grouped(posts), grouped(people), grouped(moved));
}

/// People left without a place do not walk, so that the sum of walks may fall; then it says nothing.
std::string cost_text(const FailureCost& cost) {
  return fmt::format("{} people more without a place{}", grouped(cost.unserved),
                     cost.extra_walk > 0.0 ? fmt::format(", {} person-km more walk", grouped(cost.extra_walk / 1000.0))
                                           : std::string());
}

std::string failure_lines(const EmergencyResult& result) {
  if (!result.post_failures || result.post_failures->empty()) {
    return "";
  }
  const std::vector<FailureCost>& costs = *result.post_failures;
  std::vector<std::size_t> order;
  for (std::size_t j = 0; j < costs.size(); ++j) {
    order.push_back(j);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(-costs[a].unserved, -costs[a].extra_walk) < std::pair(-costs[b].unserved, -costs[b].extra_walk);
  });
  std::vector<std::string> worst;
  for (std::size_t i = 0; i < std::min(order.size(), kFailuresShown); ++i) {
    const FailureCost& cost = costs[order[i]];
    worst.push_back(fmt::format("{} {}", result.codes[order[i]], cost_text(cost)));
  }
  return fmt::format("  one post lost, the worst: {}\n", joined(worst, "; "));
}

std::string bridge_line(const EmergencyResult& result) {
  if (!result.bridge_failures || result.bridge_failures->empty()) {
    return "";
  }
  const auto worst = std::max_element(
      result.bridge_failures->begin(), result.bridge_failures->end(), [](const auto& a, const auto& b) {
        return std::pair(a.cost.unserved, a.cost.extra_walk) < std::pair(b.cost.unserved, b.cost.extra_walk);
      });
  return fmt::format(
      "  one of {} bridges lost, the worst: {}{}\n", grouped(result.bridge_failures->size()), cost_text(worst->cost),
      result.bridges_left_out > 0 ? fmt::format("; {} more not tried", grouped(result.bridges_left_out)) : "");
}

std::string extra_line(const EmergencyResult& result) {
  if (!result.extra) {
    return "";
  }
  const ExtraPosts& extra = *result.extra;
  const double helped = extra.unserved_before - extra.unserved_after;
  if (helped <= 0.0) {
    return fmt::format("  no candidate of {} helps anybody who is not served\n", grouped(result.candidates.size()));
  }
  const std::string proof = extra.proved  ? "no fewer will do"
                            : extra.least ? fmt::format("at least {}", grouped(*extra.least))
                                          : "no bound proved";
  return fmt::format("  {} of {} candidates would serve {} people more ({}){}\n", grouped(extra.posts.size()),
                     grouped(result.candidates.size()), grouped(helped), proof,
                     extra.unserved_after > 0.0
                         ? fmt::format("; {} stay without room whatever opens", grouped(extra.unserved_after))
                         : "");
}

}  // namespace

std::string emergency_lines(const EmergencyResult& result) {
  if (result.total() <= 0.0) {
    return "emergency: nobody lives here, so nobody is to be served\n";
  }
  if (result.posts.empty()) {
    return fmt::format("emergency: there is no post for {} people\n", grouped(result.total())) + extra_line(result);
  }
  return served_lines(result) + shortage_line(result) + time_line(result) + overload_line(result) +
         failure_lines(result) + bridge_line(result) + extra_line(result);
}

}  // namespace lastmeter
