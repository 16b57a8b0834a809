// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "core/parallel.h"
#include "geometry/shape_gaps.h"
#include "partition/unit_borders.h"

namespace lastmeter {

namespace {

/// Parts of the units, named by their lowest unit, each with its units and the nearest unit elsewhere that each knows.
class Parts {
 public:
  Parts(std::span<const MultiPolygon> shapes, const IdVector<BorderId, UnitBorder>& borders)
      : group_of_(shapes.size()), members_(shapes.size()), nearest_(shapes.size()) {
    std::iota(group_of_.begin(), group_of_.end(), 0U);
    for (std::uint32_t i = 0; i < shapes.size(); ++i) {
      members_[i] = {i};
    }
    for (const UnitBorder& border : borders) {
      unite(static_cast<std::uint32_t>(border.a.index()), static_cast<std::uint32_t>(border.b.index()));
    }
    for (std::uint32_t i = 0; i < shapes.size(); ++i) {
      if (group_of_[i] == i && !shapes[i].empty()) {
        waiting_.emplace(members_[i].size(), i);
      }
    }
    if (waiting_.size() > 1) {
      gaps_.emplace(shapes);
    }
  }

  std::vector<IslandLink> joined() {
    std::vector<IslandLink> links;
    while (waiting_.size() > 1) {
      const std::uint32_t part = waiting_.begin()->second;
      const auto link = shortest(part);
      if (!link) {
        waiting_.erase(waiting_.begin());
        continue;
      }
      links.push_back(*link);
      const std::uint32_t other = group_of_[link->b.index()];
      waiting_.erase({members_[part].size(), part});
      waiting_.erase({members_[other].size(), other});
      const std::uint32_t merged = unite(part, other);
      waiting_.emplace(members_[merged].size(), merged);
    }
    return links;
  }

 private:
  std::uint32_t unite(std::uint32_t a, std::uint32_t b) {
    a = group_of_[a];
    b = group_of_[b];
    if (a == b) {
      return a;
    }
    const std::uint32_t name = std::min(a, b);
    if (members_[a].size() < members_[b].size()) {
      std::swap(a, b);
    }
    members_[a].insert(members_[a].end(), members_[b].begin(), members_[b].end());
    members_[b].clear();
    if (a != name) {
      std::swap(members_[a], members_[name]);
    }
    for (const std::uint32_t unit : members_[name]) {
      group_of_[unit] = name;
    }
    return name;
  }

  std::optional<IslandLink> shortest(std::uint32_t part) {
    const std::vector<std::uint32_t>& units = members_[part];
    parallel_slices(units.size(), 16, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        auto& known = nearest_[units[i]];
        if (!known || group_of_[known->shape] == part) {
          known = gaps_->nearest(units[i], group_of_);
        }
      }
    });
    std::optional<IslandLink> best;
    for (const std::uint32_t unit : units) {
      if (const auto& known = nearest_[unit]) {
        const IslandLink link{UnitId(unit), UnitId(known->shape), known->gap};
        if (!best || std::tie(link.gap, link.a, link.b) < std::tie(best->gap, best->a, best->b)) {
          best = link;
        }
      }
    }
    return best;
  }

  std::vector<std::uint32_t> group_of_;
  std::vector<std::vector<std::uint32_t>> members_;
  std::vector<std::optional<ShapeGaps::Nearest>> nearest_;
  std::set<std::pair<std::size_t, std::uint32_t>> waiting_;  // size, name
  std::optional<ShapeGaps> gaps_;
};

}  // namespace

std::vector<IslandLink> island_links(std::span<const MultiPolygon> shapes,
                                     const IdVector<BorderId, UnitBorder>& borders) {
  return Parts(shapes, borders).joined();
}

}  // namespace lastmeter
