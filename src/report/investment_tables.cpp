// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "report/result_tables.h"
#include "report/table_builder.h"

namespace lastmeter {

namespace {

using Optional = std::optional<double>;

std::string table_name(const InvestmentResult& result, const std::string& what) {
  return "investment_" + what + (result.name.empty() ? "" : "_" + result.name);
}

std::string community_of(const StudyArea& area, const Premise& premise) {
  const auto level = home_level(area);
  return level && premise.home ? area.zones(*level).zones[*premise.home].code : "";
}

/// Years from dark to light, so that the first stand out in grey print too.
LayerStyle year_style(std::size_t years) {
  static constexpr std::array<const char*, 6> kColours{"#440154", "#3b528b", "#21918c",
                                                       "#5ec962", "#b8de29", "#fde725"};
  LayerStyle style;
  style.colour = "#21918c";
  style.column = "year";
  for (std::size_t year = 1; year <= years; ++year) {
    const std::size_t at = years <= 1 ? 0 : (year - 1) * (kColours.size() - 1) / (years - 1);
    style.classes.push_back({static_cast<double>(year) + 0.5, kColours[at], "year " + std::to_string(year)});
  }
  return style;
}

StyledTable plan_table(const Results& results, const InvestmentResult& result) {
  const StudyArea& area = *results.area;
  const auto& built = result.plan.built;
  std::vector<double> costs;
  std::vector<double> floors;
  for (const BuiltOption& each : built) {
    const PremiseOption& option = result.option(each.option);
    costs.push_back(option.cost + (costs.empty() ? 0.0 : costs.back()));
    floors.push_back(option.floor_gained.value() + (floors.empty() ? 0.0 : floors.back()));
  }
  const auto option = [&](std::size_t i) -> const PremiseOption& { return result.option(built[i].option); };
  const auto premise = [&](std::size_t i) -> const Premise& { return result.premises[option(i).premise]; };
  const auto gain = [&](std::size_t i) { return result.gains[built[i].option.index() - result.standing]; };
  TableBuilder builder(table_name(result, "plan"), in_order(built.size()), area.crs);
  builder.text("code", [&](std::size_t i) { return premise(i).code; })
      .text("name", [&](std::size_t i) { return premise(i).name; })
      .whole("year", [&](std::size_t i) { return Optional(static_cast<double>(built[i].year + 1)); })
      .text("option", [&](std::size_t i) { return option(i).code; })
      .text("community", [&](std::size_t i) { return community_of(area, premise(i)); })
      .real("cost", 2, [&](std::size_t i) { return Optional(option(i).cost); })
      .real("cost_cumulated", 2, [&](std::size_t i) { return Optional(costs[i]); })
      .real("gain", 3, [&](std::size_t i) { return Optional(gain(i)); })
      .real("gain_per_10000_yuan", 4,
            [&](std::size_t i) {
              return option(i).cost > 0.0 ? Optional(10000.0 * gain(i) / option(i).cost) : std::nullopt;
            })
      .real("floor_area_gained_m2", 2, [&](std::size_t i) { return Optional(option(i).floor_gained.value()); })
      .real("floor_area_cumulated_m2", 2, [&](std::size_t i) { return Optional(floors[i]); })
      .real("capacity", 3, [&](std::size_t i) { return option(i).capacity; })
      .points([&](std::size_t i) { return premise(i).at; });
  return {builder.take(), year_style(result.budgets.size())};
}

/// Every option, so that a planner sees what was left out and what the next money would buy.
StyledTable option_table(const Results& results, const InvestmentResult& result) {
  const auto& options = result.options;
  std::vector<std::optional<std::size_t>> years(options.size());
  for (const BuiltOption& each : result.plan.built) {
    years[each.option.index() - result.standing] = each.year + 1;
  }
  const auto premise = [&](std::size_t i) -> const Premise& { return result.premises[options[i].premise]; };
  TableBuilder builder(table_name(result, "options"), in_order(options.size()), results.area->crs);
  builder.text("code", [&](std::size_t i) { return premise(i).code; })
      .text("name", [&](std::size_t i) { return premise(i).name; })
      .text("option", [&](std::size_t i) { return options[i].code; })
      .whole("year", [&](std::size_t i) { return years[i] ? Optional(static_cast<double>(*years[i])) : std::nullopt; })
      .real("cost", 2, [&](std::size_t i) { return Optional(options[i].cost); })
      .real("gain", 3, [&](std::size_t i) { return Optional(result.gains[i]); })
      .real("gain_per_10000_yuan", 4,
            [&](std::size_t i) {
              return options[i].cost > 0.0 ? Optional(10000.0 * result.gains[i] / options[i].cost) : std::nullopt;
            })
      .real("floor_area_gained_m2", 2, [&](std::size_t i) { return Optional(options[i].floor_gained.value()); })
      .real("capacity", 3, [&](std::size_t i) { return options[i].capacity; })
      .real("radius_m", 2, [&](std::size_t i) { return Optional(options[i].radius.value()); });
  return {builder.take(), {}};
}

StyledTable year_table(const Results& results, const InvestmentResult& result) {
  const auto& years = result.plan.score.years;
  double spent = 0.0;
  std::vector<double> cumulated;
  for (const InvestmentYear& year : years) {
    cumulated.push_back(spent += year.spent);
  }
  TableBuilder builder(table_name(result, "years"), in_order(years.size()), results.area->crs);
  builder.whole("year", [&](std::size_t i) { return Optional(static_cast<double>(i + 1)); })
      .real("budget", 2, [&](std::size_t i) { return Optional(result.budgets[i]); })
      .real("spent", 2, [&](std::size_t i) { return Optional(years[i].spent); })
      .real("spent_cumulated", 2, [&](std::size_t i) { return Optional(cumulated[i]); })
      .real("left", 2, [&](std::size_t i) { return Optional(years[i].left); })
      .whole("premises", [&](std::size_t i) { return Optional(static_cast<double>(years[i].built)); })
      .real("benefit", 3, [&](std::size_t i) { return Optional(years[i].benefit); })
      .real("gain", 3, [&](std::size_t i) { return Optional(years[i].gain); })
      .real("gain_per_10000_yuan", 4,
            [&](std::size_t i) {
              return years[i].spent > 0.0 ? Optional(10000.0 * years[i].gain / years[i].spent) : std::nullopt;
            })
      .real("free_benefit", 3, [&](std::size_t i) { return free_benefit(result.plan, i); })
      .real("loss", 3, [&](std::size_t i) { return loss_of(result.plan, i); })
      .text("unit", [&](std::size_t) { return result.unit; });
  return {builder.take(), {}};
}

StyledTable community_table(const Results& results, const InvestmentResult& result) {
  const auto& zones = results.area->zones(home_level(*results.area).value()).zones;
  const auto& gaps = result.communities;
  TableBuilder builder(table_name(result, "communities"), in_order(gaps.size()), results.area->crs);
  builder.text("code", [&](std::size_t i) { return zones[ZoneId(i)].code; })
      .text("name", [&](std::size_t i) { return zones[ZoneId(i)].name; })
      .real("households", 3, [&](std::size_t i) { return Optional(gaps[i].households); })
      .whole("premises", [&](std::size_t i) { return Optional(static_cast<double>(gaps[i].premises)); })
      .real("cost", 2, [&](std::size_t i) { return Optional(gaps[i].cost); })
      .real("floor_area_before_m2", 2, [&](std::size_t i) { return gaps[i].before; })
      .real("floor_area_gained_m2", 2, [&](std::size_t i) { return Optional(gaps[i].gained); })
      .real("floor_area_needed_m2", 2, [&](std::size_t i) { return gaps[i].needed; })
      .real("gap_before_m2", 2, [&](std::size_t i) { return gaps[i].gap_before; })
      .real("gap_after_m2", 2, [&](std::size_t i) { return gaps[i].gap_after; })
      .polygons([&](std::size_t i) -> const MultiPolygon& { return zones[ZoneId(i)].outline; });
  LayerStyle style;
  style.opacity = 0.6;
  style.column = "gap_after_m2";
  style.classes = {{0.0, "#f7f7f7", "none short"},
                   {200.0, "#fdcc8a", "up to 200"},
                   {500.0, "#fc8d59", "up to 500"},
                   {1e12, "#b30000", "more"}};
  return {builder.take(), style};
}

}  // namespace

std::vector<StyledTable> investment_tables(const Results& results, const InvestmentResult& result) {
  std::vector<StyledTable> tables;
  if (!result.communities.empty()) {
    tables.push_back(community_table(results, result));
  }
  tables.push_back(option_table(results, result));
  tables.push_back(year_table(results, result));
  tables.push_back(plan_table(results, result));
  return tables;
}

}  // namespace lastmeter
