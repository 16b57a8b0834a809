// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/amounts.h"
#include "core/text.h"
#include "partition/choose_sets.h"
#include "partition/grow_sets.h"
#include "partition/partition_bounds.h"

namespace lastmeter {

namespace {

std::string amount(double weight) {
  return weight == std::round(weight) && weight < 1e15 ? grouped(weight) : fmt::format("{:.6g}", weight);
}

std::string each_of(double weight, std::size_t zones) {
  const double mean = weight / static_cast<double>(zones);
  return mean >= 100.0 ? grouped(mean) : fmt::format("{:.4g}", mean);
}

std::string bounds_of(const PartitionParts& parts) {
  return std::isfinite(parts.most) ? fmt::format("{} to {}", amount(parts.least), amount(parts.most))
                                   : fmt::format("{} or more", amount(parts.least));
}

class Reasons {
 public:
  /// `moved`: least_moved of the problem before contraction, which rounds where compounds lie today.
  Reasons(const PartitionProblem& problem, double moved)
      : problem_(problem),
        limits_(problem.parts()),
        place_(limits_.name.empty() ? "the area" : limits_.name),
        moved_(moved) {}

  std::vector<std::string> all() {
    name_heavy_units();
    name_too_few_units();
    weigh_parts();
    weigh_moves();
    if (lines_.empty()) {
      count_lumps();
    }
    if (lines_.empty()) {
      try_units();
    }
    return std::move(lines_);
  }

 private:
  [[nodiscard]] const BasicUnit& unit(std::size_t i) const { return problem_.graph().units()[UnitId(i)]; }

  void name_heavy_units() {
    for (std::size_t i = 0; i < problem_.graph().size(); ++i) {
      if (unit(i).weight > limits_.most && !problem_.fits(std::max(unit(i).weight, limits_.least))) {
        lines_.push_back(fmt::format("unit '{}' weighs {}, {} more than the {} of a zone: divide it, or raise the most",
                                     unit(i).code, amount(unit(i).weight), amount(unit(i).weight - limits_.most),
                                     amount(limits_.most)));
      }
    }
  }

  void name_too_few_units() {
    if (limits_.zones_least > problem_.graph().size()) {
      lines_.push_back(fmt::format("{} has {} whole, too few for {}: allow {}", place_,
                                   counted(problem_.graph().size(), "basic unit that stays", "basic units that stay"),
                                   counted(limits_.zones_least, "zone"), problem_.graph().size()));
    }
  }

  void weigh_parts() {
    const UnitParts parts = connected_parts(problem_.graph());
    std::vector<double> weights(parts.count, 0.0);
    std::vector<std::size_t> first(parts.count, problem_.graph().size());
    for (std::size_t i = 0; i < problem_.graph().size(); ++i) {
      weights[parts.part_of[i]] += unit(i).weight;
      first[parts.part_of[i]] = std::min(first[parts.part_of[i]], i);
    }
    for (std::size_t p = 0; p < parts.count; ++p) {
      const ZoneRange range = zones_of_weight(limits_, weights[p]);
      if (range.least > range.most) {
        name_total(parts.count > 1 ? fmt::format("{}, its part of unit '{}',", place_, unit(first[p]).code) : place_,
                   weights[p], range);
      }
    }
    if (lines_.empty()) {
      compare_counts(parts.count);
    }
  }

  /// Of more zones than there will be, only the heaviest can stay.
  void weigh_moves() {
    const double total = problem_.graph().total_weight();
    if (moved_ > limits_.moved_at_most * total * (1.0 + 1e-9) + 1e-9 * total) {
      lines_.push_back(
          fmt::format("{} has more zones today than the {} asked for: {} of {} must move, {:.4g} % may: let "
                      "{:.4g} % move, or ask for more zones",
                      place_, limits_.zones_most, amount(moved_), amount(total), 100.0 * limits_.moved_at_most,
                      100.0 * moved_ / total + 5e-3));
    }
  }

