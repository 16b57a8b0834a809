// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "audit/checks.h"
#include "core/parallel.h"

namespace lastmeter {

/// The findings of find(0), find(1), ... find(count - 1) in that order; the calls run in parallel.
template <class Find>
Findings gather(std::size_t count, const Find& find) {
  std::vector<Findings> slots(count);
  parallel_slices(count, 8, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      slots[i] = find(i);
    }
  });
  Findings all;
  for (Findings& slot : slots) {
    append(all, std::move(slot));
  }
  return all;
}

}  // namespace lastmeter
