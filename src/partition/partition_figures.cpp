// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "partition/partition_result.h"

namespace lastmeter {

namespace {

/// Sums over the zones that bounds apply to.
void add_zones(const PartitionResult& result, PartitionTotals& totals) {
  std::size_t ordinary = 0;
  for (const PlannedZone& zone : result.zones) {
    ++totals.zones;
    if (zone.dedicated) {
      continue;
    }
    totals.weight_least = ordinary == 0 ? zone.score.weight : std::min(totals.weight_least, zone.score.weight);
    totals.weight_most = std::max(totals.weight_most, zone.score.weight);
    totals.polsby_popper_least =
        ordinary == 0 ? zone.score.polsby_popper : std::min(totals.polsby_popper_least, zone.score.polsby_popper);
    totals.polsby_popper_mean += zone.score.polsby_popper;
    totals.weight += zone.score.weight;
    totals.out_of_bounds += zone.in_bounds ? 0 : 1;
    ++ordinary;
  }
  totals.ordinary = ordinary;
  if (ordinary == 0) {
    return;
  }
  totals.polsby_popper_mean /= static_cast<double>(ordinary);
  const double mean = totals.weight / static_cast<double>(ordinary);
  for (const PlannedZone& zone : result.zones) {
    if (!zone.dedicated && mean > 0.0) {
      totals.deviation_max = std::max(totals.deviation_max, std::abs(zone.score.weight - mean) / mean);
    }
  }
}

void add_parents(const PartitionResult& result, PartitionTotals& totals) {
  for (const PlannedParent& parent : result.parents) {
    ++totals.parents;
    totals.extra_pieces += parent.score.extra_pieces;
    totals.barrier_crossings += parent.barrier_crossings;
    totals.linked_zones += static_cast<std::size_t>(
        std::count_if(parent.score.by_zone.begin(), parent.score.by_zone.end(),
                      [](const ZoneScore& zone) { return zone.pieces_without_links > zone.pieces; }));
    totals.cut_edges += parent.score.cut_edges;
    totals.border += parent.score.border;
    totals.compounds += parent.score.compounds;
    totals.compounds_split += parent.score.compounds_split;
    totals.objective += parent.score.objective;
    totals.bound += parent.plan.outcome == Outcome::Infeasible ? 0.0 : parent.plan.bound.value_or(0.0);
    totals.proved += parent.plan.proved ? 1 : 0;
    totals.infeasible += parent.plan.outcome == Outcome::Infeasible ? 1 : 0;
    totals.unsolved += parent.plan.outcome == Outcome::Unknown ? 1 : 0;
    totals.stations_ok += parent.stations.ok;
    totals.stations_ok_separate += parent.stations.ok_separate;
    totals.stations_proved += parent.stations.search == StationSearch::Proved ? 1 : 0;
    totals.stations_first += parent.stations.search == StationSearch::TooMany ? 1 : 0;
    totals.objective_separate += parent.stations.objective_separate;
  }
}

/// Adds figures under the name of the stage.
class FigureList {
 public:
  explicit FigureList(const PartitionResult& result) : prefix_(result.name + ".") {
    qualifiers_.emplace_back("units", std::string(name_of(result.source)));
    if (!result.within.empty()) {
      qualifiers_.emplace_back("within", result.within);
    }
  }
  void add(const std::string& name, double value, std::string unit, std::optional<double> total = std::nullopt) {
    figures_.push_back({prefix_ + name, qualifiers_, value, total, std::move(unit)});
  }
  void count(const std::string& name, std::size_t value, std::string unit,
             std::optional<std::size_t> total = std::nullopt) {
    add(name, static_cast<double>(value), std::move(unit),
        total ? std::optional(static_cast<double>(*total)) : std::nullopt);
  }
  std::vector<Figure> take() { return std::move(figures_); }

