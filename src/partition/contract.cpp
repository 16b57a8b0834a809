// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "partition/partition_problem.h"

namespace lastmeter {

namespace {

/// Compounds that can be whole become one piece for each connected part; everything else stays what it is.
class Pieces {
 public:
  explicit Pieces(const PartitionProblem& problem) : parts_(problem.parts()), roots_(parts_.graph.size()) {
    std::iota(roots_.begin(), roots_.end(), std::size_t{0});
    if (parts_.compounds.empty()) {
      return;
    }
    weigh_compounds(problem);
    for (const UnitBorder& border : parts_.graph.borders()) {
      const auto& a = parts_.compounds[border.a.index()];
      if (border.passage != Passage::Barred && a && a == parts_.compounds[border.b.index()] && whole_[*a]) {
        join(border.a.index(), border.b.index());
      }
    }
    report_torn();
  }

  std::size_t root(std::size_t unit) {
    while (roots_[unit] != unit) {
      unit = roots_[unit] = roots_[roots_[unit]];
    }
    return unit;
  }
  std::vector<std::string> left;

 private:
  void weigh_compounds(const PartitionProblem& problem) {
    for (std::size_t i = 0; i < roots_.size(); ++i) {
      if (const auto& compound = parts_.compounds[i]) {
        weights_[*compound] += parts_.graph.units()[UnitId(i)].weight;
        first_.try_emplace(*compound, i);
      }
    }
    for (const auto& [compound, weight] : weights_) {
      whole_[compound] = weight <= parts_.most || problem.fits(std::max(weight, parts_.least));
      if (!whole_[compound]) {
        left.push_back(fmt::format("the compound of unit '{}' weighs {:g}, more than the {:g} of a zone",
                                   parts_.graph.units()[UnitId(first_[compound])].code, weight, parts_.most));
      }
    }
  }
  void join(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    roots_[std::max(a, b)] = std::min(a, b);
  }
  void report_torn() {
    std::map<std::uint32_t, std::size_t> torn;
    for (std::size_t i = 0; i < roots_.size(); ++i) {
      const auto& compound = parts_.compounds[i];
      if (compound && whole_[*compound] && root(i) == i) {
        ++torn[*compound];
      }
    }
    for (const auto& [compound, count] : torn) {
      if (count > 1) {
        left.push_back(fmt::format("the compound of unit '{}' lies in {} parts that do not touch",
                                   parts_.graph.units()[UnitId(first_[compound])].code, count));
      }
    }
  }

