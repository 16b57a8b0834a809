// SPDX-License-Identifier: Apache-2.0
#include "report/group_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "core/text.h"
#include "report/share_text.h"

namespace lastmeter {

namespace {

constexpr std::size_t kMostSizes = 6;

std::string sizes_of(const GroupResult& result) {
  std::map<std::size_t, std::size_t> sizes;
  for (const GroupParent& parent : result.parents) {
    ++sizes[parent.made];
  }
  if (sizes.empty()) {
    return "none";
  }
  if (sizes.size() > kMostSizes) {
    return fmt::format("{} to {} each", grouped(sizes.begin()->first), grouped(sizes.rbegin()->first));
  }
  return times_text(sizes);
}

}  // namespace

std::string group_lines(const GroupResult& result) {
  std::size_t mixed = 0;
  std::size_t zones_mixed = 0;
  std::size_t infeasible = 0;
  for (const GroupParent& parent : result.parents) {
    mixed += parent.mixed;
    zones_mixed += parent.mixed > 0 ? 1 : 0;
    infeasible += parent.reasons.empty() ? 0 : 1;
  }
  std::vector<double> weights;
  for (const BuildingGroup& group : result.groups) {
    weights.push_back(result.weigh == UnitWeight::Households ? group.households : group.population);
  }
  std::string text = fmt::format("building groups: {} in {} grid zones ({})", grouped(result.groups.size()),
                                 grouped(result.parents.size()), sizes_of(result));
  if (!weights.empty()) {
    const auto [least, most] = std::minmax_element(weights.begin(), weights.end());
    text += fmt::format("; {} to {} {} each", grouped(*least), grouped(*most), unit_of(result.weigh));
  }
  if (mixed > 0) {
    text += fmt::format("; {} of several compounds, in {} grid zones with more of them than groups", grouped(mixed),
                        grouped(zones_mixed));
  }
  text += "\n";
  for (const std::string& reason : result.reasons) {
    text += "  " + reason + "\n";
  }
  if (infeasible > 0) {
    text += fmt::format("  {} grid zones cannot have what is asked: see groups_grid_zones\n", grouped(infeasible));
  }
  return text;
}

}  // namespace lastmeter
