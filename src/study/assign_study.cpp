// SPDX-License-Identifier: Apache-2.0
#include "study/assign_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "assignment/assignment_result.h"
#include "core/error.h"
#include "core/text.h"
#include "geometry/point_inside.h"
#include "io/read_table.h"
#include "study/unit_table.h"

namespace lastmeter {

namespace {

const IdVector<ZoneId, Zone>& communities_of(const StudyArea& area, const AssignConfig& config) {
  const ZoneLayer& layer = area.zones(ZoneLevel::Community);
  if (layer.empty()) {
    throw ConfigError(fmt::format("[[assign]] {} goes to communities, and the study has none", config.what),
                      "add [layers.communities]");
  }
  return layer.zones;
}

/// Where the way to a community ends: its centre, else the middle of its ground.
std::vector<Point> centres_of(const StudyArea& area, const IdVector<ZoneId, Zone>& communities) {
  std::vector<std::optional<Point>> centres(communities.size());
  for (const Facility& post : area.facilities) {
    if (post.kind == FacilityKind::Centre && post.home && !centres[post.home->index()]) {
      centres[post.home->index()] = post.at;
    }
  }
  std::vector<Point> places;
  for (std::size_t r = 0; r < communities.size(); ++r) {
    places.push_back(centres[r] ? *centres[r] : point_inside(communities[ZoneId(r)].outline));
  }
  return places;
}

/// Limits of one community from a table, where it states any.
void read_limits(const AssignConfig& config, AssignmentProblem& problem, IssueLedger& ledger, Progress& progress) {
  if (config.limits.empty()) {
    return;
  }
  const FeatureTable table = read_table({.path = config.limits.string()}, progress);
  const auto code = table.find("code");
  if (!code) {
    throw ConfigError(fmt::format("[[assign]] {}: table {} has no column code", config.what, config.limits.string()),
                      "name its columns code, units_least, units_most, members_least, members_most");
  }
  const auto read = [&](const std::string& column, std::size_t row, const std::string& of, std::int64_t& limit) {
    const auto at = table.find(column);
    const std::string text =
        at && !table.columns[*at].is_null(row) ? std::string(trimmed(table.columns[*at].as_text(row))) : "";
    const auto value = text.empty() ? std::nullopt : parse_number(text);
    if (value && *value >= 0.0 && *value <= static_cast<double>(ReceiverLimits::kAny)) {
      limit = static_cast<std::int64_t>(*value);
    } else if (!text.empty()) {
      ledger.add(finding(Rule::AssignRow, "assign", of, fmt::format("{} '{}' is no number of 0 or more", column, text),
                         "correct it"));
    }
  };
  for (std::size_t row = 0; row < table.rows; ++row) {
    const std::string of(trimmed(table.columns[*code].as_text(row)));
    const auto found = std::find_if(problem.receivers.begin(), problem.receivers.end(),
                                    [&](const auto& receiver) { return receiver.code == of; });
    if (found == problem.receivers.end()) {
      ledger.add(finding(Rule::AssignRow, "assign", of, fmt::format("{}: no community has this code", config.what),
                         "correct the code, or remove the row"));
      continue;
    }
    read("units_least", row, of, found->units.least);
    read("units_most", row, of, found->units.most);
    read("members_least", row, of, found->members.least);
    read("members_most", row, of, found->members.most);
    if (found->units.least > found->units.most || found->members.least > found->members.most) {
      throw ConfigError(
          fmt::format("[[assign]] {}: table {}, row {}: community {} has a least above its most", config.what,
                      config.limits.string(), row + 1, of),
          "give least and most, the smaller first; units_each and members_each count where a cell is empty");
    }
  }
}

/// Duties in the order of their names; the first stands for units that state none.
std::vector<AssignmentProblem::Duty> duties_of(const std::vector<UnitRow>& rows, const AssignConfig& config) {
  std::set<std::string> names{""};
  for (const UnitRow& row : rows) {
    names.insert(row.duty);
  }
  for (const auto& [name, least] : config.duties) {
    names.insert(name);
  }
  std::vector<AssignmentProblem::Duty> duties;
  for (const std::string& name : names) {
    const auto asked = config.duties.find(name);
    duties.push_back({name, asked == config.duties.end() ? 0 : asked->second});
  }
  return duties;
}

AssignmentProblem::Unit unit_of(const UnitRow& row, const AssignmentProblem& problem, const std::vector<Point>& centres,
                                const std::optional<Point>& at) {
  AssignmentProblem::Unit unit;
  unit.members = row.members;
  const auto duty = std::find_if(problem.duties.begin(), problem.duties.end(),
                                 [&](const auto& each) { return each.name == row.duty; });
  unit.duty = static_cast<std::size_t>(duty - problem.duties.begin());
  if (at) {
    for (const Point centre : centres) {
      unit.distances.push_back(distance(*at, centre).value());
    }
  }
  return unit;
}

void report_no_place(const AssignConfig& config, const UnitRow& row, bool wrong_community, IssueLedger& ledger) {
  Issue issue = finding(
      Rule::AssignNoPlace, "assign", row.code,
      wrong_community
          ? fmt::format("{}: no community has the code '{}', and it has no place of its own; placed for balance alone",
                        config.what, row.community)
          : fmt::format("{}: has no place in the study; placed for balance alone", config.what),
      "enter its x and y, or the code of its community");
  issue.name = row.name;
  ledger.add(std::move(issue));
}

}  // namespace

AssignmentResult assign_study(const StudyArea& area, const AssignConfig& config, IssueLedger& ledger,
                              Progress& progress) {
  const auto& communities = communities_of(area, config);
  progress.stage("assigning " + config.what, 0);
  const std::vector<UnitRow> rows = read_units(area, config, ledger, progress);
  AssignmentResult result;
  result.what = config.what;
  result.centres = centres_of(area, communities);
  AssignmentProblem& problem = result.problem;
  problem.duties = duties_of(rows, config);
  const auto units = static_cast<std::int64_t>(rows.size());
  const auto count = static_cast<std::int64_t>(communities.size());
  const ReceiverLimits even{.least = units / count, .most = (units + count - 1) / count};
  for (const Zone& zone : communities) {
    result.names.push_back(zone.name);
    problem.receivers.push_back({zone.code, config.units.value_or(even), config.members.value_or(ReceiverLimits{})});
  }
  read_limits(config, problem, ledger, progress);
  for (const UnitRow& row : rows) {
    std::optional<Point> at = row.at;
    const auto home = std::find_if(problem.receivers.begin(), problem.receivers.end(),
                                   [&](const auto& receiver) { return receiver.code == row.community; });
    if (!at && home != problem.receivers.end()) {
      at = result.centres[static_cast<std::size_t>(home - problem.receivers.begin())];
    } else if (!at) {
      report_no_place(config, row, !row.community.empty(), ledger);
    }
    problem.units.push_back(unit_of(row, problem, result.centres, at));
    result.units.push_back({row.code, row.name, at});
  }
  result.members_bound = std::any_of(problem.receivers.begin(), problem.receivers.end(), [](const auto& receiver) {
    return receiver.members.least > 0 || receiver.members.most < ReceiverLimits::kAny;
  });
  result.plan = assign_units(problem);
  result.members = assign_members(problem, result.plan);
  result.score = evaluate_assignment(problem, result.plan, result.members);
  result.reasons = why_broken(problem, result.score);
  for (const std::string& reason : result.reasons) {
    ledger.add(finding(Rule::AssignInfeasible, "assign", "", fmt::format("{}: {}", config.what, reason),
                       "widen the limits by as much, or change the units"));
  }
  return result;
}

}  // namespace lastmeter
