// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "compare/compared_result.h"

namespace lastmeter {

/// A record before and the same one after; one of them is missing where it was added or removed.
struct RecordPair {
  std::optional<std::size_t> before;
  std::optional<std::size_t> after;
};

struct RecordMatch {
  std::vector<RecordPair> pairs;  // in the order of the records after, then those that were removed
  std::size_t doubtful = 0;       // records of both lists without a code of their own
};

/// Pairs the records of two lists by code. Records whose code is missing, or stands twice in either list, are paired by
/// code and place (to half a metre), several at one place in their order. Nothing is left out. O(n).
RecordMatch match_records(std::span<const ComparedRecord> before, std::span<const ComparedRecord> after);

}  // namespace lastmeter
