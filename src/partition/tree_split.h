// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/random.h"
#include "partition/zone_state.h"

namespace lastmeter {

/// A random spanning tree of a region: cutting any edge of it gives two connected halves. Units stand in the order of a
/// walk from the root (preorder), so that the half below an edge is a stretch of that order. Minimum trees of random
/// edge order (Kruskal), as in recombination by DeFord, Duchin and Solomon ("Recombination", 2021).
/// One object serves many trees; it keeps its memory.
class RegionTree {
 public:
  explicit RegionTree(const FlatPartition& flat);

  /// Grows a tree over units that are connected by open arcs; at least one. O(units log units), about.
  void grow(std::span<const std::uint32_t> units, Random& random);
  /// The same over the units of two lists.
  void grow(std::span<const std::uint32_t> one, std::span<const std::uint32_t> two, Random& random);

  [[nodiscard]] std::size_t size() const { return order_.size(); }
  /// The units below the edge above position i (1 .. size-1), as a stretch of the order.
  [[nodiscard]] std::span<const std::uint32_t> below(std::size_t i) const {
    return std::span(order_).subspan(i, sizes_[i]);
  }
  [[nodiscard]] std::span<const std::uint32_t> order() const { return order_; }
  [[nodiscard]] double weight_below(std::size_t i) const { return weights_[i]; }
  [[nodiscard]] std::size_t size_below(std::size_t i) const { return sizes_[i]; }
  /// By position: price of all borders between the half below and the rest of the region. O(borders x depth), about.
  [[nodiscard]] const std::vector<double>& cut_prices();
  /// The same for one position. O(borders of the smaller half).
  [[nodiscard]] double cut_price(std::size_t position) const;
  /// Tallies of the halves, where more than the weight has a price.
  [[nodiscard]] const std::vector<ZoneState::Sums>& sums_below();

 private:
  void list_edges();
  void join_by_chance(Random& random);
  void order_from_root();
  /// Joins the sets of both; false if they are one. Both ways up are walked at once (Rem's algorithm; Patwary, Blair
  /// and Manne, "Experiments on union-find algorithms", 2010).
  bool unite(std::uint32_t a, std::uint32_t b);

  struct Edge {
    std::uint32_t a;
    std::uint32_t b;
  };
  const FlatPartition* flat_;
  std::vector<std::uint32_t> units_;  // of the region
  std::vector<std::uint32_t> local_;  // by unit, position in units_, then in order_; kNone outside
  std::vector<Edge> edges_;
  std::vector<Edge> tree_;
  std::vector<std::uint32_t> roots_;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> links_;
  std::vector<std::uint32_t> stack_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> parents_;  // by position
  std::vector<std::uint32_t> sizes_;
  std::vector<double> weights_;
  std::vector<double> cuts_;
  std::vector<ZoneState::Sums> sums_;
};

}  // namespace lastmeter
