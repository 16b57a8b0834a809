// SPDX-License-Identifier: Apache-2.0
#include "coverage/signature_table.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace lastmeter {

namespace {

std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

std::uint64_t hash_of(std::span<const std::uint32_t> posts) {
  std::uint64_t hash = posts.size();
  for (const std::uint32_t post : posts) {
    hash = mixed(hash + 0x9E3779B97F4A7C15ULL * (post + 1ULL));
  }
  return hash;
}

}  // namespace

bool SignatureTable::holds(std::uint32_t number, std::span<const std::uint32_t> posts) const {
  return std::equal(posts.begin(), posts.end(), posts_.begin() + static_cast<std::ptrdiff_t>(starts_[number]),
                    posts_.begin() + static_cast<std::ptrdiff_t>(starts_[number + 1]));
}

std::uint32_t SignatureTable::number_of(std::span<const std::uint32_t> posts) {
  const std::uint64_t hash = hash_of(posts);
  std::size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != kNone; slot = (slot + 1) & (slots_.size() - 1)) {
    if (hashes_[slots_[slot]] == hash && holds(slots_[slot], posts)) {
      return slots_[slot];
    }
  }
  if (size() >= kNone - 1) {
    throw std::length_error("more than 2^32 different sets of covering posts");
  }
  const auto number = static_cast<std::uint32_t>(size());
  slots_[slot] = number;
  hashes_.push_back(hash);
  posts_.insert(posts_.end(), posts.begin(), posts.end());
  starts_.push_back(posts_.size());
  if (2 * hashes_.size() > slots_.size()) {
    grow();
  }
  return number;
}

void SignatureTable::grow() {
  slots_.assign(2 * slots_.size(), kNone);
  for (std::uint32_t number = 0; number < hashes_.size(); ++number) {
    std::size_t slot = hashes_[number] & (slots_.size() - 1);
    while (slots_[slot] != kNone) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    slots_[slot] = number;
  }
}

BitsTable::Slot& BitsTable::find(std::uint32_t cell, std::uint64_t bits) {
  std::size_t slot = mixed(bits + 0x9E3779B97F4A7C15ULL * (cell + 1ULL)) & (slots_.size() - 1);
  while (slots_[slot].number != kNone && (slots_[slot].cell != cell || slots_[slot].bits != bits)) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slots_[slot];
}

std::uint32_t& BitsTable::at(std::uint32_t cell, std::uint64_t bits) {
  if (2 * (used_ + 1) > slots_.size()) {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.number != kNone) {
        find(slot.cell, slot.bits) = slot;
      }
    }
  }
  Slot& slot = find(cell, bits);
  if (slot.number == kNone) {
    slot.cell = cell;
    slot.bits = bits;
    ++used_;
  }
  return slot.number;
}

}  // namespace lastmeter
