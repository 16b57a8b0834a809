// SPDX-License-Identifier: Apache-2.0
#include "study/partition_counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "apportion/largest_remainder.h"
#include "core/error.h"
#include "core/text.h"
#include "partition/partition_bounds.h"

namespace lastmeter {

namespace {

/// Numbers of zones that may hold the bounds.
struct CountRange {
  std::size_t least = 1;
  std::size_t most = 1;   // below `least`: none does
  std::size_t heavy = 0;  // units that are too heavy for any zone, each one of its own
  double rest = 0.0;      // weight of the others
};

double weight_of(const std::vector<ParentUnits>& parents) {
  return std::accumulate(parents.begin(), parents.end(), 0.0,
                         [](double sum, const ParentUnits& parent) { return sum + parent.graph.total_weight(); });
}

std::size_t whole(double value) { return static_cast<std::size_t>(std::max(0.0, value)); }

/// Of the two numbers next to the bounds, the one that leaves zones least off them.
std::size_t nearest_count(double weight, const ZoneBounds& bounds) {
  const auto off = [&](double zones) {
    return zones * std::max({0.0, weight / zones - bounds.most, bounds.least - weight / zones});
  };
  const double few = std::max(1.0, bounds.least > 0.0 ? std::floor(weight / bounds.least) : 1.0);
  const double many = std::max(1.0, std::ceil(weight / bounds.most));
  return whole(off(few) <= off(many) ? few : many);
}

CountRange range_of(const PartitionConfig& config, const ZoneBounds& bounds, const ParentUnits& parent) {
  CountRange range;
  const Contraction pieces = contracted(problem_of(config, bounds, parent, {1, 1}, false));
  const UnitGraph& graph = pieces.problem.graph();
  for (const BasicUnit& unit : graph.units()) {
    const bool too_heavy = unit.weight > bounds.most && !pieces.problem.fits(unit.weight);
    range.heavy += too_heavy ? 1 : 0;
    range.rest += too_heavy ? 0.0 : unit.weight;
  }
  if (!std::isfinite(bounds.most)) {
    range.most = graph.size();
    return range;
  }
  if (range.heavy == 0) {
    const ZoneCounts possible = possible_zone_counts(pieces.problem);
    range.least = std::max<std::size_t>(1, possible.least);
    range.most = std::min(possible.most, graph.size());
    return range;
  }
  constexpr double slack = 1e-9;
  range.least = whole(std::ceil(range.rest / bounds.most - slack));
  range.most = bounds.least > 0.0 ? whole(std::floor(range.rest / bounds.least + slack)) : graph.size() - range.heavy;
  return range;
}

/// Without what is too heavy; with it where nothing else is there.
std::size_t one_count(const CountRange& range, const ZoneBounds& bounds) {
  const std::size_t light = range.rest > 0.0 ? nearest_count(range.rest, bounds) : 0;
  return std::max<std::size_t>(1, range.heavy + light);
}

constexpr std::size_t kMostTries = 4;

/// Numbers of the range, the wanted one first, then by distance from it.
CountChoice around(const CountRange& range, std::size_t wanted) {
  CountChoice choice(range.most - range.least + 1);
  std::iota(choice.begin(), choice.end(), range.least);
  const auto away = [wanted](std::size_t count) { return count > wanted ? count - wanted : wanted - count; };
  std::stable_sort(choice.begin(), choice.end(), [&](std::size_t a, std::size_t b) { return away(a) < away(b); });
  choice.resize(std::min(choice.size(), kMostTries));
  for (std::size_t& count : choice) {
    count = std::max<std::size_t>(1, count + range.heavy);
  }
  return choice;
}

CountChoice free_choice(const CountRange& range, const ZoneBounds& bounds, ZoneCount rule) {
  if (range.most < range.least || (range.rest <= 0.0 && range.heavy > 0)) {
    return {one_count(range, bounds)};
  }
  if (rule == ZoneCount::Fewest) {
    return around(range, range.least);
  }
  const double middle = (bounds.least + bounds.most) / 2.0;
  return around(range, std::clamp(whole(std::round(range.rest / middle)), range.least, range.most));
}

/// Why so many zones cannot be: over all weight, then over the parents' own numbers.
std::vector<std::string> why_no_room(const PartitionConfig& config, const ZoneBounds& bounds,
                                     const std::vector<ParentUnits>& parents, const std::vector<CountRange>& ranges) {
  const double weight = weight_of(parents);
  const std::string unit(unit_of(config.weigh));
  const double asked = static_cast<double>(config.zones);
  if (const double fewest = std::ceil(weight / bounds.most - 1e-9); asked < fewest) {
    return {
        fmt::format("{} {} in zones of at most {} need at least {} zones, and {} are asked for; {} could hold them "
                    "if zones might have {} and more",
                    grouped(weight), unit, grouped(bounds.most), grouped(fewest), grouped(asked), grouped(asked),
                    grouped(std::ceil(weight / asked)))};
  }
  if (bounds.least > 0.0 && asked > std::floor(weight / bounds.least + 1e-9)) {
    return {
        fmt::format("{} {} in zones of at least {} make at most {} zones, and {} are asked for; {} could be made if "
                    "a zone might have {}",
                    grouped(weight), unit, grouped(bounds.least), grouped(std::floor(weight / bounds.least + 1e-9)),
                    grouped(asked), grouped(asked), grouped(std::floor(weight / asked)))};
  }
  std::size_t least = 0;
  std::size_t most = 0;
  for (const CountRange& range : ranges) {
    least += range.heavy + range.least;
    most += range.heavy + std::max(range.least, range.most);
  }
  return {fmt::format(
      "{} parents, each with zones of {} to {} {}, can be cut into {} to {} zones, and {} are asked for", ranges.size(),
      grouped(bounds.least), grouped(bounds.most), unit, grouped(least), grouped(most), grouped(asked))};
}

/// A given number over all parents: by weight, within what each can hold; if that is not possible, by weight alone.
void share_out(const PartitionConfig& config, const std::vector<ParentUnits>& parents,
               const std::vector<CountRange>& ranges, CountPlan& plan) {
  std::vector<Claim> claims;
  for (std::size_t p = 0; p < parents.size(); ++p) {
    const CountRange& range = ranges[p];
    const std::size_t one = one_count(range, plan.bounds);
    const bool none = range.most < range.least;
    const std::size_t units = parents[p].graph.size();
    claims.push_back({parents[p].graph.total_weight(),
                      units == 0 ? 0
                      : none     ? one
                                 : range.heavy + range.least,
                      units == 0 ? 0
                      : none     ? one
                                 : range.heavy + range.most});
  }
  auto shares = largest_remainder(config.zones, claims);
  if (shares) {
    for (const Claim& claim : claims) {
      plan.limits.push_back({claim.least, claim.most});
    }
  } else {
    plan.reasons = why_no_room(config, plan.bounds, parents, ranges);
    for (std::size_t p = 0; p < parents.size(); ++p) {
      const std::size_t units = parents[p].graph.size();
      claims[p] = {parents[p].graph.total_weight(), std::min<std::size_t>(1, units), units};
    }
    shares = largest_remainder(config.zones, claims);
  }
  if (!shares) {
    throw ConfigError(
        fmt::format("[{}] asks for {} zones, and {} parents hold {} units", config.name, config.zones, parents.size(),
                    std::accumulate(claims.begin(), claims.end(), std::size_t{0},
                                    [](std::size_t sum, const Claim& claim) { return sum + claim.most; })),
        "ask for at least one zone a parent, and no more than there are units");
  }
  for (std::size_t p = 0; p < parents.size(); ++p) {
    plan.choices[p] = (*shares)[p] == 0 ? CountChoice{} : CountChoice{(*shares)[p]};
  }
}

ZoneCount rule_of(const PartitionConfig& config, bool with_today) {
  return config.count.value_or(with_today ? ZoneCount::AsToday : ZoneCount::Middle);
}

ZoneBounds bounds_of(const PartitionConfig& config, const std::vector<ParentUnits>& parents, ZoneCount rule) {
  if (!config.tolerance) {
    return {config.least, config.most};
  }
  std::size_t zones = config.zones;
  switch (rule) {
    case ZoneCount::Total:
      break;
    case ZoneCount::AsToday:
      zones = 0;
      for (const ParentUnits& parent : parents) {
        zones += zones_today(parent).size();
      }
      break;
    case ZoneCount::Fewest:
    case ZoneCount::Middle:
      throw ConfigError(fmt::format("[{}] has a tolerance round the mean zone, but no number of zones", config.name),
                        "give the number, or bounds in the place of the tolerance");
  }
  const double mean = weight_of(parents) / static_cast<double>(std::max<std::size_t>(1, zones));
  return {mean * (1.0 - *config.tolerance), mean * (1.0 + *config.tolerance)};
}

}  // namespace

std::vector<ZoneId> zones_today(const ParentUnits& parent) {
  std::vector<ZoneId> zones;
  for (std::size_t i = 0; i < parent.graph.size(); ++i) {
    if (parent.units[i].today) {
      zones.push_back(*parent.units[i].today);
    }
  }
  std::sort(zones.begin(), zones.end());
  zones.erase(std::unique(zones.begin(), zones.end()), zones.end());
  return zones;
}

PartitionProblem problem_of(const PartitionConfig& config, const ZoneBounds& bounds, const ParentUnits& parent,
                            CountLimits zones, bool with_today) {
  PartitionParts parts;
  parts.name = parent.name.empty() ? parent.code : fmt::format("{} {}", parent.code, parent.name);
  parts.graph = parent.graph;
  parts.least = bounds.least;
  parts.most = bounds.most;
  parts.zones_least = zones.least;
  parts.zones_most = zones.most;
  parts.compounds = parent.groups;
  parts.prices = config.prices;
  if (with_today) {
    const std::vector<ZoneId> today = zones_today(parent);
    for (std::size_t i = 0; i < parent.graph.size(); ++i) {
      const auto& zone = parent.units[i].today;
      const auto at = zone ? std::lower_bound(today.begin(), today.end(), *zone) : today.end();
      parts.today.push_back(zone ? std::optional(ZoneId(static_cast<std::size_t>(at - today.begin()))) : std::nullopt);
    }
    parts.moved_at_most = config.moved_at_most;
  }
  return PartitionProblem(std::move(parts));
}

ZoneBounds zone_bounds(const PartitionConfig& config, const std::vector<ParentUnits>& parents) {
  return bounds_of(config, parents, config.count.value_or(ZoneCount::Middle));
}

CountPlan plan_counts(const PartitionConfig& config, const std::vector<ParentUnits>& parents, bool with_today) {
  const ZoneCount rule = rule_of(config, with_today);
  CountPlan plan;
  plan.bounds = bounds_of(config, parents, rule);
  plan.choices.resize(parents.size());
  plan.beyond.resize(parents.size());
  std::vector<CountRange> ranges(parents.size());
  for (std::size_t p = 0; p < parents.size(); ++p) {
    if (parents[p].graph.size() > 0 && rule != ZoneCount::AsToday) {
      ranges[p] = range_of(config, plan.bounds, parents[p]);
    }
  }
  switch (rule) {
    case ZoneCount::Total:
      share_out(config, parents, ranges, plan);
      return plan;
    case ZoneCount::AsToday:
      for (std::size_t p = 0; p < parents.size(); ++p) {
        if (parents[p].graph.size() > 0) {
          plan.choices[p] = {std::max<std::size_t>(1, zones_today(parents[p]).size())};
        }
      }
      return plan;
    case ZoneCount::Fewest:
    case ZoneCount::Middle:
      for (std::size_t p = 0; p < parents.size(); ++p) {
        if (parents[p].graph.size() > 0) {
          plan.choices[p] = free_choice(ranges[p], plan.bounds, rule);
          if (ranges[p].most >= ranges[p].least + kMostTries) {
            plan.beyond[p] = CountLimits{ranges[p].heavy + ranges[p].least, ranges[p].heavy + ranges[p].most};
          }
        }
      }
      return plan;
  }
  throw std::logic_error("ZoneCount holds no known value");
}

}  // namespace lastmeter
