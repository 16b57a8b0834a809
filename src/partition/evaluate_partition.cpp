// SPDX-License-Identifier: Apache-2.0
#include "partition/evaluate_partition.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <stdexcept>
#include <utility>

namespace lastmeter {

namespace {

std::size_t zones_in(const IdVector<UnitId, ZoneId>& zone_of) {
  std::size_t zones = 0;
  for (const ZoneId zone : zone_of) {
    zones = std::max(zones, zone.index() + 1);
  }
  return zones;
}

void add_units(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& zone_of, PartitionScore& score) {
  std::vector<Point> centres(score.zones);
  std::vector<double> traits(score.zones, 0.0);
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const BasicUnit& unit = graph.units()[UnitId(i)];
    ZoneScore& zone = score.by_zone[zone_of[UnitId(i)]];
    zone.weight += unit.weight;
    zone.workload += unit.workload;
    zone.area += unit.area;
    zone.perimeter += unit.outer;
    ++zone.units;
    Point& centre = centres[zone_of[UnitId(i)].index()];
    centre = {centre.x + unit.weight * unit.at.x, centre.y + unit.weight * unit.at.y};
    traits[zone_of[UnitId(i)].index()] += unit.weight * unit.trait;
  }
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const BasicUnit& unit = graph.units()[UnitId(i)];
    ZoneScore& zone = score.by_zone[zone_of[UnitId(i)]];
    if (zone.weight > 0.0) {
      const Point sum = centres[zone_of[UnitId(i)].index()];
      const double dx = unit.at.x - sum.x / zone.weight;
      const double dy = unit.at.y - sum.y / zone.weight;
      zone.moment += unit.weight * (dx * dx + dy * dy);
      const double unlike = unit.trait - traits[zone_of[UnitId(i)].index()] / zone.weight;
      zone.mixture += unit.weight * unlike * unlike;
    }
  }
}

/// Connected parts of every zone, across borders that `connects` allows.
template <class Connects>
std::vector<std::size_t> pieces_by_zone(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& zone_of,
                                        std::size_t zones, const Connects& connects) {
  std::vector<std::size_t> pieces(zones, 0);
  std::vector<std::uint8_t> seen(graph.size(), 0);
  std::vector<UnitId> open;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    if (seen[i] != 0) {
      continue;
    }
    const ZoneId zone = zone_of[UnitId(i)];
    ++pieces[zone.index()];
    seen[i] = 1;
    open.assign(1, UnitId(i));
    while (!open.empty()) {
      const UnitId unit = open.back();
      open.pop_back();
      for (const UnitGraph::Neighbour& next : graph.reachable(unit)) {
        if (seen[next.unit.index()] == 0 && zone_of[next.unit] == zone &&
            connects(graph.borders()[next.border].passage)) {
          seen[next.unit.index()] = 1;
          open.push_back(next.unit);
        }
      }
    }
  }
  return pieces;
}

void add_pieces(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& zone_of, PartitionScore& score) {
  const auto pieces = pieces_by_zone(graph, zone_of, score.zones, [](Passage) { return true; });
  const auto dry =
      pieces_by_zone(graph, zone_of, score.zones, [](Passage passage) { return passage == Passage::Open; });
  for (std::size_t z = 0; z < score.zones; ++z) {
    score.by_zone[ZoneId(z)].pieces = pieces[z];
    score.by_zone[ZoneId(z)].pieces_without_links = dry[z];
    score.extra_pieces += pieces[z] > 1 ? pieces[z] - 1 : 0;
  }
}

double add_borders(const PartitionProblem& problem, const IdVector<UnitId, ZoneId>& zone_of, PartitionScore& score) {
  double price = 0.0;
  const auto& borders = problem.graph().borders();
  for (std::size_t e = 0; e < borders.size(); ++e) {
    const UnitBorder& border = borders.items()[e];
    const ZoneId a = zone_of[border.a];
    const ZoneId b = zone_of[border.b];
    if (a != b) {
      score.cut_edges += border.count;
      score.ties_cut += border.ties;
      score.border += border.length;
      score.by_zone[a].perimeter += border.length;
      score.by_zone[b].perimeter += border.length;
      price += problem.price(BorderId(e));
    }
  }
  return price;
}

void add_moves(const PartitionProblem& problem, const IdVector<UnitId, ZoneId>& zone_of, PartitionScore& score) {
  const PartitionParts& parts = problem.parts();
  if (parts.today.empty()) {
    return;
  }
  const auto partner = match_zones(parts.graph, zone_of, parts.today);
  for (std::size_t i = 0; i < zone_of.size(); ++i) {
    const auto& before = parts.today[i];
    if (before && partner[zone_of[UnitId(i)].index()] != before) {
      ++score.units_moved;
      score.weight_moved += parts.graph.units()[UnitId(i)].weight;
    }
  }
}

void count_compounds(const PartitionProblem& problem, const IdVector<UnitId, ZoneId>& zone_of, PartitionScore& score) {
  const PartitionParts& parts = problem.parts();
  if (parts.compounds.empty()) {
    return;
  }
  const Contraction whole = contracted(problem);
  std::map<UnitId, std::set<ZoneId>> zones_of_piece;
  std::map<UnitId, std::size_t> members;
  for (std::size_t i = 0; i < zone_of.size(); ++i) {
    if (parts.compounds[i]) {
      zones_of_piece[whole.piece_of[i]].insert(zone_of[UnitId(i)]);
      ++members[whole.piece_of[i]];
    }
  }
  for (const auto& [piece, zones] : zones_of_piece) {
    score.compounds += members[piece] > 1 ? 1 : 0;
    score.compounds_split += zones.size() > 1 ? 1 : 0;
  }
}

