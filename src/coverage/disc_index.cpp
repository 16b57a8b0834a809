// SPDX-License-Identifier: Apache-2.0
#include "coverage/disc_index.h"

#include <cassert>
#include <cmath>
#include <numeric>

namespace lastmeter {

namespace {

constexpr double kDiscsInCell = 2.0;

DiscIndex::Level make_level(std::span<const Disc> discs, std::span<const std::uint32_t> members, Metres largest) {
  Box box;
  for (const std::uint32_t disc : members) {
    box.add(discs[disc].centre);
  }
  const auto count = static_cast<double>(members.size());
  const double width = box.max_x - box.min_x;
  const double height = box.max_y - box.min_y;
  const double size =
      std::max(std::sqrt(width * height * kDiscsInCell / count), std::max(width, height) * kDiscsInCell / count);
  DiscIndex::Level level{largest.value(), CellFrame(box, size, 8 * members.size()), {}};
  level.discs = list_by_cell(level.frame.count(), [&](const auto& add) {
    for (const std::uint32_t disc : members) {
      add(disc, level.frame.cell(discs[disc].centre));
    }
  });
  return level;
}

}  // namespace

DiscIndex::DiscIndex(std::span<const Disc> discs) {
  std::vector<std::uint32_t> order(discs.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::uint32_t disc) { return discs[disc].radius; });
  const std::span<std::uint32_t> sorted(order);
  for (std::size_t begin = 0; begin < sorted.size();) {
    const Metres largest = discs[sorted[begin]].radius;
    std::size_t end = begin + 1;
    while (end < sorted.size() && discs[sorted[end]].radius * 2.0 > largest) {
      ++end;
    }
    const std::span<std::uint32_t> members = sorted.subspan(begin, end - begin);
    std::ranges::sort(members);
    levels_.push_back(make_level(discs, members, largest));
    begin = end;
  }
}

}  // namespace lastmeter
