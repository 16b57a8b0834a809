// SPDX-License-Identifier: Apache-2.0
#include "model/zone_lineage.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace lastmeter {

namespace {

/// The measure that all parts of an old zone are shared by: the first that any of them has.
double measure(const LineagePart& part, std::size_t which) {
  switch (which) {
    case 0:
      return part.households;
    case 1:
      return part.population;
    case 2:
      return static_cast<double>(part.points);
    default:
      return part.area.value();
  }
}

}  // namespace

std::string_view name_of(ZoneChangeKind kind) {
  switch (kind) {
    case ZoneChangeKind::Kept:
      return "kept";
    case ZoneChangeKind::Renamed:
      return "renamed";
    case ZoneChangeKind::Merged:
      return "merged";
    case ZoneChangeKind::Split:
      return "split";
    case ZoneChangeKind::Reshaped:
      return "reshaped";
    case ZoneChangeKind::New:
      return "new";
    case ZoneChangeKind::Gone:
      return "gone";
  }
  throw std::logic_error("ZoneChangeKind holds no known value");
}

ZoneLineage::ZoneLineage(std::vector<LineagePart> parts) : parts_(std::move(parts)) {
  std::sort(parts_.begin(), parts_.end(), [](const LineagePart& a, const LineagePart& b) {
    return std::tie(a.before, a.after) < std::tie(b.before, b.after);
  });
  for (std::size_t i = 0; i < parts_.size();) {
    std::size_t end = i;
    while (end < parts_.size() && parts_[end].before == parts_[i].before) {
      ++end;
    }
    first_.emplace(parts_[i].before, i);
    double sum = 0.0;
    std::size_t which = 0;
    for (; which < 4 && sum <= 0.0; which += sum <= 0.0 ? 1 : 0) {
      for (std::size_t k = i; k < end; ++k) {
        sum += measure(parts_[k], which);
      }
    }
    for (std::size_t k = i; k < end; ++k) {
      parts_[k].share = sum > 0.0 ? measure(parts_[k], which) / sum : 1.0 / static_cast<double>(end - i);
    }
    i = end;
  }
}

std::vector<Successor> ZoneLineage::successors(std::string_view before) const {
  std::vector<Successor> found;
  const auto first = first_.find(before);
  if (first == first_.end()) {
    return found;
  }
  for (std::size_t i = first->second; i < parts_.size() && parts_[i].before == before; ++i) {
    found.push_back({parts_[i].after, parts_[i].share});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Successor& a, const Successor& b) { return a.share > b.share; });
  return found;
}

}  // namespace lastmeter
