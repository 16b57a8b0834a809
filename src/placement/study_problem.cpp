// SPDX-License-Identifier: Apache-2.0
#include "placement/study_problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "core/text.h"
#include "coverage/cover_signatures.h"
#include "placement/cover_rows.h"
#include "placement/study_rules.h"

namespace lastmeter {

namespace {

/// Collects rows one after the other.
class RowBuilder {
 public:
  void add(double weight, std::span<const FacilityId> sites, std::span<const double> values) {
    rows_.weights.push_back(weight);
    for (const FacilityId site : sites) {
      rows_.candidates.emplace_back(site.index());
    }
    rows_.values.insert(rows_.values.end(), values.begin(), values.end());
    rows_.starts.push_back(rows_.candidates.size());
  }
  ServiceRows take() { return std::move(rows_); }

 private:
  ServiceRows rows_{.weights = {}, .starts = {0}, .candidates = {}, .values = {}};
};

double gradual_share(const GradualService& gradual, double distance) {
  const double full = gradual.full_to.value();
  const double none = gradual.none_beyond.value();
  return distance <= full ? 1.0 : std::max(0.0, (none - distance) / (none - full));
}

/// A row for each demand point with weight; `value` of a distance. Gradual service: `drop_zero` leaves pairs of value 0
/// out and keeps points without any; distance goals leave points that nobody can serve out, so that the others have an
/// answer.
template <class Value>
ServiceRows single_rows(const Reach& pairs, std::span<const double> weights, bool drop_zero, const Value& value) {
  RowBuilder builder;
  std::vector<FacilityId> sites;
  std::vector<double> values;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0.0) {
      continue;
    }
    const Reach::Row row = pairs.row(DemandId(i));
    sites.clear();
    values.clear();
    for (std::size_t k = 0; k < row.facilities.size(); ++k) {
      const double each = value(row.distances[k]);
      if (!drop_zero || each > 0.0) {
        sites.push_back(row.facilities[k]);
        values.push_back(each);
      }
    }
    if (!sites.empty() || drop_zero) {
      builder.add(weights[i], sites, values);
    }
  }
  return builder.take();
}

ServiceRows rows_of(const PlacementQuestion& question, const Reach& pairs, std::span<const double> weights,
                    std::size_t site_count) {
  if (!is_cover(question.goal)) {
    return single_rows(pairs, weights, false, [](double distance) { return distance; });
  }
  if (question.gradual) {
    return single_rows(pairs, weights, true,
                       [&](double distance) { return gradual_share(*question.gradual, distance); });
  }
  return cover_rows(cover_signatures(pairs, weights, std::vector<Metres>(site_count, pairs.limit())));
}

}  // namespace

Reach counted_pairs(const StudyArea& area, const SiteList& list, const PlacementQuestion& question,
                    const Reach& reach) {
  const auto level = home_level(area);
  const auto counts = [&](const DemandPoint& point, const PlacementSite& site, double distance) {
    if (is_cover(question.goal) &&
        distance > (question.gradual ? question.gradual->none_beyond : site.radius).value()) {
      return false;
    }
    const bool bound =
        question.service == ServiceRule::Home || (question.one_plus_n && site.kind == FacilityKind::Centre);
    return !bound || (level && site.home && home_zone(*level, point) == site.home);
  };
  std::vector<std::uint64_t> starts{0};
  std::vector<FacilityId> sites;
  std::vector<double> distances;
  for (std::size_t i = 0; i < area.demand.size(); ++i) {
    const Reach::Row row = reach.row(DemandId(i));
    for (std::size_t k = 0; k < row.facilities.size(); ++k) {
      if (counts(area.demand.items()[i], list.sites.items()[row.facilities[k].index()], row.distances[k])) {
        sites.push_back(row.facilities[k]);
        distances.push_back(row.distances[k]);
      }
    }
    starts.push_back(sites.size());
  }
  return {reach.limit(), std::move(starts), std::move(sites), std::move(distances)};
}

std::vector<double> demand_weights(const StudyArea& area, Measure measure) {
  const FlatDemand demand = flatten_demand(area);
  std::vector<double> weights;
  weights.reserve(demand.size());
  for (const DemandSum& weight : demand.weight) {
    weights.push_back(weight.of(measure));
  }
  return weights;
}

PlacementProblem study_problem(const StudyArea& area, const SiteList& list, const PlacementQuestion& question,
                               const Reach& pairs) {
  return study_problem(area, list, question, pairs, demand_weights(area, question.weigh));
}

PlacementProblem study_problem(const StudyArea& area, const SiteList& list, const PlacementQuestion& question,
                               const Reach& pairs, std::span<const double> weights) {
  PlacementParts parts;
  parts.goal = question.goal;
  const bool cost_in_budget_alone = question.goal == PlacementGoal::Capacitated;
  for (const PlacementSite& site : list.sites) {
    parts.candidates.push_back({.code = site.code,
                                .cost = cost_in_budget_alone ? 0.0 : site.cost,
                                .capacity = site.capacity,
                                .standing = site.standing});
  }
  parts.rows = rows_of(question, pairs, weights, list.sites.size());
  parts.sites = question.sites;
  parts.cover_share = question.cover_share;
  parts.cover_times = question.cover_times;
  if (!cost_in_budget_alone) {
    parts.budget = question.budget;
  }
  parts.rules = study_rules(area, list, question);
  return PlacementProblem(std::move(parts));
}

}  // namespace lastmeter
