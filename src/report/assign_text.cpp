// SPDX-License-Identifier: Apache-2.0
#include "report/assign_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "core/text.h"

namespace lastmeter {

namespace {

std::string count(std::int64_t number) { return grouped(static_cast<double>(number)); }

std::string sizes(const AssignmentScore& score) {
  std::map<std::int64_t, std::int64_t> times;
  for (const AssignmentScore::Receiver& receiver : score.receivers) {
    ++times[receiver.units];
  }
  std::vector<std::string> texts;
  for (const auto& [size, many] : times) {
    texts.push_back(fmt::format("{} x {}", count(many), count(size)));
  }
  return joined(texts, ", ");
}

std::string member_line(const AssignmentResult& result) {
  const auto [few, many] = std::minmax_element(result.score.receivers.begin(), result.score.receivers.end(),
                                               [](const auto& a, const auto& b) { return a.members < b.members; });
  return fmt::format("  {} members: {} to {} a community{}\n", count(result.score.members), count(few->members),
                     count(many->members),
                     result.members_bound ? fmt::format("; {} not with their unit", count(result.score.parted)) : "");
}

}  // namespace

std::string assign_lines(const AssignmentResult& result) {
  const AssignmentScore& score = result.score;
  std::string words = result.what;
  std::replace(words.begin(), words.end(), '_', ' ');
  const auto units = static_cast<std::int64_t>(result.units.size());
  std::string text = fmt::format("{}: {} assigned to {} communities: {}", words, count(units),
                                 count(static_cast<std::int64_t>(score.receivers.size())), sizes(score));
  if (score.placed > 0) {
    text += fmt::format("; mean {} m, the farthest {} m{}", grouped(score.distance / static_cast<double>(score.placed)),
                        grouped(score.farthest), result.holds() ? ", least in sum, proved" : "");
  }
  text += units > score.placed ? fmt::format("; {} without a place", count(units - score.placed)) : "";
  text += "\n" + member_line(result);
  for (const std::string& reason : result.reasons) {
    text += "  " + reason + "\n";
  }
  return text;
}

}  // namespace lastmeter
