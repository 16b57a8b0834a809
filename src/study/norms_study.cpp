// SPDX-License-Identifier: Apache-2.0
#include "study/norms_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/text.h"
#include "coverage/nearest_post.h"
#include "model/posts_inside.h"
#include "report/norm_text.h"

namespace lastmeter {

namespace {

void count_facilities(const StudyArea& area, NormCounts& counts) {
  if (area.facilities.empty()) {
    return;
  }
  counts["facilities"] = static_cast<double>(posts_inside(area));
  for (const auto& [name, kind] : {std::pair{"centres", FacilityKind::Centre},
                                   {"stations", FacilityKind::Station},
                                   {"micro_stations", FacilityKind::MicroStation}}) {
    const auto number = std::count_if(
        area.facilities.begin(), area.facilities.end(),
        [kind = kind, &area](const Facility& post) { return post.kind == kind && !is_outside(area, post); });
    if (number > 0) {
      counts[name] = static_cast<double>(number);
    }
  }
}

/// What posts inside the study state to offer in an emergency.
void count_emergency(const StudyArea& area, NormCounts& counts) {
  for (const Facility& post : area.facilities) {
    if (!is_outside(area, post) && post.emergency.capacity.value_or(0.0) > 0.0) {
      counts["emergency_posts"] += 1.0;
      if (post.emergency.staff) {
        counts["emergency_staff"] += *post.emergency.staff;
      }
    }
  }
}

void count_demand(const StudyArea& area, NormCounts& counts) {
  std::set<std::string_view> groups;
  for (const DemandPoint& point : area.demand) {
    if (area.has_households) {
      counts["households"] += point.households;
    }
    if (area.has_population) {
      counts["population"] += point.population;
    }
    if (!point.building_group.empty()) {
      groups.insert(point.building_group);
    }
  }
  if (area.basis == DemandBasis::Buildings) {
    counts["buildings"] = static_cast<double>(area.demand.size());
  }
  if (!groups.empty()) {
    counts["building_groups"] = static_cast<double>(groups.size());
  }
}

bool is_radius(const NormFigure& norm) {
  return norm.of.empty() && norm.unit == "m" && norm.hi && norm.key.starts_with("service_radius");
}

/// Of a coverage on foot, what lies within a radius.
std::optional<double> measured_within(std::span<const Figure> measured, const std::string& name, double radius) {
  for (const Figure& figure : measured) {
    const auto has = [&](const Figure::Qualifier& wanted) {
      return std::find(figure.qualifiers.begin(), figure.qualifiers.end(), wanted) != figure.qualifiers.end();
    };
    if (figure.name == "coverage." + name && has({"mode", std::string("walking")}) &&
        has({"service", std::string("open")}) && has({"radius_m", radius})) {
      return figure.value;
    }
  }
  return std::nullopt;
}

std::vector<CircleVerdict> circles_of(const StudyArea& area, const RuleSet& rules, std::span<const Figure> measured) {
  std::vector<CircleVerdict> circles;
  const bool people = area.has_population;
  const std::vector<NearestPost> nearest = nearest_posts(places_of(area.demand), places_of(area.facilities));
  for (const NormFigure& norm : rules.figures()) {
    if (!is_radius(norm)) {
      continue;
    }
    CircleVerdict circle{.norm = norm, .within = {}, .total = 0.0, .unit = people ? "persons" : "households"};
    double within = 0.0;
    for (std::size_t i = 0; i < area.demand.size(); ++i) {
      const DemandPoint& point = area.demand[DemandId(i)];
      const double weight = people ? point.population : point.households;
      circle.total += weight;
      within += i < nearest.size() && nearest[i].distance <= *norm.hi ? weight : 0.0;
    }
    if (norm.mode == "walking") {
      circle.within = measured_within(measured, people ? "population" : "households", *norm.hi);
    } else if (!nearest.empty() && circle.total > 0.0) {
      circle.within = within;
    }
    circles.push_back(std::move(circle));
  }
  return circles;
}

Issue of_norm(Rule rule, const NormFigure& norm, std::string what, std::string fix) {
  Issue issue = finding(rule, "norms", norm.key, std::move(what), std::move(fix));
  issue.unit = norm.unit;
  return issue;
}

void report_verdicts(const NormScenario& scenario, IssueLedger& ledger) {
  const NormAudit& audit = scenario.audit;
  std::set<std::string> missing;
  for (std::size_t i = 0; i < audit.norms.size(); ++i) {
    const NormVerdict& verdict = audit.verdicts[i];
    if (verdict.state == NormState::Unknown) {
      missing.insert(verdict.missing);
    } else if (verdict.state != NormState::Met) {
      Issue issue = of_norm(Rule::NormNotMet, audit.norms[i], verdict_text(audit, i), remedy_text(audit, i));
      issue.figure = verdict.off;
      issue.unit = unit_of_count(audit.norms[i].of);
      ledger.add(std::move(issue));
    }
  }
  for (const CircleVerdict& circle : scenario.circles) {
    if (circle.within && *circle.within < circle.total) {
      Issue issue = of_norm(Rule::NormNotMet, circle.norm, circle_text(circle), "see the uncovered demand; plan posts");
      issue.figure = circle.total - *circle.within;
      issue.unit = circle.unit;
      ledger.add(std::move(issue));
    }
  }
  for (const std::string& count : missing) {
    const bool is_zero = audit.counts.contains(count);
    ledger.add(finding(
        Rule::NormUnknown, "norms", count,
        is_zero ? "is 0, so that norms per one of it say nothing" : "is not known, so that its norms say nothing",
        is_zero ? "see whether the count is right" : fmt::format("state it: [norms.counts] {} = ...", count)));
  }
}

void report_conflicts(const NormAudit& audit, IssueLedger& ledger) {
  for (std::size_t i = 0; i < audit.conflicts.size(); ++i) {
    const NormFigure& first = audit.norms[audit.conflicts[i].norms.front()];
    ledger.add(of_norm(Rule::NormConflict, first, conflict_text(audit, i), conflict_fix(audit, i)));
  }
}

/// A stated count that no norm reads is a slip of the pen.
void report_unused(const NormsConfig& config, const RuleSet& rules, IssueLedger& ledger) {
  std::vector<std::string_view> known;
  for (const NormFigure& norm : rules.figures()) {
    if (!norm.of.empty()) {
      known.push_back(norm.of);
      known.push_back(norm.per);
    }
  }
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  std::set<std::string> stated;
  const auto take = [&](const NormCounts& counts) {
    for (const auto& [name, value] : counts) {
      stated.insert(name);
    }
  };
  take(config.counts);
  std::for_each(config.cases.begin(), config.cases.end(), [&](const NormCase& each) { take(each.counts); });
  for (const std::string& name : stated) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      ledger.add(finding(Rule::NormUnknown, "norms", name, "is stated, and no norm of the rule files asks for it",
                         known.empty() ? std::string("name rule files in [study] rules") : suggestion(name, known)));
    }
  }
}

