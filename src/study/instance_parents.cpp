// SPDX-License-Identifier: Apache-2.0
#include "study/instance_parents.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "apportion/largest_remainder.h"
#include "core/error.h"
#include "partition/partition_bounds.h"
#include "study/instance_fields.h"

namespace lastmeter {

namespace {

constexpr double default_tolerance = 0.05;

struct Bounds {
  double least = 0.0;
  double most = std::numeric_limits<double>::infinity();
};

Bounds bounds_of(const ZonesAsked& asked, double total) {
  if (asked.tolerance && !(*asked.tolerance >= 0.0 && std::isfinite(*asked.tolerance))) {
    throw ConfigError(fmt::format("--tolerance is {}", *asked.tolerance), "give a share of 0 or more: 0.05 is 5 %");
  }
  if (asked.tolerance && (asked.least || asked.most)) {
    throw ConfigError("--tolerance and --min or --max are both given", "give one of them");
  }
  if (!asked.zones && !asked.most) {
    throw ConfigError("--zones is missing", "give the number of zones, or --min and --max for any number");
  }
  Bounds bounds{asked.least.value_or(0.0), asked.most.value_or(std::numeric_limits<double>::infinity())};
  if (asked.zones && !asked.least && !asked.most) {
    const double mean = total / static_cast<double>(*asked.zones);
    const double tolerance = asked.tolerance.value_or(default_tolerance);
    if (mean > 0.0) {  // where nothing weighs, every zone is as heavy as the others
      bounds = {std::max(0.0, mean * (1.0 - tolerance)), mean * (1.0 + tolerance)};
    }
  }
  if (!(bounds.least >= 0.0 && bounds.least <= bounds.most) || !(bounds.most > 0.0)) {
    throw ConfigError(fmt::format("--min is {:g} and --max {:g}", bounds.least, bounds.most),
                      "give weights of 0 or more, the first not above the second");
  }
  return bounds;
}

/// Numbers for texts in their order; an empty text has none.
std::vector<std::optional<std::size_t>> numbered(const std::vector<std::string>& texts,
                                                 std::vector<std::string>& labels) {
  std::map<std::string_view, std::size_t> numbers;
  for (const std::string& text : texts) {
    if (!text.empty()) {
      numbers.emplace(text, 0);
    }
  }
  for (auto& [text, number] : numbers) {
    number = labels.size();
    labels.emplace_back(text);
  }
  std::vector<std::optional<std::size_t>> result;
  std::transform(texts.begin(), texts.end(), std::back_inserter(result), [&](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(numbers.at(text));
  });
  return result;
}

/// Groups as they can be whole: what lies in two parents is two groups.
std::vector<std::string> groups_within(const InstanceUnits& units, std::vector<std::string>& notes) {
  std::vector<std::string> groups = units.groups;
  std::map<std::string, std::string> parent_of;
  std::set<std::string> torn;
  for (std::size_t i = 0; i < groups.size() && !units.parents.empty(); ++i) {
    if (!groups[i].empty()) {
      if (parent_of.try_emplace(groups[i], units.parents[i]).first->second != units.parents[i]) {
        torn.insert(groups[i]);
      }
      groups[i] = units.parents[i] + '\n' + groups[i];
    }
  }
  if (!torn.empty()) {
    Tally named;
    std::for_each(torn.begin(), torn.end(), [&](const std::string& group) { named.add(group); });
    notes.push_back(
        fmt::format("{} compounds lie in more than one parent and are cut there: {}", named.count(), named.text()));
  }
  return groups;
}

PartitionParts parts_of(const InstanceUnits& units, const ZonesAsked& asked, const Bounds& bounds,
                        std::vector<std::string>& labels, std::vector<std::string>& notes) {
  PartitionParts parts;
  parts.graph = UnitGraph(units.units, units.borders);
  parts.least = bounds.least;
  parts.most = bounds.most;
  parts.prices = asked.prices;
  std::vector<std::string> groups;
  for (const auto& group : numbered(groups_within(units, notes), groups)) {
    parts.compounds.push_back(group ? std::optional(static_cast<std::uint32_t>(*group)) : std::nullopt);
  }
  for (const auto& zone : numbered(units.current, labels)) {
    parts.today.push_back(zone ? std::optional(ZoneId(*zone)) : std::nullopt);
  }
  parts.moved_at_most = asked.moved_at_most;
  const UnitGraph& graph = parts.graph;
  parts.scales = PriceScales{graph.mean_length(), graph.total_weight() / static_cast<double>(graph.size())};
  return parts;
}

/// Units of each parent; the borders to others become outer ones.
PartitionParts part_within(const PartitionParts& whole, const std::vector<UnitId>& units) {
  std::vector<std::optional<UnitId>> inside(whole.graph.size());
  IdVector<UnitId, BasicUnit> own;
  for (const UnitId unit : units) {
    inside[unit.index()] = own.push_back(whole.graph.units()[unit]);
  }
  IdVector<BorderId, UnitBorder> borders;
  for (UnitBorder border : whole.graph.borders()) {
    const auto a = inside[border.a.index()];
    const auto b = inside[border.b.index()];
    if (a && b) {
      border.a = *a;
      border.b = *b;
      borders.push_back(border);
    } else if (a || b) {
      own[a ? *a : *b].outer += border.length;
    }
  }
  PartitionParts part = whole;
  part.graph = UnitGraph(std::move(own), std::move(borders));
  const auto picked = [&](auto& list) {
    auto all = std::move(list);
    list.clear();
    for (std::size_t i = 0; !all.empty() && i < units.size(); ++i) {
      list.push_back(all[units[i].index()]);
    }
  };
  picked(part.compounds);
  picked(part.today);
  return part;
}

std::vector<std::pair<std::string, std::vector<UnitId>>> units_by_parent(const InstanceUnits& units) {
  std::map<std::string, std::vector<UnitId>> members;
  for (std::size_t i = 0; i < units.units.size(); ++i) {
    members[units.parents.empty() ? "" : units.parents[i]].push_back(UnitId(i));
  }
  return {members.begin(), members.end()};
}

/// The numbers of zones a parent may have; one number, the nearest, where none fits.
struct Allowed {
  std::size_t least;
  std::size_t most;
  bool fits;
};

Allowed allowed_in(const PartitionParts& parts, double mean) {
  PartitionParts free = parts;
  free.zones_least = 1;
  free.zones_most = parts.graph.size();
  const ZoneCounts counts = possible_zone_counts(PartitionProblem(std::move(free)));
  const std::size_t least = std::max<std::size_t>(1, counts.least);
  const std::size_t most = std::min(parts.graph.size(), counts.most);
  if (least <= most) {
    return {least, most, true};
  }
  const double near = mean > 0.0 ? std::round(parts.graph.total_weight() / mean) : 1.0;
  const auto count = static_cast<std::size_t>(std::clamp(near, 1.0, static_cast<double>(parts.graph.size())));
  return {count, count, false};
}

/// Gives each parent its number of zones; says why where the limits leave no room.
void share_out(std::size_t total, std::vector<PartitionParts>& parts, std::vector<std::string>& reasons) {
  std::vector<Claim> claims;
  std::size_t least = 0;
  std::size_t most = 0;
  for (const PartitionParts& part : parts) {
    claims.push_back({part.graph.total_weight(), part.zones_least, part.zones_most});
    least += part.zones_least;
    most += part.zones_most;
  }
  auto counts = largest_remainder(total, claims);
  if (!counts) {
    reasons.push_back(fmt::format("{} zones are asked for, but the bounds allow the {} parents {} to {}", total,
                                  parts.size(), least, most));
    for (std::size_t i = 0; i < parts.size(); ++i) {
      claims[i].least = 1;
      claims[i].most = parts[i].graph.size();
    }
    counts = largest_remainder(std::max(total, parts.size()), claims);
  }
  for (std::size_t i = 0; counts && i < parts.size(); ++i) {
    parts[i].zones_least = parts[i].zones_most = (*counts)[i];
  }
}

}  // namespace

InstanceProblem instance_problem(const InstanceUnits& units, const ZonesAsked& asked) {
  const std::size_t count = units.units.size();
  if (asked.zones && (*asked.zones < 1 || *asked.zones > count)) {
    throw ConfigError(fmt::format("--zones is {}, but there are {} units", *asked.zones, count),
                      fmt::format("give a number from 1 to {}", count));
  }
  double total = 0.0;
  for (const BasicUnit& unit : units.units) {
    total += unit.weight;
  }
  const Bounds bounds = bounds_of(asked, total);
  std::vector<std::string> labels;
  std::vector<std::string> reasons;
  std::vector<std::string> notes;
  PartitionParts whole = parts_of(units, asked, bounds, labels, notes);
  const auto members = units_by_parent(units);
  const double mean = asked.zones ? total / static_cast<double>(*asked.zones) : (bounds.least + bounds.most) / 2.0;
  std::vector<PartitionParts> parts;
  for (const auto& [code, own] : members) {
    PartitionParts& part = parts.emplace_back(part_within(whole, own));
    part.name = code.empty() ? "" : fmt::format("'{}'", code);
    const Allowed allowed =
        members.size() == 1 && asked.zones ? Allowed{*asked.zones, *asked.zones, true} : allowed_in(part, mean);
    part.zones_least = allowed.least;
    part.zones_most = allowed.most;
  }
  if (asked.zones && members.size() > 1) {
    share_out(*asked.zones, parts, reasons);
  }
  std::vector<ParentProblem> parents;
  whole.zones_least = whole.zones_most = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    whole.zones_least += parts[i].zones_least;
    whole.zones_most += parts[i].zones_most;
    parents.push_back({members[i].first, members[i].second, PartitionProblem(std::move(parts[i]))});
  }
  return {PartitionProblem(std::move(whole)), std::move(labels), std::move(parents), std::move(reasons),
          std::move(notes)};
}

}  // namespace lastmeter
