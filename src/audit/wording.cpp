// SPDX-License-Identifier: Apache-2.0
#include "audit/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/text.h"

namespace lastmeter {

std::optional<std::string_view> role_of(DemandBasis basis) {
  switch (basis) {
    case DemandBasis::Buildings:
      return "buildings";
    case DemandBasis::PopulationPolygons:
    case DemandBasis::PopulationPoints:
      return "population";
    case DemandBasis::ZoneTotals:
    case DemandBasis::None:
      return std::nullopt;
  }
  return std::nullopt;
}

bool has_code(std::string_view code) { return !code.empty() && code.front() != '#'; }

std::string called(std::string_view code, std::string_view name, std::size_t row) {
  if (has_code(code)) {
    return std::string(code);
  }
  return name.empty() ? fmt::format("row {}", row + 1) : fmt::format("'{}'", name);
}

std::string called(const Zone& zone) { return called(zone.code, zone.name, zone.row); }

std::string listed(const std::vector<std::string>& names, std::size_t most) {
  const std::size_t shown = std::min(names.size(), most);
  std::string text = joined({names.data(), shown}, ", ");
  return shown == names.size() ? text : fmt::format("{} and {} more", text, names.size() - shown);
}

Issue place_finding(Rule rule, std::string_view layer, const Place& place, std::string what, std::string fix,
                    std::optional<Measured> figure) {
  Issue issue = finding(rule, std::string(layer), std::string(place.code), std::move(what), std::move(fix));
  issue.name = place.name;
  issue.at = place.at;
  issue.row = place.row;
  if (figure) {
    issue.figure = figure->value;
    issue.unit = std::move(figure->unit);
  }
  return issue;
}

Place place_of(const Zone& zone) {
  return {zone.code, zone.name, zone.outline.empty() ? std::nullopt : std::optional(centroid(zone.outline)), zone.row};
}

Place place_of(const DemandPoint& point) { return {point.code, point.name, point.at, point.row}; }

Place place_of(const Facility& facility) { return {facility.code, facility.name, facility.at, facility.row}; }
Place place_of(const CandidateSite& site) { return {site.code, site.name, site.at, site.row}; }

}  // namespace lastmeter
