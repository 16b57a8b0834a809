// SPDX-License-Identifier: Apache-2.0
#include "input/excess.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "core/amounts.h"
#include "core/text.h"

namespace lastmeter {

bool refuses_excess(const Layer& layer, const Column& column, std::size_t row, std::string_view name, double limit,
                    IssueLedger& ledger) {
  const auto value = column.as_number(row);
  if (value ? !(std::abs(*value) > limit) : !is_infinite(column.as_text(row))) {
    return false;
  }
  Issue issue =
      layer.issue(Rule::NumberUnreadable, row,
                  fmt::format("{}: {} states {} as '{}', beyond the limit of {}", layer.table().source.path,
                              layer.row_text(row), name, column.as_text(row).substr(0, kShownOfACell), grouped(limit)),
                  "correct the number");
  issue.severity = Severity::Refused;
  ledger.add(std::move(issue));
  return true;
}

}  // namespace lastmeter
