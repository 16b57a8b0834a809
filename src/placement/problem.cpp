// SPDX-License-Identifier: Apache-2.0
#include "placement/problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "core/error.h"

namespace lastmeter {

namespace {

bool is_amount(double number) { return std::isfinite(number) && number >= 0.0; }

std::string named(const PlacementParts& parts, CandidateId id) {
  const std::string& code = parts.candidates[id].code;
  return code.empty() ? fmt::format("candidate {}", id.index()) : fmt::format("candidate '{}'", code);
}

void check_candidates(const PlacementParts& parts) {
  for (std::size_t j = 0; j < parts.candidates.size(); ++j) {
    const Candidate& candidate = parts.candidates.items()[j];
    if (!is_amount(candidate.cost)) {
      throw ConfigError(fmt::format("{} costs {}", named(parts, CandidateId(j)), candidate.cost),
                        "give it a cost that is a number, 0 or more");
    }
    if (candidate.capacity && !is_amount(*candidate.capacity)) {
      throw ConfigError(fmt::format("{} has capacity {}", named(parts, CandidateId(j)), *candidate.capacity),
                        "give it a capacity that is a number, 0 or more");
    }
  }
}

void check_shape(const ServiceRows& rows) {
  if (rows.starts.size() != rows.size() + 1 || rows.starts.front() != 0 ||
      rows.starts.back() != rows.candidates.size() || !std::is_sorted(rows.starts.begin(), rows.starts.end()) ||
      (!rows.values.empty() && rows.values.size() != rows.candidates.size())) {
    throw std::logic_error("ServiceRows: starts, candidates and values do not fit together");
  }
}

void check_row(const PlacementParts& parts, std::size_t i) {
  const ServiceRows::Row row = parts.rows.row(i);
  if (!is_amount(row.weight)) {
    throw ConfigError(fmt::format("demand {} weighs {}", i, row.weight),
                      "give it a weight that is a number, 0 or more");
  }
  for (std::size_t k = 0; k < row.candidates.size(); ++k) {
    if (row.candidates[k].index() >= parts.candidates.size() || (k > 0 && row.candidates[k] <= row.candidates[k - 1])) {
      throw ConfigError(
          fmt::format("demand {}: candidate {} is out of order or beyond the last", i, row.candidates[k].index()),
          "list each candidate once, in ascending order");
    }
  }
  for (std::size_t k = 0; k < row.values.size(); ++k) {
    const double value = row.values[k];
    if (!is_amount(value) || (is_cover(parts.goal) && (value == 0.0 || value > 1.0))) {
      throw ConfigError(
          fmt::format("demand {} and {}: the value {} is not possible", i, named(parts, row.candidates[k]), value),
          is_cover(parts.goal) ? "give a share above 0 and at most 1" : "give a distance or cost that is 0 or more");
    }
  }
}

void check_rule(const PlacementParts& parts, const SiteRule& rule) {
  const bool sizes = rule.coefficients.empty() || rule.coefficients.size() == rule.candidates.size();
  const bool ids = std::all_of(rule.candidates.begin(), rule.candidates.end(),
                               [&](CandidateId id) { return id.index() < parts.candidates.size(); });
  const bool finite =
      std::all_of(rule.coefficients.begin(), rule.coefficients.end(), [](double each) { return std::isfinite(each); });
  const bool bounds = !std::isnan(rule.at_least.value_or(0.0)) && !std::isnan(rule.at_most.value_or(0.0));
  std::vector<CandidateId> distinct = rule.candidates;
  std::sort(distinct.begin(), distinct.end());
  const bool repeats = std::adjacent_find(distinct.begin(), distinct.end()) != distinct.end();
  if (!sizes || !ids || !finite || !bounds || repeats) {
    throw ConfigError(
        fmt::format("rule '{}' names a candidate twice or beyond the last, or has a number that is none", rule.name),
        "name each candidate once, with one finite coefficient each");
  }
}

void check_limits(const PlacementParts& parts) {
  if (parts.budget && !is_amount(*parts.budget)) {
    throw ConfigError(fmt::format("the budget is {}", *parts.budget), "give an amount of 0 or more");
  }
  if (!(parts.cover_share > 0.0 && parts.cover_share <= 1.0)) {
    throw ConfigError(fmt::format("the share to be covered is {}", parts.cover_share),
                      "give a share above 0 and at most 1");
  }
  if (parts.cover_times == 0) {
    throw ConfigError("demand is to be covered 0 times", "ask for once or more");
  }
  if (parts.cover_times > 1 && is_cover(parts.goal) && !parts.rows.values.empty()) {
    throw ConfigError("backup cover and gradual cover are asked for at once", "choose one of the two");
  }
  if (!is_cover(parts.goal) && parts.rows.values.empty() && !parts.rows.candidates.empty()) {
    throw ConfigError(fmt::format("the goal {} needs distances, and there are none", name_of(parts.goal)),
                      "give the distance of every pair");
  }
}

}  // namespace

std::string_view name_of(PlacementGoal goal) {
  switch (goal) {
    case PlacementGoal::SetCover:
      return "set_cover";
    case PlacementGoal::MaxCover:
      return "max_cover";
    case PlacementGoal::PMedian:
      return "p_median";
    case PlacementGoal::PCenter:
      return "p_center";
    case PlacementGoal::Capacitated:
      return "capacitated";
  }
  throw std::logic_error("PlacementGoal holds no known value");
}

PlacementProblem::PlacementProblem(PlacementParts parts) : parts_(std::move(parts)) {
  check_shape(parts_.rows);
  check_candidates(parts_);
  check_limits(parts_);
  for (std::size_t i = 0; i < parts_.rows.size(); ++i) {
    check_row(parts_, i);
    const double weight = parts_.rows.weights[i];
    total_weight_ += weight;
    least_weight_ = weight > 0.0 && (least_weight_ == 0.0 || weight < least_weight_) ? weight : least_weight_;
  }
  if (!std::isfinite(total_weight_)) {
    throw ConfigError("the weights of all demand add up to more than a number can hold", "use a larger unit");
  }
  for (const SiteRule& rule : parts_.rules) {
    check_rule(parts_, rule);
  }
}

double PlacementProblem::spare_weight() const {
  constexpr double usual = 1e-9;
  constexpr double rounding = 1e-13;
  const double spare =
      parts_.cover_share == 1.0 ? std::min(usual * total_weight_, least_weight_ / 2.0) : usual * total_weight_;
  return std::max(spare, rounding * total_weight_);
}

bool PlacementProblem::plain() const {
  return !parts_.budget && parts_.rules.empty() &&
         std::all_of(parts_.candidates.begin(), parts_.candidates.end(),
                     [](const Candidate& each) { return each.standing == Standing::New; });
}

}  // namespace lastmeter
