// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "audit/checks.h"
#include "audit/gather.h"
#include "audit/uncovered.h"
#include "audit/wording.h"
#include "audit/zone_index.h"

namespace lastmeter {

namespace {

constexpr Metres kAlong{0.01};
constexpr std::size_t kNamedNeighbours = 4;

/// A finding about the first zone along the gap; `where` completes "a gap of 312 m2".
Issue gap_finding(const ZoneLayer& layer, const ZoneIndex& index, const MultiPolygon& gap, std::string_view where) {
  const SquareMetres size = area(gap);
  const std::vector<ZoneId> neighbours = index.along(gap, kAlong);
  Place place;
  std::string what = fmt::format("leave a gap of {} {}", text_of(size), where);
  if (!neighbours.empty()) {
    place = place_of(layer.zones[neighbours.front()]);
    std::vector<std::string> others;
    for (std::size_t i = 1; i < neighbours.size(); ++i) {
      others.push_back(called(layer.zones[neighbours[i]]));
    }
    what = fmt::format("borders a gap of {} {}", text_of(size), where);
    if (!others.empty()) {
      what += fmt::format(", as {} {}", others.size() == 1 ? "does" : "do", listed(others, kNamedNeighbours));
    }
  }
  place.at = centroid(gap);
  return place_finding(Rule::ZoneGap, role_of(layer.level), place, what,
                       "move the borders until they meet, or raise audit.gap_tolerance_m2",
                       Measured{size.value(), "m2"});
}

Findings gaps_in_parents(const ZoneLayer& layer, const ZoneLayer& parents, const SharedAreas& shared,
                         const AuditOptions& options) {
  const std::vector<std::vector<MultiPolygon>> gaps =
      uncovered_in_parents(layer, parents, shared, options.gap_tolerance);
  const ZoneIndex index(layer);
  return gather(gaps.size(), [&](std::size_t i) {
    Findings findings;
    for (const MultiPolygon& gap : gaps[i]) {
      findings.push_back(gap_finding(
          layer, index, gap, fmt::format("in {} {}", noun_of(parents.level), called(parents.zones[ZoneId(i)]))));
    }
    return findings;
  });
}

Findings gaps_enclosed(const ZoneLayer& layer, const SharedAreas& shared, const AuditOptions& options) {
  const std::vector<MultiPolygon> gaps = enclosed_holes(layer, shared.among, options.gap_tolerance);
  const ZoneIndex index(layer);
  return gather(gaps.size(),
                [&](std::size_t i) { return Findings{gap_finding(layer, index, gaps[i], "enclosed by the layer")}; });
}

}  // namespace

Findings find_gaps(const StudyArea& area, const SharedAreasByLevel& shared, const AuditOptions& options) {
  Findings findings;
  for (const ZoneLayer& layer : area.levels) {
    if (layer.empty()) {
      continue;
    }
    const SharedAreas& own = shared[static_cast<std::size_t>(layer.level)];
    const auto above = area.level_above(layer.level);
    append(findings,
           above ? gaps_in_parents(layer, area.zones(*above), own, options) : gaps_enclosed(layer, own, options));
  }
  return findings;
}

}  // namespace lastmeter
