// SPDX-License-Identifier: Apache-2.0
#include "coverage/covered_area.h"

#include <algorithm>

#include "core/parallel.h"
#include "coverage/post_area.h"

namespace lastmeter {

namespace {

using Shapes = std::vector<const MultiPolygon*>;

Shapes outlines_of(const ZoneLayer& layer) {
  Shapes shapes;
  for (const Zone& zone : layer.zones) {
    shapes.push_back(&zone.outline);
  }
  return shapes;
}

std::vector<Disc> discs_of(const StudyArea& area, const RadiusRule& rule, Metres nominal) {
  std::vector<Disc> discs;
  for (const Facility& post : area.facilities) {
    discs.push_back({post.at, radius_of(rule, post, nominal)});
  }
  return discs;
}

/// `shares` holds the covered area of each outline and becomes the covered share.
std::vector<double> shares_of(const std::vector<MultiPolygon>& outlines,
                              std::vector<SquareMetres>::const_iterator covered) {
  std::vector<double> shares;
  for (const MultiPolygon& outline : outlines) {
    const SquareMetres whole = lastmeter::area(outline);
    shares.push_back(whole > SquareMetres(0.0) ? std::clamp(*covered / whole, 0.0, 1.0) : 0.0);
    ++covered;
  }
  return shares;
}

/// Zones of all levels, residential land and demand outlines in one sweep over the union.
CoveredArea open_area(const StudyArea& area, const DiscUnion& served) {
  Shapes shapes;
  for (const ZoneLayer& layer : area.levels) {
    const Shapes zones = outlines_of(layer);
    shapes.insert(shapes.end(), zones.begin(), zones.end());
  }
  for (const std::vector<MultiPolygon>* outlines : {&area.residential, &area.demand_outlines}) {
    for (const MultiPolygon& outline : *outlines) {
      shapes.push_back(&outline);
    }
  }
  const std::vector<SquareMetres> covered = served.area_within(shapes);

  CoveredArea result;
  auto next = covered.begin();
  for (std::size_t level = 0; level < area.levels.size(); ++level) {
    const auto last = next + static_cast<std::ptrdiff_t>(area.levels[level].zones.size());
    result.zones[level].assign(next, last);
    next = last;
  }
  if (!area.residential.empty()) {
    result.residential = SquareMetres(0.0);
    for (std::size_t i = 0; i < area.residential.size(); ++i) {
      *result.residential += *next++;
    }
  }
  result.demand_share = shares_of(area.demand_outlines, next);
  return result;
}

/// A home zone, the zones below it, and the posts that belong to it.
struct HomeGroup {
  std::vector<std::size_t> below;
  std::vector<Disc> discs;
};

std::vector<HomeGroup> group_by_home(const StudyArea& area, ZoneLevel home, const RadiusRule& rule, Metres nominal) {
  std::vector<HomeGroup> groups(area.zones(home).zones.size());
  for (const Facility& post : area.facilities) {
    if (const std::optional<ZoneId> zone = home_zone(home, post)) {
      groups[zone->index()].discs.push_back({post.at, radius_of(rule, post, nominal)});
    }
  }
  const ZoneLayer& grid_zones = area.zones(ZoneLevel::GridZone);
  for (std::size_t i = 0; i < grid_zones.zones.size(); ++i) {
    if (const std::optional<ZoneId> parent = grid_zones.zones[ZoneId(i)].parent) {
      groups[parent->index()].below.push_back(i);
    }
  }
  return groups;
}

CoveredArea home_area(const StudyArea& area, ZoneLevel home, const RadiusRule& rule, Metres nominal) {
  const std::vector<HomeGroup> groups = group_by_home(area, home, rule, nominal);
  const ZoneLayer& homes = area.zones(home);
  const ZoneLayer& grid_zones = area.zones(ZoneLevel::GridZone);
  CoveredArea result;
  for (std::size_t level = 0; level < area.levels.size(); ++level) {
    result.zones[level].resize(area.levels[level].zones.size());
  }
  std::vector<SquareMetres>& own = result.zones[static_cast<std::size_t>(home)];
  std::vector<SquareMetres>& below = result.zones[static_cast<std::size_t>(ZoneLevel::GridZone)];
  parallel_slices(groups.size(), 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t h = begin; h < end; ++h) {
      if (groups[h].discs.empty()) {
        continue;
      }
      Shapes shapes{&homes.zones[ZoneId(h)].outline};
      for (const std::size_t zone : groups[h].below) {
        shapes.push_back(&grid_zones.zones[ZoneId(zone)].outline);
      }
      const std::vector<SquareMetres> covered = DiscUnion(groups[h].discs).area_within(shapes);
      own[h] = covered.front();
      for (std::size_t i = 0; i < groups[h].below.size(); ++i) {
        below[groups[h].below[i]] = covered[i + 1];
      }
    }
  });
  if (const std::optional<ZoneLevel> above = area.level_above(home)) {
    for (std::size_t h = 0; h < own.size(); ++h) {
      if (const std::optional<ZoneId> parent = homes.zones[ZoneId(h)].parent) {
        result.zones[static_cast<std::size_t>(*above)][parent->index()] += own[h];
      }
    }
  }
  return result;
}

}  // namespace

CoverageAreas measure_areas(const StudyArea& area, Metres nominal, const std::vector<RadiusRule>& rules,
                            const std::vector<CoverageCase>& cases, Progress& progress) {
  CoverageAreas areas;
  areas.cases.resize(cases.size());
  progress.stage("measuring areas", rules.size());
  for (std::size_t k = 0; k < rules.size(); ++k) {
    const std::vector<Disc> discs = discs_of(area, rules[k], nominal);
    const DiscUnion served(discs);
    for (std::size_t c = 0; c < cases.size(); ++c) {
      if (cases[c].radius != k) {
        continue;
      }
      switch (cases[c].service) {
        case ServiceRule::Open:
          areas.cases[c] = open_area(area, served);
          break;
        case ServiceRule::Home:
          areas.cases[c] = home_area(area, home_level(area).value(), rules[k], nominal);
          break;
      }
    }
    const std::optional<ZoneLevel> top = area.top_level();
    areas.posts.push_back(
        {top ? discs_within(discs, area.zones(*top)) : std::vector<SquareMetres>{}, served.exclusive()});
    progress.step(k + 1);
  }
  return areas;
}

}  // namespace lastmeter
