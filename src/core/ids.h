// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

namespace lastmeter {

/// Position of a thing in its own list. Ids of different things do not mix.
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  explicit constexpr Id(std::size_t index) : index_(static_cast<std::uint32_t>(index)) {}

  [[nodiscard]] constexpr std::size_t index() const { return index_; }
  constexpr auto operator<=>(const Id&) const = default;

 private:
  std::uint32_t index_ = 0;
};

using ZoneId = Id<struct ZoneTag>;
using DemandId = Id<struct DemandTag>;
using FacilityId = Id<struct FacilityTag>;
using CandidateId = Id<struct CandidateTag>;

/// A vector that only its own id can index.
template <class IdType, class T>
class IdVector {
 public:
  IdVector() = default;
  explicit IdVector(std::size_t size, const T& value = T()) : items_(size, value) {}
  explicit IdVector(std::vector<T> items) : items_(std::move(items)) {}
  IdVector(std::initializer_list<T> items) : items_(items) {}

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  void reserve(std::size_t size) { items_.reserve(size); }

  IdType push_back(T item) {
    items_.push_back(std::move(item));
    return IdType(items_.size() - 1);
  }

  const T& operator[](IdType id) const {
    assert(id.index() < items_.size());
    return items_[id.index()];
  }
  T& operator[](IdType id) {
    assert(id.index() < items_.size());
    return items_[id.index()];
  }

  [[nodiscard]] auto begin() const { return items_.begin(); }
  [[nodiscard]] auto end() const { return items_.end(); }
  [[nodiscard]] auto begin() { return items_.begin(); }
  [[nodiscard]] auto end() { return items_.end(); }

  /// The plain items, for loops that do not need ids.
  [[nodiscard]] const std::vector<T>& items() const { return items_; }
  [[nodiscard]] std::vector<T>& items() { return items_; }

 private:
  std::vector<T> items_;
};

}  // namespace lastmeter
