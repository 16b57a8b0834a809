// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace lastmeter {

/// Numbers each different list of posts, in the order of first meeting. Lists are compared in full: two lists never
/// share a number by the chance of a hash.
class SignatureTable {
 public:
  /// The number of `posts`; a new one for a list not met before. Not empty.
  std::uint32_t number_of(std::span<const std::uint32_t> posts);

  [[nodiscard]] std::size_t size() const { return starts_.size() - 1; }
  [[nodiscard]] const std::vector<std::uint64_t>& starts() const { return starts_; }
  [[nodiscard]] const std::vector<std::uint32_t>& posts() const { return posts_; }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  [[nodiscard]] bool holds(std::uint32_t number, std::span<const std::uint32_t> posts) const;
  void grow();

  std::vector<std::uint64_t> starts_ = {0};
  std::vector<std::uint32_t> posts_;
  std::vector<std::uint64_t> hashes_;  // by number
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(64, kNone);
};

/// A hash table from (cell, bits) to a number; open addressing.
class BitsTable {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  /// The slot of the pair, valid until the next call; holds kNone when the pair is new, to be filled at once.
  std::uint32_t& at(std::uint32_t cell, std::uint64_t bits);

 private:
  struct Slot {
    std::uint64_t bits = 0;
    std::uint32_t cell = 0;
    std::uint32_t number = kNone;
  };
  [[nodiscard]] Slot& find(std::uint32_t cell, std::uint64_t bits);

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  std::size_t used_ = 0;
};

}  // namespace lastmeter
