// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "partition/partition_problem.h"
#include "solver/mip.h"

namespace lastmeter {

/// The program of `partition_by_model`: x(u, j), unit u belongs to the zone whose first unit is j; y(u, v), the border
/// between u and v is cut. Zones may fall apart until `add_separators` has seen it.
class HessModel {
 public:
  explicit HessModel(const PartitionProblem& problem);

  [[nodiscard]] const MipModel& program() const { return model_; }
  /// What one of the program's costs is worth.
  [[nodiscard]] double unit() const { return unit_; }
  [[nodiscard]] std::vector<double> values_of(const IdVector<UnitId, ZoneId>& zone_of) const;
  /// Zones numbered by their lowest unit.
  [[nodiscard]] IdVector<UnitId, ZoneId> plan_of(const std::vector<double>& values) const;
  /// For every zone in several parts, a row for each unit u of a part without the zone's first unit j: x(u, j) is at
  /// most the sum over a set of units that separates the two. Whether there was one.
  bool add_separators(const IdVector<UnitId, ZoneId>& zone_of);

 private:
  void add_memberships();
  void add_weights();
  void add_cuts();
  [[nodiscard]] std::vector<std::uint8_t> in_reach(std::size_t first) const;
  [[nodiscard]] std::vector<std::size_t> separator(std::size_t first, const std::vector<std::uint8_t>& part) const;
  [[nodiscard]] int column(std::size_t unit, std::size_t first) const { return columns_[unit * n_ + first]; }
  [[nodiscard]] std::vector<std::size_t> firsts(const IdVector<UnitId, ZoneId>& zone_of) const;
  void add_row(std::vector<std::pair<int, double>> terms, double low, double high);

  const PartitionProblem& problem_;
  std::size_t n_;
  double unit_ = 1.0;
  std::vector<std::size_t> rank_;  // by unit: heavy ones first
  std::vector<int> columns_;       // x(u, j) at u * n + j, -1 where j cannot be u's
  std::map<std::pair<std::size_t, std::size_t>, int> cuts_;
  MipModel model_;
};

}  // namespace lastmeter
