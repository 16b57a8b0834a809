// SPDX-License-Identifier: Apache-2.0
#include "report/plan_facts.h"

#include <algorithm>
#include <cmath>

#include "core/text.h"

namespace lastmeter {

namespace {

double weight_of(const PartitionResult& result, double households, double population) {
  switch (result.weigh) {
    case UnitWeight::Households:
      return households;
    case UnitWeight::Population:
      return population;
  }
  return 0.0;
}

std::string proof_of(const PlacementResult& result, const Wording& words) {
  if (result.plan.proved) {
    return words.say("placement.proved");
  }
  const auto gap = gap_of(result.plan);
  return gap ? words.say("placement.gap", {{"gap", words.percent(*gap)}}) : "";
}

double closed_posts(const PlacementResult& result) {
  double standing = 0.0;
  double open = 0.0;
  for (const PlacementSite& site : result.list.sites) {
    standing += site.standing == Standing::New ? 0.0 : 1.0;
  }
  for (const CandidateId id : result.plan.open) {
    open += result.list.sites[id].standing == Standing::New ? 0.0 : 1.0;
  }
  return standing - open;
}

PlacementWords cover_words(const StudyArea& area, const PlacementResult& result, const Wording& words) {
  const std::string unit(unit_of(result.question.weigh, area.basis));
  const double total = result.total_weight;
  const double after = result.score.served_weight;
  const double before = result.before.served_weight;
  return {.headline = words.say("placement.cover",
                                {{"sites", words.counted(static_cast<double>(result.score.new_sites), "sites")},
                                 {"what", words.say("of." + unit)},
                                 {"before", words.percent(before / total)},
                                 {"after", words.percent(after / total)}}),
          .detail = words.say("placement.cover.detail", {{"after", grouped(after)},
                                                         {"before", grouped(before)},
                                                         {"more", words.amount(after - before, unit)},
                                                         {"total", words.amount(total, unit)}}),
          .proof = proof_of(result, words)};
}

}  // namespace

std::map<CandidateId, std::size_t> phases_of(const PlacementResult& result) {
  std::map<CandidateId, std::size_t> phases;
  if (result.phasing) {
    for (std::size_t step = 0; step < result.phasing->steps.size(); ++step) {
      for (const CandidateId site : result.phasing->steps[step].opened) {
        phases[site] = step + 1;
      }
    }
  }
  return phases;
}

std::optional<std::vector<double>> served_alone(const PlacementResult& result) {
  const bool covers =
      result.question.goal == PlacementGoal::MaxCover || result.question.goal == PlacementGoal::SetCover;
  if (!result.changes || !covers) {
    return std::nullopt;
  }
  std::vector<double> alone(result.list.sites.size(), 0.0);
  for (const SiteChange& change : result.changes->closing) {
    alone[change.site.index()] = std::max(0.0, -change.served_weight);
  }
  return alone;
}

double worth_of(const PlacementResult& result, const std::optional<std::vector<double>>& alone, CandidateId site) {
  return alone ? (*alone)[site.index()] : result.allocation.catchments[site.index()].weight;
}

std::vector<CandidateId> new_sites(const PlacementResult& result) {
  std::vector<CandidateId> sites;
  for (const CandidateId id : result.plan.open) {
    if (result.list.sites[id].standing == Standing::New) {
      sites.push_back(id);
    }
  }
  const auto phases = phases_of(result);
  const auto alone = served_alone(result);
  const auto key = [&](CandidateId id) {
    const auto phase = phases.find(id);
    return std::pair(phase == phases.end() ? std::size_t{0} : phase->second, -worth_of(result, alone, id));
  };
  std::stable_sort(sites.begin(), sites.end(), [&](CandidateId a, CandidateId b) { return key(a) < key(b); });
  return sites;
}

PlacementWords placement_words(const StudyArea& area, const PlacementResult& result, const Wording& words) {
  PlacementWords said;
  const std::string sites = words.counted(static_cast<double>(result.score.new_sites), "sites");
  const std::string unit(unit_of(result.question.weigh, area.basis));
  const double objective = result.plan.objective;
  switch (result.question.goal) {
    case PlacementGoal::MaxCover:
    case PlacementGoal::SetCover:
      if (result.total_weight > 0.0) {
        said = cover_words(area, result, words);
      }
      break;
    case PlacementGoal::PMedian:
    case PlacementGoal::Capacitated:
      said.headline = words.say(
          "placement.mean",
          {{"sites", sites}, {"mean", fixed(result.total_weight > 0.0 ? objective / result.total_weight : 0.0, 0)}});
      said.detail = words.say("placement.mean.detail", {{"total", words.amount(result.total_weight, unit)}});
      break;
    case PlacementGoal::PCenter:
      said.headline = words.say("placement.worst", {{"sites", sites}, {"worst", fixed(objective, 0)}});
      said.detail = words.say("placement.mean.detail", {{"total", words.amount(result.total_weight, unit)}});
      break;
  }
  said.proof = proof_of(result, words);
  if (result.question.one_plus_n) {
    said.detail += " " + words.say("placement.one_plus_n");
  }
  if (const double closed = closed_posts(result); closed > 0.0) {
    said.detail += " " + words.say("placement.closed", {{"posts", words.counted(closed, "facilities")}});
  }
  return said;
}

PartitionWords partition_words(const PartitionResult& result, const Wording& words) {
  const PartitionTotals& totals = result.totals;
  const std::string unit(unit_of(result.weigh));
  const std::string zones = words.counted(static_cast<double>(totals.zones), result.name + ".zones");
  const std::string units =
      words.counted(static_cast<double>(totals.units), "units." + std::string(name_of(result.source)));
  PartitionWords said;
  if (is_bounded(result)) {
    const std::string most = std::isfinite(result.most) ? grouped(result.most) : "\u221e";
    said.headline = words.say(result.name + ".bounded", {{"zones", zones},
                                                         {"units", units},
                                                         {"within", grouped(totals.ordinary - totals.out_of_bounds)},
                                                         {"of", grouped(totals.ordinary)},
                                                         {"least", grouped(result.least)},
                                                         {"most", most},
                                                         {"unit", words.say("u." + unit)}});
  } else {
    said.headline = words.say("partition.free", {{"zones", zones}, {"units", units}});
  }
  said.detail = words.say("partition.detail", {{"units", units},
                                               {"least", words.amount(totals.weight_least, unit)},
                                               {"most", words.amount(totals.weight_most, unit)},
                                               {"total", words.amount(weight_of_units(result), unit)}});
  if (result.has_today) {
    double households = 0.0;
    for (const PlannedUnit& one : result.units) {
      households += one.households;
    }
    said.detail +=
        " " + words.say("partition.moved",
                        {{"moved", grouped(totals.households_moved)},
                         {"total", words.amount(households, "households")},
                         {"share", words.percent(households > 0.0 ? totals.households_moved / households : 0.0)}});
  }
  said.before = words.say(result.has_today ? "partition.before" : "partition.before.units", {{"units", units}});
  said.after = words.say("partition.after", {{"zones", zones}});
  return said;
}

std::string before_table(const PartitionResult& result) {
  if (result.has_today) {
    return "grid_zones";
  }
  switch (result.source) {
    case UnitSource::Units:
      return "units";
    case UnitSource::Compounds:
    case UnitSource::GridZones:
    case UnitSource::Buildings:
    case UnitSource::Population:
      return "";
  }
  return "";
}

std::map<std::string, double> before_weights(const PartitionResult& result) {
  std::map<std::string, double> weights;
  for (const PlannedLineage& each : result.lineage) {
    weights[each.old_zone] += each.weight;
  }
  if (!result.has_today) {
    for (const PlannedUnit& unit : result.units) {
      weights[unit.code] = weight_of(result, unit.households, unit.population);
    }
  }
  return weights;
}

std::map<std::string, double> plan_weights(const PartitionResult& result) {
  std::map<std::string, double> weights;
  for (const PlannedZone& zone : result.zones) {
    if (!zone.dedicated) {
      weights[zone.code] = weight_of(result, zone.households, zone.population);
    }
  }
  return weights;
}

bool is_bounded(const PartitionResult& result) { return result.least > 0.0 || std::isfinite(result.most); }

double weight_of_units(const PartitionResult& result) {
  double sum = 0.0;
  for (const PlannedUnit& unit : result.units) {
    sum += weight_of(result, unit.households, unit.population);
  }
  return sum;
}

}  // namespace lastmeter
