// SPDX-License-Identifier: Apache-2.0
#include "report/coverage_facts.h"

#include <algorithm>

namespace lastmeter {

namespace {

std::optional<Achieved> area_covered(const CoverageResult& coverage, const CoverageCase& at) {
  const RadiusRule& rule = coverage.radii[at.radius];
  for (const Figure& figure : coverage.figures) {
    const auto has = [&](std::string_view key, const std::variant<std::string, double>& value) {
      return std::find(figure.qualifiers.begin(), figure.qualifiers.end(),
                       Figure::Qualifier{std::string(key), value}) != figure.qualifiers.end();
    };
    if (figure.name == "coverage.area" && rule.radius && has("radius_m", rule.radius->value()) &&
        has("service", std::string(name_of(at.service))) && figure.total && *figure.total > 0.0) {
      return Achieved{figure.value, *figure.total, figure.unit};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> main_case(const CoverageResult& coverage) {
  const auto& cases = coverage.cases;
  const auto is_open = [](const CoverageCase& at) { return at.service == ServiceRule::Open; };
  auto found = std::find_if(cases.begin(), cases.end(), [&](const CoverageCase& at) {
    return is_open(at) && coverage.radii[at.radius].radius == coverage.nominal;
  });
  found = found == cases.end() ? std::find_if(cases.begin(), cases.end(), is_open) : found;
  found = found == cases.end() ? cases.begin() : found;
  return found == cases.end() ? std::nullopt
                              : std::optional(static_cast<std::size_t>(std::distance(cases.begin(), found)));
}

std::optional<Achieved> achieved(const CoverageResult& coverage, std::size_t at) {
  if (coverage.measures.empty()) {
    return area_covered(coverage, coverage.cases[at]);
  }
  const Measure measure = coverage.measures.front();
  const double total = coverage.total.of(measure);
  return total > 0.0 ? std::optional(Achieved{coverage.totals[at].at_least[0].of(measure), total,
                                              std::string(unit_of(measure, coverage.basis))})
                     : std::nullopt;
}

std::vector<ZoneShortfall> shortfalls(const StudyArea& area, const CoverageResult& coverage, std::size_t at,
                                      ZoneLevel level) {
  std::vector<ZoneShortfall> found;
  if (coverage.measures.empty()) {
    return found;
  }
  const Measure measure = coverage.measures.front();
  for (const ZoneTable& table : coverage.zones) {
    for (const ZoneRow& row : table.rows) {
      const double total = row.total.of(measure);
      const double covered = row.cases[at].covered.of(measure);
      if (table.level == level && row.zone && total > covered) {
        found.push_back({.zone = &area.zones(level).zones[*row.zone],
                         .covered = {covered, total, std::string(unit_of(measure, coverage.basis))}});
      }
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const ZoneShortfall& a, const ZoneShortfall& b) {
    return a.missing() != b.missing() ? a.missing() > b.missing() : a.zone->code < b.zone->code;
  });
  return found;
}

std::optional<ZoneLevel> named_level(const StudyArea& area) {
  for (const ZoneLevel level : {ZoneLevel::Community, ZoneLevel::Subdistrict, ZoneLevel::GridZone}) {
    if (!area.zones(level).empty()) {
      return level;
    }
  }
  return std::nullopt;
}

const std::string& name_or_code(const std::string& name, const std::string& code) { return name.empty() ? code : name; }

}  // namespace lastmeter
