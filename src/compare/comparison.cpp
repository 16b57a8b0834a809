// SPDX-License-Identifier: Apache-2.0
#include "compare/comparison.h"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <utility>

#include "compare/coverage_tallies.h"
#include "compare/zone_fates.h"

namespace lastmeter {

namespace {

constexpr double kSamePlace = 0.05;  // metres; GeoJSON holds a centimetre
constexpr std::array<std::string_view, 3> kLevels{"subdistricts", "communities", "grid_zones"};

using FigureKey = std::pair<std::string, std::vector<Figure::Qualifier>>;

void compare_figures(const ComparedResult& before, const ComparedResult& after, Comparison& found) {
  std::map<FigureKey, FigureChange> pairs;
  for (const Figure& figure : before.figures) {
    pairs[{figure.name, figure.qualifiers}].before = figure;
  }
  for (const Figure& figure : after.figures) {
    pairs[{figure.name, figure.qualifiers}].after = figure;
  }
  for (auto& [key, pair] : pairs) {
    if (pair.before && pair.after && pair.before->value == pair.after->value &&
        pair.before->total == pair.after->total) {
      ++found.figures_equal;
    } else {
      found.figures.push_back(std::move(pair));
    }
  }
}

std::vector<CommonCase> common_cases(const ComparedDemand& before, const ComparedDemand& after) {
  std::vector<CommonCase> cases;
  for (std::size_t k = 0; k < after.cases.size(); ++k) {
    const auto same = std::find(before.cases.begin(), before.cases.end(), after.cases[k]);
    if (same != before.cases.end()) {
      cases.push_back(
          {.name = after.cases[k], .before = static_cast<std::size_t>(same - before.cases.begin()), .after = k});
    }
  }
  return cases;
}

std::vector<Measure> common_measures(const ComparedResult& before, const ComparedResult& after) {
  std::vector<Measure> measures;
  if (before.has_population && after.has_population) {
    measures.push_back(Measure::Population);
  }
  if (before.has_households && after.has_households) {
    measures.push_back(Measure::Households);
  }
  measures.push_back(Measure::Points);
  return measures;
}

std::optional<double> way(const ComparedRecord& before, const ComparedRecord& after) {
  return before.at && after.at ? std::optional(distance(*before.at, *after.at).value()) : std::nullopt;
}

std::vector<PostChange> compare_posts(const ComparedPosts& before, const ComparedPosts& after,
                                      const RecordMatch& match) {
  std::vector<PostChange> changes;
  for (const RecordPair& post : match.pairs) {
    PostChange change{.post = post, .fate = PostFate::Kept, .moved_m = {}};
    if (!post.before || !post.after) {
      change.fate = post.after ? PostFate::Added : PostFate::Removed;
    } else {
      const auto moved = way(before.records[*post.before], after.records[*post.after]);
      if (moved && *moved > kSamePlace) {
        change.fate = PostFate::Moved;
        change.moved_m = moved;
      } else if (before.kinds[*post.before] != after.kinds[*post.after] ||
                 before.open[*post.before] != after.open[*post.after]) {
        change.fate = PostFate::Changed;
      }
    }
    changes.push_back(change);
  }
  return changes;
}

/// The common demand by zone; nothing where it stands in one result only.
std::vector<ZoneMember> members_of_level(const ComparedResult& before, const ComparedResult& after,
                                         const Comparison& comparison, std::size_t level) {
  std::vector<ZoneMember> members;
  for (const RecordPair& point : comparison.demand.pairs) {
    if (point.before && point.after) {
      members.push_back({.before = before.demand.zones[*point.before][level],
                         .after = after.demand.zones[*point.after][level],
                         .weight = after.demand.weights[*point.after].of(comparison.measures.front())});
    }
  }
  return members;
}

std::vector<ZoneMember> members_of_plan(const ComparedZones& before, const ComparedZones& after) {
  std::vector<ZoneMember> members;
  for (const RecordPair& unit : match_records(before.units, after.units).pairs) {
    if (unit.before && unit.after) {
      members.push_back({.before = before.unit_zone[*unit.before],
                         .after = after.unit_zone[*unit.after],
                         .weight = after.unit_weight[*unit.after]});
    }
  }
  return members;
}

void compare_zones(const ComparedResult& before, const ComparedResult& after, Comparison& found) {
  for (std::size_t b = 0; b < after.zones.size(); ++b) {
    for (std::size_t a = 0; a < before.zones.size(); ++a) {
      const std::string& layer = after.zones[b].layer;
      if (before.zones[a].layer != layer) {
        continue;
      }
      const auto level = std::find(kLevels.begin(), kLevels.end(), layer);
      const bool is_level = level != kLevels.end();
      const auto number = static_cast<std::size_t>(level - kLevels.begin());
      ZoneComparison zones = zone_fates(
          before.zones[a], after.zones[b],
          is_level ? members_of_level(before, after, found, number) : members_of_plan(before.zones[a], after.zones[b]));
      zones.before = a;
      zones.after = b;
      if (is_level) {
        tally_zones(before, after, found, number, zones);
      }
      found.zones.push_back(std::move(zones));
    }
  }
}

bool all_kept(const std::vector<PostChange>& posts) {
  return std::all_of(posts.begin(), posts.end(), [](const PostChange& post) { return post.fate == PostFate::Kept; });
}

}  // namespace

std::string_view name_of(PostFate fate) {
  switch (fate) {
    case PostFate::Kept:
      return "kept";
    case PostFate::Added:
      return "added";
    case PostFate::Removed:
      return "removed";
    case PostFate::Moved:
      return "moved";
    case PostFate::Changed:
      return "changed";
  }
  throw std::logic_error("PostFate holds no known value");
}

int turn_of(const ComparedResult& before, const ComparedResult& after, const CommonCase& at, const RecordPair& point) {
  if (!point.before || !point.after) {
    return 0;
  }
  return static_cast<int>(after.demand.covered[at.after][*point.after]) -
         static_cast<int>(before.demand.covered[at.before][*point.before]);
}

bool differs(const ComparedResult& before, const ComparedResult& after, const Comparison& comparison,
             const RecordPair& point) {
  if (!point.before || !point.after || !(before.demand.weights[*point.before] == after.demand.weights[*point.after])) {
    return true;
  }
  const auto moved = way(before.demand.records[*point.before], after.demand.records[*point.after]);
  return (moved && *moved > kSamePlace) ||
         std::any_of(comparison.cases.begin(), comparison.cases.end(),
                     [&](const CommonCase& at) { return turn_of(before, after, at, point) != 0; });
}

bool any_difference(const ComparedResult& before, const ComparedResult& after, const Comparison& comparison) {
  const auto all_same = [](const ZoneComparison& zones) { return zones.count(ZoneFate::Same) == zones.rows.size(); };
  return !comparison.figures.empty() ||
         std::any_of(comparison.demand.pairs.begin(), comparison.demand.pairs.end(),
                     [&](const RecordPair& point) { return differs(before, after, comparison, point); }) ||
         !std::all_of(comparison.zones.begin(), comparison.zones.end(), all_same) || !all_kept(comparison.posts) ||
         !all_kept(comparison.sites);
}

Comparison compare_results(const ComparedResult& before, const ComparedResult& after) {
  Comparison found;
  compare_figures(before, after, found);
  found.measures = common_measures(before, after);
  found.cases = common_cases(before.demand, after.demand);
  found.demand = match_records(before.demand.records, after.demand.records);
  found.totals = tally_all(before, after, found);
  compare_zones(before, after, found);
  found.post_match = match_records(before.posts.records, after.posts.records);
  found.posts = compare_posts(before.posts, after.posts, found.post_match);
  if (!before.sites.records.empty() && !after.sites.records.empty()) {
    found.site_match = match_records(before.sites.records, after.sites.records);
    found.sites = compare_posts(before.sites, after.sites, found.site_match);
  }
  return found;
}

}  // namespace lastmeter
