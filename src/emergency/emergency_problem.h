// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lastmeter {

/// What an allocation of people to emergency posts is made of. Rows: places where people are, flat; in a row posts
/// ascend.
struct EmergencyParts {
  std::vector<double> capacities;     // by post: people it can serve in all; finite, >= 0
  std::vector<double> weights;        // by row: people; finite, >= 0
  std::vector<std::uint64_t> starts;  // rows + 1
  std::vector<std::uint32_t> posts;   // by pair: a post within the walking limit
  std::vector<double> distances;      // by pair, metres; >= 0, at most
  double walk_limit = 0.0;            // metres: nobody walks farther; at most 10,000 km
};

/// The same in whole numbers, sound and immutable. Walks are whole millimetres. People are counted one by one where all
/// weights are whole; else in 1/1024ths, each place rounded (so a total may be off by half a 1024th a place).
/// Capacities are rounded down.
class EmergencyProblem {
 public:
  /// Throws ConfigError for numbers out of range, posts out of range or rows that do not ascend; names post or row.
  explicit EmergencyProblem(const EmergencyParts& parts);

  [[nodiscard]] std::size_t rows() const { return weights_.size(); }
  [[nodiscard]] std::size_t posts() const { return capacities_.size(); }
  [[nodiscard]] double people(std::int64_t units) const { return static_cast<double>(units) * unit_; }
  [[nodiscard]] std::span<const std::int64_t> capacities() const { return capacities_; }
  [[nodiscard]] std::span<const std::int64_t> weights() const { return weights_; }
  [[nodiscard]] std::int64_t total() const { return total_; }

  // Pairs: those of row i are first_pair(i) to first_pair(i + 1) - 1.
  [[nodiscard]] std::uint64_t first_pair(std::size_t row) const { return starts_[row]; }
  [[nodiscard]] std::size_t pairs() const { return pair_posts_.size(); }
  [[nodiscard]] std::uint32_t post(std::uint64_t pair) const { return pair_posts_[pair]; }
  [[nodiscard]] std::int64_t walk(std::uint64_t pair) const { return walks_[pair]; }  // millimetres

  /// The pairs of a post, by row.
  struct PostPair {
    std::uint32_t row;
    std::uint64_t pair;
  };
  [[nodiscard]] std::span<const PostPair> pairs_of(std::uint32_t post) const {
    return std::span(post_pairs_).subspan(post_starts_[post], post_starts_[post + 1] - post_starts_[post]);
  }

  /// What leaving one person unserved counts, in millimetres: more than any rearrangement that would serve one more.
  [[nodiscard]] std::int64_t unserved_price() const { return unserved_price_; }

  /// The same with one post closed.
  [[nodiscard]] EmergencyProblem without(std::uint32_t post) const;
  /// The same with the candidates from `first` on closed that are not in `open` (ascending).
  [[nodiscard]] EmergencyProblem with_only(std::size_t first, std::span<const std::uint32_t> open) const;

 private:
  double unit_ = 1.0;
  std::int64_t total_ = 0;
  std::int64_t unserved_price_ = 1;
  std::vector<std::int64_t> capacities_;
  std::vector<std::int64_t> weights_;
  std::vector<std::uint64_t> starts_;
  std::vector<std::uint32_t> pair_posts_;
  std::vector<std::int64_t> walks_;
  std::vector<std::uint64_t> post_starts_;
  std::vector<PostPair> post_pairs_;
};

}  // namespace lastmeter
