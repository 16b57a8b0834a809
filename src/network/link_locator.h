// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "geometry/point.h"
#include "geometry/polygon.h"
#include "network/walk_network.h"

namespace lastmeter {

/// Where a point meets the nearest link.
struct LinkHit {
  LinkId link;
  std::uint32_t vertex = 0;  // the stretch from this vertex of the network to the next one
  Point at;
  double along = 0.0;      // of that stretch, in [0, 1]
  double distance = 0.0;   // metres
  std::uint32_t leaf = 0;  // of the locator's tree
};

/// Finds the nearest link of a point: a tree of boxes about the links' straight stretches, in the order of the links,
/// which is already one of places. Outliers and clusters do not matter. Immutable: any number of threads may ask.
/// Build O(stretches); a question O(log stretches) on average, less when a near-by hit is handed on.
class LinkLocator {
 public:
  /// Keeps a reference to the network.
  explicit LinkLocator(const WalkNetwork& network);

  /// The nearest link within `limit` metres (inclusive, to the micrometre). Ties, to the micrometre: the lowest link,
  /// then the place nearest its `from` end. `guess`, an earlier hit of this locator, only
  /// makes it quicker.
  [[nodiscard]] std::optional<LinkHit> nearest(Point p, double limit, const std::optional<LinkHit>& guess = {}) const;

 private:
  static constexpr std::size_t kFan = 8;
  struct Stretch {
    LinkId link;
    std::uint32_t vertex = 0;
  };
  struct Boxes {
    double min_x[kFan], min_y[kFan], max_x[kFan], max_y[kFan];
  };
  struct Search;

  void add_levels(std::vector<Box> boxes);
  void visit(Search& search, std::size_t level, std::size_t group) const;
  void visit_stretches(Search& search, std::size_t group) const;

  const WalkNetwork& network_;
  double slack_ = 0.0;  // metres by which rounding may move a distance, and the width of a tie
  std::vector<Stretch> stretches_;
  std::vector<std::vector<Boxes>> levels_;  // [0]: each box holds kFan stretches; [i]: kFan groups of [i - 1]
};

}  // namespace lastmeter
