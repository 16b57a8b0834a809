// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/progress.h"
#include "core/stop_rule.h"
#include "core/stopwatch.h"
#include "placement/cover_lp.h"
#include "placement/cover_model.h"
#include "placement/cover_search.h"

namespace lastmeter {

/// When a search started, and whether its limits are used up.
class CoverClock {
 public:
  explicit CoverClock(const StopRule& stop) : stop_(stop) {}

  [[nodiscard]] bool out_of_time();
  [[nodiscard]] bool spent() { return (stop_.iterations && used_ >= *stop_.iterations) || out_of_time(); }
  [[nodiscard]] std::size_t left() const;  // iterations
  void use(std::size_t iterations) { used_ += iterations; }
  [[nodiscard]] std::size_t used() const { return used_; }
  [[nodiscard]] bool stopped_by_time() const { return late_; }
  [[nodiscard]] double gap() const { return stop_.gap; }

 private:
  StopRule stop_;
  Stopwatch watch_;
  std::size_t used_ = 0;
  bool late_ = false;
};

/// Best plan so far, in the numbers of the model and, where these are rounded, in those of the evaluator.
struct CoverIncumbent {
  std::vector<CandidateId> open;
  std::int64_t value = -1;  // negative: none yet
  double objective = 0.0;
};

struct CoverProof {
  std::int64_t bound = 0;  // no plan but the incumbent may have a larger value
  bool complete = false;   // nothing is left that could beat the incumbent, not even within the rounding of weights
};

/// Branch and cut: `CoverLp` at every node, branching on sites, best bound first with dives. Improves `incumbent`. One
/// iteration of the clock is one node. Where it completes without an incumbent, the problem has no plan.
CoverProof prove_cover(const PlacementProblem& problem, const CoverModel& model, CoverIncumbent& incumbent,
                       CoverClock& clock, Progress& progress);

/// Any plan that keeps the limits, by the same search ended at the first; complete without one: there is none.
CoverProof find_cover_plan(const PlacementProblem& problem, const CoverModel& model, CoverIncumbent& incumbent,
                           CoverClock& clock, Progress& progress);

/// Keeps the better of both; a plan that breaks a limit is none. Whether it was the new one.
bool offer(const PlacementProblem& problem, const CoverModel& model, const CoverSearch& found,
           CoverIncumbent& incumbent);

}  // namespace lastmeter
