// SPDX-License-Identifier: Apache-2.0
#include "study/investment_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "placement/study_problem.h"
#include "study/place_study.h"

namespace lastmeter {

namespace {

void check_study(const StudyArea& area, const StreetInput& streets, const InvestmentConfig& config) {
  if (config.benefit != InvestmentBenefit::People) {
    return;
  }
  if (config.mode == TravelMode::Walking && streets.streets.size() == 0) {
    throw ConfigError("[[investment]] mode asks for walking, but there is no [layers.streets]",
                      "add the layer of the streets, or write mode = \"straight\"");
  }
  const std::vector<Measure> measures = measures_of(area);
  if (area.demand.empty() || !counts(area, config.weigh)) {
    throw ConfigError(
        fmt::format("[[investment]] counts people by {}, which the study does not", name_of(config.weigh, area.basis)),
        measures.empty() ? "add a layer of buildings or population, or write benefit = \"floor_area\""
                         : fmt::format("write weigh = \"{}\"", name_of(measures.front(), area.basis)));
  }
  if (config.service == ServiceRule::Home && !home_level(area)) {
    throw ConfigError("[[investment]] service home asks for communities, and the study has none",
                      "add [layers.communities], or write service = \"open\"");
  }
}

/// Posts that stand, then the options.
SiteList sites_of(const StudyArea& area, const InvestmentConfig& config, const PremiseList& list) {
  SiteList sites;
  if (config.with_posts) {
    for (std::size_t i = 0; i < area.facilities.size(); ++i) {
      const Facility& post = area.facilities.items()[i];
      sites.sites.push_back({.code = post.code,
                             .name = post.name,
                             .kind = post.kind,
                             .at = post.at,
                             .radius = post.own_radius.value_or(config.source.radius),
                             .cost = 0.0,
                             .capacity = std::nullopt,
                             .floor_area = std::nullopt,
                             .option_of = "",
                             .home = post.home,
                             .post = FacilityId(i),
                             .standing = Standing::Fixed});
    }
  }
  for (const PremiseOption& option : list.options) {
    const Premise& premise = list.premises[option.premise];
    sites.sites.push_back({.code = option.code.empty() ? premise.code : premise.code + " " + option.code,
                           .name = premise.name,
                           .kind = FacilityKind::Other,
                           .at = premise.at.value_or(Point{}),
                           .radius = option.radius,
                           .cost = option.cost,
                           .capacity = option.capacity,
                           .floor_area = option.floor_gained,
                           .option_of = "",
                           .home = premise.home,
                           .post = std::nullopt,
                           .standing = Standing::New});
  }
  return sites;
}

/// What each option is worth on its own: a row each.
PlacementParts worth_parts(const InvestmentConfig& config, const PremiseList& list) {
  PlacementParts parts;
  parts.rows.starts.push_back(0);
  for (std::size_t i = 0; i < list.options.size(); ++i) {
    const PremiseOption& option = list.options[i];
    parts.candidates.push_back(
        {.code = list.premises[option.premise].code, .cost = option.cost, .capacity = {}, .standing = Standing::New});
    const double worth =
        config.benefit == InvestmentBenefit::FloorArea ? option.floor_gained.value() : option.capacity.value_or(0.0);
    parts.rows.weights.push_back(worth);
    parts.rows.candidates.emplace_back(i);
    parts.rows.starts.push_back(i + 1);
  }
  return parts;
}

/// The streets as far as the widest of the sites serves.
std::optional<Walking> streets_for(const StudyArea& area, const StreetInput& streets, const WalkingOptions& options,
                                   const SiteList& sites, IssueLedger& ledger, Progress& progress) {
  Metres widest;
  for (const PlacementSite& site : sites.sites) {
    widest = std::max(widest, site.radius);
  }
  return prepare_walking(area, streets, options, widest, ledger, progress);
}

PlacementParts people_parts(const StudyArea& area, const StreetInput& streets, const WalkingOptions& options,
                            const InvestmentConfig& config, const PremiseList& list, IssueLedger& ledger,
                            Progress& progress) {
  const SiteList sites = sites_of(area, config, list);
  PlacementConfig placement;
  placement.mode = config.mode;
  placement.question.weigh = config.weigh;
  placement.question.service = config.service;
  placement.sites.radius = config.source.radius;
  std::optional<Walking> walking;
  if (config.mode == TravelMode::Walking) {
    walking = streets_for(area, streets, options, sites, ledger, progress);
  }
  const Reach reach = site_reach(area, walking ? &*walking : nullptr, options, placement, sites);
  const Reach pairs = counted_pairs(area, sites, placement.question, reach);
  return study_problem(area, sites, placement.question, pairs).parts();
}

std::string unit_of(const StudyArea& area, const InvestmentConfig& config) {
  switch (config.benefit) {
    case InvestmentBenefit::People:
      return std::string(unit_of(config.weigh, area.basis));
    case InvestmentBenefit::FloorArea:
      return "m2";
    case InvestmentBenefit::Capacity:
      return "places";
  }
  throw std::logic_error("InvestmentBenefit holds no known value");
}

/// Floor area against the norm, of the study and of each community.
class FloorBook {
 public:
  FloorBook(const StudyArea& area, const RuleSet& rules, InvestmentResult& result)
      : level_(home_level(area)), result_(result) {
    if (const NormFigure* norm = rules.find("floor_area_per_100_households"); norm != nullptr && norm->lo) {
      result_.norm = *norm;
    }
    result_.communities.resize(level_ ? area.zones(*level_).zones.size() : 0);
    for (const DemandPoint& point : area.demand) {
      result_.floor.households += point.households;
      if (const auto zone = level_ ? home_zone(*level_, point) : std::nullopt) {
        result_.communities[zone->index()].households += point.households;
      }
    }
    counts_households_ = area.has_households;
  }

