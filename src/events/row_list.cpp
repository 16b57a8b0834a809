// SPDX-License-Identifier: Apache-2.0
#include "events/row_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"

namespace lastmeter {

void RowList::report(Rule rule, const std::string& what, const std::string& fix, IssueLedger& ledger) const {
  constexpr std::size_t shown = 5;
  if (rows_.empty()) {
    return;
  }
  std::vector<std::string> named;
  for (std::size_t i = 0; i < std::min(rows_.size(), shown); ++i) {
    named.push_back(fmt::format("{} ({})", layer_->events.rows[rows_[i]] + 1, layer_->codes[rows_[i]]));
  }
  const std::string more = rows_.size() > shown ? fmt::format(" and {} more", grouped(rows_.size() - shown)) : "";
  Issue issue = finding(rule, layer_->role, "",
                        fmt::format("{} {} {}: {} {}{}", grouped(rows_.size()), rows_.size() == 1 ? "event" : "events",
                                    what, rows_.size() == 1 ? "row" : "rows", joined(named, ", "), more),
                        fix);
  issue.figure = static_cast<double>(rows_.size());
  issue.unit = "events";
  issue.row = layer_->events.rows[rows_.front()];
  ledger.add(std::move(issue));
}

}  // namespace lastmeter
