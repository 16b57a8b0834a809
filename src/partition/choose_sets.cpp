// SPDX-License-Identifier: Apache-2.0
#include "partition/choose_sets.h"

#include <algorithm>
#include <map>

namespace lastmeter {

namespace {

/// Rows: one a unit, the number of zones, the labels in use, and what may move.
MipModel set_program(const PartitionProblem& problem, const UnitSets& sets, std::span<const SetColumn> columns) {
  MipModel model;
  const std::size_t units = problem.graph().size();
  model.rows.resize(units + 1);
  std::map<ZoneId, MipModel::Row> labels;
  MipModel::Row moved;
  for (const SetColumn& offer : columns) {
    const int column = model.add_column({.cost = offer.cost});
    for (const UnitId unit : sets.of(offer.set)) {
      model.rows[unit.index()].columns.push_back(column);
    }
    model.rows[units].columns.push_back(column);
    if (offer.label) {
      labels[*offer.label].columns.push_back(column);
    }
    if (offer.moved > 0.0) {
      moved.columns.push_back(column);
      moved.coefficients.push_back(offer.moved);
    }
  }
  for (MipModel::Row& row : model.rows) {
    row.low = row.high = 1.0;
  }
  model.rows[units].low = static_cast<double>(std::min(problem.parts().zones_least, units + 1));
  model.rows[units].high = static_cast<double>(std::min(problem.parts().zones_most, units + 1));
  for (auto& [label, row] : labels) {
    row.high = 1.0;
    model.rows.push_back(std::move(row));
  }
  for (MipModel::Row& row : model.rows) {
    row.coefficients.assign(row.columns.size(), 1.0);
  }
  if (problem.parts().moved_at_most < 1.0) {
    moved.high = (problem.parts().moved_at_most + 1e-9) * problem.graph().total_weight();  // as the scorer allows
    model.rows.push_back(std::move(moved));
  }
  return model;
}

}  // namespace

SetChoice choose_sets(const PartitionProblem& problem, const UnitSets& sets, std::span<const SetColumn> columns,
                      const StopRule& stop) {
  const MipResult result = solve_mip(set_program(problem, sets, columns), stop);
  SetChoice choice{.status = result.status,
                   .sets = {},
                   .cost = result.objective,
                   .bound = result.bound,
                   .nodes = result.nodes,
                   .stopped_by_time = result.stopped_by_time};
  for (std::size_t s = 0; s < result.values.size(); ++s) {
    if (result.values[s] > 0.5) {
      choice.sets.push_back(columns[s].set);
    }
  }
  std::sort(choice.sets.begin(), choice.sets.end());
  return choice;
}

std::vector<UnitId> least_left_out(const PartitionProblem& problem, const UnitSets& sets, const StopRule& stop) {
  MipModel model;
  const std::size_t units = problem.graph().size();
  model.rows.resize(units);
  for (MipModel::Row& row : model.rows) {
    row = {.columns = {model.add_column({.cost = 1.0})}, .coefficients = {1.0}, .low = 1.0, .high = 1.0};
  }
  for (std::size_t s = 0; s < sets.size(); ++s) {
    const int column = model.add_column({.cost = 0.0});
    for (const UnitId unit : sets.of(s)) {
      model.rows[unit.index()].columns.push_back(column);
      model.rows[unit.index()].coefficients.push_back(1.0);
    }
  }
  const MipResult result = solve_mip(model, stop);
  std::vector<UnitId> left;
  for (std::size_t i = 0; i < units && !result.values.empty(); ++i) {
    if (result.values[i] > 0.5) {
      left.emplace_back(i);
    }
  }
  return left;
}

}  // namespace lastmeter
