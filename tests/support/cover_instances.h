// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/random.h"
#include "coverage/cover_signatures.h"
#include "geometry/point.h"
#include "placement/problem.h"

namespace lastmeter::testing {

/// rand() of the GNU C library (additive feedback, degree 31) without its global state: the published instances are
/// drawn with it.
class GnuRand {
 public:
  static constexpr double kMost = 2147483647.0;

  explicit GnuRand(std::uint32_t seed) {
    std::int64_t word = seed == 0 ? 1 : seed;
    for (std::size_t i = 0; i < 31; ++i) {
      state_[i] = static_cast<std::uint32_t>(word);
      word = (16807 * word) % 2147483647;
    }
    for (int i = 0; i < 310; ++i) {
      next();
    }
  }

  std::uint32_t next() {
    const std::uint32_t sum = state_[(at_ + 28) % 31] + state_[at_];
    state_[at_] = sum;
    at_ = (at_ + 1) % 31;
    return sum >> 1;
  }

 private:
  std::array<std::uint32_t, 31> state_{};
  std::size_t at_ = 3;
};

/// Places, weights and radius of a maximal covering instance: choose `sites` of the `posts`.
struct CoverInstance {
  std::vector<Point> posts;
  std::vector<Point> customers;
  std::vector<double> weights;
};

/// Cordeau, Furini, Ljubic (2019): uniform in a square of side 30, weights 1..100.
inline CoverInstance square_instance(std::uint32_t seed, std::size_t posts, std::size_t customers) {
  GnuRand random(seed);
  const auto place = [&] {
    const double x = random.next() / GnuRand::kMost * 30.0;
    const double y = random.next() / GnuRand::kMost * 30.0;
    return Point{x, y};
  };
  CoverInstance made;
  for (std::size_t j = 0; j < posts; ++j) {
    made.posts.push_back(place());
  }
  made.customers.reserve(customers);
  for (std::size_t i = 0; i < customers; ++i) {
    made.customers.push_back(place());
  }
  for (std::size_t j = 0; j < posts; ++j) {
    random.next();  // a cost, 1 in this test bed
  }
  made.weights.reserve(customers);
  for (std::size_t i = 0; i < customers; ++i) {
    made.weights.push_back(1.0 + random.next() % 100);
  }
  return made;
}

/// The instances that the peers' script draws: uniform in a square, whole millimetres, weights 1..100.
inline CoverInstance peer_instance(std::uint64_t seed, std::size_t customers, std::size_t posts, double side) {
  Random random(seed);
  const auto place = [&] {
    const double x = random.uniform() * side;
    const double y = random.uniform() * side;
    return Point{std::nearbyint(x * 1000.0) / 1000.0, std::nearbyint(y * 1000.0) / 1000.0};
  };
  CoverInstance made;
  for (std::size_t j = 0; j < posts; ++j) {
    made.posts.push_back(place());
  }
  for (std::size_t i = 0; i < customers; ++i) {
    made.customers.push_back(place());
    made.weights.push_back(1.0 + static_cast<double>(random.below(100)));
  }
  return made;
}

/// The rows of `signatures` as a problem with `sites` sites of cost 1.
inline PlacementProblem cover_problem(CoverSignatures signatures, std::size_t posts, std::size_t sites) {
  PlacementParts parts;
  parts.goal = PlacementGoal::MaxCover;
  for (std::size_t j = 0; j < posts; ++j) {
    parts.candidates.push_back({.code = std::to_string(j + 1), .capacity = {}});
  }
  parts.rows.weights = std::move(signatures.weights);
  parts.rows.starts = std::move(signatures.starts);
  parts.rows.candidates.reserve(signatures.posts.size());
  for (const std::uint32_t post : signatures.posts) {
    parts.rows.candidates.emplace_back(post);
  }
  parts.sites = sites;
  return PlacementProblem(std::move(parts));
}

}  // namespace lastmeter::testing
