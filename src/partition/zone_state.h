// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "partition/partition_problem.h"

namespace lastmeter {

/// A problem in flat arrays for the inner loops of a search: a pair of units with several borders is one arc each way,
/// open if any of them is; those that connect stand first.
struct FlatPartition {
  struct Arc {
    std::uint32_t to;
    double price;  // of cutting it
  };
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  explicit FlatPartition(const PartitionProblem& problem);

  [[nodiscard]] std::size_t size() const { return weight.size(); }
  [[nodiscard]] std::span<const Arc> open(std::uint32_t unit) const {
    return std::span(arcs).subspan(starts[unit], open_ends[unit] - starts[unit]);
  }
  /// The units across those, alone: half the memory to walk.
  [[nodiscard]] std::span<const std::uint32_t> next_to(std::uint32_t unit) const {
    return std::span(neighbours).subspan(neighbour_starts[unit], neighbour_starts[unit + 1] - neighbour_starts[unit]);
  }
  /// Those of them with a higher number: every pair once.
  [[nodiscard]] std::span<const std::uint32_t> next_above(std::uint32_t unit) const {
    return std::span(neighbours).subspan(above_starts[unit], neighbour_starts[unit + 1] - above_starts[unit]);
  }
  [[nodiscard]] std::span<const Arc> all(std::uint32_t unit) const {
    return std::span(arcs).subspan(starts[unit], starts[unit + 1] - starts[unit]);
  }
  /// Weight that `zones` zones of together `weight` are off the bounds at least.
  [[nodiscard]] double excess(double weight, std::size_t zones) const;

  std::vector<std::uint32_t> starts;
  std::vector<std::uint32_t> open_ends;
  std::vector<Arc> arcs;
  std::vector<double> lengths;  // by arc, metres
  std::vector<std::uint32_t> neighbour_starts;
  std::vector<std::uint32_t> neighbours;
  std::vector<std::uint32_t> above_starts;
  std::vector<double> weight;
  std::vector<double> workload;
  std::vector<double> x;  // from the mean of all units, for the sake of digits
  std::vector<double> y;
  std::vector<std::uint32_t> today;  // kNone: none
  double least;                      // the rounding of sums allowed for
  double most;
  double ideal;
  std::vector<double> trait;  // from the mean of all
  double moment_price;
  double mixture_price;
  double deviation_price;  // per unit of weight
  double workload_price;   // per unit of workload
  double mean_workload;
  double moved_price;
  double moved_limit;  // weight
  double total_weight;
  bool soft;  // anything but borders and moves has a price
};

/// A partition in change, with its tallies. Zones never run empty. Nothing here sees to connectivity but
/// `keeps_connected`. Zone z is today's zone z when moves are counted, so they are counted by label: an upper bound of
/// what evaluate_partition counts.
class ZoneState {
 public:
  /// What a change does to the objective and to the weight outside of the limits.
  struct Change {
    double objective = 0.0;
    double excess = 0.0;
  };

  /// `zone_of` by unit, 0 .. zones-1, each used.
  ZoneState(const FlatPartition& flat, std::vector<std::uint32_t> zone_of, std::size_t zones);

  [[nodiscard]] const FlatPartition& flat() const { return *flat_; }
  [[nodiscard]] std::size_t zones() const { return tallies_.size(); }
  [[nodiscard]] const std::vector<std::uint32_t>& zone_of() const { return zone_of_; }
  [[nodiscard]] double weight(std::uint32_t zone) const { return tallies_[zone].weight; }
  [[nodiscard]] std::span<const std::uint32_t> members(std::uint32_t zone) const { return members_[zone]; }
  /// Units with an open border to another zone, in no useful order.
  [[nodiscard]] std::span<const std::uint32_t> boundary() const { return boundary_; }
  [[nodiscard]] double objective() const { return objective_; }
  /// Weight outside the bounds, summed over zones, and moved beyond the limit.
  [[nodiscard]] double excess() const { return holds() ? 0.0 : excess_; }
  /// All limits hold (exact, however long the sums have been running).
  [[nodiscard]] bool holds() const { return zones_out_ == 0 && moved_ <= flat_->moved_limit; }
  [[nodiscard]] double moved() const { return moved_; }

  /// Of giving the unit to another zone. O(its borders).
  [[nodiscard]] Change flip_change(std::uint32_t unit, std::uint32_t to) const;
  /// Whether the zone of the unit stays in one part (and is not empty) without it: searches from all its neighbours at
  /// once, a step each, until they have met or one has seen its part to the end; as a rule a few units.
  [[nodiscard]] bool keeps_connected(std::uint32_t unit);
  void flip(std::uint32_t unit, std::uint32_t to);

  /// What zones a and b would cost, apart from borders, if a had the units of `of_a` and b the rest of both.
  struct Sums {
    double weight = 0.0;
    double workload = 0.0;
    double x = 0.0;
    double y = 0.0;
    double square = 0.0;
    double trait = 0.0;
    double trait_square = 0.0;
    void add(const FlatPartition& flat, std::uint32_t unit, double sign);
  };
  [[nodiscard]] const Sums& sums(std::uint32_t zone) const { return tallies_[zone]; }
  /// Objective apart from borders and moves, and excess of a zone with these sums.
  [[nodiscard]] Change zone_cost(const Sums& sums) const;
  /// What the zone costs now, as zone_cost.
  [[nodiscard]] const Change& cost(std::uint32_t zone) const { return costs_[zone]; }
  /// Of `weight` more (or less) that moves.
  [[nodiscard]] Change moved_change(double weight) const;
  /// Weight that counts as moved if the unit lies in that zone.
  [[nodiscard]] double moved_weight(std::uint32_t unit, std::uint32_t zone) const {
    const std::uint32_t before = flat_->today[unit];
    return before != FlatPartition::kNone && before != zone ? flat_->weight[unit] : 0.0;
  }

 private:
  void add_member(std::uint32_t unit, std::uint32_t zone);
  void remove_member(std::uint32_t unit, std::uint32_t zone);
  void mark_boundary(std::uint32_t unit, int more);
  void set_sums(std::uint32_t zone, const Sums& sums);
  bool neighbours_meet(std::uint32_t unit, std::size_t seeds);

  const FlatPartition* flat_;
  std::vector<std::uint32_t> zone_of_;
  std::vector<Sums> tallies_;
  std::vector<Change> costs_;
  std::vector<std::vector<std::uint32_t>> members_;
  std::vector<std::uint32_t> slot_;     // by unit, in members_
  std::vector<std::uint32_t> foreign_;  // by unit, open arcs to other zones
  std::vector<std::uint32_t> boundary_;
  std::vector<std::uint32_t> boundary_slot_;
  double objective_ = 0.0;
  double excess_ = 0.0;
  double moved_ = 0.0;
  std::size_t zones_out_ = 0;
  // Of keeps_connected: a queue for each neighbour, and who has seen a unit.
  std::vector<std::vector<std::uint32_t>> queues_;
  std::vector<std::uint32_t> heads_;
  std::vector<std::uint32_t> group_;
  std::vector<std::uint32_t> seen_stamp_;
  std::vector<std::uint32_t> seen_by_;
  std::uint32_t stamp_ = 0;
};

}  // namespace lastmeter
