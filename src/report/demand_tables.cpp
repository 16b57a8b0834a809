// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "report/result_tables.h"
#include "report/table_builder.h"

namespace lastmeter {

namespace {

using Optional = std::optional<double>;

void add_zone_codes(TableBuilder& builder, const StudyArea& area,
                    const std::function<const ZoneMembership&(std::size_t)>& zones_of) {
  static constexpr std::array<std::string_view, 3> kNames{"subdistrict", "community", "grid_zone"};
  for (const ZoneLevel level : kZoneLevels) {
    const auto k = static_cast<std::size_t>(level);
    if (!area.zones(level).empty()) {
      builder.text(std::string(kNames[k]), [&, k, level](std::size_t i) {
        const auto& zone = zones_of(i)[k];
        return zone ? area.zones(level).zones[*zone].code : std::string();
      });
    }
  }
}

void add_counts(TableBuilder& builder, const StudyArea& area) {
  const auto& demand = area.demand.items();
  if (area.has_households) {
    builder.real("households", 3, [&](std::size_t i) { return Optional(demand[i].households); });
  }
  if (area.has_population) {
    builder.real("population", 3, [&](std::size_t i) { return Optional(demand[i].population); });
  }
}

void add_nearest(TableBuilder& builder, const StudyArea& area, const std::string& suffix,
                 const std::function<std::optional<NearestPost>(std::size_t)>& nearest) {
  builder
      .text("nearest_facility" + suffix,
            [&](std::size_t i) {
              const auto post = nearest(i);
              return post ? area.facilities[post->post].code : std::string();
            })
      .real("nearest_m" + suffix, 3, [&](std::size_t i) {
        const auto post = nearest(i);
        return post ? Optional(post->distance) : std::nullopt;
      });
}

/// Why a demand point is not covered on foot. `of(i)`: its position in the study.
void add_reasons(TableBuilder& builder, const StudyArea& area, const WalkingResult& walking,
                 const std::function<std::size_t(std::size_t)>& of) {
  const auto& verdicts = walking.reasons.demand;
  builder.text("walking_book", [&](std::size_t i) { return std::string(name_of(verdicts[of(i)].book)); })
      .text("walking_reason", [&](std::size_t i) { return std::string(name_of(verdicts[of(i)].reason)); })
      .text("detour_facility",
            [&](std::size_t i) {
              const auto& detour = verdicts[of(i)].detour;
              return detour ? area.facilities[detour->post].code : std::string();
            })
      .real("detour_m", 2,
            [&](std::size_t i) {
              const auto& detour = verdicts[of(i)].detour;
              return detour ? Optional(detour->walked) : std::nullopt;
            })
      .real("detour_ratio", 3, [&](std::size_t i) {
        const auto& detour = verdicts[of(i)].detour;
        return detour ? detour->ratio() : std::nullopt;
      });
}

void add_access(TableBuilder& builder, const std::vector<AccessResult>& results) {
  constexpr int decimals = 9;
  for (const AccessResult& result : results) {
    const std::string mode = result.mode == TravelMode::Straight ? "" : fmt::format("_{}", name_of(result.mode));
    builder.real(fmt::format("access_{}{}", name_of(result.measure), mode), decimals,
                 [&](std::size_t i) { return Optional(result.access[i]); });
  }
}

void add_post_columns(TableBuilder& builder, const CoverageResult& coverage, std::size_t k) {
  const RadiusRule& rule = coverage.radii[k];
  const std::string suffix =
      (rule.radius ? fmt::format("_{}m", fixed(rule.radius->value(), 3)) : "_own") + mode_suffix(coverage);
  const auto& posts = coverage.posts;
  for (const Measure measure : coverage.measures) {
    const std::string name(name_of(measure, coverage.basis));
    builder
        .real(name + suffix, 3,
              [&posts, k, measure](std::size_t i) { return Optional(posts[i].reach[k].within.of(measure)); })
        .real(fmt::format("{}_exclusive{}", name, suffix), 3,
              [&posts, k, measure](std::size_t i) { return Optional(posts[i].reach[k].exclusive.of(measure)); });
  }
  const auto square_metres = [](const std::optional<SquareMetres>& value) {
    return value ? Optional(value->value()) : std::nullopt;
  };
  if (coverage.mode == TravelMode::Straight) {
    builder
        .real("area_m2" + suffix, 2,
              [&posts, k, square_metres](std::size_t i) { return square_metres(posts[i].reach[k].area); })
        .real("area_exclusive_m2" + suffix, 2,
              [&posts, k, square_metres](std::size_t i) { return square_metres(posts[i].reach[k].exclusive_area); });
  }
  builder.real("depth_mean" + suffix, 4, [&posts, k](std::size_t i) { return posts[i].reach[k].mean_depth; });
}

void add_catchments(TableBuilder& builder, const CoverageResult& coverage) {
  const auto& posts = coverage.posts;
  for (const Measure measure : coverage.measures) {
    builder.real(std::string(name_of(measure, coverage.basis)) + "_nearest" + mode_suffix(coverage), 3,
                 [&posts, measure](std::size_t i) { return Optional(posts[i].allocated.of(measure)); });
  }
  builder.real("farthest_m" + mode_suffix(coverage), 2, [&posts](std::size_t i) {
    return posts[i].farthest ? Optional(posts[i].farthest->value()) : std::nullopt;
  });
}

/// The site that everybody goes to under the plan.
void add_placement(TableBuilder& builder, const PlacementResult& result) {
  const Allocation& allocation = result.allocation;
  builder
      .text("placement_site",
            [&](std::size_t i) {
              return allocation.site[i] ? result.list.sites[*allocation.site[i]].code : std::string();
            })
      .real("placement_m", 2,
            [&](std::size_t i) { return allocation.site[i] ? Optional(allocation.distance[i]) : std::nullopt; });
}

std::string demand_name(const StudyArea& area) { return area.basis == DemandBasis::Buildings ? "buildings" : "demand"; }

}  // namespace

StyledTable demand_table(const Results& results) {
  const StudyArea& area = *results.area;
  const auto& demand = area.demand.items();
  TableBuilder builder(
      demand_name(area),
      order_by_code(demand.size(), [&](std::size_t i) -> const std::string& { return demand[i].code; }), area.crs);
  builder.text("code", [&](std::size_t i) { return demand[i].code; }).text("name", [&](std::size_t i) {
    return demand[i].name;
  });
  add_zone_codes(builder, area, [&](std::size_t i) -> const ZoneMembership& { return demand[i].zones; });
  add_counts(builder, area);
  for (const CoverageResult* coverage : results.coverage) {
    add_nearest(builder, area, mode_suffix(*coverage), [&](std::size_t i) {
      return coverage->demand.nearest.empty() ? std::nullopt : coverage->demand.nearest[i];
    });
    for (const CoverageCase& at : coverage->cases) {
      builder.whole("facilities" + case_suffix(*coverage, at),
                    [&, at](std::size_t i) { return Optional(static_cast<double>(coverage->demand.depth(i, at))); });
    }
  }
  if (results.walking != nullptr) {
    add_reasons(builder, area, *results.walking, [](std::size_t i) { return i; });
  }
  if (results.access != nullptr) {
    add_access(builder, *results.access);
  }
  if (results.placement != nullptr && results.placement->plan.outcome == Outcome::Solved) {
    add_placement(builder, *results.placement);
  }
  builder.points([&](std::size_t i) { return std::optional(demand[i].at); });
  LayerStyle style;
  style.colour = "#555555";
  if (!results.coverage.empty()) {
    style.column = "nearest_m" + mode_suffix(*results.coverage.front());
    style.classes = {{300, "#ffffb2", "up to 300 m"},  // the farther the darker, in grey print too
                     {500, "#fecc5c", "300-500 m"},
                     {1000, "#f03b20", "500-1,000 m"},
                     {1e9, "#7a0177", "over 1,000 m"}};
  }
  return {builder.take(), style};
}

StyledTable facility_table(const Results& results) {
  const StudyArea& area = *results.area;
  const auto& posts = area.facilities.items();
  TableBuilder builder("facilities",
                       order_by_code(posts.size(), [&](std::size_t i) -> const std::string& { return posts[i].code; }),
                       area.crs);
  builder.text("code", [&](std::size_t i) { return posts[i].code; })
      .text("name", [&](std::size_t i) { return posts[i].name; })
      .text("kind", [&](std::size_t i) { return std::string(name_of(posts[i].kind)); });
  add_zone_codes(builder, area, [&](std::size_t i) -> const ZoneMembership& { return posts[i].zones; });
  builder
      .real("own_radius_m", 3,
            [&](std::size_t i) { return posts[i].own_radius ? Optional(posts[i].own_radius->value()) : std::nullopt; })
      .real("capacity", 3, [&](std::size_t i) { return posts[i].capacity; });
  for (const CoverageResult* coverage : results.coverage) {
    add_catchments(builder, *coverage);
    for (std::size_t k = 0; k < coverage->radii.size(); ++k) {
      add_post_columns(builder, *coverage, k);
    }
  }
  builder.points([&](std::size_t i) { return std::optional(posts[i].at); });
  LayerStyle style;
  style.colour = "#cc3311";
  return {builder.take(), style};
}

StyledTable uncovered_table(const Results& results, const CoverageResult& coverage) {
  const StudyArea& area = *results.area;
  const auto& uncovered = coverage.uncovered;
  const auto& demand = area.demand;
  std::vector<std::size_t> order(uncovered.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return demand[uncovered[a].demand].code < demand[uncovered[b].demand].code;
  });
  TableBuilder builder("uncovered" + mode_suffix(coverage), order, area.crs);
  builder.text("code", [&](std::size_t i) { return demand[uncovered[i].demand].code; })
      .text("name", [&](std::size_t i) { return demand[uncovered[i].demand].name; });
  add_zone_codes(builder, area,
                 [&](std::size_t i) -> const ZoneMembership& { return demand[uncovered[i].demand].zones; });
  if (area.has_households) {
    builder.real("households", 3, [&](std::size_t i) { return Optional(demand[uncovered[i].demand].households); });
  }
  if (area.has_population) {
    builder.real("population", 3, [&](std::size_t i) { return Optional(demand[uncovered[i].demand].population); });
  }
  add_nearest(builder, area, "", [&](std::size_t i) { return uncovered[i].nearest; });
  if (coverage.mode == TravelMode::Walking && results.walking != nullptr) {
    add_reasons(builder, area, *results.walking, [&](std::size_t i) { return uncovered[i].demand.index(); });
  }
  builder.points([&](std::size_t i) { return std::optional(demand[uncovered[i].demand].at); });
  LayerStyle style;
  style.colour = "#d73027";
  return {builder.take(), style};
}

}  // namespace lastmeter