 private:
  std::string prefix_;
  std::vector<Figure::Qualifier> qualifiers_;
  std::vector<Figure> figures_;
};

void add_moves(const PartitionResult& result, FigureList& list) {
  double households = 0.0;
  for (const PlannedUnit& unit : result.units) {
    households += unit.households;
  }
  list.count("units_moved", result.totals.units_moved, "units", result.totals.units);
  list.add("households_moved", result.totals.households_moved, "households", households);
}

void add_stations(const PartitionResult& result, FigureList& list) {
  const PartitionTotals& totals = result.totals;
  list.count("stations_ok", totals.stations_ok, "zones", totals.ordinary);
  list.count("stations_ok_separate", totals.stations_ok_separate, "zones", totals.ordinary);
  list.add("posts_objective", totals.objective, "price");
  list.add("posts_objective_separate", totals.objective_separate, "price");
}

}  // namespace

std::string_view name_of(StationSearch search) {
  switch (search) {
    case StationSearch::Given:
      return "as given";
    case StationSearch::First:
      return "zones first";
    case StationSearch::Together:
      return "together";
    case StationSearch::Proved:
      return "proved that no more can be served";
    case StationSearch::TooMany:
      return "zones first, too many to list";
  }
  throw std::logic_error("StationSearch holds no known value");
}

std::string_view name_of(UnitSource source) {
  switch (source) {
    case UnitSource::Buildings:
      return "buildings";
    case UnitSource::Compounds:
      return "compounds";
    case UnitSource::GridZones:
      return "grid_zones";
    case UnitSource::Population:
      return "population";
    case UnitSource::Units:
      return "units";
  }
  throw std::logic_error("UnitSource holds no known value");
}

std::string_view unit_of(UnitWeight weight) {
  switch (weight) {
    case UnitWeight::Households:
      return "households";
    case UnitWeight::Population:
      return "persons";
  }
  throw std::logic_error("UnitWeight holds no known value");
}

bool PartitionResult::holds() const {
  const bool served = !posts || totals.stations_ok == totals.ordinary;
  return served && reasons.empty() && std::all_of(parents.begin(), parents.end(), [&](const PlannedParent& parent) {
           return parent.plan.outcome == Outcome::Solved && (!given || parent.score.breaches.empty());
         });
}

PartitionTotals totals_of(const PartitionResult& result) {
  PartitionTotals totals;
  add_zones(result, totals);
  add_parents(result, totals);
  totals.units = result.units.size();
  for (const PlannedUnit& unit : result.units) {
    totals.units_moved += unit.moved ? 1 : 0;
    totals.households_moved += unit.moved ? unit.households : 0.0;
  }
  return totals;
}

std::vector<Figure> partition_figures(const PartitionResult& result) {
  const PartitionTotals& totals = result.totals;
  const std::string weight(unit_of(result.weigh));
  FigureList list(result);
  list.add("feasible", result.holds() ? 1.0 : 0.0, "1 = yes");
  list.count("zones", totals.zones, "zones");
  list.count("parents", totals.parents, "parents");
  list.count("parents_infeasible", totals.infeasible, "parents", totals.parents);
  list.count("parents_unsolved", totals.unsolved, "parents", totals.parents);
  list.count("parents_proved", totals.proved, "parents", totals.parents);
  list.count("units", totals.units, "units");
  list.add("weight_least", totals.weight_least, weight);
  list.add("weight_most", totals.weight_most, weight);
  list.add("deviation_max", totals.deviation_max, "relative");
  list.count("out_of_bounds", totals.out_of_bounds, "zones", totals.zones);
  list.add("contiguous", totals.extra_pieces == 0 ? 1.0 : 0.0, "1 = yes");
  list.count("extra_pieces", totals.extra_pieces, "pieces");
  list.count("barrier_crossings", totals.barrier_crossings, "pieces");
  list.count("linked_zones", totals.linked_zones, "zones", result.zones.size());
  list.count("cut_edges", totals.cut_edges, "borders");
  list.add("border_m", totals.border.value(), "m");
  list.add("polsby_popper_mean", totals.polsby_popper_mean, "1");
  list.add("polsby_popper_least", totals.polsby_popper_least, "1");
  list.count("compounds_split", totals.compounds_split, "compounds", totals.compounds);
  list.add("objective", totals.objective, "price");
  list.add("bound", totals.bound, "price");
  if (result.has_today) {
    add_moves(result, list);
  }
  if (result.posts) {
    add_stations(result, list);
  }
  return list.take();
}

}  // namespace lastmeter
