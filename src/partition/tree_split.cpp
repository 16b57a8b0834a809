// SPDX-License-Identifier: Apache-2.0
#include "partition/tree_split.h"

#include <utility>

namespace lastmeter {

namespace {

constexpr std::uint32_t kNone = FlatPartition::kNone;

}  // namespace

RegionTree::RegionTree(const FlatPartition& flat) : flat_(&flat), local_(flat.size(), kNone) {}

void RegionTree::grow(std::span<const std::uint32_t> units, Random& random) { grow(units, {}, random); }

void RegionTree::grow(std::span<const std::uint32_t> one, std::span<const std::uint32_t> two, Random& random) {
  for (const std::uint32_t unit : units_) {
    local_[unit] = kNone;
  }
  units_.assign(one.begin(), one.end());
  units_.insert(units_.end(), two.begin(), two.end());
  for (std::uint32_t i = 0; i < units_.size(); ++i) {
    local_[units_[i]] = i;
  }
  list_edges();
  join_by_chance(random);
  order_from_root();
}

void RegionTree::list_edges() {
  edges_.clear();
  for (std::uint32_t i = 0; i < units_.size(); ++i) {
    for (const std::uint32_t to : flat_->next_above(units_[i])) {
      const std::uint32_t other = local_[to];
      if (other != kNone) {
        edges_.push_back({i, other});
      }
    }
  }
}

bool RegionTree::unite(std::uint32_t a, std::uint32_t b) {
  while (roots_[a] != roots_[b]) {
    if (roots_[a] > roots_[b]) {
      std::swap(a, b);
    }
    const std::uint32_t above = roots_[a];
    roots_[a] = roots_[b];
    if (above == a) {
      return true;
    }
    a = above;
  }
  return false;
}

void RegionTree::join_by_chance(Random& random) {
  roots_.resize(units_.size());
  for (std::uint32_t i = 0; i < roots_.size(); ++i) {
    roots_[i] = i;
  }
  starts_.assign(units_.size() + 2, 0);
  tree_.clear();
  for (std::size_t left = edges_.size(); left > 0 && tree_.size() + 1 < units_.size(); --left) {
    const auto chosen = static_cast<std::size_t>(((random.next() >> 32) * left) >> 32);
    const Edge edge = edges_[chosen];
    edges_[chosen] = edges_[left - 1];
    edges_[left - 1] = edge;
    if (unite(edge.a, edge.b)) {
      tree_.push_back(edge);
      ++starts_[edge.a + 2];
      ++starts_[edge.b + 2];
    }
  }
}

void RegionTree::order_from_root() {
  const std::size_t count = units_.size();
  for (std::size_t i = 2; i < starts_.size(); ++i) {
    starts_[i] += starts_[i - 1];
  }
  links_.resize(2 * tree_.size());
  for (const Edge& edge : tree_) {
    links_[starts_[edge.a + 1]++] = edge.b;
    links_[starts_[edge.b + 1]++] = edge.a;
  }
  order_.clear();
  parents_.assign(count, 0);
  stack_.assign(1, 0);
  roots_[0] = 0;  // from here on: by position in units_, the parent's position in order_
  while (!stack_.empty()) {
    const std::uint32_t at = stack_.back();
    stack_.pop_back();
    const auto position = static_cast<std::uint32_t>(order_.size());
    parents_[position] = roots_[at];
    order_.push_back(units_[at]);
    for (std::uint32_t i = starts_[at]; i < starts_[at + 1]; ++i) {
      if (position == 0 || units_[links_[i]] != order_[roots_[at]]) {
        roots_[links_[i]] = position;
        stack_.push_back(links_[i]);
      }
    }
  }
  sizes_.assign(count, 1);
  weights_.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    weights_[i] = flat_->weight[order_[i]];
    local_[order_[i]] = i;
  }
  for (std::size_t i = count - 1; i > 0; --i) {
    sizes_[parents_[i]] += sizes_[i];
    weights_[parents_[i]] += weights_[i];
  }
}

const std::vector<double>& RegionTree::cut_prices() {
  const std::size_t count = order_.size();
  cuts_.assign(count, 0.0);
  for (std::uint32_t i = 0; i < count; ++i) {
    for (const FlatPartition::Arc& arc : flat_->all(order_[i])) {
      const std::uint32_t other = local_[arc.to];
      if (other == kNone || other < i) {
        continue;
      }
      std::uint32_t above = i;  // the lowest position whose stretch holds both
      while (other >= above + sizes_[above]) {
        above = parents_[above];
      }
      cuts_[i] += arc.price;
      cuts_[other] += arc.price;
      cuts_[above] -= 2.0 * arc.price;
    }
  }
  for (std::size_t i = count - 1; i > 0; --i) {
    cuts_[parents_[i]] += cuts_[i];
  }
  return cuts_;
}

double RegionTree::cut_price(std::size_t position) const {
  const std::size_t count = order_.size();
  const std::size_t end = position + sizes_[position];
  const bool below_smaller = 2 * static_cast<std::size_t>(sizes_[position]) <= count;
  double price = 0.0;
  const auto add = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      for (const FlatPartition::Arc& arc : flat_->all(order_[i])) {
        const std::uint32_t other = local_[arc.to];
        const bool inside = other >= position && other < end;
        price += other != kNone && inside != below_smaller ? arc.price : 0.0;
      }
    }
  };
  if (below_smaller) {
    add(position, end);
  } else {
    add(0, position);
    add(end, count);
  }
  return price;
}

const std::vector<ZoneState::Sums>& RegionTree::sums_below() {
  const std::size_t count = order_.size();
  sums_.assign(count, {});
  for (std::size_t i = 0; i < count; ++i) {
    sums_[i].add(*flat_, order_[i], 1.0);
  }
  for (std::size_t i = count - 1; i > 0; --i) {
    const ZoneState::Sums below = sums_[i];
    ZoneState::Sums& above = sums_[parents_[i]];
    above.weight += below.weight;
    above.workload += below.workload;
    above.x += below.x;
    above.y += below.y;
    above.square += below.square;
    above.trait += below.trait;
    above.trait_square += below.trait_square;
  }
  return sums_;
}

}  // namespace lastmeter
