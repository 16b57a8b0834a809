// SPDX-License-Identifier: Apache-2.0
#include "network/join_ends.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <queue>
#include <tuple>
#include <utility>

#include "network/end_candidates.h"

namespace lastmeter {
namespace {

constexpr double kDetour = 4.0;

/// Stretches as a graph that grows by splits and joins.
class GrowingStreets {
 public:
  explicit GrowingStreets(const Stretches& stretches)
      : stretches_(stretches), starts_(stretches.nodes.size() + 1, 0), joined_(0) {
    for (const Stretch& stretch : stretches.stretches) {
      ++starts_[stretch.from + 1];
      ++starts_[stretch.to + 1];
      lengths_.push_back(0.0);
      const std::span<const Point> shape = stretches.shape(stretch);
      for (std::size_t i = 1; i < shape.size(); ++i) {
        lengths_.back() += distance(shape[i - 1], shape[i]).value();
      }
    }
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    incident_.resize(starts_.back());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (std::uint32_t i = 0; i < stretches.stretches.size(); ++i) {
      incident_[next[stretches.stretches[i].from]++] = i;
      incident_[next[stretches.stretches[i].to]++] = i;
    }
  }

  /// The node at the candidate's place, made if there is none yet.
  std::uint32_t node_at(const EndCandidate& candidate) {
    const Stretch& stretch = stretches_.stretches[candidate.stretch];
    Split split{candidate.segment, candidate.share, 0.0, 0, candidate.at};
    if (split.share == 1.0) {
      ++split.segment;
      split.share = 0.0;
    }
    if (split.segment == 0 && split.share == 0.0) {
      return stretch.from;
    }
    if (split.segment + 1 == stretch.vertex_count) {
      return stretch.to;
    }
    std::vector<Split>& splits = joins_.splits[candidate.stretch];
    const auto before = [](const Split& a, const Split& b) {
      return std::tie(a.segment, a.share) < std::tie(b.segment, b.share);
    };
    const auto place = std::lower_bound(splits.begin(), splits.end(), split, before);
    if (place != splits.end() && !before(split, *place)) {
      return place->node;
    }
    split.along = along(stretch, split);
    split.node = static_cast<std::uint32_t>(stretches_.nodes.size() + joins_.nodes.size());
    joins_.nodes.push_back(split.at);
    split_stretch_.push_back(candidate.stretch);
    splits.insert(place, split);
    return split.node;
  }

  /// Takes the node made last out again.
  void forget(std::uint32_t node) {
    if (node + 1 != stretches_.nodes.size() + joins_.nodes.size() || node < stretches_.nodes.size()) {
      return;
    }
    std::vector<Split>& splits = joins_.splits[split_stretch_.back()];
    std::erase_if(splits, [&](const Split& split) { return split.node == node; });
    if (splits.empty()) {
      joins_.splits.erase(split_stretch_.back());
    }
    split_stretch_.pop_back();
    joins_.nodes.pop_back();
  }

  void join(const EndJoin& join) {
    joined_[join.node].emplace_back(join.other, join.end.gap.value());
    joined_[join.other].emplace_back(join.node, join.end.gap.value());
    joins_.joins.push_back(join);
  }

  /// Whether the way from one to the other along the streets is at most `limit`.
  [[nodiscard]] bool within(std::uint32_t from, std::uint32_t to, double limit) const {
    using Open = std::pair<double, std::uint32_t>;
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
    std::unordered_map<std::uint32_t, double> best{{from, 0.0}};
    open.emplace(0.0, from);
    while (!open.empty()) {
      const auto [length, node] = open.top();
      open.pop();
      if (node == to) {
        return true;
      }
      if (length > best[node]) {
        continue;
      }
      for_each_neighbour(node, [&, length = length](std::uint32_t other, double step) {
        const double sum = length + step;
        const auto [known, added] = best.try_emplace(other, sum);
        if (sum <= limit && (added || sum < known->second)) {
          known->second = sum;
          open.emplace(sum, other);
        }
      });
    }
    return false;
  }

  [[nodiscard]] Point place(std::uint32_t node) const {
    return node < stretches_.nodes.size() ? stretches_.nodes[node] : joins_.nodes[node - stretches_.nodes.size()];
  }
  EndJoins take() { return std::move(joins_); }
  [[nodiscard]] bool is_new(std::uint32_t node, std::size_t nodes_before) const {
    return node >= stretches_.nodes.size() + nodes_before;
  }
  [[nodiscard]] std::size_t new_nodes() const { return joins_.nodes.size(); }

 private:
  [[nodiscard]] double along(const Stretch& stretch, const Split& split) const {
    const std::span<const Point> shape = stretches_.shape(stretch);
    double length = distance(shape[split.segment], split.at).value();
    for (std::size_t i = 0; i < split.segment; ++i) {
      length += distance(shape[i], shape[i + 1]).value();
    }
    return length;
  }

  template <class Visit>
  void for_each_neighbour(std::uint32_t node, const Visit& visit) const {
    if (node < stretches_.nodes.size()) {
      for (std::uint32_t i = starts_[node]; i < starts_[node + 1]; ++i) {
        visit_along(incident_[i], node, visit);
      }
    } else {
      visit_along(split_stretch_[node - stretches_.nodes.size()], node, visit);
    }
    const auto extra = joined_.find(node);
    if (extra != joined_.end()) {
      for (const auto& [other, length] : extra->second) {
        visit(other, length);
      }
    }
  }

  /// The nodes before and after `node` on a stretch.
  template <class Visit>
  void visit_along(std::uint32_t index, std::uint32_t node, const Visit& visit) const {
    const Stretch& stretch = stretches_.stretches[index];
    std::uint32_t before = stretch.from;
    double at = 0.0;
    const auto step = [&](std::uint32_t next, double along) {
      if (before == node) {
        visit(next, along - at);
      }
      if (next == node) {
        visit(before, along - at);
      }
      before = next;
      at = along;
    };
    const auto splits = joins_.splits.find(index);
    if (splits != joins_.splits.end()) {
      for (const Split& split : splits->second) {
        step(split.node, split.along);
      }
    }
    step(stretch.to, lengths_[index]);
  }

  const Stretches& stretches_;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> incident_;  // node -> stretches
  std::vector<double> lengths_;          // by stretch
  std::unordered_map<std::uint32_t, std::vector<std::pair<std::uint32_t, double>>> joined_;
  std::vector<std::uint32_t> split_stretch_;  // by new node
  EndJoins joins_;
};

}  // namespace

EndJoins join_ends(const StreetLines& streets, const Stretches& stretches, Metres tolerance) {
  if (!(tolerance.value() > 0.0)) {
    return {};
  }
  GrowingStreets growing(stretches);
  for (const EndCandidate& candidate : end_candidates(streets, stretches, tolerance)) {
    const std::size_t nodes_before = growing.new_nodes();
    const std::uint32_t other = growing.node_at(candidate);
    if (growing.within(candidate.node, other, kDetour * candidate.gap)) {
      if (growing.is_new(other, nodes_before)) {
        growing.forget(other);
      }
      continue;
    }
    const std::uint32_t line = candidate.end / 2;
    const std::uint32_t other_line = stretches.stretches[candidate.stretch].line;
    growing.join({candidate.node,
                  other,
                  streets.levels[line],
                  {growing.place(candidate.node), growing.place(other), Metres(candidate.gap), streets.rows[line],
                   streets.rows[other_line]}});
  }
  return growing.take();
}

}  // namespace lastmeter
