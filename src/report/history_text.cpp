// SPDX-License-Identifier: Apache-2.0
#include "report/history_text.h"

#include <fmt/format.h>

#include <vector>

#include "core/text.h"

namespace lastmeter {

namespace {

std::string kinds_of(const HistoryResult& result) {
  std::vector<std::string> parts;
  for (const ZoneChangeKind kind : {ZoneChangeKind::Kept, ZoneChangeKind::Renamed, ZoneChangeKind::Merged,
                                    ZoneChangeKind::Split, ZoneChangeKind::Reshaped, ZoneChangeKind::New}) {
    if (const std::size_t number = result.count_after(kind); number > 0) {
      parts.push_back(fmt::format("{} {}", grouped(number), name_of(kind)));
    }
  }
  if (const std::size_t gone = result.count_before(ZoneChangeKind::Gone); gone > 0) {
    parts.push_back(grouped(gone) + " gone");
  }
  return joined(parts, ", ");
}

}  // namespace

std::string history_lines(const HistoryResult& result) {
  double households = 0.0;
  for (const DatedZone& zone : result.before) {
    households += zone.carried;
  }
  std::string level(role_of(result.level));
  for (char& c : level) {
    c = c == '_' ? ' ' : c;
  }
  return fmt::format(
      "history: {} {} -> {} {}: {}; {} unions\n  area lost {} m2, gained {} m2; households lost {} of {}, gained {} "
      "(carried by {})\n",
      grouped(result.before.size()), result.before_words, grouped(result.after.size()), level, kinds_of(result),
      grouped(result.unions()), grouped(result.area_lost().value()), grouped(result.area_gained().value()),
      grouped(result.households_lost()), grouped(households), grouped(result.households_gained()),
      result.by_area ? "area" : "demand points");
}

}  // namespace lastmeter
