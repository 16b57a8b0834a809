// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"

namespace lastmeter {

/// What a plan is scored by. SetCover: cost of the open sites, lowest, with the asked share of demand served. MaxCover:
/// served weight, highest. PMedian: sum of weight x distance to the nearest open site, lowest. PCenter: largest such
/// distance, lowest. Capacitated: cost of open sites plus weight x distance of the cheapest allocation within
/// capacities (demand may be split), lowest.
enum class PlacementGoal { SetCover, MaxCover, PMedian, PCenter, Capacitated };
std::string_view name_of(PlacementGoal goal);  // "set_cover", "max_cover", "p_median", "p_center", "capacitated"

/// New sites count against the number of sites. Existing ones do not; they may be closed. Fixed ones stay open.
enum class Standing { New, Existing, Fixed };

struct Candidate {
  std::string code;
  double cost = 1.0;               // of having it open, any one currency; finite, >= 0
  std::optional<double> capacity;  // in the unit of the weights; none = unlimited; used by Capacitated alone
  Standing standing = Standing::New;
};

/// at_least <= sum of coefficient x (1 if open) <= at_most: one centre per community, sites too close to each other,
/// options of one site that exclude each other, two kinds of money.
struct SiteRule {
  std::string name;  // for explanations: "community C012: exactly one centre"
  std::vector<CandidateId> candidates;
  std::vector<double> coefficients;  // empty: 1 each
  std::optional<double> at_least;
  std::optional<double> at_most;
};

/// Whom each candidate can serve, and how well: flat rows by demand, in a row candidates ascend. A row may stand for
/// many demand points that no plan can tell apart.
struct ServiceRows {
  std::vector<double> weights;        // finite, >= 0
  std::vector<std::uint64_t> starts;  // rows + 1
  std::vector<CandidateId> candidates;
  /// By pair. Cover goals: share of the weight that counts as served, in (0, 1]; empty = 1 everywhere. Other goals:
  /// distance (or cost of serving one unit of weight), finite, >= 0.
  std::vector<double> values;

  struct Row {
    double weight;
    std::span<const CandidateId> candidates;
    std::span<const double> values;  // empty where all are 1
  };
  [[nodiscard]] std::size_t size() const { return weights.size(); }
  [[nodiscard]] Row row(std::size_t i) const {
    const std::size_t first = starts[i];
    const std::size_t count = starts[i + 1] - first;
    return {weights[i], std::span(candidates).subspan(first, count),
            values.empty() ? std::span<const double>() : std::span(values).subspan(first, count)};
  }
};

/// What a placement problem is made of.
struct PlacementParts {
  PlacementGoal goal = PlacementGoal::MaxCover;
  IdVector<CandidateId, Candidate> candidates;
  ServiceRows rows;
  std::optional<std::size_t> sites;  // at most so many New sites; none: as many as money and rules allow
  std::optional<double> budget;      // at most so much cost over all open sites
  std::vector<SiteRule> rules;
  double cover_share = 1.0;     // SetCover: of the total weight, in (0, 1]
  std::size_t cover_times = 1;  // cover goals: open sites a row needs to count as served (backup cover: 2); >= 1
};

/// A placement problem that is sound: immutable once built. Whether it has a solution is for the methods to say.
class PlacementProblem {
 public:
  /// Throws ConfigError for what makes no problem at all, in one line that names the candidate, row or rule and the
  /// figure: a number that is not finite, a negative cost, weight, distance or capacity, a share outside (0, 1], ids
  /// out of range, rows that do not ascend, shares together with cover_times > 1, a distance goal without values.
  explicit PlacementProblem(PlacementParts parts);

  [[nodiscard]] const PlacementParts& parts() const { return parts_; }
  [[nodiscard]] PlacementGoal goal() const { return parts_.goal; }
  [[nodiscard]] const IdVector<CandidateId, Candidate>& candidates() const { return parts_.candidates; }
  [[nodiscard]] const ServiceRows& rows() const { return parts_.rows; }
  [[nodiscard]] double total_weight() const { return total_weight_; }
  /// SetCover: what may stay unserved of the share asked for, for sums in doubles: 1e-9 of all; where everything is
  /// asked for, less than any row weighs (rows below 1e-13 of all excepted, which sums cannot tell).
  [[nodiscard]] double spare_weight() const;
  /// The only limit is a number of sites, and all candidates are New: what the textbook methods are made for.
  [[nodiscard]] bool plain() const;

 private:
  PlacementParts parts_;
  double total_weight_ = 0.0;
  double least_weight_ = 0.0;  // of the rows above 0
};

/// What sums of money and counts may be beyond a limit: the rounding of doubles, 1e-9 of the limit. All methods and the
/// evaluator allow the same.
inline double limit_slack(double limit) { return 1e-9 * std::max(1.0, std::abs(limit)); }

/// Coverage is maximized, everything else minimized.
inline bool is_maximized(PlacementGoal goal) { return goal == PlacementGoal::MaxCover; }
inline bool is_cover(PlacementGoal goal) { return goal == PlacementGoal::MaxCover || goal == PlacementGoal::SetCover; }

}  // namespace lastmeter
