// SPDX-License-Identifier: Apache-2.0
#include "partition/unit_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "core/error.h"

namespace lastmeter {

namespace {

bool is_amount(double value) { return std::isfinite(value) && value >= 0.0; }

void check_unit(const BasicUnit& unit) {
  const auto refuse = [&](const char* what, double value) {
    throw ConfigError(fmt::format("basic unit '{}' has a {} of {}", unit.code, what, value),
                      "give a finite number of 0 or more");
  };
  if (!is_amount(unit.weight)) {
    refuse("weight", unit.weight);
  }
  if (!is_amount(unit.workload)) {
    refuse("workload", unit.workload);
  }
  if (!is_amount(unit.area.value())) {
    refuse("area", unit.area.value());
  }
  if (!is_amount(unit.outer.value())) {
    refuse("outer border", unit.outer.value());
  }
  if (!std::isfinite(unit.trait)) {
    throw ConfigError(fmt::format("basic unit '{}' has a trait of {}", unit.code, unit.trait), "give a finite number");
  }
  if (!std::isfinite(unit.at.x) || !std::isfinite(unit.at.y)) {
    throw ConfigError(fmt::format("basic unit '{}' has no place", unit.code), "give it finite coordinates");
  }
}

/// Lists of neighbours, one behind the other; `counts(border)` says which borders belong in them.
template <class Counts>
void fill_lists(const IdVector<BorderId, UnitBorder>& borders, std::size_t units, const Counts& counts,
                std::vector<std::uint32_t>& starts, std::vector<UnitGraph::Neighbour>& lists) {
  starts.assign(units + 1, 0);
  for (const UnitBorder& border : borders) {
    if (counts(border)) {
      ++starts[border.a.index() + 1];
      ++starts[border.b.index() + 1];
    }
  }
  for (std::size_t i = 0; i < units; ++i) {
    starts[i + 1] += starts[i];
  }
  lists.resize(starts[units]);
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  for (std::size_t e = 0; e < borders.size(); ++e) {
    const UnitBorder& border = borders.items()[e];
    if (counts(border)) {
      lists[next[border.a.index()]++] = {border.b, BorderId(e)};
      lists[next[border.b.index()]++] = {border.a, BorderId(e)};
    }
  }
  for (std::size_t i = 0; i < units; ++i) {
    std::sort(lists.begin() + starts[i], lists.begin() + starts[i + 1],
              [](const auto& x, const auto& y) { return std::tie(x.unit, x.border) < std::tie(y.unit, y.border); });
  }
}

}  // namespace

UnitGraph::UnitGraph(IdVector<UnitId, BasicUnit> units, IdVector<BorderId, UnitBorder> borders)
    : units_(std::move(units)), borders_(std::move(borders)) {
  for (const BasicUnit& unit : units_) {
    check_unit(unit);
    total_weight_ += unit.weight;
  }
  std::size_t with_length = 0;
  for (const UnitBorder& border : borders_) {
    if (!(border.a < border.b) || border.b.index() >= units_.size()) {
      throw std::logic_error("a border of basic units does not name two of them in ascending order");
    }
    if (!is_amount(border.length.value()) || !(border.along >= 0.0 && border.along <= 1.0)) {
      throw ConfigError(fmt::format("the border of basic units '{}' and '{}' has a length of {} m",
                                    units_[border.a].code, units_[border.b].code, border.length.value()),
                        "give a finite length of 0 or more");
    }
    mean_length_ += border.length;
    with_length += border.length > Metres(0.0) ? border.count : 0;
  }
  mean_length_ = with_length > 0 ? mean_length_ / static_cast<double>(with_length) : Metres(0.0);
  fill_lists(
      borders_, units_.size(), [](const UnitBorder& border) { return border.passage != Passage::Barred; }, starts_,
      reachable_);
  fill_lists(
      borders_, units_.size(), [](const UnitBorder&) { return true; }, beside_starts_, beside_);
}

UnitParts connected_parts(const UnitGraph& graph) {
  UnitParts parts;
  parts.part_of.assign(graph.size(), 0);
  std::vector<std::uint8_t> seen(graph.size(), 0);
  std::vector<UnitId> open;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    if (seen[i] != 0) {
      continue;
    }
    open.assign(1, UnitId(i));
    seen[i] = 1;
    while (!open.empty()) {
      const UnitId unit = open.back();
      open.pop_back();
      parts.part_of[unit.index()] = static_cast<std::uint32_t>(parts.count);
      for (const UnitGraph::Neighbour& next : graph.reachable(unit)) {
        if (seen[next.unit.index()] == 0) {
          seen[next.unit.index()] = 1;
          open.push_back(next.unit);
        }
      }
    }
    ++parts.count;
  }
  return parts;
}

}  // namespace lastmeter
