// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "partition/unit_graph.h"

namespace lastmeter {

/// What each unit of a soft measure costs; all >= 0 and finite. A plan's objective is the sum, lowest is best. The
/// measures are dimensionless, so that prices mean about the same in a town and in a country.
struct PartitionPrices {
  double cut_edges = 0.5;     // per border between units of two zones
  double border = 0.5;        // per mean border length of the limits between zones
  double along_credit = 0.0;  // share of both forgiven where the limit runs along a street or barrier; 0..1
  double moment = 0.0;        // per zone that is as spread out as a disc of the mean zone's area (weighted 2nd moment)
  double deviation = 0.0;     // per mean zone weight that zones are off the mean, summed over zones
  double workload = 0.0;      // the same for workload
  double mixture = 0.0;       // per zone whose units differ in their trait as much as all do (weighted squares)
  double affinity = 0.0;      // per border between units of two zones that belong together
  double moved = 0.0;         // per mean unit weight that changes its zone against today's plan
};

/// A limit costs the same for every border it cuts, whatever its length and place.
constexpr bool prices_count_borders(const PartitionPrices& prices) {
  return prices.cut_edges > 0.0 && prices.border == 0.0 && prices.along_credit == 0.0 && prices.affinity == 0.0;
}

/// What prices are per; stated where a problem is derived from another, whose prices it keeps.
struct PriceScales {
  Metres border;                       // mean border length
  double unit_weight = 0.0;            // mean weight of a unit
  std::optional<double> zones = {};    // that measures of whole zones are per
  std::optional<double> ideal = {};    // weight of a zone
  std::optional<double> mixture = {};  // weighted squares of the trait, about the mean of all
};

/// What a partition problem is made of. Zones of a parent each make a problem of their own.
struct PartitionParts {
  std::string name;  // of the parent, for explanations: "community 370481001002"; may be empty
  UnitGraph graph;
  double least = 0.0;  // weight of a zone, both inclusive
  double most = std::numeric_limits<double>::infinity();
  std::size_t zones_least = 1;
  std::size_t zones_most = 1;
  /// By unit: what is to stay whole (unless heavier than `most`, or not connected: then each part). Empty: nothing.
  std::vector<std::optional<std::uint32_t>> compounds;
  /// By unit: its zone in the plan in force, 0 .. ; empty: no plan in force.
  std::vector<std::optional<ZoneId>> today;
  double moved_at_most = 1.0;  // share of the total weight that may change its zone, in [0, 1]; needs `today`
  PartitionPrices prices;
  std::optional<PriceScales> scales;  // none: as the graph is
};

/// A partition problem that is sound; immutable once built. Whether it has a solution is for the methods to say.
class PartitionProblem {
 public:
  /// Throws ConfigError for what makes no problem at all, in one line with the figure: no unit, bounds that are not
  /// finite numbers or cross (`most` may be infinite), no zone, prices below 0, lists of another
  /// length than the units, a moment without areas, a share outside [0, 1].
  explicit PartitionProblem(PartitionParts parts);

  [[nodiscard]] const PartitionParts& parts() const { return parts_; }
  [[nodiscard]] const UnitGraph& graph() const { return parts_.graph; }
  [[nodiscard]] const PartitionPrices& prices() const { return parts_.prices; }
  /// What cutting this border costs: cut edges and length, less the credit, and ties.
  [[nodiscard]] double price(BorderId border) const { return border_prices_[border.index()]; }
  /// Mean weight of a zone where the number of zones is fixed; else the middle of the bounds.
  [[nodiscard]] double ideal() const { return ideal_; }
  /// Price of one unit of weight x squared metre of the moment; 0 without a price.
  [[nodiscard]] double moment_price() const { return moment_price_; }
  /// Price of one unit of the trait's weighted squares within zones; 0 without a price, or where all are alike.
  [[nodiscard]] double mixture_price() const { return mixture_price_; }
  /// Price of one unit of weight that moves; 0 without one.
  [[nodiscard]] double moved_price() const { return moved_price_; }
  [[nodiscard]] double mean_workload() const { return mean_workload_; }  // of a zone
  /// Weight within the bounds, the rounding of sums allowed (1e-9 of the bound).
  [[nodiscard]] bool fits(double weight) const;

 private:
  PartitionParts parts_;
  std::vector<double> border_prices_;
  double ideal_ = 0.0;
  double moment_price_ = 0.0;
  double mixture_price_ = 0.0;
  double moved_price_ = 0.0;
  double mean_workload_ = 0.0;
};

/// The same problem with every compound made one unit (see PartitionParts::compounds), so that no method can split
/// one. Spreading its zones back gives a plan of the original with the same objective but for three things: the moment
/// (a contracted unit lies at its weighted centre; `own_moment` is what is inside of it), likewise the mixture (its
/// trait is the weighted mean), and moves (a contracted unit lies today where most of its weight does).
struct Contraction {
  PartitionProblem problem;
  std::vector<UnitId> piece_of;         // by original unit
  std::vector<double> own_moment;       // by contracted unit, weight x m2 about its own centre
  std::vector<double> own_mixture;      // by contracted unit, weighted squares of the trait about its own mean
  std::vector<std::string> left_whole;  // one line for each compound that could not be kept whole, with the reason
};
Contraction contracted(const PartitionProblem& problem);

}  // namespace lastmeter
