// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.h"
#include "emergency/emergency_result.h"
#include "report/result_tables.h"
#include "report/table_builder.h"

namespace lastmeter {

namespace {

using Optional = std::optional<double>;

/// Load in hundredths of the capacity, in four classes that both scenarios share.
LayerStyle load_style() {
  LayerStyle style;
  style.opacity = 0.9;
  style.column = "load_share";
  style.classes = {{0.5, "#2c7bb6", "up to half full"},
                   {0.999999, "#abd9e9", "more than half full"},
                   {1.000001, "#fdae61", "full"},
                   {1e9, "#d7191c", "overloaded"}};
  return style;
}

Optional share(double load, double capacity) { return capacity > 0.0 ? Optional(load / capacity) : std::nullopt; }

Optional minutes(const std::optional<ServiceTime>& time) { return time ? Optional(time->peak_wait) : std::nullopt; }
Optional hours(const std::optional<ServiceTime>& time) { return time ? Optional(time->done_hours) : std::nullopt; }

/// Posts in one of the scenarios: who comes, and how long it takes.
StyledTable scenario_table(const Results& results, const std::string& name, const EmergencyScore& score,
                           const std::vector<std::optional<ServiceTime>>& times, bool with_failures) {
  const EmergencyResult& result = *results.emergency;
  const auto& posts = results.area->facilities;
  const auto post = [&](std::size_t j) -> const Facility& { return posts[FacilityId(j)]; };
  TableBuilder builder(name,
                       order_by_code(posts.size(), [&](std::size_t j) -> const std::string& { return post(j).code; }),
                       results.area->crs);
  builder.text("code", [&](std::size_t j) { return post(j).code; })
      .text("name", [&](std::size_t j) { return post(j).name; })
      .text("kind", [&](std::size_t j) { return std::string(name_of(post(j).kind)); })
      .real("capacity", 3, [&](std::size_t j) { return Optional(result.posts[j].capacity); })
      .real("load", 3, [&](std::size_t j) { return Optional(score.posts[j].load); })
      .real("load_share", 4, [&](std::size_t j) { return share(score.posts[j].load, result.posts[j].capacity); })
      .real("overload", 3,
            [&](std::size_t j) { return Optional(std::max(0.0, score.posts[j].load - result.posts[j].capacity)); })
      .real("staff", 2, [&](std::size_t j) { return Optional(result.posts[j].staff); })
      .whole("staff_needed", [&](std::size_t j) { return Optional(result.staff_for(score.posts[j].load)); })
      .real("lanes", 2, [&](std::size_t j) { return Optional(result.posts[j].lanes); })
      .real("hours", 2, [&](std::size_t j) { return hours(times[j]); })
      .real("queue_min", 1, [&](std::size_t j) { return minutes(times[j]); })
      .real("mean_walk_m", 2,
            [&](std::size_t j) {
              const EmergencyScore::Post& at = score.posts[j];
              return at.load > 0.0 ? Optional(at.walk_sum / at.load) : std::nullopt;
            })
      .real("farthest_walk_m", 2, [&](std::size_t j) {
        return score.posts[j].load > 0.0 ? Optional(score.posts[j].farthest) : std::nullopt;
      });
  if (with_failures && result.post_failures) {
    builder.real("unserved_if_closed", 3, [&](std::size_t j) { return Optional((*result.post_failures)[j].unserved); });
  }
  builder.points([&](std::size_t j) { return std::optional(post(j).at); });
  return {builder.take(), load_style()};
}

std::string code_of_post(const StudyArea& area, const std::optional<std::uint32_t>& post) {
  return post ? area.facilities[FacilityId(*post)].code : std::string();
}

/// Places that pass a test, the most people first.
template <class Test>
std::vector<std::size_t> places_where(const EmergencyResult& result, const Test& test, double EmergencyPlace::*people) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < result.places.size(); ++i) {
    if (test(result.places[i])) {
      rows.push_back(i);
    }
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::size_t a, std::size_t b) { return result.places[a].*people > result.places[b].*people; });
  return rows;
}

}  // namespace

StyledTable emergency_post_table(const Results& results) {
  const EmergencyResult& result = *results.emergency;
  return scenario_table(results, "emergency_posts", result.score, result.done, true);
}