  void name_total(const std::string& where, double weight, const ZoneRange& range) {
    if (range.most == 0) {
      lines_.push_back(fmt::format("{} holds {}, less than the {} of one zone: lower the least by {}", where,
                                   amount(weight), amount(limits_.least), amount(limits_.least - weight)));
      return;
    }
    lines_.push_back(
        fmt::format("{} holds {}: zones of {} would be {} of {} or {} of {}: lower the least to {}, or "
                    "raise the most to {}",
                    where, amount(weight), bounds_of(limits_), range.least, each_of(weight, range.least), range.most,
                    each_of(weight, range.most), each_of(weight, range.least), each_of(weight, range.most)));
  }

  void compare_counts(std::size_t parts) {
    const ZoneCounts counts = possible_zone_counts(problem_);
    const double weight = problem_.graph().total_weight();
    const std::string pieces = parts > 1 ? fmt::format(" in {} parts that do not touch", parts) : "";
    if (counts.least > limits_.zones_most) {
      lines_.push_back(fmt::format(
          "{} holds {}{}: {} needs {} of {}; {} of {} {} not enough: allow {}", place_, amount(weight), pieces,
          bounds_of(limits_), counted(counts.least, "zone"), each_of(weight, counts.least), limits_.zones_most,
          each_of(weight, limits_.zones_most), limits_.zones_most == 1 ? "is" : "are", counted(counts.least, "zone")));
    } else if (counts.most < limits_.zones_least) {
      lines_.push_back(fmt::format("{} holds {}{}: {} allows {} zones of {}; {} of {} are too many: ask for {} zones",
                                   place_, amount(weight), pieces, bounds_of(limits_), counts.most,
                                   each_of(weight, counts.most), limits_.zones_least,
                                   each_of(weight, limits_.zones_least), counts.most));
    }
  }

  /// Two units that each weigh more than half a zone never share one.
  void count_lumps() {
    std::size_t lumps = 0;
    double lightest = limits_.most;
    for (const BasicUnit& each : problem_.graph().units()) {
      if (each.weight > limits_.most / 2.0 * (1.0 + 1e-8) + 1e-8) {
        ++lumps;
        lightest = std::min(lightest, each.weight);
      }
    }
    if (lumps > limits_.zones_most) {
      lines_.push_back(
          fmt::format("{} has {} units of {} or more, of which no zone of at most {} holds two; {} zones "
                      "are not enough: allow {}",
                      place_, lumps, amount(lightest), amount(limits_.most), limits_.zones_most, lumps));
    }
  }

  /// Units that no connected set within the bounds holds.
  void try_units() {
    SetGrowth growth(problem_, 0);
    for (std::size_t i = 0; i < problem_.graph().size(); ++i) {
      double below = 0.0;
      growth.allow_steps(kStepsForUnit);
      growth.forget_beyond();
      const auto end = growth.from(UnitId(i), [&](std::span<const UnitId> /*members*/, double weight) {
        below = std::max(below, weight);
        return weight < limits_.least * (1.0 - 1e-8) - 1e-8 ? SetGrowth::Visit::Go : SetGrowth::Visit::Stop;
      });
      if (end == SetGrowth::End::All) {
        name_lonely(unit(i), below, growth.beyond());
      }
    }
  }

  void name_lonely(const BasicUnit& lonely, double below, double beyond) {
    const std::string more =
        std::isfinite(beyond) ? fmt::format(", or raise the most to {}", amount(beyond)) : std::string();
    lines_.push_back(
        fmt::format("unit '{}' of {} fits no zone of {}: with units it touches a zone of it weighs {} at "
                    "most{}: lower the least to {}{}",
                    lonely.code, amount(lonely.weight), bounds_of(limits_), amount(below),
                    std::isfinite(beyond) ? fmt::format(", or {} and more", amount(beyond)) : "", amount(below), more));
  }

  static constexpr std::size_t kStepsForUnit = 3'000;

  const PartitionProblem& problem_;
  const PartitionParts& limits_;
  std::string place_;
  double moved_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> why_infeasible(const PartitionProblem& problem) {
  if (problem.parts().compounds.empty()) {
    return Reasons(problem, least_moved(problem)).all();
  }
  const Contraction whole = contracted(problem);
  return Reasons(whole.problem, least_moved(problem)).all();
}

}  // namespace lastmeter
