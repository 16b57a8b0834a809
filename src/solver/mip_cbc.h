// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "solver/mip.h"

namespace lastmeter {

struct CbcLimits {
  double gap = 0.0;                    // relative
  double increment = 1e-7;             // a better solution is better by so much at least
  double cutoff = MipModel::kNoLimit;  // solutions that cost as much or more are not asked for
  std::optional<std::size_t> nodes;
  std::optional<double> seconds;
};

/// Finished: within the gap. Infeasible: no solution below the cutoff. Stopped: by nodes, time or difficulties.
enum class CbcEnd { Finished, Infeasible, Unbounded, Stopped };

struct CbcAnswer {
  CbcEnd end = CbcEnd::Stopped;
  std::vector<double> values;  // as the solver leaves them; empty: none found
  double bound = -MipModel::kNoLimit;
  std::size_t nodes = 0;
  bool out_of_time = false;
};

/// CBC's own driver (cuts, heuristics, branch and cut) on one thread, silent. A model without integer
/// columns goes to Clp alone. Precondition: a sound model; its numbers are taken as they are.
CbcAnswer solve_with_cbc(const MipModel& model, const CbcLimits& limits);

}  // namespace lastmeter
