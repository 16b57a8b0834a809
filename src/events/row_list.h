// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/issue_ledger.h"
#include "model/study_area.h"

namespace lastmeter {

/// Rows of the layer of events with the same fault: counted, the first few named.
class RowList {
 public:
  explicit RowList(const ContextLayer& layer) : layer_(&layer) {}

  void add(std::size_t row) { rows_.push_back(row); }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  /// "3 events <what>: rows 2 (E1), 7 (E6) and 1 more" as one finding; nothing without rows. `what` begins with a verb
  /// that fits one and many.
  void report(Rule rule, const std::string& what, const std::string& fix, IssueLedger& ledger) const;

 private:
  const ContextLayer* layer_;
  std::vector<std::size_t> rows_;
};

}  // namespace lastmeter
