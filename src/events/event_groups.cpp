// SPDX-License-Identifier: Apache-2.0
#include "events/event_groups.h"

#include "events/closing_time.h"

namespace lastmeter {

std::vector<EventGroup> event_groups(const EventBook& book, std::span<const std::optional<std::size_t>> group_of,
                                     std::size_t groups, double confidence) {
  constexpr double median = 0.5;
  constexpr double nearly_all = 0.9;
  std::vector<EventGroup> made(groups);
  std::vector<std::vector<Waiting>> waiting(groups);
  for (std::size_t i = 0; i < book.events.size(); ++i) {
    if (!group_of[i]) {
      continue;
    }
    const Event& event = book.events[i];
    EventGroup& group = made[*group_of[i]];
    ++group.events;
    group.settled += event.state == EventState::Settled ? 1U : 0U;
    group.open += event.state == EventState::Open ? 1U : 0U;
    if (event.days) {
      waiting[*group_of[i]].push_back({*event.days, event.state == EventState::Settled});
    }
  }
  for (std::size_t g = 0; g < groups; ++g) {
    made[g].settled_within = wilson_interval(made[g].settled, made[g].judged(), confidence);
    const std::vector<OpenShare> curve = open_shares(waiting[g]);
    made[g].days_median = days_until(curve, median);
    made[g].days_p90 = days_until(curve, nearly_all);
  }
  return made;
}

}  // namespace lastmeter
