// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "audit/checks.h"
#include "audit/reported.h"
#include "audit/wording.h"
#include "core/text.h"

namespace lastmeter {

namespace {

struct Count {
  double value;
  std::string_view unit;
};

std::vector<Count> counts_of(const StudyArea& area, const DemandPoint& point) {
  std::vector<Count> counts;
  if (area.has_households) {
    counts.push_back({point.households, "households"});
  }
  if (area.has_population) {
    counts.push_back({point.population, "persons"});
  }
  return counts;
}

std::vector<Count> counts_of(const Zone& zone) {
  std::vector<Count> counts;
  if (zone.households) {
    counts.push_back({*zone.households, "households"});
  }
  if (zone.population) {
    counts.push_back({*zone.population, "persons"});
  }
  return counts;
}

std::string text_of(const std::vector<Count>& counts) {
  std::vector<std::string> texts;
  texts.reserve(counts.size());
  for (const Count& count : counts) {
    texts.push_back(fmt::format("{} {}", fixed(count.value, 2), count.unit));
  }
  return joined(texts, " and ");
}

/// Adds the one finding that the counts of a record give, if any.
void add_negative(std::string_view layer, const Place& place, const std::vector<Count>& counts, Findings& findings) {
  const auto worst = std::find_if(counts.begin(), counts.end(), [](const Count& count) { return count.value < 0.0; });
  if (worst != counts.end()) {
    findings.push_back(place_finding(Rule::WeightNegative, layer, place, fmt::format("has {}", text_of(counts)),
                                     "correct the number", Measured{worst->value, std::string(worst->unit)}));
  }
}

void add_zero(std::string_view layer, const Place& place, const std::vector<Count>& counts, Findings& findings) {
  if (!counts.empty() &&
      std::all_of(counts.begin(), counts.end(), [](const Count& count) { return count.value == 0.0; })) {
    findings.push_back(place_finding(Rule::WeightZero, layer, place, fmt::format("has {}", text_of(counts)),
                                     "nothing if nobody lives there, else state the number",
                                     Measured{0.0, std::string(counts.front().unit)}));
  }
}

}  // namespace

Findings find_odd_weights(const StudyArea& area, std::span<const Issue> known) {
  const Reported reported(known, {Rule::WeightNegative, Rule::WeightZero, Rule::NumberMissing, Rule::NumberUnreadable,
                                  Rule::JoinUnmatched});
  Findings findings;
  for (const ZoneLayer& layer : area.levels) {
    for (const Zone& zone : layer.zones) {
      if (!reported.contains(role_of(layer.level), zone.row)) {
        add_negative(role_of(layer.level), place_of(zone), counts_of(zone), findings);
      }
    }
  }
  if (const auto role = role_of(area.basis)) {
    for (const DemandPoint& point : area.demand) {
      if (!reported.contains(*role, point.row)) {
        const std::vector<Count> counts = counts_of(area, point);
        add_negative(*role, place_of(point), counts, findings);
        add_zero(*role, place_of(point), counts, findings);
      }
    }
  }
  return findings;
}

}  // namespace lastmeter
