// SPDX-License-Identifier: Apache-2.0
#include "study/emergency_findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"

namespace lastmeter {

namespace {

constexpr std::size_t kPostsNamed = 5;

void add_people(Rule rule, const std::string& layer, const std::string& code, double people, std::string what,
                std::string fix, IssueLedger& ledger) {
  Issue issue = finding(rule, layer, code, std::move(what), std::move(fix));
  issue.figure = people;
  issue.unit = "persons";
  ledger.add(std::move(issue));
}

void report_posts(const StudyArea& area, const EmergencyResult& result, IssueLedger& ledger) {
  if (area.facilities.empty()) {
    ledger.add(finding(Rule::EmergencyUnserved, "facilities", "",
                       "there is no post, so nobody is served in an emergency", "add [layers.facilities]"));
  }
  for (std::size_t j = 0; j < result.posts.size(); ++j) {
    const EmergencyPost& post = result.posts[j];
    if (post.capacity > 0.0) {
      continue;
    }
    const Facility& facility = area.facilities[FacilityId(j)];
    const bool no_lanes =
        facility.emergency.lanes.value_or(1.0) <= 0.0 || facility.emergency.staff.value_or(1.0) <= 0.0;
    Issue issue =
        finding(Rule::EmergencyPost, "facilities", facility.code,
                no_lanes ? "has no lanes or no staff, so it serves nobody in an emergency"
                         : "has no room (0 people, or its kind does not serve) and serves nobody in an emergency",
                "see its emergency capacity, staff and lanes, if it should serve");
    issue.name = facility.name;
    issue.at = facility.at;
    ledger.add(std::move(issue));
  }
}

void report_unserved(const EmergencyResult& result, IssueLedger& ledger) {
  const std::string of = grouped(result.total());
  const auto add = [&](UnservedReason reason, const std::string& what, const std::string& fix) {
    if (const double people = result.unserved(reason); people > 0.0) {
      add_people(Rule::EmergencyUnserved, "facilities", "", people,
                 fmt::format("{} of {} people {}", grouped(people), of, what), fix, ledger);
    }
  };
  add(UnservedReason::TooFar, fmt::format("have no post that serves within {}", text_of(result.terms.walk_limit)),
      "add posts near them, see the table emergency_unserved");
  add(UnservedReason::OffStreet, "live on no street, so nobody knows how they would walk",
      "add the missing streets, or raise snap_limit_m");
  add(UnservedReason::NoRoom, "reach posts that are full",
      "give the posts of emergency.shortage more room, or add posts near them");
}

std::string posts_named(const StudyArea& area, const std::vector<std::uint32_t>& posts) {
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < std::min(posts.size(), kPostsNamed); ++i) {
    codes.push_back(area.facilities[FacilityId(posts[i])].code);
  }
  const std::string more =
      posts.size() > kPostsNamed ? fmt::format(" and {} more", grouped(posts.size() - kPostsNamed)) : "";
  return joined(codes, ", ") + more;
}

void report_shortages(const StudyArea& area, const EmergencyResult& result, IssueLedger& ledger) {
  for (const Bottleneck& part : result.shortages) {
    const Facility& first = area.facilities[FacilityId(part.posts.front())];
    Issue issue =
        finding(Rule::EmergencyShortage, "facilities", first.code,
                fmt::format("{} people reach only {} post{} ({}) with room for {}: {} too few", grouped(part.people),
                            grouped(part.posts.size()), part.posts.size() == 1 ? "" : "s",
                            posts_named(area, part.posts), grouped(part.capacity), grouped(part.missing())),
                "enlarge these posts by as much, or add others within the walking limit of these people");
    issue.name = first.name;
    issue.at = first.at;
    issue.figure = part.missing();
    issue.unit = "persons";
    ledger.add(std::move(issue));
  }
}

void report_times(const StudyArea& area, const EmergencyResult& result, IssueLedger& ledger) {
  for (std::size_t j = 0; j < result.posts.size(); ++j) {
    const auto& done = result.done[j];
    if (!done ||
        (done->done_hours <= result.terms.hours + 1e-9 && done->peak_wait <= result.terms.queue_minutes + 1e-9)) {
      continue;
    }
    const Facility& facility = area.facilities[FacilityId(j)];
    Issue issue = finding(
        Rule::EmergencyLate, "facilities", facility.code,
        fmt::format(
            "serves {} people in {} h with {} lanes, the last of them after a queue of {} min; the norms are {} "
            "h and {} min",
            grouped(result.score.posts[j].load), fixed(done->done_hours, 1), fixed(result.posts[j].lanes, 1),
            fixed(done->peak_wait, 0), fixed(result.terms.hours, 1), fixed(result.terms.queue_minutes, 0)),
        "open more lanes, or spread the arrivals over more hours");
    issue.name = facility.name;
    issue.at = facility.at;
    issue.figure = done->done_hours;
    issue.unit = "h";
    ledger.add(std::move(issue));
  }
}

void report_extra(const EmergencyResult& result, IssueLedger& ledger) {
  if (result.extra && result.extra->stopped_by_time) {
    ledger.add(finding(Rule::PlacementStopped, "candidates", "",
                       "the search for the fewest posts to add met its time limit; another machine may end with others",
                       "write [emergency] effort = \"fast\", or offer fewer candidates"));
  }
  if (result.extra && result.extra->unserved_after > 0.0) {
    add_people(Rule::EmergencyShortage, "candidates", "", result.extra->unserved_after,
               fmt::format("all {} candidates together still leave {} people without room",
                           grouped(result.candidates.size()), grouped(result.extra->unserved_after)),
               "offer more or larger candidates near the full posts", ledger);
  }
}

}  // namespace

void report_emergency(const StudyArea& area, const EmergencyResult& result, IssueLedger& ledger) {
  if (result.total() <= 0.0) {
    ledger.add(finding(Rule::EmergencyUnserved, "buildings", "",
                       "nobody lives in the study area, so nobody is to be served",
                       "see whether the column of the people is right"));
  }
  report_posts(area, result, ledger);
  report_unserved(result, ledger);
  report_shortages(area, result, ledger);
  report_times(area, result, ledger);
  report_extra(result, ledger);
}

}  // namespace lastmeter
