// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <string_view>
#include <unordered_map>

#include "audit/checks.h"
#include "audit/wording.h"

namespace lastmeter {

namespace {

template <class Records>
void add_duplicates(std::string_view layer, const Records& records, Findings& findings) {
  std::unordered_map<std::string_view, std::size_t> first_row;
  first_row.reserve(records.size());
  for (const auto& record : records) {
    if (!has_code(record.code)) {
      continue;
    }
    const auto [first, is_new] = first_row.try_emplace(record.code, record.row);
    if (!is_new) {
      findings.push_back(
          place_finding(Rule::CodeDuplicate, layer, place_of(record),
                        fmt::format("stands in row {} and already in row {}", record.row + 1, first->second + 1),
                        "give one of the two its own code, or delete it if it is the same thing twice"));
    }
  }
}

}  // namespace

Findings find_duplicate_codes(const StudyArea& area) {
  Findings findings;
  for (const ZoneLayer& layer : area.levels) {
    add_duplicates(role_of(layer.level), layer.zones, findings);
  }
  if (const auto role = role_of(area.basis)) {
    add_duplicates(*role, area.demand, findings);
  }
  add_duplicates("facilities", area.facilities, findings);
  add_duplicates("candidates", area.candidates, findings);
  return findings;
}

}  // namespace lastmeter
