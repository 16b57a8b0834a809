// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "partition/branch_result.h"

namespace lastmeter {

std::vector<Figure> branch_figures(const BranchResult& result) {
  double pairs = 0.0;
  double least = 0.0;
  double most = 0.0;
  for (const Branch& branch : result.branches) {
    const double weight = result.weigh == UnitWeight::Households ? branch.households : branch.population;
    least = &branch == result.branches.data() ? weight : std::min(least, weight);
    most = std::max(most, weight);
    pairs += branch.members.size() > 1 ? 1.0 : 0.0;
  }
  const auto total = static_cast<double>(result.branches.size());
  const std::string unit(unit_of(result.weigh));
  return {{"branches.total", {}, total, {}, "branches"},
          {"branches.single", {}, total - pairs, total, "branches"},
          {"branches.pairs", {}, pairs, total, "branches"},
          {"branches.fewest", {}, static_cast<double>(result.fewest), {}, "branches"},
          {"branches.weight_least", {}, least, {}, unit},
          {"branches.weight_most", {}, most, {}, unit}};
}

}  // namespace lastmeter
