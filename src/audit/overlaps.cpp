// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "audit/checks.h"
#include "audit/gather.h"
#include "audit/wording.h"
#include "geometry/overlay.h"

namespace lastmeter {

namespace {

bool have_different_parents(const Zone& a, const Zone& b) { return a.parent && b.parent && a.parent != b.parent; }

Issue overlap_finding(const ZoneLayer& layer, const OverlapPair& pair) {
  const Zone& a = layer.zones[ZoneId(pair.a)];
  const Zone& b = layer.zones[ZoneId(pair.b)];
  Issue issue =
      place_finding(Rule::ZoneOverlap, role_of(layer.level), place_of(a),
                    fmt::format("overlaps {} by {}", called(b), text_of(pair.shared)),
                    "move the shared border, or raise audit.overlap_tolerance_m2", Measured{pair.shared.value(), "m2"});
  const MultiPolygon common = intersection(a.outline, b.outline);
  if (!common.empty()) {
    issue.at = centroid(common);
  }
  return issue;
}

}  // namespace

Findings find_overlaps(const StudyArea& area, const SharedAreasByLevel& shared, const AuditOptions& options) {
  Findings findings;
  for (const ZoneLayer& layer : area.levels) {
    std::vector<OverlapPair> faults;
    for (const OverlapPair& pair : shared[static_cast<std::size_t>(layer.level)].among) {
      if (pair.shared > options.overlap_tolerance &&
          !have_different_parents(layer.zones[ZoneId(pair.a)], layer.zones[ZoneId(pair.b)])) {
        faults.push_back(pair);
      }
    }
    append(findings, gather(faults.size(), [&](std::size_t i) { return Findings{overlap_finding(layer, faults[i])}; }));
  }
  return findings;
}

}  // namespace lastmeter
