// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "audit/checks.h"
#include "audit/wording.h"
#include "geometry/box_index.h"

namespace lastmeter {

namespace {

constexpr Metres kSamePlace{0.05};

}  // namespace

Findings find_duplicate_facilities(const StudyArea& area, const AuditOptions& options) {
  std::vector<Box> boxes;
  boxes.reserve(area.facilities.size());
  for (const Facility& facility : area.facilities) {
    boxes.push_back({facility.at.x, facility.at.y, facility.at.x, facility.at.y});
  }
  const BoxIndex index(boxes);
  Findings findings;
  std::vector<std::uint32_t> near;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const Facility& facility = area.facilities[FacilityId(i)];
    index.query(boxes[i].grown(options.duplicate_facility_distance), near);
    const auto twin = std::find_if(near.begin(), near.end(), [&](std::uint32_t j) {
      return j >= i || distance(facility.at, area.facilities[FacilityId(j)].at) <= options.duplicate_facility_distance;
    });
    if (twin == near.end() || *twin >= i) {
      continue;
    }
    const Facility& first = area.facilities[FacilityId(*twin)];
    const Metres apart = distance(facility.at, first.at);
    findings.push_back(
        place_finding(Rule::FacilityDuplicate, "facilities", place_of(facility),
                      fmt::format("stands {} {}", apart < kSamePlace ? "at the place of" : text_of(apart) + " from",
                                  called(first.code, first.name, first.row)),
                      "delete one of the two if they are the same post", Measured{apart.value(), "m"}));
  }
  return findings;
}

}  // namespace lastmeter
