// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/stop_rule.h"
#include "core/stopwatch.h"

namespace lastmeter {

/// Counts the iterations of a search and says when its StopRule ends it.
class AssignmentClock {
 public:
  explicit AssignmentClock(const StopRule& rule) : rule_(rule) {}

  /// One more iteration is done; false: it was the last.
  bool spend() {
    ++iterations_;
    return !is_over();
  }
  [[nodiscard]] bool is_over() { return is_late() || (rule_.iterations && iterations_ >= *rule_.iterations); }
  [[nodiscard]] bool is_late() {
    if (rule_.seconds && !stopped_by_time_) {
      stopped_by_time_ = watch_.seconds() >= *rule_.seconds;
    }
    return stopped_by_time_;
  }
  /// What is left of the rule, for a program solved on the way.
  [[nodiscard]] StopRule rest() const {
    StopRule rest;
    rest.seconds = watch_.left_of(rule_.seconds);
    return rest;
  }
  void add_iterations(std::size_t more) { iterations_ += more; }
  [[nodiscard]] std::size_t iterations() const { return iterations_; }
  [[nodiscard]] bool stopped_by_time() const { return stopped_by_time_; }
  [[nodiscard]] const StopRule& rule() const { return rule_; }

 private:
  StopRule rule_;
  Stopwatch watch_;
  std::size_t iterations_ = 0;
  bool stopped_by_time_ = false;
};

}  // namespace lastmeter
