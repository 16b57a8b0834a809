// SPDX-License-Identifier: Apache-2.0
#include "study/walking.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "core/text.h"
#include "io/read_elevation.h"
#include "network/barriers.h"

namespace lastmeter {

namespace {

/// Everything a walk within `reach` of the demand may use.
Box walked_window(const StudyArea& area, const StreetInput& streets, Metres reach) {
  Box window;
  for (const DemandPoint& point : area.demand) {
    window.add(point.at);
  }
  for (const Entrance& entrance : streets.building_entrances) {
    window.add(entrance.at);
  }
  return window.grown(reach);
}

void report_cuts(const CutStreets& cut, const StreetInput& input, IssueLedger& ledger) {
  if (cut.cuts.empty()) {
    return;
  }
  Issue issue =
      finding(Rule::StreetCut, "barriers", "",
              fmt::format("barriers cut streets at {} places; {} of {} crossings let a street through",
                          grouped(cut.cuts.size()), grouped(cut.crossings_used), grouped(input.crossings.size())),
              "where there is a bridge or an underpass, give the street its level or add a crossing");
  issue.figure = static_cast<double>(cut.cuts.size());
  issue.unit = "places";
  issue.at = cut.cuts.front().at;
  ledger.add(std::move(issue));
}

void report_joins(const NetworkBuild& build, IssueLedger& ledger) {
  if (build.joined.empty()) {
    return;
  }
  double largest = 0.0;
  for (const JoinedEnd& join : build.joined) {
    largest = std::max(largest, join.gap.value());
  }
  Issue issue = finding(Rule::StreetNearMiss, "streets", "",
                        fmt::format("{} street ends were joined to a street up to {} m away",
                                    grouped(build.joined.size()), fixed(largest, 2)),
                        "nothing to do, or lower join_tolerance_m");
  issue.severity = Severity::Note;
  issue.figure = largest;
  issue.unit = "m";
  ledger.add(std::move(issue));
}

Issue off_street_issue(const Facility& post, std::optional<Metres> away, Metres limit) {
  Issue issue = finding(Rule::NotOnStreet, "facilities", post.code,
                        away ? fmt::format("is {} from the nearest street; the limit is {}, so nobody walks there",
                                           text_of(*away), text_of(limit))
                             : std::string("has no street at all to be reached on"),
                        "move it to its entrance, add the missing street, or raise snap_limit_m");
  issue.name = post.name;
  issue.at = post.at;
  issue.figure = away ? std::optional(away->value()) : std::nullopt;
  issue.unit = "m";
  return issue;
}

/// Posts off the streets one by one, demand as a whole: the table of uncovered demand has its list.
void report_off_streets(const StudyArea& area, const WalkAccess& access, const WalkingOptions& options,
                        IssueLedger& ledger) {
  std::vector<const Facility*> off_posts;
  std::vector<Point> places;
  for (std::size_t i = 0; i < area.facilities.size(); ++i) {
    if (access.posts.of(i).empty()) {
      off_posts.push_back(&area.facilities.items()[i]);
      places.push_back(off_posts.back()->at);
    }
  }
  if (!off_posts.empty()) {
    const auto distances = distance_to_links(access.network, places);
    for (std::size_t i = 0; i < off_posts.size(); ++i) {
      ledger.add(off_street_issue(*off_posts[i], distances[i], options.snap.limit));
    }
  }
  std::size_t off = 0;
  for (std::size_t i = 0; i < area.demand.size(); ++i) {
    off += access.demand.of(i).empty() ? 1 : 0;
  }
  if (off > 0) {
    Issue issue =
        finding(Rule::NotOnStreet, "streets", "",
                fmt::format("{} of {} demand points have no street within {}", grouped(off),
                            grouped(area.demand.size()), text_of(options.snap.limit)),
                "see not_snapped in the table uncovered_walking; add the missing streets, or raise snap_limit_m");
    issue.figure = static_cast<double>(off);
    issue.unit = "demand points";
    ledger.add(std::move(issue));
  }
}

/// Heights under the streets. A raster that covers none of them would change nothing, in silence.
std::vector<double> heights_under(const StreetLines& streets, const Crs& crs, const std::string& raster,
                                  IssueLedger& ledger) {
  std::vector<double> heights = read_elevations(raster, crs, streets.vertices);
  const auto unknown = static_cast<std::size_t>(
      std::count_if(heights.begin(), heights.end(), [](double height) { return std::isnan(height); }));
  if (unknown == heights.size() && !heights.empty()) {
    throw InputError(fmt::format("{} holds no height under any street", raster),
                     "name the elevation raster of this place");
  }
  if (unknown > 0) {
    Issue issue = finding(Rule::StreetHeightMissing, "streets", "",
                          fmt::format("{} of {} street vertices have no height in {}; they take the nearest one known",
                                      grouped(unknown), grouped(heights.size()), raster),
                          "take a raster that covers the study area and the largest radius");
    issue.figure = static_cast<double>(unknown);
    issue.unit = "vertices";
    ledger.add(std::move(issue));
  }
  return heights;
}

void report_zero_length(const NetworkBuild& build, IssueLedger& ledger) {
  if (build.zero_length > 0) {
    Issue issue = finding(Rule::StreetZeroLength, "streets", "",
                          fmt::format("{} lines have no length and lead nowhere", grouped(build.zero_length)),
                          "remove them, or draw them again");
    issue.figure = static_cast<double>(build.zero_length);
    issue.unit = "lines";
    ledger.add(std::move(issue));
  }
}

/// The streets that walks within `reach` may use, with their heights where `options` asks for them.
StreetLines streets_walked(const StudyArea& area, const StreetInput& input, Metres reach, WalkingOptions& options,
                           IssueLedger& ledger) {
  const bool prepared = !input.streets.vertex_ids.empty();  // cut to its window before it was saved
  StreetLines streets = prepared ? input.streets : lines_in(input.streets, walked_window(area, input, reach));
  if (!options.elevation.empty() && area.crs) {
    streets.heights = heights_under(streets, *area.crs, options.elevation, ledger);
    options.network.slopes = true;
  }
  return streets;
}

WalkAccess access_on(WalkNetwork network, const StudyArea& area, const StreetInput& input,
                     const WalkingOptions& options) {
  WalkAccess access;
  access.network = std::move(network);
  access.demand = snap_to_links(access.network, places_of(area.demand), input.building_entrances, options.snap);
  access.posts = snap_to_links(access.network, places_of(area.facilities), input.post_entrances, options.snap);
  access.straight_is_floor =
      options.snap.access_counts && !options.network.slopes && options.network.steps_factor.value_or(1.0) >= 1.0;
  return access;
}

}  // namespace

Walking prepare_walking(const StudyArea& area, const StreetInput& input, const WalkingOptions& options, Metres reach,
                        IssueLedger& ledger, Progress& progress) {
  progress.stage("building the walking network", 0);
  WalkingOptions used = options;
  const StreetLines streets = streets_walked(area, input, reach, used, ledger);
  const CutStreets cut = cut_by_barriers(streets, input.barriers, input.crossings, options.crossing_tolerance);
  NetworkBuild build = build_network(cut.streets, used.network);
  if (build.network.links.empty()) {
    throw InputError(fmt::format("none of {} street lines can be walked within {} of the demand",
                                 grouped(input.streets.size()), text_of(reach)),
                     "check the layer of the streets and its place with `lastmeter check`, or ask for straight alone");
  }
  report_zero_length(build, ledger);
  report_cuts(cut, input, ledger);
  report_joins(build, ledger);
  Walking walking{.access = access_on(std::move(build.network), area, input, used), .without_barriers = {}};
  if (!cut.cuts.empty()) {
    walking.without_barriers = access_on(build_network(streets, used.network).network, area, input, used);
  }
  report_off_streets(area, walking.access, used, ledger);
  return walking;
}

WalkAccess walk_without_crossing(const StudyArea& area, const StreetInput& input, const WalkingOptions& options,
                                 Metres reach, std::size_t crossing) {
  WalkingOptions used = options;
  IssueLedger unread;
  const StreetLines streets = streets_walked(area, input, reach, used, unread);
  std::vector<Point> crossings = input.crossings;
  crossings.erase(crossings.begin() + static_cast<std::ptrdiff_t>(crossing));
  const CutStreets cut = cut_by_barriers(streets, input.barriers, crossings, options.crossing_tolerance);
  return access_on(build_network(cut.streets, used.network).network, area, input, used);
}

}  // namespace lastmeter
