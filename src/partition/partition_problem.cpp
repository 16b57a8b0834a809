// SPDX-License-Identifier: Apache-2.0
#include "partition/partition_problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/error.h"

namespace lastmeter {

namespace {

std::string place_of(const PartitionParts& parts) {
  return parts.name.empty() ? "the partition" : fmt::format("the partition of {}", parts.name);
}

[[noreturn]] void refuse(const PartitionParts& parts, const std::string& what, const std::string& fix) {
  throw ConfigError(fmt::format("{} {}", place_of(parts), what), fix);
}

void check_limits(const PartitionParts& parts) {
  if (parts.graph.size() == 0) {
    refuse(parts, "has no basic unit", "give it at least one");
  }
  if (!(std::isfinite(parts.least) && parts.least >= 0.0 && parts.most >= parts.least)) {
    refuse(parts, fmt::format("asks for zones of {} to {}", parts.least, parts.most),
           "give a least weight of 0 or more and a most that is not below it");
  }
  if (parts.zones_least < 1 || parts.zones_most < parts.zones_least) {
    refuse(parts, fmt::format("asks for {} to {} zones", parts.zones_least, parts.zones_most),
           "give a range of 1 or more that ascends");
  }
  if (!(parts.moved_at_most >= 0.0 && parts.moved_at_most <= 1.0)) {
    refuse(parts, fmt::format("lets a share of {} move", parts.moved_at_most), "give a share from 0 to 1");
  }
  if (parts.moved_at_most < 1.0 && parts.today.empty()) {
    refuse(parts, "limits what may move, but has no plan in force", "give the plan, or remove the limit");
  }
}

void check_lists(const PartitionParts& parts) {
  const std::size_t units = parts.graph.size();
  if (!parts.compounds.empty() && parts.compounds.size() != units) {
    refuse(parts, fmt::format("lists {} compounds for {} units", parts.compounds.size(), units), "list one per unit");
  }
  if (!parts.today.empty() && parts.today.size() != units) {
    refuse(parts, fmt::format("lists a plan in force of {} for {} units", parts.today.size(), units),
           "list one zone per unit");
  }
}

void check_prices(const PartitionParts& parts) {
  const PartitionPrices& prices = parts.prices;
  for (const double price : {prices.cut_edges, prices.border, prices.moment, prices.deviation, prices.workload,
                             prices.mixture, prices.affinity, prices.moved}) {
    if (!(std::isfinite(price) && price >= 0.0)) {
      refuse(parts, fmt::format("has a price of {}", price), "give finite prices of 0 or more");
    }
  }
  if (!(prices.along_credit >= 0.0 && prices.along_credit <= 1.0)) {
    refuse(parts, fmt::format("has a credit of {} along streets", prices.along_credit), "give a share from 0 to 1");
  }
}

double total_area(const UnitGraph& graph) {
  double area = 0.0;
  for (const BasicUnit& unit : graph.units()) {
    area += unit.area.value();
  }
  return area;
}

/// A disc of the mean zone's area has a moment of weight x area / (2 pi).
double price_of_moment(const PartitionParts& parts, double zones) {
  if (parts.prices.moment <= 0.0) {
    return 0.0;
  }
  const double area = total_area(parts.graph);
  const double weight = parts.graph.total_weight();
  if (!(area > 0.0)) {
    refuse(parts, "prices the moment of zones, but no unit has an area", "give areas, or price borders instead");
  }
  return weight > 0.0 ? parts.prices.moment * zones * zones * 2.0 * std::numbers::pi / (weight * area) : 0.0;
}

/// Weighted squares of the trait about its mean.
double mixture_of_all(const UnitGraph& graph) {
  const double weight = graph.total_weight();
  if (!(weight > 0.0)) {
    return 0.0;
  }
  double mean = 0.0;
  for (const BasicUnit& unit : graph.units()) {
    mean += unit.weight / weight * unit.trait;
  }
  double squares = 0.0;
  for (const BasicUnit& unit : graph.units()) {
    squares += unit.weight * (unit.trait - mean) * (unit.trait - mean);
  }
  return squares;
}

}  // namespace

PartitionProblem::PartitionProblem(PartitionParts parts) : parts_(std::move(parts)) {
  check_limits(parts_);
  check_lists(parts_);
  check_prices(parts_);
  const UnitGraph& graph = parts_.graph;
  const bool fixed = parts_.zones_least == parts_.zones_most || !std::isfinite(parts_.most);
  if (!parts_.scales) {
    parts_.scales = PriceScales{graph.mean_length(), graph.total_weight() / static_cast<double>(graph.size())};
  }
  const double zones = parts_.scales->zones.value_or(static_cast<double>(parts_.zones_least));
  ideal_ = parts_.scales->ideal.value_or(fixed ? graph.total_weight() / zones : (parts_.least + parts_.most) / 2.0);
  parts_.scales->zones = zones;
  parts_.scales->ideal = ideal_;
  moment_price_ = price_of_moment(parts_, zones);
  if (!parts_.scales->mixture) {
    parts_.scales->mixture = mixture_of_all(graph);
  }
  const double mixture = *parts_.scales->mixture;
  mixture_price_ = mixture > 0.0 ? parts_.prices.mixture * zones / mixture : 0.0;
  const double mean_unit = parts_.scales->unit_weight;
  moved_price_ = !parts_.today.empty() && mean_unit > 0.0 ? parts_.prices.moved / mean_unit : 0.0;
  for (const BasicUnit& unit : graph.units()) {
    mean_workload_ += unit.workload / zones;
  }
  const double mean_length = parts_.scales->border.value();
  border_prices_.reserve(graph.borders().size());
  for (const UnitBorder& border : graph.borders()) {
    const double lengths = mean_length > 0.0 ? border.length.value() / mean_length : 0.0;
    const double full = parts_.prices.cut_edges * border.count + parts_.prices.border * lengths;
    border_prices_.push_back(full * (1.0 - parts_.prices.along_credit * border.along) +
                             parts_.prices.affinity * border.ties);
  }
}

bool PartitionProblem::fits(double weight) const {
  const auto slack = [](double bound) { return 1e-9 * std::max(1.0, std::abs(bound)); };
  return weight >= parts_.least - slack(parts_.least) &&
         (!std::isfinite(parts_.most) || weight <= parts_.most + slack(parts_.most));
}

}  // namespace lastmeter
