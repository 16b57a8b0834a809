// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "model/issue_ledger.h"

namespace lastmeter {

/// The records that some rules were already found on, so that one fault is one finding. Keeps views of the issues.
class Reported {
 public:
  Reported(std::span<const Issue> issues, std::initializer_list<Rule> rules) {
    for (const Issue& issue : issues) {
      if (issue.row && std::find(rules.begin(), rules.end(), issue.rule) != rules.end()) {
        records_.emplace(issue.layer, *issue.row);
      }
    }
  }

  [[nodiscard]] bool contains(std::string_view layer, std::size_t row) const { return records_.contains({layer, row}); }

 private:
  std::set<std::pair<std::string_view, std::size_t>> records_;
};

}  // namespace lastmeter
