// SPDX-License-Identifier: Apache-2.0
#include "study/place_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/amounts.h"
#include "core/error.h"
#include "core/text.h"
#include "coverage/reach_walking.h"
#include "geometry/polygon.h"
#include "study/placement_extras.h"
#include "study/read_plan.h"

namespace lastmeter {

namespace {

constexpr double kMostPairs = 3e8;

void check_study(const StudyArea& area, const PlacementConfig& config) {
  const std::vector<Measure> measures = measures_of(area);
  const Measure asked = config.question.weigh;
  if (area.demand.empty() || !counts(area, asked)) {
    throw ConfigError(
        fmt::format("[placement] weighs demand by {}, which the study does not count", name_of(asked, area.basis)),
        measures.empty() ? "add a layer of buildings or population"
                         : fmt::format("write weigh = \"{}\"", name_of(measures.front(), area.basis)));
  }
  const PlacementQuestion& question = config.question;
  const auto& sources = config.sites.sources;
  if (area.candidates.empty() && sources == std::vector{CandidateSource::Given} &&
      config.sites.existing != ExistingPosts::MayClose) {
    throw ConfigError("[placement] has no site to open: the study has no [layers.candidates]",
                      "add it, or take candidates from buildings, compounds, grid_zones or hexagons");
  }
  if (question.close && *question.close > area.facilities.size()) {
    throw ConfigError(fmt::format("[placement] close: {} to close, and {} stand",
                                  counted(*question.close, "post is", "posts are"), area.facilities.size()),
                      "close fewer");
  }
  const bool by_home =
      question.service == ServiceRule::Home || question.one_plus_n || question.home_least || question.home_most;
  if (by_home && !home_level(area)) {
    throw ConfigError("[placement] asks for sites by community, and the study has neither communities nor subdistricts",
                      "add [layers.communities], or remove service = \"home\", one_plus_n and community_at_*");
  }
}

Box extent_of(const StudyArea& area, const SiteList& list) {
  Box box;
  for (const DemandPoint& point : area.demand) {
    box.add(point.at);
  }
  for (const PlacementSite& site : list.sites) {
    box.add(site.at);
  }
  return box;
}

/// How far a straight reach must look for the goal.
Metres straight_limit(const StudyArea& area, const PlacementConfig& config, const SiteList& list) {
  if (config.question.gradual) {
    return config.question.gradual->none_beyond;
  }
  if (is_cover(config.question.goal)) {
    Metres limit;
    for (const PlacementSite& site : list.sites) {
      limit = std::max(limit, site.radius);
    }
    return limit * (1.0 + config.extras.robustness.value_or(0.0));
  }
  if (config.farthest) {
    return *config.farthest;
  }
  const Box box = extent_of(area, list);
  return distance({box.min_x, box.min_y}, {box.max_x, box.max_y}) + Metres(1.0);
}

/// A detour is seldom more than threefold; where it is, the way counts as none.
Metres walking_limit(const StudyArea& area, const PlacementConfig& config, const SiteList& list) {
  constexpr double detour = 3.0;
  const bool bounded = is_cover(config.question.goal) || config.farthest;
  return straight_limit(area, config, list) * (bounded ? 1.0 : detour);
}

void require_few_pairs(const StudyArea& area, const PlacementConfig& config, const SiteList& list) {
  const double pairs = static_cast<double>(area.demand.size()) * static_cast<double>(list.sites.size());
  if (!is_cover(config.question.goal) && !config.farthest && pairs > kMostPairs) {
    throw ConfigError(
        fmt::format("[placement] {} weighs {} demand points against {} sites at any distance",
                    name_of(config.question.goal), grouped(area.demand.size()), grouped(list.sites.size())),
        "give farthest_m, or fewer candidates");
  }
}

/// Where the sites stand on the streets: posts through their entrances, new sites straight.
AnchorRows anchor_sites(const Walking& walking, const SiteList& list, const SnapOptions& snap) {
  std::vector<Point> fresh;
  for (const PlacementSite& site : list.sites) {
    if (!site.post) {
      fresh.push_back(site.at);
    }
  }
  const AnchorRows snapped = snap_to_links(walking.access.network, fresh, {}, snap);
  AnchorRows rows;
  std::size_t next = 0;
  for (const PlacementSite& site : list.sites) {
    const auto anchors = site.post ? walking.access.posts.of(site.post->index()) : snapped.of(next++);
    rows.anchors.insert(rows.anchors.end(), anchors.begin(), anchors.end());
    rows.starts.push_back(static_cast<std::uint32_t>(rows.anchors.size()));
  }
  return rows;
}

void report_dropped(const SiteList& list, IssueLedger& ledger) {
  for (const DroppedSite& site : list.dropped) {
    Issue issue =
        finding(Rule::SiteDropped, "candidates", site.code, site.why,
                site.is_given ? "move it, or leave it out of the candidates" : "nothing; other places are offered");
    issue.name = site.name;
    issue.at = site.at;
    ledger.add(std::move(issue));
  }
}

/// Demand that no site could ever serve, however much money there is.
void report_unreachable(const StudyArea& area, const FlatDemand& demand, const Reach& pairs, Measure measure,
                        bool leaves_out, IssueLedger& ledger) {
  double lost = 0.0;
  double all = 0.0;
  for (std::size_t i = 0; i < demand.size(); ++i) {
    const double weight = demand.weight[i].of(measure);
    all += weight;
    lost += pairs.row(DemandId(i)).facilities.empty() ? weight : 0.0;
  }
  if (lost > 0.0) {
    Issue issue = finding(Rule::DemandUnreachable, "candidates", "",
                          fmt::format("no site, standing or offered, can serve {} of {} {}", grouped(lost),
                                      grouped(all), unit_of(measure, area.basis)),
                          "offer sites near the demand that stays uncovered");
    issue.figure = lost;
    issue.unit = std::string(unit_of(measure, area.basis));
    if (leaves_out) {
      issue.severity = Severity::Warning;
      issue.what += ", which the plan leaves out";
    }
    ledger.add(std::move(issue));
  }
}

void report_outcome(const PlacementResult& result, IssueLedger& ledger) {
  for (const std::string& reason : result.plan.reasons) {
    ledger.add(
        finding(Rule::PlacementInfeasible, "candidates", "", reason, "relax the limit named, or offer other sites"));
  }
  for (const std::string& breach : result.score.breaches) {
    if (result.plan.outcome == Outcome::Solved) {
      ledger.add(finding(Rule::PlanBreach, "candidates", "", "the plan breaks a limit: " + breach,
                         "change the plan, or the limit"));
    }
  }
  if (result.plan.stopped_by_time) {
    ledger.add(finding(Rule::PlacementStopped, "candidates", "",
                       "the search met its time limit before its proof; another machine may end with another plan",
                       "use effort = \"fast\", or fewer candidates"));
  }
}

std::vector<CandidateId> standing_sites(const SiteList& list) {
  std::vector<CandidateId> standing;
  for (std::size_t j = 0; j < list.sites.size(); ++j) {
    if (list.sites.items()[j].standing != Standing::New) {
      standing.emplace_back(j);
    }
  }
  return standing;
}

SitePlan given_plan(const PlacementProblem& problem, std::vector<CandidateId> open) {
  SitePlan plan;
  plan.outcome = Outcome::Solved;
  plan.objective = evaluate_plan(problem, open).objective;
  plan.open = std::move(open);
  return plan;
}

}  // namespace

Metres placement_window(const StudyArea& area, const PlacementConfig& config) {
  if (!is_cover(config.question.goal)) {
    return walking_limit(area, config, {});
  }
  Metres limit = config.question.gradual ? config.question.gradual->none_beyond : config.sites.radius;
  for (const Facility& post : area.facilities) {
    limit = std::max(limit, post.own_radius.value_or(limit));
  }
  for (const CandidateSite& site : area.candidates) {
    limit = std::max(limit, site.own_radius.value_or(limit));
  }
  return limit * (1.0 + config.extras.robustness.value_or(0.0));
}

Reach site_reach(const StudyArea& area, const Walking* walking, const WalkingOptions& options,
                 const PlacementConfig& config, const SiteList& list) {
  const std::vector<Point> demand = places_of(area.demand);
  const std::vector<Point> sites = places_of(list.sites);
  if (config.mode == TravelMode::Straight || walking == nullptr) {
    return reach_straight(demand, sites, straight_limit(area, config, list));
  }
  WalkAccess access;
  access.network = walking->access.network;
  access.demand = walking->access.demand;
  access.posts = anchor_sites(*walking, list, options.snap);
  access.straight_is_floor = walking->access.straight_is_floor;
  return reach_walking(demand, sites, access, walking_limit(area, config, list));
}

PlacementResult place_study(const StudyArea& area, const Walking* walking, const WalkingOptions& options,
                            const PlacementConfig& config, IssueLedger& ledger, Progress& progress) {
  check_study(area, config);
  progress.stage("collecting sites", 0);
  PlacementResult result;
  result.question = config.question;
  result.mode = config.mode;
  result.effort = config.effort;
  result.list = collect_sites(area, walking == nullptr ? nullptr : &walking->access.network, config.sites);
  report_dropped(result.list, ledger);
  if (result.list.sites.empty()) {
    throw ConfigError("[placement] has no site to choose from",
                      "add [layers.candidates], or take candidates from buildings, compounds or a lattice");
  }
  require_few_pairs(area, config, result.list);
  const Reach reach = site_reach(area, walking, options, config, result.list);
  const Reach pairs = counted_pairs(area, result.list, config.question, reach);
  const FlatDemand demand = flatten_demand(area);
  report_unreachable(area, demand, pairs, config.question.weigh, !is_cover(config.question.goal), ledger);
  const PlacementProblem problem = study_problem(area, result.list, config.question, pairs);
  progress.stage("placing", 0);
  result.plan = config.plan ? given_plan(problem, find_sites(result.list, *config.plan))
                            : place_sites(problem, options_for(config.effort), progress);
  result.total_weight = problem.total_weight();
  result.before = evaluate_plan(problem, standing_sites(result.list));
  result.score = evaluate_plan(problem, result.plan.open);
  result.allocation =
      problem.goal() == PlacementGoal::Capacitated
          ? allocate_within_capacities(demand, pairs, problem, result.plan.open, config.question.weigh)
          : allocate_nearest(demand, pairs, result.list.sites.size(), result.plan.open, config.question.weigh);
  if (problem.goal() != PlacementGoal::Capacitated) {
    result.today =
        allocate_nearest(demand, pairs, result.list.sites.size(), standing_sites(result.list), config.question.weigh);
  }
  for (const CandidateId site : result.plan.open) {
    result.cost += result.list.sites[site].cost;
  }
  if (!config.plan) {
    answer_extras({.area = &area, .problem = &problem, .reach = &reach, .pairs = &pairs, .seed = config.seed},
                  config.extras, options_for(config.effort), result, progress);
  }
  report_outcome(result, ledger);
  return result;
}

}  // namespace lastmeter
