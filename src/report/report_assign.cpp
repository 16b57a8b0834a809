// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "assignment/assignment_result.h"
#include "core/text.h"
#include "report/report_sections.h"

namespace lastmeter {

void write_assignment(const ReportSource& source, const AssignmentResult& result, SectionWriter& section) {
  const Wording& words = source.words;
  const AssignmentScore& score = result.score;
  if (result.problem.receivers.empty()) {
    return;
  }
  const auto [few, many] = std::minmax_element(score.receivers.begin(), score.receivers.end(),
                                               [](const auto& a, const auto& b) { return a.units < b.units; });
  const auto [least, most] = std::minmax_element(score.receivers.begin(), score.receivers.end(),
                                                 [](const auto& a, const auto& b) { return a.members < b.members; });
  section.heading(words.say("assign", {{"what", words.name("share." + result.what, spaced(result.what))}}));
  const auto placed = static_cast<double>(std::max<std::int64_t>(1, score.placed));
  section.paragraph(
      words.say(result.holds() ? "assign.are" : "assign.not",
                {{"units", grouped(result.units.size())},
                 {"communities", words.counted(static_cast<double>(score.receivers.size()), "communities")},
                 {"few", grouped(few->units)},
                 {"many", grouped(many->units)},
                 {"mean", grouped(score.distance / placed)},
                 {"farthest", grouped(score.farthest)},
                 {"members", grouped(score.members)},
                 {"least", grouped(least->members)},
                 {"most", grouped(most->members)},
                 {"off", grouped(score.off())}}));
  const auto lost = static_cast<double>(result.units.size()) - static_cast<double>(score.placed);
  if (lost > 0.0) {
    section.paragraph(words.say("assign.no_place", {{"units", grouped(lost)}}));
  }
}

}  // namespace lastmeter