void summarize(const PartitionProblem& problem, PartitionScore& score) {
  const double mean = problem.graph().total_weight() / static_cast<double>(score.zones);
  score.weight_least = score.by_zone[ZoneId(0)].weight;
  score.weight_most = score.weight_least;
  score.workload_least = score.workload_most = score.by_zone[ZoneId(0)].workload;
  score.polsby_popper_least = 1.0;
  for (ZoneScore& zone : score.by_zone) {
    const double round = zone.perimeter.value() * zone.perimeter.value();
    zone.polsby_popper = round > 0.0 ? 4.0 * std::numbers::pi * zone.area.value() / round : 0.0;
    score.polsby_popper_mean += zone.polsby_popper / static_cast<double>(score.zones);
    score.polsby_popper_least = std::min(score.polsby_popper_least, zone.polsby_popper);
    score.weight_least = std::min(score.weight_least, zone.weight);
    score.weight_most = std::max(score.weight_most, zone.weight);
    score.deviation_max = mean > 0.0 ? std::max(score.deviation_max, std::abs(zone.weight - mean) / mean) : 0.0;
    score.moment += zone.moment;
    score.mixture += zone.mixture;
    score.workload_most = std::max(score.workload_most, zone.workload);
    score.workload_least = std::min(score.workload_least, zone.workload);
    score.out_of_bounds += problem.fits(zone.weight) ? 0 : 1;
  }
}

double soft_prices(const PartitionProblem& problem, const PartitionScore& score) {
  const PartitionPrices& prices = problem.prices();
  double price = problem.moment_price() * score.moment + problem.mixture_price() * score.mixture +
                 problem.moved_price() * score.weight_moved;
  for (const ZoneScore& zone : score.by_zone) {
    if (problem.ideal() > 0.0) {
      price += prices.deviation * std::abs(zone.weight - problem.ideal()) / problem.ideal();
    }
    if (problem.mean_workload() > 0.0) {
      price += prices.workload * std::abs(zone.workload - problem.mean_workload()) / problem.mean_workload();
    }
  }
  return price;
}

std::string code_in(const UnitGraph& graph, const IdVector<UnitId, ZoneId>& zone_of, ZoneId zone) {
  for (std::size_t i = 0; i < graph.size(); ++i) {
    if (zone_of[UnitId(i)] == zone) {
      return graph.units()[UnitId(i)].code;
    }
  }
  return "";
}

void name_breaches(const PartitionProblem& problem, const IdVector<UnitId, ZoneId>& zone_of, PartitionScore& score) {
  const PartitionParts& parts = problem.parts();
  if (score.zones < parts.zones_least || score.zones > parts.zones_most) {
    score.breaches.push_back(
        parts.zones_least == parts.zones_most
            ? fmt::format("{} zones where {} are asked for", score.zones, parts.zones_least)
            : fmt::format("{} zones where {} to {} are asked for", score.zones, parts.zones_least, parts.zones_most));
  }
  for (std::size_t z = 0; z < score.zones; ++z) {
    const ZoneScore& zone = score.by_zone[ZoneId(z)];
    const auto tell = [&](const std::string& what) {
      score.breaches.push_back(fmt::format("the zone of unit '{}' {}", code_in(parts.graph, zone_of, ZoneId(z)), what));
    };
    if (zone.units == 0) {
      score.breaches.push_back(fmt::format("zone {} is empty", z));
      continue;
    }
    if (!problem.fits(zone.weight)) {
      tell(fmt::format("weighs {:.10g}, outside {:.10g} to {:.10g}", zone.weight, parts.least, parts.most));
    }
    if (zone.pieces > 1) {
      tell(fmt::format("lies in {} parts", zone.pieces));
    }
  }
  if (score.compounds_split > 0) {
    score.breaches.push_back(fmt::format("{} of {} compounds are split", score.compounds_split, score.compounds));
  }
  const double may_move = parts.moved_at_most * parts.graph.total_weight();
  if (score.weight_moved > may_move + 1e-9 * parts.graph.total_weight()) {
    score.breaches.push_back(fmt::format("{:.10g} of weight move, {:.10g} are allowed", score.weight_moved, may_move));
  }
}

}  // namespace

PartitionScore evaluate_partition(const PartitionProblem& problem, const IdVector<UnitId, ZoneId>& zone_of) {
  const UnitGraph& graph = problem.graph();
  if (zone_of.size() != graph.size()) {
    throw std::logic_error("a plan of zones does not list one zone per basic unit");
  }
  PartitionScore score;
  score.zones = zones_in(zone_of);
  score.by_zone = IdVector<ZoneId, ZoneScore>(score.zones);
  add_units(graph, zone_of, score);
  add_pieces(graph, zone_of, score);
  score.objective = add_borders(problem, zone_of, score);
  add_moves(problem, zone_of, score);
  count_compounds(problem, zone_of, score);
  summarize(problem, score);
  score.objective += soft_prices(problem, score);
  name_breaches(problem, zone_of, score);
  return score;
}

}  // namespace lastmeter
