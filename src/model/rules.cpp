// SPDX-License-Identifier: Apache-2.0
#include "model/rules.h"

#include <algorithm>
#include <utility>

namespace lastmeter {

void RuleSet::add(NormFigure figure) {
  const auto at = std::lower_bound(figures_.begin(), figures_.end(), figure,
                                   [](const NormFigure& a, const NormFigure& b) { return a.key < b.key; });
  if (at != figures_.end() && at->key == figure.key) {
    *at = std::move(figure);
  } else {
    figures_.insert(at, std::move(figure));
  }
}

const NormFigure* RuleSet::find(std::string_view key) const {
  const auto at =
      std::find_if(figures_.begin(), figures_.end(), [&](const NormFigure& figure) { return figure.key == key; });
  return at == figures_.end() ? nullptr : &*at;
}

}  // namespace lastmeter
