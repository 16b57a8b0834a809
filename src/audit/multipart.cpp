// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "audit/checks.h"
#include "audit/wording.h"
#include "geometry/overlay.h"

namespace lastmeter {

namespace {

SquareMetres largest_part(const MultiPolygon& shape) {
  SquareMetres largest;
  for (const Polygon& part : shape.parts) {
    largest = std::max(largest, area(MultiPolygon{{part}}));
  }
  return largest;
}

}  // namespace

Findings find_multipart_zones(const StudyArea& study) {
  Findings findings;
  for (const ZoneLayer& layer : study.levels) {
    for (const Zone& zone : layer.zones) {
      const std::size_t pieces = zone.outline.parts.size() > 1 ? piece_count(zone.outline) : 1;
      if (pieces < 2) {
        continue;
      }
      const SquareMetres rest = area(zone.outline) - largest_part(zone.outline);
      findings.push_back(place_finding(
          Rule::ZoneMultipart, role_of(layer.level), place_of(zone),
          fmt::format("lies in {} pieces; {} {}", pieces,
                      pieces == 2 ? "the smaller has" : "all but the largest have together", text_of(rest)),
          "join the pieces, give the small ones to their neighbours, or keep them if the zone is meant so",
          Measured{rest.value(), "m2"}));
    }
  }
  return findings;
}

}  // namespace lastmeter
