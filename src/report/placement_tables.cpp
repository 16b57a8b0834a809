// SPDX-License-Identifier: Apache-2.0
#include "report/result_tables.h"
#include "report/table_builder.h"

namespace lastmeter {

namespace {

using Optional = std::optional<double>;

std::string status_of(const PlacementSite& site, bool open) {
  switch (site.standing) {
    case Standing::New:
      return open ? "chosen" : "not chosen";
    case Standing::Existing:
      return open ? "kept" : "closed";
    case Standing::Fixed:
      return "kept";
  }
  return "";
}

std::string home_code(const StudyArea& area, const std::optional<ZoneId>& home) {
  const auto level = home_level(area);
  return level && home ? area.zones(*level).zones[*home].code : "";
}

void add_catchment(TableBuilder& builder, const StudyArea& area, const PlacementResult& result,
                   const std::vector<std::uint8_t>& open) {
  const auto& catchments = result.allocation.catchments;
  const std::string served = result.question.goal == PlacementGoal::Capacitated ? "_allocated" : "_nearest";
  for (const Measure measure : measures_of(area)) {
    builder.real(std::string(name_of(measure, area.basis)) + served, 3, [&, measure](std::size_t j) {
      return open[j] != 0 ? Optional(catchments[j].demand.of(measure)) : std::nullopt;
    });
  }
  builder.real("mean_m", 2, [&](std::size_t j) { return catchments[j].mean(); })
      .real("farthest_m", 2,
            [&](std::size_t j) { return catchments[j].mean() ? Optional(catchments[j].worst) : std::nullopt; });
  if (result.changes) {
    std::vector<double> gains(result.list.sites.size(), 0.0);
    for (const auto* changes : {&result.changes->closing, &result.changes->opening}) {
      for (const SiteChange& change : *changes) {
        gains[change.site.index()] = change.gain;
      }
    }
    builder.real("gain_if_switched", 3, [&](std::size_t j) { return Optional(gains[j]); });
  }
  if (result.robustness) {
    builder.real("kept_share", 4, [&](std::size_t j) { return Optional(result.robustness->kept[j]); });
  }
}

}  // namespace

StyledTable candidate_table(const Results& results) {
  const StudyArea& area = *results.area;
  const auto& sites = area.candidates;
  TableBuilder builder("candidates",
                       order_by_code(sites.size(), [&](std::size_t i) -> const std::string& { return sites[i].code; }),
                       area.crs);
  builder.text("code", [&](std::size_t i) { return sites[i].code; })
      .text("name", [&](std::size_t i) { return sites[i].name; })
      .text("kind", [&](std::size_t i) { return std::string(name_of(sites[i].kind)); })
      .text("community", [&](std::size_t i) { return home_code(area, sites[i].home); })
      .real("cost", 2, [&](std::size_t i) { return sites[i].cost; })
      .real("capacity", 3, [&](std::size_t i) { return sites[i].capacity; })
      .real("floor_area_m2", 2,
            [&](std::size_t i) { return sites[i].floor_area ? Optional(sites[i].floor_area->value()) : std::nullopt; })
      .points([&](std::size_t i) { return std::optional(sites[i].at); });
  LayerStyle style;
  style.colour = "#ddaa33";
  return {builder.take(), style};
}

StyledTable site_table(const Results& results) {
  const StudyArea& area = *results.area;
  const PlacementResult& result = *results.placement;
  const auto& sites = result.list.sites.items();
  std::vector<std::uint8_t> open(sites.size(), 0);
  for (const CandidateId id : result.plan.open) {
    open[id.index()] = 1;
  }
  TableBuilder builder("placement_sites",
                       order_by_code(sites.size(), [&](std::size_t j) -> const std::string& { return sites[j].code; }),
                       area.crs);
  builder.text("code", [&](std::size_t j) { return sites[j].code; })
      .text("name", [&](std::size_t j) { return sites[j].name; })
      .text("kind", [&](std::size_t j) { return std::string(name_of(sites[j].kind)); })
      .text("status", [&](std::size_t j) { return status_of(sites[j], open[j] != 0); })
      .whole("open", [&](std::size_t j) { return Optional(open[j]); })
      .text("community", [&](std::size_t j) { return home_code(area, sites[j].home); })
      .real("radius_m", 3, [&](std::size_t j) { return Optional(sites[j].radius.value()); })
      .real("cost", 2, [&](std::size_t j) { return Optional(sites[j].cost); })
      .real("capacity", 3, [&](std::size_t j) { return sites[j].capacity; });
  add_catchment(builder, area, result, open);
  builder.points([&](std::size_t j) { return std::optional(sites[j].at); });
  LayerStyle style;
  style.colour = "#4daf4a";
  style.column = "open";
  style.classes = {{0.5, "#d9d9d9", "not open"}, {1e9, "#1b7837", "in use"}};
  return {builder.take(), style};
}

StyledTable dropped_site_table(const Results& results) {
  const auto& dropped = results.placement->list.dropped;
  TableBuilder builder(
      "placement_dropped",
      order_by_code(dropped.size(), [&](std::size_t i) -> const std::string& { return dropped[i].code; }),
      results.area->crs);
  builder.text("code", [&](std::size_t i) { return dropped[i].code; })
      .text("name", [&](std::size_t i) { return dropped[i].name; })
      .text("why", [&](std::size_t i) { return dropped[i].why; })
      .points([&](std::size_t i) { return std::optional(dropped[i].at); });
  LayerStyle style;
  style.colour = "#999999";
  return {builder.take(), style};
}

StyledTable placement_curve_table(const Results& results) {
  const auto& curve = results.placement->curve;
  const auto solved = [&](std::size_t i) { return curve[i].plan.outcome == Outcome::Solved; };
  TableBuilder builder("placement_curve", in_order(curve.size()), results.area->crs);
  builder.whole("sites", [&](std::size_t i) { return Optional(curve[i].limit); })
      .real("objective", 3, [&](std::size_t i) { return solved(i) ? Optional(curve[i].plan.objective) : std::nullopt; })
      .real("bound", 3, [&](std::size_t i) { return curve[i].plan.bound; })
      .real("gain", 3, [&](std::size_t i) { return curve[i].gain; })
      .whole("proved", [&](std::size_t i) { return Optional(curve[i].plan.proved ? 1.0 : 0.0); });
  return {builder.take(), LayerStyle{}};
}

StyledTable placement_phase_table(const Results& results) {
  const PlacementResult& result = *results.placement;
  struct Opening {
    std::size_t step;
    CandidateId site;
  };
  std::vector<Opening> rows;
  const auto& steps = result.phasing->steps;
  for (std::size_t step = 0; step < steps.size(); ++step) {
    for (const CandidateId site : steps[step].opened) {
      rows.push_back({step, site});
    }
  }
  const auto site = [&](std::size_t i) -> const PlacementSite& { return result.list.sites[rows[i].site]; };
  TableBuilder builder("placement_phases", in_order(rows.size()), results.area->crs);
  builder.whole("phase", [&](std::size_t i) { return Optional(static_cast<double>(rows[i].step + 1)); })
      .text("code", [&](std::size_t i) { return site(i).code; })
      .text("name", [&](std::size_t i) { return site(i).name; })
      .real("cost", 2, [&](std::size_t i) { return Optional(site(i).cost); })
      .real("phase_value", 3, [&](std::size_t i) { return Optional(steps[rows[i].step].value); })
      .real("phase_price", 3, [&](std::size_t i) { return steps[rows[i].step].price; })
      .points([&](std::size_t i) { return std::optional(site(i).at); });
  LayerStyle style;
  style.colour = "#984ea3";
  return {builder.take(), style};
}

StyledTable placement_front_table(const Results& results) {
  const auto& points = results.placement->pareto->points;
  TableBuilder builder("placement_front", in_order(points.size()), results.area->crs);
  builder.real("cost", 2, [&](std::size_t i) { return Optional(points[i].cost); })
      .real("served", 3, [&](std::size_t i) { return Optional(points[i].served_weight); })
      .real("bound", 3, [&](std::size_t i) { return points[i].plan.bound; })
      .whole("sites_open", [&](std::size_t i) { return Optional(static_cast<double>(points[i].plan.open.size())); })
      .whole("knee", [&](std::size_t i) { return Optional(points[i].knee ? 1.0 : 0.0); });
  return {builder.take(), LayerStyle{}};
}

StyledTable placement_scenario_table(const Results& results) {
  const PlacementResult& result = *results.placement;
  const auto& scenarios = result.robustness->scenarios;
  TableBuilder builder("placement_scenarios", in_order(scenarios.size()), results.area->crs);
  builder.text("scenario", [&](std::size_t i) { return result.scenarios[i]; })
      .real("best", 3,
            [&](std::size_t i) {  // a plan within its gap may be worse than the one it is compared with
              return Optional(scenarios[i].regret == 0.0 ? scenarios[i].base_objective : scenarios[i].plan.objective);
            })
      .real("this_plan", 3, [&](std::size_t i) { return Optional(scenarios[i].base_objective); })
      .real("regret", 3, [&](std::size_t i) { return scenarios[i].regret; })
      .whole("plan_stands", [&](std::size_t i) { return Optional(scenarios[i].breaches.empty() ? 1.0 : 0.0); });
  return {builder.take(), LayerStyle{}};
}

StyledTable unserved_table(const Results& results, const Allocation& allocation, const std::string& name) {
  const StudyArea& area = *results.area;
  const auto& demand = area.demand.items();
  std::vector<std::size_t> order =
      order_by_code(demand.size(), [&](std::size_t i) -> const std::string& { return demand[i].code; });
  std::erase_if(order, [&](std::size_t i) { return allocation.site[i].has_value(); });
  TableBuilder builder(name, order, area.crs);
  builder.text("code", [&](std::size_t i) { return demand[i].code; })
      .text("name", [&](std::size_t i) { return demand[i].name; })
      .text("community", [&](std::size_t i) {
        const auto level = home_level(area);
        return level ? home_code(area, home_zone(*level, demand[i])) : std::string();
      });
  if (area.has_households) {
    builder.real("households", 3, [&](std::size_t i) { return Optional(demand[i].households); });
  }
  if (area.has_population) {
    builder.real("population", 3, [&](std::size_t i) { return Optional(demand[i].population); });
  }
  builder.points([&](std::size_t i) { return std::optional(demand[i].at); });
  LayerStyle style;
  style.colour = "#d73027";
  return {builder.take(), style};
}

std::vector<StyledTable> placement_tables(const Results& results) {
  const PlacementResult& result = *results.placement;
  std::vector<StyledTable> tables;
  if (result.today && result.plan.outcome == Outcome::Solved) {
    tables.push_back(unserved_table(results, *result.today, "placement_unserved_before"));
    tables.push_back(unserved_table(results, result.allocation, "placement_unserved_after"));
  }
  tables.push_back(dropped_site_table(results));
  tables.push_back(site_table(results));
  if (!result.curve.empty()) {
    tables.push_back(placement_curve_table(results));
  }
  if (result.phasing) {
    tables.push_back(placement_phase_table(results));
  }
  if (result.pareto) {
    tables.push_back(placement_front_table(results));
  }
  if (result.robustness) {
    tables.push_back(placement_scenario_table(results));
  }
  return tables;
}

}  // namespace lastmeter
