// SPDX-License-Identifier: Apache-2.0
#include "core/parallel.h"

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <memory>
#include <mutex>

namespace lastmeter {

void set_thread_limit(std::size_t threads) {
  static std::mutex guard;
  static std::unique_ptr<tbb::global_control> control;
  const std::scoped_lock lock(guard);
  control.reset();
  if (threads > 0) {
    control = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism, threads);
  }
}

void parallel_slices(std::size_t count, std::size_t slice, const std::function<void(std::size_t, std::size_t)>& body) {
  if (count == 0) {
    return;
  }
  slice = std::max<std::size_t>(slice, 1);
  const std::size_t slices = (count + slice - 1) / slice;
  tbb::parallel_for(
      tbb::blocked_range<std::size_t>(0, slices, 1),
      [&](const tbb::blocked_range<std::size_t>& range) {
        for (std::size_t i = range.begin(); i != range.end(); ++i) {
          body(i * slice, std::min(count, (i + 1) * slice));
        }
      },
      tbb::simple_partitioner());
}

}  // namespace lastmeter
