// SPDX-License-Identifier: Apache-2.0
#include "partition/pair_cover.h"

#include <algorithm>
#include <cmath>

#include "solver/matching.h"

namespace lastmeter {

namespace {

bool can_pair(const UnitBorder& border) { return border.passage == Passage::Open && border.length > Metres(); }

/// Putting two units together adds twice the product of their weights to the sum of squares. This makes prices of the
/// products: whole weights as they are, while there is room for their sums; others as large as there is room for.
double scale_of(std::span<const UnitGraph> parents, std::size_t units) {
  const double around = static_cast<double>(units) + 1.0;
  const double most = std::min(2147483648.0, std::ldexp(1.0, 58) / around / around);
  double largest = 0.0;
  bool whole = true;
  for (const UnitGraph& graph : parents) {
    for (const BasicUnit& unit : graph.units()) {
      largest = std::max(largest, unit.weight);
      whole = whole && unit.weight == std::floor(unit.weight);
    }
  }
  const double product = largest * largest;
  return (whole && product <= most) || product == 0.0 ? 1.0 : most / product;
}

/// The pairs that are possible, units numbered through all parents; a pair with two borders stands once.
struct PairEdges {
  std::vector<std::size_t> starts;  // by parent: number of its first unit
  std::vector<std::size_t> firsts;  // by parent: position of its first edge
  std::vector<MatchEdge> edges;
  std::size_t units = 0;
};

PairEdges edges_of(std::span<const UnitGraph> parents) {
  PairEdges all;
  std::size_t units = 0;
  for (const UnitGraph& graph : parents) {
    units += graph.size();
  }
  const double scale = scale_of(parents, units);
  for (const UnitGraph& graph : parents) {
    all.starts.push_back(all.units);
    all.firsts.push_back(all.edges.size());
    std::vector<std::pair<UnitId, UnitId>> pairs;
    for (const UnitBorder& border : graph.borders()) {
      if (can_pair(border)) {
        pairs.emplace_back(border.a, border.b);
      }
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    for (const auto& [a, b] : pairs) {
      const double product = graph.units()[a].weight * graph.units()[b].weight * scale;
      all.edges.push_back({static_cast<std::uint32_t>(all.units + a.index()),
                           static_cast<std::uint32_t>(all.units + b.index()), std::llround(product)});
    }
    all.units += graph.size();
  }
  all.firsts.push_back(all.edges.size());
  return all;
}

/// What one parent alone allows.
ParentPairs pairs_of(const UnitGraph& graph, const PairEdges& all, std::size_t parent) {
  std::vector<MatchEdge> own(all.edges.begin() + static_cast<std::ptrdiff_t>(all.firsts[parent]),
                             all.edges.begin() + static_cast<std::ptrdiff_t>(all.firsts[parent + 1]));
  for (MatchEdge& edge : own) {
    edge.a -= static_cast<std::uint32_t>(all.starts[parent]);
    edge.b -= static_cast<std::uint32_t>(all.starts[parent]);
  }
  const LargestMatching largest = largest_matching(graph.size(), own);
  ParentPairs pairs{.units = graph.size(),
                    .most_pairs = largest.edges.size(),
                    .pairs = 0,
                    .between = {},
                    .odd_parts = largest.odd_parts,
                    .alone = largest.alone};
  for (std::size_t i = 0; i < graph.size(); ++i) {
    if (largest.barrier[i]) {
      pairs.between.emplace_back(i);
    }
  }
  return pairs;
}

void add_parts(std::span<const UnitGraph> parents, const PairEdges& all, const std::vector<std::size_t>& chosen,
               PairCover& cover) {
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> partner(all.units, none);
  for (const std::size_t edge : chosen) {
    partner[all.edges[edge].a] = all.edges[edge].b;
    partner[all.edges[edge].b] = all.edges[edge].a;
  }
  for (std::size_t p = 0; p < parents.size(); ++p) {
    const auto& units = parents[p].units();
    for (std::size_t i = 0; i < units.size(); ++i) {
      const std::size_t other = partner[all.starts[p] + i];
      if (other != none && other < all.starts[p] + i) {
        continue;
      }
      CoverPart part{.parent = p, .first = UnitId(i), .second = {}, .weight = units[UnitId(i)].weight};
      if (other != none) {
        part.second = UnitId(other - all.starts[p]);
        part.weight += units[*part.second].weight;
        ++cover.parents[p].pairs;
      }
      cover.parts.push_back(part);
    }
  }
}

}  // namespace

PairCover cover_by_pairs(std::span<const UnitGraph> parents, std::optional<std::size_t> asked) {
  const PairEdges all = edges_of(parents);
  PairCover cover;
  std::size_t most_pairs = 0;
  for (std::size_t p = 0; p < parents.size(); ++p) {
    cover.parents.push_back(pairs_of(parents[p], all, p));
    most_pairs += cover.parents.back().most_pairs;
  }
  cover.fewest = all.units - most_pairs;
  cover.most = all.units;
  const std::size_t wanted = asked.value_or(cover.fewest);
  const std::size_t parts = std::clamp(wanted, cover.fewest, cover.most);
  cover.outcome = parts == wanted ? Outcome::Solved : Outcome::Infeasible;
  add_parts(parents, all, cheapest_matching(all.units, all.edges, all.units - parts).value(), cover);
  return cover;
}

}  // namespace lastmeter
