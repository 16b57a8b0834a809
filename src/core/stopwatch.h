// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace lastmeter {

/// Seconds since it was made: for the time limit of a StopRule.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  }
  /// What is left of a limit in seconds, not below 0; nothing of no limit.
  [[nodiscard]] std::optional<double> left_of(std::optional<double> limit) const {
    return limit ? std::optional(std::max(0.0, *limit - seconds())) : std::nullopt;
  }

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace lastmeter
