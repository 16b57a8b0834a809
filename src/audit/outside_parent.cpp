// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "audit/checks.h"
#include "audit/gather.h"
#include "audit/wording.h"
#include "geometry/overlay.h"

namespace lastmeter {

namespace {

Issue outside_finding(const ZoneLayer& layer, const ZoneLayer& parents, const Zone& zone, SquareMetres outside) {
  const Zone& parent = parents.zones[*zone.parent];
  Issue issue = place_finding(
      Rule::ZoneOutsideParent, role_of(layer.level), place_of(zone),
      fmt::format("leaves its {} {} by {}", noun_of(parents.level), called(parent), text_of(outside)),
      "move its border onto the parent's, or raise audit.outside_tolerance_m2", Measured{outside.value(), "m2"});
  const MultiPolygon rest = difference(zone.outline, parent.outline);
  if (!rest.empty()) {
    issue.at = centroid(rest);
  }
  return issue;
}

}  // namespace

Findings find_zones_outside_parent(const StudyArea& study, const SharedAreasByLevel& shared,
                                   const AuditOptions& options) {
  Findings findings;
  for (const ZoneLayer& layer : study.levels) {
    const auto above = study.level_above(layer.level);
    if (!above) {
      continue;
    }
    const auto main = main_parents(layer, shared[static_cast<std::size_t>(layer.level)]);
    append(findings, gather(layer.zones.size(), [&](std::size_t i) {
             const Zone& zone = layer.zones[ZoneId(i)];
             const std::optional<MainParent> held = main[ZoneId(i)];
             if (!held || held->parent != zone.parent) {
               return Findings{};
             }
             const SquareMetres outside = area(zone.outline) - held->shared;
             return outside > options.outside_tolerance
                        ? Findings{outside_finding(layer, study.zones(*above), zone, outside)}
                        : Findings{};
           }));
  }
  return findings;
}

}  // namespace lastmeter