NormCounts with(NormCounts counts, const NormCounts& stated) {
  for (const auto& [name, value] : stated) {
    counts[name] = value;
  }
  return counts;
}

std::vector<std::string> zones_held(const StudyArea& area) {
  std::vector<std::string> held;
  for (const ZoneLevel level : kZoneLevels) {
    if (!area.zones(level).empty()) {
      held.emplace_back(role_of(level));
    }
  }
  return held;
}

}  // namespace

NormCounts counts_of(const StudyArea& area) {
  NormCounts counts;
  for (const ZoneLevel level : kZoneLevels) {
    if (!area.zones(level).empty()) {
      counts[std::string(role_of(level))] = static_cast<double>(area.zones(level).zones.size());
    }
  }
  count_demand(area, counts);
  count_facilities(area, counts);
  count_emergency(area, counts);
  return counts;
}

std::vector<NormScenario> norms_study(const StudyArea& area, const RuleSet& rules, const NormsConfig& config,
                                      std::span<const Figure> measured, IssueLedger& ledger) {
  const NormCounts counts = with(counts_of(area), config.counts);
  const std::vector<std::string> held = config.hold.value_or(zones_held(area));
  std::vector<NormScenario> scenarios;
  scenarios.push_back({"", audit_norms(rules.figures(), counts, held), circles_of(area, rules, measured)});
  for (const NormCase& each : config.cases) {
    scenarios.push_back({each.name, audit_norms(rules.figures(), with(counts, each.counts), held), {}});
  }
  report_verdicts(scenarios.front(), ledger);
  report_conflicts(scenarios.front().audit, ledger);
  report_unused(config, rules, ledger);
  return scenarios;
}

}  // namespace lastmeter
