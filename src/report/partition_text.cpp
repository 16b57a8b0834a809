// SPDX-License-Identifier: Apache-2.0
#include "report/partition_text.h"

#include <fmt/format.h>

#include <cmath>

#include "core/amounts.h"
#include "core/text.h"

namespace lastmeter {

namespace {

constexpr std::size_t kParentsShown = 10;

std::string noun_of(UnitSource source) {
  switch (source) {
    case UnitSource::Buildings:
      return "buildings";
    case UnitSource::Compounds:
      return "compounds";
    case UnitSource::GridZones:
      return "grid zones";
    case UnitSource::Population:
      return "population areas";
    case UnitSource::Units:
      return "units";
  }
  return "";
}

/// "each 300 to 500 households".
std::string bounds_text(const PartitionResult& result) {
  if (std::isfinite(result.most)) {
    return fmt::format("each {} to {} {}", grouped(result.least), grouped(result.most), unit_of(result.weigh));
  }
  return fmt::format("each {} {} or more", grouped(result.least), unit_of(result.weigh));
}

std::string head_line(const PartitionResult& result) {
  const PartitionTotals& totals = result.totals;
  const std::string units = noun_of(result.source);
  std::string text = fmt::format("{}{}: {} of {} {}", result.name, result.given ? " (plan as given)" : "",
                                 counted(totals.zones, "zone", "zones"), grouped(totals.units), units);
  if (!result.within.empty()) {
    text += fmt::format(" in {} {}", grouped(totals.parents), result.within);
  }
  return fmt::format(
      "{}, {}: have {} to {}, {}\n", text, bounds_text(result), grouped(totals.weight_least),
      grouped(totals.weight_most),
      totals.out_of_bounds == 0 ? "all within" : fmt::format("{} out of bounds", grouped(totals.out_of_bounds)));
}

/// What stays whole; a compound of one unit cannot be split and is not counted.
std::string whole_groups(const PartitionResult& result) {
  return result.keeps_building_groups ? counted(result.totals.compounds, "group of compound and building groups",
                                                "groups of compounds and building groups")
                                      : counted(result.totals.compounds, "compound", "compounds");
}

std::string shape_line(const PartitionResult& result) {
  const PartitionTotals& totals = result.totals;
  std::string text = totals.extra_pieces == 0 ? "every zone hangs together"
                                              : counted(totals.extra_pieces, "loose part", "loose parts") + " of zones";
  if (totals.barrier_crossings > 0) {
    text += fmt::format(", {} only across a barrier", grouped(totals.barrier_crossings));
  }
  if (totals.linked_zones > 0) {
    text += fmt::format(", {} only across water or a gap", counted(totals.linked_zones, "zone", "zones"));
  }
  if (totals.compounds > 0) {
    text += totals.compounds_split == 0
                ? fmt::format(", all {} kept whole", whole_groups(result))
                : fmt::format(", {} of {} split", grouped(totals.compounds_split), whole_groups(result));
  }
  return fmt::format("  {}; limits between zones {} km, Polsby-Popper {} on average\n", text,
                     fixed(totals.border.value() / 1000.0, 1), fixed(totals.polsby_popper_mean, 3));
}

std::string proof_line(const PartitionResult& result) {
  const PartitionTotals& totals = result.totals;
  if (result.given || totals.parents == 0) {
    return fmt::format("  objective {}\n", fixed(totals.objective, 3));
  }
  if (totals.proved == totals.parents) {
    return fmt::format("  objective {}; proved optimal\n", fixed(totals.objective, 3));
  }
  if (totals.infeasible + totals.unsolved > 0) {  // a plan outside the limits is not to be held against a bound
    return fmt::format("  proved optimal in {} of {}\n", grouped(totals.proved),
                       counted(totals.parents, "parent", "parents"));
  }
  const double gap = totals.objective > 0.0 ? 1.0 - totals.bound / totals.objective : 0.0;
  return fmt::format("  objective {}, no plan below {} (gap {:.2f} %); proved optimal in {} of {}\n",
                     fixed(totals.objective, 3), fixed(totals.bound, 3), 100.0 * gap, grouped(totals.proved),
                     counted(totals.parents, "parent", "parents"));
}

std::string move_line(const PartitionResult& result) {
  if (!result.has_today) {
    return "";
  }
  double households = 0.0;
  for (const PlannedUnit& unit : result.units) {
    households += unit.households;
  }
  const double share = households > 0.0 ? result.totals.households_moved / households : 0.0;
  const std::string moved =
      fmt::format("  against today's grid zones {} of {} units move, with {} of {} households ({} %)\n",
                  grouped(result.totals.units_moved), grouped(result.totals.units),
                  grouped(result.totals.households_moved), grouped(households), fixed(100.0 * share, 2));
  const bool of_buildings = !result.given && result.source == UnitSource::Buildings;
  return moved + (of_buildings ? "  limits are drawn half way between buildings: where they leave today's lines and no "
                                 "building lies between, nobody moves\n"
                               : "");
}

/// What designing zones and stations together gains.
std::string gain_line(const PartitionTotals& totals) {
  if (totals.stations_ok == totals.stations_ok_separate) {
    return "  designing zones and stations together serves no zone more than one after the other\n";
  }
  const double more = totals.objective - totals.objective_separate;
  const std::string relative =
      totals.objective_separate > 0.0 ? fmt::format(" ({} %)", fixed(100.0 * more / totals.objective_separate, 2)) : "";
  return fmt::format(
      "  designing zones and stations together serves {} more than one after the other ({}), and adds "
      "{}{} to the objective\n",
      counted(totals.stations_ok - totals.stations_ok_separate, "zone", "zones"), grouped(totals.stations_ok_separate),
      fixed(more, 3), relative);
}

std::string station_lines(const PartitionResult& result) {
  if (!result.posts) {
    return "";
  }
  const PartitionTotals& totals = result.totals;
  std::string text = fmt::format("  {} of {} have a station within {} of {:g} % of their {}",
                                 grouped(totals.stations_ok), counted(totals.ordinary, "zone", "zones"),
                                 text_of(result.posts->radius), 100.0 * result.posts->share, unit_of(result.weigh));
  text += "\n";
  if (result.given) {
    return text;
  }
  text += totals.stations_first < totals.parents ? gain_line(totals) : "";
  if (totals.stations_ok < totals.ordinary) {
    text += fmt::format("  proved in {} of {} that no plan of as many zones serves more\n",
                        grouped(totals.stations_proved), counted(totals.parents, "parent", "parents"));
  }
  if (totals.stations_first > 0) {
    text += fmt::format("  in {} zones were drawn first: too many are possible to list them\n",
                        counted(totals.stations_first, "parent", "parents"));
  }
  return text;
}

std::string why(const PlannedParent& parent, bool given) {
  if (given) {
    return parent.score.breaches.empty() ? "" : parent.score.breaches.front();
  }
  switch (parent.plan.outcome) {
    case Outcome::Solved:
      return "";
    case Outcome::Infeasible:
      return parent.plan.reasons.empty() ? fmt::format("no plan of {} zones holds all limits", parent.zones_asked)
                                         : parent.plan.reasons.front();
    case Outcome::Unknown:
      return fmt::format("no plan of {} zones found that holds all limits", parent.zones_asked);
  }
  return "";
}

std::string parent_lines(const PartitionResult& result) {
  std::string text;
  std::size_t faulty = 0;
  for (const PlannedParent& parent : result.parents) {
    const std::string reason = why(parent, result.given);
    if (!reason.empty() && ++faulty <= kParentsShown) {
      const std::string name = parent.name.empty() ? parent.code : fmt::format("{} {}", parent.code, parent.name);
      const std::string prefix = name.empty() || reason.starts_with(name) ? "" : name + ": ";
      text += fmt::format("  {}\n", printable(prefix + reason, '?'));
    }
  }
  if (faulty > kParentsShown) {
    text += fmt::format("  ... and {} more; see table {}_parents\n", faulty - kParentsShown, result.name);
  }
  return text;
}

}  // namespace

std::string partition_lines(const PartitionResult& result) {
  std::string text =
      head_line(result) + shape_line(result) + proof_line(result) + move_line(result) + station_lines(result);
  for (const std::string& reason : result.reasons) {
    text += fmt::format("  cannot hold: {}\n", printable(reason, '?'));
  }
  return result.reasons.empty() || result.given ? text + parent_lines(result) : text;
}

}  // namespace lastmeter