  /// `stated`: of all together, whatever `premises` say.
  void add_before(std::optional<SquareMetres> stated, const std::vector<Premise>& premises) {
    double sum = 0.0;
    for (FloorGap& community : result_.communities) {
      community.before = premises.empty() ? std::nullopt : std::optional(0.0);
    }
    for (const Premise& premise : premises) {
      sum += premise.floor_before->value();
      if (premise.home) {
        *community_of(premise).before += premise.floor_before->value();
      }
    }
    result_.floor.before = stated             ? std::optional(stated->value())
                           : premises.empty() ? std::nullopt
                                              : std::optional(sum);
  }

  void add_built() {
    for (const BuiltOption& built : result_.plan.built) {
      const PremiseOption& option = result_.option(built.option);
      const Premise& premise = result_.premises[option.premise];
      add(result_.floor, option);
      if (premise.home) {
        add(community_of(premise), option);
      }
    }
  }

  void close() {
    weigh(result_.floor);
    std::for_each(result_.communities.begin(), result_.communities.end(), [&](FloorGap& gap) { weigh(gap); });
  }

 private:
  FloorGap& community_of(const Premise& premise) { return result_.communities[premise.home->index()]; }
  static void add(FloorGap& gap, const PremiseOption& option) {
    gap.gained += option.floor_gained.value();
    gap.cost += option.cost;
    ++gap.premises;
  }
  void weigh(FloorGap& gap) const {
    if (!result_.norm || !counts_households_) {
      return;
    }
    gap.needed = *result_.norm->lo * gap.households / result_.norm->each;
    if (gap.before) {
      gap.gap_before = std::max(0.0, *gap.needed - *gap.before);
      gap.gap_after = std::max(0.0, *gap.needed - *gap.before - gap.gained);
    }
  }

  std::optional<ZoneLevel> level_;
  InvestmentResult& result_;
  bool counts_households_ = false;
};

/// Money that buys nothing is explained.
void report(const InvestmentResult& result, IssueLedger& ledger) {
  const auto add = [&](Rule rule, const std::string& what, const std::string& fix) {
    ledger.add(finding(rule, "investment", result.name, what, fix));
  };
  if (result.options.empty()) {
    add(Rule::InvestmentIdle, "no option is left to choose from, so nothing is built", "see the lines above");
    return;
  }
  if (result.plan.built.empty()) {
    const auto cheapest =
        std::min_element(result.options.begin(), result.options.end(),
                         [](const PremiseOption& a, const PremiseOption& b) { return a.cost < b.cost; });
    const bool pays = cheapest->cost <= result.money.back();
    add(Rule::InvestmentIdle,
        pays ? fmt::format("nothing is built: no option that {} yuan can pay adds any {}", grouped(result.money.back()),
                           result.unit)
             : fmt::format("nothing is built: there are {} yuan, and the cheapest option ({}) costs {}",
                           grouped(result.money.back()), result.premises[cheapest->premise].code,
                           grouped(cheapest->cost)),
        pays ? "offer other options, or another benefit" : "raise the budget");
  }
  if (result.plan.stopped_by_time) {
    add(Rule::PlacementStopped,
        "the search met its time limit before its proof; another machine may end with another plan",
        "use effort = \"fast\", or fewer options");
  }
}

}  // namespace

InvestmentResult investment_study(const StudyArea& area, const StreetInput& streets, const WalkingOptions& walking,
                                  const RuleSet& rules, const InvestmentConfig& config,
                                  const InvestmentLedgers& ledgers, Progress& progress) {
  check_study(area, streets, config);
  progress.stage("planning investments", 0);
  PremiseSource source = config.source;
  source.needs_place = config.benefit == InvestmentBenefit::People;
  PremiseList list = collect_premises(area, source, *ledgers.all, progress);
  const bool is_people = config.benefit == InvestmentBenefit::People;
  PlacementParts parts = is_people ? people_parts(area, streets, walking, config, list, *ledgers.streets, progress)
                                   : worth_parts(config, list);
  const std::size_t standing = parts.candidates.size() - list.options.size();
  std::vector<std::size_t> premise(standing, InvestmentParts::kNone);
  for (const PremiseOption& option : list.options) {
    premise.push_back(option.premise);
  }
  InvestmentResult result;
  result.total_weight = PlacementProblem(parts).total_weight();
  const InvestmentProblem problem({.options = std::move(parts),
                                   .premise = std::move(premise),
                                   .budgets = config.budgets,
                                   .total = config.total,
                                   .left = config.left});
  result.name = config.name;
  result.benefit = config.benefit;
  result.weigh = config.weigh;
  result.service = config.service;
  result.mode = config.mode;
  result.aim = config.aim;
  result.left = config.left;
  result.unit = unit_of(area, config);
  result.premises = std::move(list.premises);
  result.options = std::move(list.options);
  result.standing = standing;
  result.budgets = config.budgets;
  for (std::size_t year = 0; year < problem.years(); ++year) {
    result.money.push_back(problem.money_by(year));
  }
  result.plan = plan_investment(problem, config.aim, options_for(config.effort), progress);
  const std::vector<double> gains = option_gains(problem, result.plan.built);
  result.gains.assign(gains.begin() + static_cast<std::ptrdiff_t>(standing), gains.end());
  FloorBook book(area, rules, result);
  book.add_before(config.floor_before, list.floor_before);
  book.add_built();
  book.close();
  report(result, *ledgers.all);
  return result;
}

}  // namespace lastmeter