StyledTable emergency_peacetime_table(const Results& results) {
  const EmergencyResult& result = *results.emergency;
  return scenario_table(results, "emergency_peacetime", result.nearest, result.done_nearest, false);
}

StyledTable emergency_move_table(const Results& results) {
  const EmergencyResult& result = *results.emergency;
  const StudyArea& area = *results.area;
  const auto rows = places_where(
      result, [](const EmergencyPlace& place) { return place.moved > 0.0 && place.main != place.nearest; },
      &EmergencyPlace::moved);
  std::vector<std::vector<std::vector<Point>>> ways(result.places.size());
  for (const std::size_t i : rows) {
    ways[i] = {{area.demand[DemandId(i)].at, area.facilities[FacilityId(*result.places[i].main)].at}};
  }
  TableBuilder builder("emergency_moves", rows, area.crs);
  builder.text("code", [&](std::size_t i) { return area.demand[DemandId(i)].code; })
      .real("people", 3, [&](std::size_t i) { return Optional(result.places[i].people); })
      .real("moved", 3, [&](std::size_t i) { return Optional(result.places[i].moved); })
      .text("from", [&](std::size_t i) { return code_of_post(area, result.places[i].nearest); })
      .text("to", [&](std::size_t i) { return code_of_post(area, result.places[i].main); })
      .lines([&](std::size_t i) -> const std::vector<std::vector<Point>>& { return ways[i]; });
  LayerStyle style;
  style.colour = "#7b3294";
  style.opacity = 0.5;
  return {builder.take(), style};
}

StyledTable emergency_unserved_table(const Results& results) {
  const EmergencyResult& result = *results.emergency;
  const StudyArea& area = *results.area;
  const auto rows = places_where(
      result, [](const EmergencyPlace& place) { return place.unserved > 0.0; }, &EmergencyPlace::unserved);
  TableBuilder builder("emergency_unserved", rows, area.crs);
  builder.text("code", [&](std::size_t i) { return area.demand[DemandId(i)].code; })
      .text("name", [&](std::size_t i) { return area.demand[DemandId(i)].name; })
      .real("people", 3, [&](std::size_t i) { return Optional(result.places[i].people); })
      .real("unserved", 3, [&](std::size_t i) { return Optional(result.places[i].unserved); })
      .text("reason", [&](std::size_t i) { return std::string(name_of(*result.places[i].reason)); })
      .text("nearest_facility", [&](std::size_t i) { return code_of_post(area, result.places[i].nearest); })
      .points([&](std::size_t i) { return std::optional(area.demand[DemandId(i)].at); });
  LayerStyle style;
  style.colour = "#d7191c";
  return {builder.take(), style};
}

StyledTable emergency_shortage_table(const Results& results) {
  const EmergencyResult& result = *results.emergency;
  const StudyArea& area = *results.area;
  struct Row {
    std::size_t part;
    std::uint32_t post;
  };
  std::vector<Row> rows;
  for (std::size_t p = 0; p < result.shortages.size(); ++p) {
    for (const std::uint32_t post : result.shortages[p].posts) {
      rows.push_back({p, post});
    }
  }
  const auto part = [&](std::size_t i) -> const Bottleneck& { return result.shortages[rows[i].part]; };
  const auto post = [&](std::size_t i) -> const Facility& { return area.facilities[FacilityId(rows[i].post)]; };
  TableBuilder builder("emergency_shortages", in_order(rows.size()), area.crs);
  builder.whole("part", [&](std::size_t i) { return Optional(static_cast<double>(rows[i].part + 1)); })
      .text("post", [&](std::size_t i) { return post(i).code; })
      .text("name", [&](std::size_t i) { return post(i).name; })
      .real("capacity", 3, [&](std::size_t i) { return Optional(result.posts[rows[i].post].capacity); })
      .real("part_people", 3, [&](std::size_t i) { return Optional(part(i).people); })
      .real("part_capacity", 3, [&](std::size_t i) { return Optional(part(i).capacity); })
      .real("part_missing", 3, [&](std::size_t i) { return Optional(part(i).missing()); })
      .points([&](std::size_t i) { return std::optional(post(i).at); });
  LayerStyle style;
  style.colour = "#b35806";
  return {builder.take(), style};
}

