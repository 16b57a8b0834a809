// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/text.h"
#include "emergency/emergency_result.h"
#include "report/report_sections.h"

namespace lastmeter {

namespace {

constexpr std::size_t kPostsShown = 15;

std::string people(const Wording& words, double count) { return words.counted(count, "persons"); }

void say_unserved(const ReportSource& source, const EmergencyResult& result, SectionWriter& section) {
  const Wording& words = source.words;
  if (result.score.unserved <= 0.0) {
    return;
  }
  section.paragraph(words.say(
      "emergency.unserved",
      {{"unserved", people(words, result.score.unserved)},
       {"total", people(words, result.total())},
       {"share", words.percent(result.score.unserved / result.total())},
       {"far", people(words, result.unserved(UnservedReason::TooFar) + result.unserved(UnservedReason::OffStreet))},
       {"room", people(words, result.unserved(UnservedReason::NoRoom))}}));
  if (result.extra && !result.extra->posts.empty()) {
    const ExtraPosts& extra = *result.extra;
    section.paragraph(words.say(extra.proved ? "emergency.extra.proved" : "emergency.extra",
                                {{"sites", words.counted(static_cast<double>(extra.posts.size()), "sites")},
                                 {"helped", people(words, extra.unserved_before - extra.unserved_after)},
                                 {"least", grouped(extra.least.value_or(0))}}));
  }
}

void say_times(const ReportSource& source, const EmergencyResult& result, SectionWriter& section) {
  double last = 0.0;
  double wait = 0.0;
  for (const auto& done : result.done) {
    last = std::max(last, done ? done->done_hours : 0.0);
    wait = std::max(wait, done ? done->peak_wait : 0.0);
  }
  section.paragraph(source.words.say("emergency.times", {{"hours", fixed(last, 1)},
                                                         {"norm_hours", fixed(result.terms.hours, 1)},
                                                         {"wait", fixed(wait, 0)},
                                                         {"norm_wait", fixed(result.terms.queue_minutes, 0)},
                                                         {"arrival", fixed(result.terms.arrival_hours, 1)}}));
}

/// The posts that most would come to in vain.
DocTable overload_table(const ReportSource& source, const EmergencyResult& result) {
  const Wording& words = source.words;
  const auto over = [&](std::size_t j) { return result.nearest.posts[j].load - result.posts[j].capacity; };
  std::vector<std::size_t> order(result.posts.size());
  for (std::size_t j = 0; j < order.size(); ++j) {
    order[j] = j;
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return over(a) > over(b); });
  order.resize(std::min(order.size(), kPostsShown));
  DocTable table;
  table.caption =
      words.say("emergency.table", {{"shown", grouped(order.size())}, {"of", grouped(result.posts.size())}});
  table.columns = {{words.say("emergency.col.post"), TextAlign::Left, 3.4},
                   {words.say("emergency.col.room"), TextAlign::Right, 1.6},
                   {words.say("emergency.col.nearest"), TextAlign::Right, 1.8},
                   {words.say("emergency.col.allocated"), TextAlign::Right, 1.8},
                   {words.say("emergency.col.hours"), TextAlign::Right, 1.4}};
  for (const std::size_t j : order) {
    const Facility& post = source.area().facilities[FacilityId(j)];
    const auto& done = result.done[j];
    table.rows.push_back({label_of(post.name, post.code), grouped(result.posts[j].capacity),
                          grouped(result.nearest.posts[j].load), grouped(result.score.posts[j].load),
                          done ? fixed(done->done_hours, 1) : "\u2013"});
  }
  return table;
}

}  // namespace

std::string emergency_lead(const EmergencyResult& result, const Wording& words) {
  return words.say("emergency.lead", {{"served", grouped(result.score.served)},
                                      {"total", people(words, result.total())},
                                      {"posts", words.counted(static_cast<double>(result.posts.size()), "facilities")},
                                      {"room", people(words, result.capacity())},
                                      {"limit", grouped(result.terms.walk_limit.value())},
                                      {"mode", words.mode(result.terms.mode)}});
}

void write_emergency(const ReportSource& source, const EmergencyResult& result, SectionWriter& section) {
  const Wording& words = source.words;
  section.heading(words.say("emergency"));
  if (result.total() <= 0.0 || result.posts.empty()) {
    section.paragraph(words.say("emergency.nothing"));
    return;
  }
  section.lead(emergency_lead(result, words));
  say_unserved(source, result, section);
  say_times(source, result, section);
  section.picture(source.picture("emergency"));
  if (!source.results.suppress_below) {
    section.table(overload_table(source, result));
  }
}

}  // namespace lastmeter
