// SPDX-License-Identifier: Apache-2.0
#include "emergency/emergency_problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace lastmeter {

namespace {

constexpr double kMostPeople = 1e11;
constexpr double kFarthest = 1e7;  // metres
constexpr double kParts = 1024.0;

bool sound(double value, double most) { return std::isfinite(value) && value >= 0.0 && value <= most; }

void check_amounts(const EmergencyParts& parts) {
  for (std::size_t j = 0; j < parts.capacities.size(); ++j) {
    if (!sound(parts.capacities[j], kMostPeople)) {
      throw ConfigError(fmt::format("emergency post {} has the capacity {}", j, parts.capacities[j]),
                        "give a number of people, 0 or more");
    }
  }
  double total = 0.0;
  for (std::size_t i = 0; i < parts.weights.size(); ++i) {
    if (!sound(parts.weights[i], kMostPeople)) {
      throw ConfigError(fmt::format("place {} has {} people", i, parts.weights[i]), "give a number of 0 or more");
    }
    total += parts.weights[i];
  }
  if (total > kMostPeople) {
    throw ConfigError(fmt::format("{} people are more than can be allocated", total),
                      "see whether the counts are right");
  }
}

void check_pairs(const EmergencyParts& parts) {
  if (!sound(parts.walk_limit, kFarthest)) {
    throw ConfigError(fmt::format("the walking limit is {} m", parts.walk_limit), "give metres, 0 or more");
  }
  const bool shaped = parts.starts.size() == parts.weights.size() + 1 && parts.starts.front() == 0 &&
                      parts.starts.back() == parts.posts.size() && parts.posts.size() == parts.distances.size() &&
                      std::is_sorted(parts.starts.begin(), parts.starts.end());
  if (!shaped) {
    throw ConfigError("the rows of an emergency problem do not fit its pairs",
                      "give a start for each row and one more");
  }
  for (std::size_t i = 0; i < parts.weights.size(); ++i) {
    for (std::uint64_t k = parts.starts[i]; k < parts.starts[i + 1]; ++k) {
      const bool ascends = k == parts.starts[i] || parts.posts[k - 1] < parts.posts[k];
      if (!ascends || parts.posts[k] >= parts.capacities.size() || !sound(parts.distances[k], parts.walk_limit)) {
        throw ConfigError(fmt::format("row {} has the post {} at {} m", i, parts.posts[k], parts.distances[k]),
                          "list existing posts in ascending order, with distances of 0 or more");
      }
    }
  }
}

}  // namespace

EmergencyProblem::EmergencyProblem(const EmergencyParts& parts) {
  check_amounts(parts);
  check_pairs(parts);
  const bool whole = std::all_of(parts.weights.begin(), parts.weights.end(),
                                 [](double weight) { return weight == std::floor(weight); });
  unit_ = whole ? 1.0 : 1.0 / kParts;
  for (const double capacity : parts.capacities) {
    capacities_.push_back(static_cast<std::int64_t>(std::floor(capacity / unit_)));
  }
  for (const double weight : parts.weights) {
    weights_.push_back(std::llround(weight / unit_));
    total_ += weights_.back();
  }
  starts_ = parts.starts;
  pair_posts_ = parts.posts;
  post_starts_.assign(capacities_.size() + 1, 0);
  for (std::size_t k = 0; k < pair_posts_.size(); ++k) {
    walks_.push_back(std::llround(parts.distances[k] * 1000.0));
    ++post_starts_[pair_posts_[k] + 1];
  }
  unserved_price_ = (std::llround(parts.walk_limit * 1000.0) + 1) * static_cast<std::int64_t>(capacities_.size() + 2);
  for (std::size_t j = 0; j < capacities_.size(); ++j) {
    post_starts_[j + 1] += post_starts_[j];
  }
  post_pairs_.resize(pair_posts_.size());
  std::vector<std::uint64_t> next(post_starts_.begin(), post_starts_.end() - 1);
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    for (std::uint64_t k = starts_[i]; k < starts_[i + 1]; ++k) {
      post_pairs_[next[pair_posts_[k]]++] = {static_cast<std::uint32_t>(i), k};
    }
  }
}

EmergencyProblem EmergencyProblem::without(std::uint32_t post) const {
  EmergencyProblem closed = *this;
  closed.capacities_[post] = 0;
  return closed;
}

EmergencyProblem EmergencyProblem::with_only(std::size_t first, std::span<const std::uint32_t> open) const {
  EmergencyProblem changed = *this;
  for (std::size_t j = first; j < capacities_.size(); ++j) {
    if (!std::binary_search(open.begin(), open.end(), static_cast<std::uint32_t>(j))) {
      changed.capacities_[j] = 0;
    }
  }
  return changed;
}

}  // namespace lastmeter
