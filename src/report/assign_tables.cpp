// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "assignment/assignment_result.h"
#include "report/result_tables.h"
#include "report/table_builder.h"

namespace lastmeter {

namespace {

using Optional = std::optional<double>;

Optional whole(std::int64_t number) { return static_cast<double>(number); }
Optional limit(std::int64_t number) { return number >= ReceiverLimits::kAny ? std::nullopt : whole(number); }

/// Members of each unit who are at its own receiver.
std::vector<std::int64_t> members_at_home(const AssignmentResult& result) {
  std::vector<std::int64_t> members(result.units.size(), 0);
  for (const MemberShare& share : result.members) {
    members[share.unit] += result.plan.receiver[share.unit] == share.receiver ? share.members : 0;
  }
  return members;
}

}  // namespace

StyledTable assign_table(const Results& results, const AssignmentResult& result) {
  const AssignmentProblem& problem = result.problem;
  const std::vector<std::int64_t> home = members_at_home(result);
  std::vector<std::vector<std::vector<Point>>> ways(result.units.size());
  for (std::size_t u = 0; u < result.units.size(); ++u) {
    if (result.units[u].at) {
      ways[u] = {{*result.units[u].at, result.centres[result.plan.receiver[u]]}};
    }
  }
  const auto own = [&](std::size_t u) { return result.plan.receiver[u]; };
  const auto second = [&](std::size_t u) { return result.plan.second[u]; };
  TableBuilder builder(
      "assign_" + result.what,
      order_by_code(result.units.size(), [&](std::size_t u) -> const std::string& { return result.units[u].code; }),
      results.area->crs);
  builder.text("code", [&](std::size_t u) { return result.units[u].code; })
      .text("name", [&](std::size_t u) { return result.units[u].name; })
      .text("duty", [&](std::size_t u) { return problem.duties[problem.units[u].duty].name; })
      .text("community", [&](std::size_t u) { return problem.receivers[own(u)].code; })
      .text("community_name", [&](std::size_t u) { return result.names[own(u)]; })
      .real("distance_m", 1,
            [&](std::size_t u) {
              const auto& distances = problem.units[u].distances;
              return distances.empty() ? std::nullopt : Optional(distances[own(u)]);
            })
      .whole("members", [&](std::size_t u) { return whole(problem.units[u].members); })
      .whole("members_here", [&](std::size_t u) { return whole(home[u]); })
      .text("second_choice",
            [&](std::size_t u) { return second(u) ? problem.receivers[second(u)->receiver].code : std::string(); })
      .real("second_extra_m", 1, [&](std::size_t u) { return second(u) ? Optional(second(u)->extra) : std::nullopt; })
      .lines([&](std::size_t u) -> const std::vector<std::vector<Point>>& { return ways[u]; });
  LayerStyle style;
  style.colour = "#4477aa";
  return {builder.take(), style};
}

StyledTable assign_receiver_table(const Results& results, const AssignmentResult& result) {
  const auto& communities = results.area->zones(ZoneLevel::Community).zones;
  const auto& receivers = result.problem.receivers;
  const auto score = [&](std::size_t r) -> const AssignmentScore::Receiver& { return result.score.receivers[r]; };
  TableBuilder builder("assign_" + result.what + "_communities", in_order(receivers.size()), results.area->crs);
  builder.text("code", [&](std::size_t r) { return receivers[r].code; })
      .text("name", [&](std::size_t r) { return result.names[r]; })
      .whole("units", [&](std::size_t r) { return whole(score(r).units); })
      .whole("units_least", [&](std::size_t r) { return whole(receivers[r].units.least); })
      .whole("units_most", [&](std::size_t r) { return limit(receivers[r].units.most); })
      .whole("members", [&](std::size_t r) { return whole(score(r).members); })
      .whole("members_least", [&](std::size_t r) { return whole(receivers[r].members.least); })
      .whole("members_most", [&](std::size_t r) { return limit(receivers[r].members.most); })
      .polygons([&](std::size_t r) -> const MultiPolygon& { return communities[ZoneId(r)].outline; });
  LayerStyle style;
  style.opacity = 0.35;
  style.colour = "#88ccee";
  return {builder.take(), style};
}

StyledTable assign_member_table(const Results& results, const AssignmentResult& result) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < result.members.size(); ++i) {
    if (result.plan.receiver[result.members[i].unit] != result.members[i].receiver) {
      rows.push_back(i);
    }
  }
  const auto share = [&](std::size_t i) -> const MemberShare& { return result.members[i]; };
  const auto code = [&](std::size_t r) { return result.problem.receivers[r].code; };
  TableBuilder builder("assign_" + result.what + "_members", rows, results.area->crs);
  builder.text("unit", [&](std::size_t i) { return result.units[share(i).unit].code; })
      .text("name", [&](std::size_t i) { return result.units[share(i).unit].name; })
      .text("unit_community", [&](std::size_t i) { return code(result.plan.receiver[share(i).unit]); })
      .text("community", [&](std::size_t i) { return code(share(i).receiver); })
      .whole("members", [&](std::size_t i) { return whole(share(i).members); })
      .real("distance_m", 1, [&](std::size_t i) {
        const auto& distances = result.problem.units[share(i).unit].distances;
        return distances.empty() ? std::nullopt : Optional(distances[share(i).receiver]);
      });
  return {builder.take(), LayerStyle{}};
}

}  // namespace lastmeter