  const PartitionParts& parts_;
  std::vector<std::size_t> roots_;
  std::map<std::uint32_t, double> weights_;
  std::map<std::uint32_t, std::size_t> first_;
  std::map<std::uint32_t, bool> whole_;
};

/// Units added up; the place is the weighted centre (the plain one where nothing weighs).
IdVector<UnitId, BasicUnit> added_up(const UnitGraph& graph, const std::vector<UnitId>& piece_of, std::size_t count) {
  IdVector<UnitId, BasicUnit> pieces(count);
  std::vector<double> members(count, 0.0);
  std::vector<Point> plain(count);
  std::vector<double> plain_trait(count, 0.0);
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const BasicUnit& unit = graph.units()[UnitId(i)];
    const UnitId id = piece_of[i];
    BasicUnit& piece = pieces[id];
    if (members[id.index()] == 0.0) {
      piece.code = unit.code;
    }
    members[id.index()] += 1.0;
    piece.weight += unit.weight;
    piece.workload += unit.workload;
    piece.trait += unit.weight * unit.trait;
    plain_trait[id.index()] += unit.trait;
    piece.area += unit.area;
    piece.outer += unit.outer;
    piece.at = {piece.at.x + unit.weight * unit.at.x, piece.at.y + unit.weight * unit.at.y};
    plain[id.index()] = {plain[id.index()].x + unit.at.x, plain[id.index()].y + unit.at.y};
  }
  for (std::size_t p = 0; p < count; ++p) {
    BasicUnit& piece = pieces[UnitId(p)];
    const bool weighs = piece.weight > 0.0;
    const double divisor = weighs ? piece.weight : members[p];
    const Point sum = weighs ? piece.at : plain[p];
    piece.at = {sum.x / divisor, sum.y / divisor};
    piece.trait = (weighs ? piece.trait : plain_trait[p]) / divisor;
  }
  return pieces;
}

/// What a border costs before the credit, as PartitionProblem::price has it; where nothing is priced, its length.
double full_price(const PartitionParts& parts, const UnitBorder& border) {
  const double mean = parts.scales ? parts.scales->border.value() : 0.0;
  const double lengths = mean > 0.0 ? border.length.value() / mean : 0.0;
  const double price = parts.prices.cut_edges * border.count + parts.prices.border * lengths;
  return price > 0.0 ? price : border.length.value();
}

/// Borders between the same pieces added up; the share along streets is weighted so that the price stays the sum.
IdVector<BorderId, UnitBorder> merged_borders(const PartitionParts& parts, const std::vector<UnitId>& piece_of) {
  std::map<std::tuple<UnitId, UnitId, Passage>, UnitBorder> merged;
  std::map<std::tuple<UnitId, UnitId, Passage>, double> full;
  for (const UnitBorder& border : parts.graph.borders()) {
    const UnitId a = std::min(piece_of[border.a.index()], piece_of[border.b.index()]);
    const UnitId b = std::max(piece_of[border.a.index()], piece_of[border.b.index()]);
    if (a == b) {
      continue;
    }
    const auto [at, fresh] = merged.try_emplace({a, b, border.passage}, UnitBorder{a, b, Metres(0.0), border.passage});
    UnitBorder& sum = at->second;
    sum.count = fresh ? border.count : sum.count + border.count;
    sum.along += border.along * full_price(parts, border);
    sum.length += border.length;
    sum.ties += border.ties;
    full[at->first] += full_price(parts, border);
  }
  IdVector<BorderId, UnitBorder> borders;
  for (auto& [key, border] : merged) {
    border.along = full[key] > 0.0 ? std::min(1.0, border.along / full[key]) : 0.0;
    borders.push_back(border);
  }
  return borders;
}

/// The zone of today that holds most of each piece; of equals, the lowest.
std::vector<std::optional<ZoneId>> mostly_in(const PartitionParts& parts, const std::vector<UnitId>& piece_of,
                                             std::size_t count) {
  std::vector<std::map<ZoneId, double>> shares(count);
  for (std::size_t i = 0; i < piece_of.size(); ++i) {
    if (const auto& zone = parts.today[i]) {
      shares[piece_of[i].index()][*zone] += parts.graph.units()[UnitId(i)].weight;
    }
  }
  std::vector<std::optional<ZoneId>> today(count);
  for (std::size_t p = 0; p < count; ++p) {
    const auto most = std::max_element(shares[p].begin(), shares[p].end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != shares[p].end()) {
      today[p] = most->first;
    }
  }
  return today;
}

}  // namespace

Contraction contracted(const PartitionProblem& problem) {
  const PartitionParts& parts = problem.parts();
  const UnitGraph& graph = parts.graph;
  Pieces pieces(problem);
  std::vector<UnitId> piece_of(graph.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const std::size_t root = pieces.root(i);  // the lowest unit, so it has its number already
    piece_of[i] = root == i ? UnitId(count++) : piece_of[root];
  }
  PartitionParts smaller = parts;
  smaller.graph = UnitGraph(added_up(graph, piece_of, count), merged_borders(parts, piece_of));
  smaller.compounds.clear();
  if (!parts.today.empty()) {
    smaller.today = mostly_in(parts, piece_of, count);
  }
  std::vector<double> own(count, 0.0);
  std::vector<double> mixture(count, 0.0);
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const BasicUnit& unit = graph.units()[UnitId(i)];
    const Point centre = smaller.graph.units()[piece_of[i]].at;
    own[piece_of[i].index()] += unit.weight * ((unit.at.x - centre.x) * (unit.at.x - centre.x) +
                                               (unit.at.y - centre.y) * (unit.at.y - centre.y));
    const double unlike = unit.trait - smaller.graph.units()[piece_of[i]].trait;
    mixture[piece_of[i].index()] += unit.weight * unlike * unlike;
  }
  return {PartitionProblem(std::move(smaller)), std::move(piece_of), std::move(own), std::move(mixture),
          std::move(pieces.left)};
}

}  // namespace lastmeter
