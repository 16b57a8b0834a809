// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <vector>

#include "core/random.h"
#include "partition/partition_problem.h"

namespace lastmeter::testing {

/// Square units of 100 m in rows, side by side by their edges; unit (row, column) is number row * columns + column.
inline UnitGraph lattice(std::size_t rows, std::size_t columns, const std::vector<double>& weights = {}) {
  IdVector<UnitId, BasicUnit> units(rows * columns);
  IdVector<BorderId, UnitBorder> borders;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::size_t row = i / columns;
    const std::size_t column = i % columns;
    BasicUnit& unit = units[UnitId(i)];
    unit.code = fmt::format("u{}", i);
    unit.weight = weights.empty() ? 1.0 : weights[i];
    unit.workload = unit.weight;
    unit.at = {100.0 * static_cast<double>(column) + 50.0, 100.0 * static_cast<double>(row) + 50.0};
    unit.area = SquareMetres(10'000.0);
    const auto sides = static_cast<std::size_t>(row == 0) + static_cast<std::size_t>(row + 1 == rows) +
                       static_cast<std::size_t>(column == 0) + static_cast<std::size_t>(column + 1 == columns);
    unit.outer = Metres(100.0 * static_cast<double>(sides));
    if (column + 1 < columns) {
      borders.push_back({.a = UnitId(i), .b = UnitId(i + 1), .length = Metres(100.0)});
    }
    if (row + 1 < rows) {
      borders.push_back({.a = UnitId(i), .b = UnitId(i + columns), .length = Metres(100.0)});
    }
  }
  return {std::move(units), std::move(borders)};
}

/// A lattice with some borders barred or gone, and whole weights from 0 to `heaviest`.
inline UnitGraph torn_lattice(std::size_t rows, std::size_t columns, std::uint64_t heaviest, double torn,
                              Random& random) {
  const UnitGraph whole = lattice(rows, columns);
  IdVector<UnitId, BasicUnit> units = whole.units();
  for (BasicUnit& unit : units) {
    unit.weight = static_cast<double>(random.below(heaviest + 1));
  }
  IdVector<BorderId, UnitBorder> borders;
  for (UnitBorder border : whole.borders()) {
    const double chance = random.uniform();
    if (chance < torn) {
      border.passage = chance < torn / 3.0 ? Passage::Linked : Passage::Barred;
    }
    if (chance >= torn / 6.0) {
      borders.push_back(border);
    }
  }
  return {std::move(units), std::move(borders)};
}

/// A problem of that many zones, each with a weight within the limits, and few cut edges wanted.
inline PartitionParts bounded(UnitGraph graph, std::size_t zones, double least, double most) {
  PartitionParts parts;
  parts.graph = std::move(graph);
  parts.zones_least = parts.zones_most = zones;
  parts.least = least;
  parts.most = most;
  parts.prices = {.cut_edges = 1.0, .border = 0.0};
  return parts;
}

}  // namespace lastmeter::testing
