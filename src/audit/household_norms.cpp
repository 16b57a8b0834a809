// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "audit/checks.h"
#include "audit/wording.h"
#include "core/text.h"

namespace lastmeter {

namespace {

std::string bounds_text(const NormFigure& norm) {
  if (norm.lo && norm.hi) {
    return fmt::format("{} to {}", grouped(*norm.lo), grouped(*norm.hi));
  }
  return norm.lo ? fmt::format("at least {}", grouped(*norm.lo)) : fmt::format("at most {}", grouped(*norm.hi));
}

enum class Breach { TooFew, TooMany };

std::optional<Breach> breach_of(const NormFigure& norm, double households) {
  if (norm.lo && households < *norm.lo) {
    return Breach::TooFew;
  }
  return norm.hi && households > *norm.hi ? std::optional(Breach::TooMany) : std::nullopt;
}

std::string_view fix_of(ZoneLevel level, Breach breach) {
  if (level == ZoneLevel::GridZone) {
    return breach == Breach::TooFew ? "merge it with a neighbour, or mark it as a dedicated grid zone"
                                    : "split it, or give buildings to a neighbour";
  }
  return breach == Breach::TooFew ? "merge it with a neighbour" : "split it, or give grid zones to a neighbour";
}

void add_off_norm(const StudyArea& area, ZoneLevel level, Rule rule, const NormFigure& norm, Findings& findings) {
  const ZoneLayer& layer = area.zones(level);
  const auto households = households_by_zone(area, level);
  for (std::size_t i = 0; i < layer.zones.size(); ++i) {
    const Zone& zone = layer.zones[ZoneId(i)];
    const std::optional<double> count = households[ZoneId(i)];
    if (!count || (level == ZoneLevel::GridZone && zone.kind == ZoneKind::Dedicated)) {
      continue;
    }
    if (const auto breach = breach_of(norm, *count)) {
      findings.push_back(place_finding(
          rule, role_of(level), place_of(zone),
          fmt::format("has {} households; the norm is {} ({})", grouped(*count), bounds_text(norm), norm.source),
          std::string(fix_of(level, *breach)), Measured{*count, "households"}));
    }
  }
}

}  // namespace

Findings find_households_off_norm(const StudyArea& area, const RuleSet& rules) {
  Findings findings;
  if (const NormFigure* norm = rules.find(norm::households_per_community)) {
    add_off_norm(area, ZoneLevel::Community, Rule::HouseholdsPerCommunity, *norm, findings);
  }
  if (const NormFigure* norm = rules.find(norm::households_per_grid_zone)) {
    add_off_norm(area, ZoneLevel::GridZone, Rule::HouseholdsPerGrid, *norm, findings);
  }
  return findings;
}

}  // namespace lastmeter
