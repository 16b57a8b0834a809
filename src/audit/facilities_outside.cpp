// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "audit/checks.h"
#include "audit/gather.h"
#include "audit/wording.h"
#include "audit/zone_index.h"

namespace lastmeter {

namespace {

constexpr Metres kFar(5000.0);  // ten times the usual service radius: nobody walks there

}  // namespace

Findings find_facilities_outside(const StudyArea& area) {
  const auto top = area.top_level();
  if (!top) {
    return {};
  }
  const ZoneLayer& layer = area.zones(*top);
  const ZoneIndex index(layer);
  return gather(area.facilities.size(), [&](std::size_t i) {
    const Facility& facility = area.facilities[FacilityId(i)];
    if (facility.zones[static_cast<std::size_t>(*top)]) {
      return Findings{};
    }
    const NearestZone nearest = *index.nearest(facility.at);
    const bool is_far = nearest.distance > kFar;
    Issue issue =
        place_finding(Rule::FacilityOutside, "facilities", place_of(facility),
                      fmt::format("stands {} outside the study area, nearest to {} {}{}; it is kept",
                                  text_of(nearest.distance), noun_of(layer.level), called(layer.zones[nearest.zone]),
                                  is_far ? ", probably a wrong coordinate" : ""),
                      is_far ? "correct its coordinates, or leave it out with `where`"
                             : "nothing if it serves people inside, else correct its coordinates",
                      Measured{nearest.distance.value(), "m"});
    issue.severity = is_far ? Severity::Warning : Severity::Note;
    return Findings{std::move(issue)};
  });
}

}  // namespace lastmeter
