// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "core/stop_rule.h"

namespace lastmeter {

/// Counts the iterations of a search and says when its StopRule ends it.
class AssignmentClock {
 public:
  explicit AssignmentClock(const StopRule& rule) : rule_(rule), begin_(std::chrono::steady_clock::now()) {}

  /// One more iteration is done; false: it was the last.
  bool spend() {
    ++iterations_;
    return !is_over();
  }
  [[nodiscard]] bool is_over() { return is_late() || (rule_.iterations && iterations_ >= *rule_.iterations); }
  [[nodiscard]] bool is_late() {
    if (rule_.seconds && !stopped_by_time_) {
      const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin_;
      stopped_by_time_ = passed.count() >= *rule_.seconds;
    }
    return stopped_by_time_;
  }
  /// What is left of the rule, for a program solved on the way.
  [[nodiscard]] StopRule rest() const {
    StopRule rest;
    if (rule_.seconds) {
      const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin_;
      rest.seconds = std::max(0.0, *rule_.seconds - passed.count());
    }
    return rest;
  }
  void add_iterations(std::size_t more) { iterations_ += more; }
  [[nodiscard]] std::size_t iterations() const { return iterations_; }
  [[nodiscard]] bool stopped_by_time() const { return stopped_by_time_; }
  [[nodiscard]] const StopRule& rule() const { return rule_; }

 private:
  StopRule rule_;
  std::chrono::steady_clock::time_point begin_;
  std::size_t iterations_ = 0;
  bool stopped_by_time_ = false;
};

}  // namespace lastmeter
