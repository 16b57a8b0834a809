// SPDX-License-Identifier: Apache-2.0
#include "report/assign_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "core/text.h"
#include "report/share_text.h"

namespace lastmeter {

namespace {

std::string sizes(const AssignmentScore& score) {
  std::map<std::size_t, std::size_t> times;
  for (const AssignmentScore::Receiver& receiver : score.receivers) {
    ++times[static_cast<std::size_t>(receiver.units)];
  }
  return times_text(times);
}

std::string member_line(const AssignmentResult& result) {
  const auto [few, many] = std::minmax_element(result.score.receivers.begin(), result.score.receivers.end(),
                                               [](const auto& a, const auto& b) { return a.members < b.members; });
  return fmt::format("  {} members: {} to {} a community{}\n", grouped(result.score.members), grouped(few->members),
                     grouped(many->members),
                     result.members_bound ? fmt::format("; {} not with their unit", grouped(result.score.parted)) : "");
}

}  // namespace

std::string assign_lines(const AssignmentResult& result) {
  const AssignmentScore& score = result.score;
  const auto units = static_cast<std::int64_t>(result.units.size());
  std::string text = fmt::format("{}: {} assigned to {} communities: {}", spaced(result.what), grouped(units),
                                 grouped(static_cast<std::int64_t>(score.receivers.size())), sizes(score));
  if (score.placed > 0) {
    text += fmt::format("; mean {} m, the farthest {} m{}", grouped(score.distance / static_cast<double>(score.placed)),
                        grouped(score.farthest), result.holds() ? ", least in sum, proved" : "");
  }
  text += units > score.placed ? fmt::format("; {} without a place", grouped(units - score.placed)) : "";
  text += "\n" + member_line(result);
  for (const std::string& reason : result.reasons) {
    text += "  " + reason + "\n";
  }
  return text;
}

}  // namespace lastmeter
