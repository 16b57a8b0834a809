// SPDX-License-Identifier: Apache-2.0
#include "audit/ratio_graph.h"

#include <algorithm>

namespace lastmeter {

namespace {

constexpr double kBelowOne = 1.0 - 1e-9;
constexpr std::size_t kMostSteps = 2'000'000;

bool contains(const std::vector<std::size_t>& all, const std::vector<std::size_t>& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

/// Depth-first over simple cycles, each from its lowest node.
class CycleSearch {
 public:
  explicit CycleSearch(const RatioGraph& graph) : graph_(graph), out_(graph.names().size()) {
    for (std::size_t i = 0; i < graph.arcs().size(); ++i) {
      out_[graph.arcs()[i].from].push_back(i);
    }
  }

  RatioGraph::Cycles run() {
    for (std::size_t start = 0; start < out_.size(); ++start) {
      start_ = start;
      visited_.assign(out_.size(), false);
      extend(start, 1.0, {});
    }
    std::stable_sort(found_.minimal.begin(), found_.minimal.end(),
                     [](const auto& a, const auto& b) { return a.norms.size() < b.norms.size(); });
    return std::move(found_);
  }

 private:
  void extend(std::size_t node, double product, const std::vector<std::size_t>& norms) {
    if (++steps_ > kMostSteps) {
      found_.all = false;
      return;
    }
    visited_[node] = true;
    path_.push_back(node);
    for (const std::size_t i : out_[node]) {
      const RatioGraph::Arc& arc = graph_.arcs()[i];
      if (arc.to < start_ || (arc.to != start_ && visited_[arc.to])) {
        continue;
      }
      std::vector<std::size_t> more = norms;
      if (arc.norm) {
        const auto at = std::lower_bound(more.begin(), more.end(), *arc.norm);
        if (at == more.end() || *at != *arc.norm) {
          more.insert(at, *arc.norm);
        }
      }
      if (arc.to != start_) {
        extend(arc.to, product * arc.factor, more);
      } else if (product * arc.factor < kBelowOne) {
        keep(more);
      }
    }
    path_.pop_back();
    visited_[node] = false;
  }

  void keep(const std::vector<std::size_t>& norms) {
    auto& kept = found_.minimal;
    if (std::any_of(kept.begin(), kept.end(), [&](const auto& cycle) { return contains(norms, cycle.norms); })) {
      return;
    }
    std::erase_if(kept, [&](const auto& cycle) { return contains(cycle.norms, norms); });
    RatioGraph::Cycle cycle{norms, {}};
    if (path_.front() == 0) {
      cycle.held = {std::min(path_[1], path_.back()), std::max(path_[1], path_.back())};
      cycle.held.erase(std::unique(cycle.held.begin(), cycle.held.end()), cycle.held.end());
    }
    kept.push_back(std::move(cycle));
  }

  const RatioGraph& graph_;
  std::vector<std::vector<std::size_t>> out_;
  std::size_t start_ = 0;
  std::size_t steps_ = 0;
  std::vector<bool> visited_;
  std::vector<std::size_t> path_;
  RatioGraph::Cycles found_;
};

}  // namespace

RatioGraph::RatioGraph(const std::vector<NormFigure>& norms, std::span<const std::size_t> among,
                       const NormCounts& held) {
  const auto node = [&](const std::string& name) {
    const auto at = std::find(names_.begin() + 1, names_.end(), name);
    if (at != names_.end()) {
      return static_cast<std::size_t>(at - names_.begin());
    }
    names_.push_back(name);
    return names_.size() - 1;
  };
  for (const std::size_t i : among) {
    const NormFigure& norm = norms[i];
    const std::size_t of = node(norm.of);
    const std::size_t per = node(norm.per);
    if (norm.hi) {
      arcs_.push_back({per, of, *norm.hi / norm.each, i});
    }
    if (norm.lo && *norm.lo > 0.0) {
      arcs_.push_back({of, per, norm.each / *norm.lo, i});
    }
  }
  for (std::size_t i = 1; i < names_.size(); ++i) {
    if (const auto at = held.find(names_[i]); at != held.end()) {
      arcs_.push_back({0, i, at->second, std::nullopt});
      arcs_.push_back({i, 0, 1.0 / at->second, std::nullopt});
    }
  }
}

std::vector<std::optional<RatioGraph::Bound>> RatioGraph::bounds(bool forward) const {
  std::vector<std::optional<Bound>> best(names_.size());
  best[0] = Bound{1.0, {}};
  for (std::size_t round = 0; round < names_.size(); ++round) {
    for (const Arc& arc : arcs_) {
      const auto& from = best[forward ? arc.from : arc.to];
      auto& to = best[forward ? arc.to : arc.from];
      if (from && (!to || from->factor * arc.factor < to->factor * kBelowOne)) {
        Bound better{from->factor * arc.factor, from->norms};
        if (arc.norm) {
          better.norms.push_back(*arc.norm);
        }
        to = std::move(better);
      }
    }
  }
  return best;
}

std::vector<std::optional<RatioGraph::Bound>> RatioGraph::from_one() const { return bounds(true); }
std::vector<std::optional<RatioGraph::Bound>> RatioGraph::to_one() const { return bounds(false); }

bool RatioGraph::in_conflict() const {
  std::vector<double> least(names_.size(), 1.0);
  for (std::size_t round = 0; round <= names_.size(); ++round) {
    bool changed = false;
    for (const Arc& arc : arcs_) {
      if (least[arc.from] * arc.factor < least[arc.to] * kBelowOne) {
        least[arc.to] = least[arc.from] * arc.factor;
        changed = true;
      }
    }
    if (!changed) {
      return false;
    }
  }
  return true;
}

RatioGraph::Cycles RatioGraph::conflicts() const { return in_conflict() ? CycleSearch(*this).run() : Cycles{}; }

}  // namespace lastmeter
