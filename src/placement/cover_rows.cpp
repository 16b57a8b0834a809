// SPDX-License-Identifier: Apache-2.0
#include "placement/cover_rows.h"

#include <utility>

namespace lastmeter {

ServiceRows cover_rows(CoverSignatures signatures) {
  ServiceRows rows{
      .weights = std::move(signatures.weights), .starts = std::move(signatures.starts), .candidates = {}, .values = {}};
  rows.candidates.reserve(signatures.posts.size());
  for (const std::uint32_t post : signatures.posts) {
    rows.candidates.emplace_back(post);
  }
  if (signatures.uncovered_weight > 0.0) {
    rows.weights.push_back(signatures.uncovered_weight);
    rows.starts.push_back(rows.candidates.size());
  }
  return rows;
}

}  // namespace lastmeter