StyledTable emergency_failure_table(const Results& results) {
  const EmergencyResult& result = *results.emergency;
  const StudyArea& area = *results.area;
  struct Row {
    std::string what;
    std::string code;
    std::string name;
    const FailureCost* cost;
    std::optional<Point> at;
  };
  std::vector<Row> rows;
  for (std::size_t j = 0; result.post_failures && j < result.post_failures->size(); ++j) {
    const Facility& post = area.facilities[FacilityId(j)];
    rows.push_back({"post", post.code, post.name, &(*result.post_failures)[j], post.at});
  }
  const ContextLayer* crossings = area.context_of("crossings");
  for (std::size_t b = 0; result.bridge_failures && b < result.bridge_failures->size(); ++b) {
    const BridgeFailure& bridge = (*result.bridge_failures)[b];
    const bool known = crossings != nullptr && bridge.crossing < crossings->codes.size();
    rows.push_back({"bridge", known ? crossings->codes[bridge.crossing] : std::to_string(bridge.crossing + 1),
                    known ? crossings->names[bridge.crossing] : "", &bridge.cost, bridge.at});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::pair(-a.cost->unserved, -a.cost->extra_walk) < std::pair(-b.cost->unserved, -b.cost->extra_walk);
  });
  TableBuilder builder("emergency_failures", in_order(rows.size()), area.crs);
  builder.whole("rank", [&](std::size_t i) { return Optional(static_cast<double>(i + 1)); })
      .text("failure", [&](std::size_t i) { return rows[i].what; })
      .text("code", [&](std::size_t i) { return rows[i].code; })
      .text("name", [&](std::size_t i) { return rows[i].name; })
      .real("unserved_more", 3, [&](std::size_t i) { return Optional(rows[i].cost->unserved); })
      .real("rerouted", 3, [&](std::size_t i) { return Optional(rows[i].cost->rerouted); })
      .real("extra_walk_person_m", 0, [&](std::size_t i) { return Optional(rows[i].cost->extra_walk); })
      .points([&](std::size_t i) { return rows[i].at; });
  LayerStyle style;
  style.colour = "#542788";
  return {builder.take(), style};
}

StyledTable emergency_added_table(const Results& results) {
  const EmergencyResult& result = *results.emergency;
  const StudyArea& area = *results.area;
  const std::vector<std::uint32_t>& posts = result.extra->posts;
  const auto site = [&](std::size_t i) -> const CandidateSite& {
    return area.candidates[posts[i] - result.posts.size()];
  };
  TableBuilder builder("emergency_added",
                       order_by_code(posts.size(), [&](std::size_t i) -> const std::string& { return site(i).code; }),
                       area.crs);
  builder.text("code", [&](std::size_t i) { return site(i).code; })
      .text("name", [&](std::size_t i) { return site(i).name; })
      .real("capacity", 3,
            [&](std::size_t i) { return Optional(result.candidates[posts[i] - result.posts.size()].capacity); })
      .real("load", 3, [&](std::size_t i) { return Optional(result.score_after->posts[posts[i]].load); })
      .real("mean_walk_m", 2,
            [&](std::size_t i) {
              const EmergencyScore::Post& at = result.score_after->posts[posts[i]];
              return at.load > 0.0 ? Optional(at.walk_sum / at.load) : std::nullopt;
            })
      .points([&](std::size_t i) { return std::optional(site(i).at); });
  LayerStyle style;
  style.colour = "#1a9641";
  return {builder.take(), style};
}

std::vector<StyledTable> emergency_tables(const Results& results) {
  std::vector<StyledTable> tables;
  tables.push_back(emergency_move_table(results));
  tables.push_back(emergency_unserved_table(results));
  tables.push_back(emergency_peacetime_table(results));
  tables.push_back(emergency_post_table(results));
  tables.push_back(emergency_shortage_table(results));
  if (results.emergency->post_failures || results.emergency->bridge_failures) {
    tables.push_back(emergency_failure_table(results));
  }
  if (results.emergency->extra) {
    tables.push_back(emergency_added_table(results));
  }
  return tables;
}

}  // namespace lastmeter
