// SPDX-License-Identifier: Apache-2.0
#include "study/partition_study.h"

#include <fmt/format.h>

#include <tuple>
#include <utility>

#include "core/parallel.h"
#include "core/text.h"
#include "partition/partition_units.h"
#include "study/partition_counts.h"
#include "study/partition_posts.h"
#include "study/partition_recount.h"
#include "study/partition_result_of.h"
#include "study/partition_units_of.h"
#include "study/read_partition.h"
#include "study/shared_progress.h"

namespace lastmeter {

namespace {

/// Lowest is best: zones out of bounds, loose parts, split compounds, price.
auto badness(const SolvedParent& solved) {
  return std::tuple(solved.plan.outcome != Outcome::Solved, solved.score.out_of_bounds, solved.score.extra_pieces,
                    solved.score.breaches.size(), solved.score.objective);
}

/// The zones of one parent when it is given so many.
SolvedParent solve(const PartitionConfig& config, const ZoneBounds& bounds, const ParentUnits& parent,
                   CountLimits zones, bool with_today, Progress& progress) {
  const PartitionProblem problem = problem_of(config, bounds, parent, zones, with_today);
  SolvedParent solved;
  solved.zones_asked = zones.least;
  solved.plan = partition_units(problem, {.effort = config.effort, .seed = config.seed, .seconds = {}}, progress);
  solved.score = evaluate_partition(problem, solved.plan.zone_of);
  solved.split = contracted(problem).left_whole;
  return solved;
}

/// The first number of zones of the choice that has a plan, else the nearest plan of those tried.
template <class Solve>
SolvedParent first_solved(const CountChoice& choice, const Solve& solve_for) {
  std::optional<SolvedParent> best;
  for (const std::size_t zones : choice) {
    SolvedParent solved = solve_for(zones);
    if (!best || badness(solved) < badness(*best)) {
      best = std::move(solved);
    }
    if (best->plan.outcome == Outcome::Solved) {
      break;
    }
  }
  return best.value_or(SolvedParent{});
}

/// Finds the zones of every parent.
std::vector<SolvedParent> solve_all(const PartitionConfig& config, const CountPlan& counts,
                                    const std::vector<ParentUnits>& parents, bool with_today, Progress& progress) {
  std::vector<SolvedParent> solved(parents.size());
  SharedProgress steps("drawing zones", parents.size(), progress);
  const SolveParent solve_parent = [&](std::size_t parent, std::size_t zones) {
    PieceProgress piece(steps);
    return solve(config, counts.bounds, parents[parent], {zones, zones}, with_today, piece);
  };
  parallel_slices(parents.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t p = begin; p < end; ++p) {
      solved[p] = first_solved(counts.choices[p], [&](std::size_t zones) { return solve_parent(p, zones); });
      if (!counts.beyond.empty() && counts.beyond[p] && solved[p].plan.outcome != Outcome::Solved) {
        PieceProgress piece(steps);
        solved[p] = solve(config, counts.bounds, parents[p], *counts.beyond[p], with_today, piece);
      }
      steps.step(1);
    }
  });
  if (!counts.limits.empty()) {
    recount(parents, counts.limits, solve_parent, solved);
  }
  return solved;
}

/// A plan made elsewhere, as it is.
SolvedParent scored(const PartitionConfig& config, const ZoneBounds& bounds, const ParentUnits& parent,
                    const GivenZones& given, bool with_today) {
  SolvedParent solved;
  if (parent.graph.size() == 0) {
    return solved;
  }
  solved.plan.outcome = Outcome::Solved;
  solved.plan.zone_of = given.zone_of;
  solved.plan.zones = given.names.size();
  solved.zones_asked = given.names.size();
  const PartitionProblem problem =
      problem_of(config, bounds, parent, {given.names.size(), given.names.size()}, with_today);
  solved.score = evaluate_partition(problem, solved.plan.zone_of);
  solved.plan.objective = solved.score.objective;
  solved.split = contracted(problem).left_whole;
  return solved;
}

