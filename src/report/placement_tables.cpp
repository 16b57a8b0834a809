// SPDX-License-Identifier: Apache-2.0
#include <numeric>

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

std::vector<std::size_t> in_order(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

void add_catchment(TableBuilder& builder, const StudyArea& area, const PlacementResult& result,
                   const std::vector<std::uint8_t>& open) {
  const auto& catchments = result.allocation.catchments;
  for (const Measure measure : measures_of(area)) {
    builder.real(std::string(name_of(measure, area.basis)) + "_nearest", 3, [&, measure](std::size_t j) {
      return open[j] != 0 ? Optional(catchments[j].demand.of(measure)) : std::nullopt;
    });
  }
  builder.real("mean_m", 2, [&](std::size_t j) { return catchments[j].mean(); })
      .real("farthest_m", 2,
            [&](std::size_t j) { return catchments[j].mean() ? Optional(catchments[j].worst) : std::nullopt; });
  if (!result.difference.empty()) {
    builder.real("difference", 3, [&](std::size_t j) { return Optional(result.difference[j]); });
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
  style.classes = {{0.5, "#bbbbbb", "not open"}, {1e9, "#4daf4a", "open"}};
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
  TableBuilder builder("placement_curve", in_order(curve.size()), results.area->crs);
  builder.whole("sites", [&](std::size_t i) { return Optional(static_cast<double>(curve[i].sites)); })
      .real("objective", 3, [&](std::size_t i) { return Optional(curve[i].objective); })
      .real("bound", 3, [&](std::size_t i) { return curve[i].bound; })
      .real(
          "gain", 3,
          [&](std::size_t i) { return i == 0 ? std::nullopt : Optional(curve[i].objective - curve[i - 1].objective); })
      .whole("proved", [&](std::size_t i) { return Optional(curve[i].proved ? 1.0 : 0.0); });
  return {builder.take(), LayerStyle{}};
}

}  // namespace lastmeter
