// SPDX-License-Identifier: Apache-2.0
#include "placement/set_cover_exact.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/stopwatch.h"
#include "placement/set_cover_bound.h"
#include "solver/mip.h"

namespace lastmeter {

namespace {

constexpr double kMostNodes = 20'000.0;  // expected of the own search
constexpr BoundPace kPace{.steps = 2000, .patience = 20, .shortest = 1e-3, .covers = 5000};

/// Everything that a cover cheaper than `below` leaves open.
CoverMatrix residual(const CoverMatrix& matrix, std::int64_t below, ForcedColumns& taken) {
  CoverMatrix left = reduced(matrix, taken);
  while (left.row_count() > 0 && taken.cost < below) {
    const CoverBound bound = lagrangian_bound(
        left, kPace, [&] { return below - taken.cost; }, [](const CoverColumns& /*cover*/) {});
    if (!settle(left, taken, bound.fates)) {
      break;
    }
    left = reduced(std::move(left), taken);
  }
  return left;
}

MipModel model_of(const CoverMatrix& matrix) {
  MipModel model;
  for (const std::int64_t cost : matrix.costs) {
    model.add_column({.cost = static_cast<double>(cost)});
  }
  for (std::size_t i = 0; i < matrix.row_count(); ++i) {
    const std::span<const std::uint32_t> row = matrix.rows[i];
    model.rows.push_back(
        {.columns = {row.begin(), row.end()}, .coefficients = std::vector<double>(row.size(), 1.0), .low = 1.0});
  }
  return model;
}

void adopt(const MipResult& result, const CoverMatrix& left, const ForcedColumns& taken, CoverAnswer& answer) {
  std::vector<std::uint32_t> ids = taken.ids;
  std::int64_t cost = taken.cost;
  for (std::size_t j = 0; j < result.values.size(); ++j) {
    if (result.values[j] > 0.5) {
      ids.push_back(left.ids[j]);
      cost += left.costs[j];
    }
  }
  if (cost < answer.cost) {
    std::sort(ids.begin(), ids.end());
    answer.ids = std::move(ids);
    answer.cost = cost;
  }
}

void finish_with_mip(const CoverMatrix& matrix, const StopRule& stop, CoverAnswer& answer) {
  ForcedColumns taken;
  const CoverMatrix left = residual(matrix, answer.cost, taken);
  const MipResult result = solve_mip(model_of(left), stop);
  answer.nodes += result.nodes;
  answer.gave_up = false;
  answer.stopped_by_time = result.stopped_by_time;
  const bool none = result.status == MipStatus::Infeasible;
  answer.stopped = !none && result.status != MipStatus::Optimal;
  const double bound = none ? static_cast<double>(answer.cost) : static_cast<double>(taken.cost) + result.bound;
  if (!result.values.empty()) {
    adopt(result, left, taken, answer);
  }
  const std::int64_t proved = result.status == MipStatus::Optimal
                                  ? answer.cost
                                  : static_cast<std::int64_t>(std::ceil(std::max(0.0, bound) - 1e-6));
  answer.bound = std::min(answer.cost, std::max(answer.bound, proved));
}

}  // namespace

CoverAnswer solve_cover(const CoverMatrix& matrix, const CoverTask& task, Progress& progress) {
  const Stopwatch watch;
  CoverTask own = task;
  own.most_nodes = kMostNodes;
  CoverAnswer answer = search_cover(matrix, own, progress);
  if (answer.gave_up) {
    StopRule stop = task.stop;
    if (stop.iterations) {
      *stop.iterations -= std::min(*stop.iterations, answer.nodes);
    }
    stop.seconds = watch.left_of(stop.seconds);
    finish_with_mip(matrix, stop, answer);
  }
  return answer;
}

}  // namespace lastmeter