void report_parent(const PartitionResult& result, const PlannedParent& parent, IssueLedger& ledger) {
  const auto add = [&](Rule rule, const std::string& what, const std::string& fix) {
    Issue issue = finding(rule, result.name, parent.code, what, fix);
    issue.name = parent.name;
    issue.at = parent.at;
    issue.figure = parent.weight;
    issue.unit = std::string(unit_of(result.weigh));
    ledger.add(std::move(issue));
  };
  switch (parent.plan.outcome) {
    case Outcome::Solved:
      break;
    case Outcome::Infeasible:
      if (!result.reasons.empty()) {
        break;  // follows from what is wrong with the whole
      }
      for (const std::string& reason : parent.plan.reasons) {
        add(Rule::PartitionInfeasible, reason, "relax the limit named");
      }
      if (parent.plan.reasons.empty()) {
        add(Rule::PartitionInfeasible, fmt::format("no plan of {} zones holds all limits", parent.zones_asked),
            "ask for another number of zones, or wider bounds");
      }
      break;
    case Outcome::Unknown:
      add(Rule::PartitionUnsolved,
          fmt::format("no plan of {} zones was found that holds all limits, and none is excluded", parent.zones_asked),
          "use effort = \"thorough\", ask for another number of zones, or wider bounds");
      break;
  }
  if (parent.plan.stopped_by_time) {
    add(Rule::PartitionStopped, "the search met its time limit; another machine may end with another plan",
        "use effort = \"fast\"");
  }
  for (const std::string& line : parent.split) {
    add(Rule::CompoundTooLarge, line, "nothing, or raise the bound");
  }
  if (result.given) {
    for (const std::string& breach : parent.score.breaches) {
      add(Rule::PlanBreach, "the plan breaks a limit: " + breach, "change the plan, or the limit");
    }
  }
}

void report_stations(const PartitionResult& result, const PlannedParent& parent, IssueLedger& ledger) {
  const ParentStations& stations = parent.stations;
  if (!result.posts || stations.ok >= parent.score.zones || parent.plan.outcome == Outcome::Infeasible) {
    return;
  }
  const bool proved = stations.search == StationSearch::Proved;
  Issue issue = finding(result.given ? Rule::PlanBreach
                        : proved     ? Rule::PartitionInfeasible
                                     : Rule::PartitionUnsolved,
                        result.name, parent.code,
                        fmt::format("{} of {} zones have a station within {} of {:g} % of their {}{}", stations.ok,
                                    parent.score.zones, text_of(result.posts->radius), 100.0 * result.posts->share,
                                    unit_of(result.weigh), proved ? ", and no plan of as many zones serves more" : ""),
                        "add candidates, or change posts_within_m, posts_share or posts_from");
  issue.name = parent.name;
  issue.at = parent.at;
  issue.figure = static_cast<double>(parent.score.zones - stations.ok);
  issue.unit = "zones";
  ledger.add(std::move(issue));
}

void report_zones(const PartitionResult& result, IssueLedger& ledger) {
  for (const PlannedZone& zone : result.zones) {
    if (!zone.in_bounds) {
      Issue issue = finding(Rule::ZoneOutOfBounds, result.name, zone.code,
                            fmt::format("has {} {}, outside {} to {}", grouped(zone.score.weight),
                                        unit_of(result.weigh), grouped(result.least), grouped(result.most)),
                            "see why under its parent; accept it, or relax the bound");
      issue.figure = zone.score.weight;
      issue.unit = std::string(unit_of(result.weigh));
      issue.at = zone.at;
      ledger.add(std::move(issue));
    }
  }
}

void report_study(const PartitionResult& result, IssueLedger& ledger) {
  for (const std::string& reason : result.reasons) {
    ledger.add(finding(Rule::PartitionInfeasible, result.name, "", reason,
                       "ask for another number of zones, or relax the bounds"));
  }
}

}  // namespace

PartitionResult partition_study(const StudyArea& area, const StreetInput& streets, const EventBook* book,
                                const PartitionConfig& config, IssueLedger& ledger, Progress& progress) {
  const std::vector<ParentUnits> parents = units_of_parents(area, streets, book, config, ledger, progress);
  const bool with_today = has_today(area, config);
  std::vector<SolvedParent> solved(parents.size());
  CountPlan counts;
  if (config.plan.empty()) {
    counts = plan_counts(config, parents, with_today);
    solved = solve_all(config, counts, parents, with_today, progress);
  } else {
    const std::vector<GivenZones> given = read_partition(area, config, parents, ledger, progress);
    counts = counts_of_given(config, parents, given);
    for (std::size_t p = 0; p < parents.size(); ++p) {
      solved[p] = scored(config, counts.bounds, parents[p], given[p], with_today);
      solved[p].names = given[p].names;
    }
  }
  if (config.posts) {
    find_stations(area, config, counts.bounds, parents, solved, progress);
  }
  progress.stage("drawing outlines", 0);
  PartitionResult result = result_of(area, config, parents, counts, solved);
  for (const PlannedParent& parent : result.parents) {
    report_parent(result, parent, ledger);
    report_stations(result, parent, ledger);
  }
  report_zones(result, ledger);
  report_study(result, ledger);
  return result;
}

}  // namespace lastmeter
