// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace lastmeter {

/// Limits all later parallel loops of the process to `threads` threads (0 = all cores).
void set_thread_limit(std::size_t threads);

/// Calls `body(begin, end)` over consecutive slices of [0, count), at most `slice` long each, on
/// all allowed threads. Slices do not depend on the number of threads, so a body that writes only
/// to its own slots, or to a slot numbered begin / slice, gives the same bytes for any number.
/// An exception in a body is rethrown here.
void parallel_slices(std::size_t count, std::size_t slice,
                     const std::function<void(std::size_t begin, std::size_t end)>& body);

}  // namespace lastmeter
