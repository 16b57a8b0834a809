// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "coverage/cut_off_components.h"
#include "coverage/join_gain.h"
#include "network/doctor.h"
#include "study/walking.h"

namespace lastmeter {

namespace {

/// "1,240 persons", "1 building".
std::string counted(const StudyArea& area, Measure measure, double count) {
  std::string unit(unit_of(measure, area.basis));
  if (count == 1.0) {
    unit.pop_back();
  }
  return fmt::format("{} {}", grouped(count), unit);
}

/// "street 12345 Station Road", or "the street in row 7" where it has neither code nor name.
std::string street_text(const ContextLayer* streets, std::uint32_t row) {
  if (streets == nullptr || row >= streets->codes.size()) {
    return "a street";
  }
  return streets->names[row].empty() ? streets->codes[row] : streets->names[row];
}

void describe(Issue& issue, const ContextLayer* streets, std::uint32_t row, Point at) {
  if (streets != nullptr && row < streets->codes.size()) {
    issue.code = streets->codes[row];
    issue.name = streets->names[row];
  }
  issue.at = at;
}

/// A place on each component: its first node.
std::vector<Point> places_by_component(const WalkNetwork& network) {
  std::vector<Point> places(network.component_lengths.size());
  for (std::size_t node = network.node_count(); node-- > 0;) {
    places[network.component[node]] = network.nodes[node];
  }
  return places;
}

void report_islands(const StudyArea& area, const WalkAccess& access, const FlatDemand& demand, Measure measure,
                    IssueLedger& ledger) {
  const std::vector<Point> places = places_by_component(access.network);
  for (const CutOffComponent& part : cut_off_components(access, demand.weight, measure)) {
    const double cut_off = part.demand.of(measure);
    if (cut_off <= 0.0) {
      continue;
    }
    Issue issue = finding(Rule::StreetIsland, "streets", "",
                          fmt::format("{} of street are not joined to the others and cut off {}", text_of(part.street),
                                      counted(area, measure, cut_off)),
                          "draw the missing junction or crossing, or raise join_tolerance_m");
    issue.figure = cut_off;
    issue.unit = std::string(unit_of(measure, area.basis));
    issue.at = places[part.component];
    ledger.add(std::move(issue));
  }
}

void report_near_misses(const StudyArea& area, const WalkAccess& access, const FlatDemand& demand, Measure measure,
                        const WalkingOptions& options, Metres radius, IssueLedger& ledger) {
  const auto misses = near_misses(access.network, options.near_miss_limit);
  std::size_t without_gain = 0;
  for (const JoinGain& join : join_gains(access, demand.weight, misses, radius, measure)) {
    const double gain = join.gain.of(measure);
    if (gain <= 0.0) {
      ++without_gain;
      continue;
    }
    const ContextLayer* streets = area.context_of("streets");
    Issue issue =
        finding(Rule::StreetNearMiss, "streets", "",
                fmt::format("ends {} m short of {}; joined, {} more are within {}", fixed(join.miss.gap.value(), 2),
                            street_text(streets, join.miss.other_row), counted(area, measure, gain), text_of(radius)),
                "join the two lines, or raise join_tolerance_m");
    describe(issue, streets, join.miss.row, join.miss.from);
    issue.figure = gain;
    issue.unit = std::string(unit_of(measure, area.basis));
    ledger.add(std::move(issue));
  }
  if (without_gain > 0) {
    Issue issue = finding(Rule::StreetNearMiss, "streets", "",
                          fmt::format("{} street ends stop less than {} short of another street; joining them changes "
                                      "nobody's coverage",
                                      grouped(without_gain), text_of(options.near_miss_limit)),
                          "nothing to do for coverage");
    issue.severity = Severity::Note;
    issue.figure = static_cast<double>(without_gain);
    issue.unit = "street ends";
    ledger.add(std::move(issue));
  }
}

/// Crossings without a junction within a walk's reach of a post could be missing junctions; elsewhere they cost
/// nothing.
void report_crossings(const StudyArea& area, const WalkNetwork& network, Metres radius, IssueLedger& ledger) {
  const ContextLayer* streets = area.context_of("streets");
  for (const MissingJunction& crossing : crossings_without_vertex(network)) {
    const bool near = std::any_of(area.facilities.begin(), area.facilities.end(),
                                  [&](const Facility& post) { return distance(post.at, crossing.at) <= radius; });
    if (!near) {
      continue;
    }
    Issue issue = finding(Rule::StreetCrossing, "streets", "",
                          fmt::format("crosses {} without a junction, within {} of a post",
                                      street_text(streets, crossing.other_row), text_of(radius)),
                          "add a shared vertex where one can turn, or give the bridge its level");
    describe(issue, streets, crossing.row, crossing.at);
    ledger.add(std::move(issue));
  }
}

}  // namespace

void examine_network(const StudyArea& area, const WalkAccess& access, const WalkingOptions& options, Metres radius,
                     IssueLedger& ledger) {
  const FlatDemand demand = flatten_demand(area);
  const Measure measure = main_measure(area);
  report_islands(area, access, demand, measure, ledger);
  report_near_misses(area, access, demand, measure, options, radius, ledger);
  report_crossings(area, access.network, radius, ledger);
}

}  // namespace lastmeter
