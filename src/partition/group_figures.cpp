// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "partition/group_result.h"

namespace lastmeter {

std::vector<Figure> group_figures(const GroupResult& result) {
  constexpr std::size_t most_sizes = 8;
  std::vector<Figure> figures;
  const auto add = [&](const std::string& name, double value, const std::string& unit,
                       std::optional<double> total = {}) {
    figures.push_back({"groups." + name, {}, value, total, unit});
  };
  const auto groups = static_cast<double>(result.groups.size());
  std::size_t mixed = 0;
  std::size_t outside = 0;
  std::size_t pieces = 0;
  double sum = 0.0;
  std::vector<double> weights;
  for (const BuildingGroup& group : result.groups) {
    mixed += group.compounds.size() > 1 ? 1 : 0;
    outside += group.in_bounds ? 0 : 1;
    pieces += group.pieces - 1;
    weights.push_back(result.weigh == UnitWeight::Households ? group.households : group.population);
    sum += weights.back();
  }
  std::map<std::size_t, std::size_t> sizes;
  std::size_t infeasible = 0;
  for (const GroupParent& parent : result.parents) {
    ++sizes[parent.made];
    infeasible += parent.reasons.empty() ? 0 : 1;
  }
  add("total", groups, "groups");
  if (result.asked) {
    add("asked", static_cast<double>(*result.asked), "groups");
  }
  add("grid_zones", static_cast<double>(result.parents.size()), "grid_zones");
  if (sizes.size() <= most_sizes) {
    for (const auto& [size, times] : sizes) {
      add("of_size", static_cast<double>(times), "grid_zones");
      figures.back().qualifiers.emplace_back("size", static_cast<double>(size));
    }
  }
  add("buildings", static_cast<double>(result.buildings.size()), "buildings");
  add("mixed", static_cast<double>(mixed), "groups", groups);
  add("extra_pieces", static_cast<double>(pieces), "pieces");
  add("infeasible", static_cast<double>(infeasible), "grid_zones", static_cast<double>(result.parents.size()));
  if (result.most) {
    add("out_of_bounds", static_cast<double>(outside), "groups", groups);
  }
  if (!weights.empty()) {
    const auto [least, most] = std::minmax_element(weights.begin(), weights.end());
    const std::string unit(unit_of(result.weigh));
    add("weight_least", *least, unit);
    add("weight_most", *most, unit);
    add("weight_mean", sum / groups, unit);
  }
  return figures;
}

}  // namespace lastmeter
