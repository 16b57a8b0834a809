// SPDX-License-Identifier: Apache-2.0
#include "compare/match_records.h"

#include <fmt/format.h>

#include <cmath>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace lastmeter {

namespace {

constexpr double kPlacesPerMetre = 2.0;

/// Codes that cannot tell one record from another.
std::unordered_set<std::string_view> unfit_codes(std::span<const ComparedRecord> before,
                                                 std::span<const ComparedRecord> after) {
  std::unordered_set<std::string_view> unfit{""};
  for (const auto& records : {before, after}) {
    std::unordered_set<std::string_view> seen;
    seen.reserve(records.size());
    for (const ComparedRecord& record : records) {
      if (!seen.insert(record.code).second) {
        unfit.insert(record.code);
      }
    }
  }
  return unfit;
}

std::string key_of(const ComparedRecord& record, bool fit) {
  if (fit || !record.at) {
    return record.code;
  }
  return fmt::format("{}\n{:.0f} {:.0f}", record.code, std::round(record.at->x * kPlacesPerMetre),
                     std::round(record.at->y * kPlacesPerMetre));
}

}  // namespace

RecordMatch match_records(std::span<const ComparedRecord> before, std::span<const ComparedRecord> after) {
  const auto unfit = unfit_codes(before, after);
  const auto fit = [&](const ComparedRecord& record) { return !unfit.contains(record.code); };
  RecordMatch match;
  std::unordered_map<std::string, std::deque<std::size_t>> waiting;
  waiting.reserve(before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    match.doubtful += fit(before[i]) ? 0 : 1;
    waiting[key_of(before[i], fit(before[i]))].push_back(i);
  }
  std::vector<bool> paired(before.size(), false);
  for (std::size_t i = 0; i < after.size(); ++i) {
    match.doubtful += fit(after[i]) ? 0 : 1;
    RecordPair pair{.before = {}, .after = i};
    const auto same = waiting.find(key_of(after[i], fit(after[i])));
    if (same != waiting.end() && !same->second.empty()) {
      pair.before = same->second.front();
      same->second.pop_front();
      paired[*pair.before] = true;
    }
    match.pairs.push_back(pair);
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!paired[i]) {
      match.pairs.push_back({.before = i, .after = {}});
    }
  }
  return match;
}

}  // namespace lastmeter
