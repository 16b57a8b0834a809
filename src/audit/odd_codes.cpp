// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_set>

#include "audit/checks.h"
#include "audit/wording.h"

namespace lastmeter {

namespace {

constexpr std::size_t kShortestOfficialCode = 6;

bool is_digits(std::string_view code) {
  return !code.empty() && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Characters, not bytes: continuation bytes of UTF-8 do not count.
std::size_t length_of(std::string_view code) {
  return static_cast<std::size_t>(
      std::count_if(code.begin(), code.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::optional<std::size_t> usual_length(const ZoneLayer& layer) {
  std::map<std::size_t, std::size_t> count_of_length;
  for (const Zone& zone : layer.zones) {
    if (is_digits(zone.code)) {
      ++count_of_length[zone.code.size()];
    }
  }
  for (const auto& [length, count] : count_of_length) {
    if (length >= kShortestOfficialCode && 2 * count > layer.zones.size()) {
      return length;
    }
  }
  return std::nullopt;
}

void add_wrong_lengths(const ZoneLayer& layer, std::size_t length, Findings& findings) {
  for (const Zone& zone : layer.zones) {
    const std::size_t own = length_of(zone.code);
    if (has_code(zone.code) && own != length) {
      findings.push_back(place_finding(Rule::CodeLength, role_of(layer.level), place_of(zone),
                                       fmt::format("the code has {} characters, not {}", own, length),
                                       "look the code up and write it in full, as text",
                                       Measured{static_cast<double>(own), "characters"}));
    }
  }
}

/// The zones of a layer against the codes of the level above.
void add_foreign_prefixes(const StudyArea& area, const ZoneLayer& layer, ZoneLevel above, std::size_t length,
                          Findings& findings) {
  const ZoneLayer& parents = area.zones(above);
  const std::optional<std::size_t> prefix = usual_length(parents);
  if (!prefix || *prefix >= length) {
    return;
  }
  std::unordered_set<std::string_view> known;
  for (const Zone& parent : parents.zones) {
    known.insert(parent.code);
  }
  std::size_t children = 0;
  std::size_t fitting = 0;
  std::vector<const Zone*> foreign;
  for (const Zone& zone : layer.zones) {
    if (!zone.parent || zone.code.size() != length) {
      continue;
    }
    ++children;
    if (zone.code.starts_with(parents.zones[*zone.parent].code)) {
      ++fitting;
    } else if (!known.contains(std::string_view(zone.code).substr(0, *prefix))) {
      foreign.push_back(&zone);
    }
  }
  if (4 * fitting < 3 * children) {
    return;
  }
  for (const Zone* zone : foreign) {
    const Zone& parent = parents.zones[*zone->parent];
    findings.push_back(place_finding(
        Rule::CodeLength, role_of(layer.level), place_of(*zone),
        fmt::format("the code begins with no {} code; its {} is {}", noun_of(above), noun_of(above), called(parent)),
        fmt::format("write the code so that it begins with {}", parent.code)));
  }
}

}  // namespace

Findings find_odd_codes(const StudyArea& area, const AuditOptions& options) {
  Findings findings;
  for (const ZoneLayer& layer : area.levels) {
    const auto stated = options.code_length[static_cast<std::size_t>(layer.level)];
    const std::optional<std::size_t> length = stated ? stated : usual_length(layer);
    if (!length) {
      continue;
    }
    add_wrong_lengths(layer, *length, findings);
    if (const auto above = area.level_above(layer.level)) {
      add_foreign_prefixes(area, layer, *above, *length, findings);
    }
  }
  return findings;
}

}  // namespace lastmeter
