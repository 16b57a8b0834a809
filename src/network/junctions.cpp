// SPDX-License-Identifier: Apache-2.0
#include "network/junctions.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <span>
#include <tuple>

#include "network/disjoint_sets.h"

namespace lastmeter {
namespace {

/// What vertices must have in common to meet, and where the vertex stands.
struct MeetingKey {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  std::int32_t level = 0;
  bool line_end = false;
  std::uint32_t vertex = 0;

  [[nodiscard]] bool same_place(const MeetingKey& other) const {
    return first == other.first && second == other.second;
  }
};

std::uint64_t bits(double coordinate) { return std::bit_cast<std::uint64_t>(coordinate + 0.0); }

std::vector<MeetingKey> meeting_keys(const StreetLines& streets) {
  std::vector<MeetingKey> keys;
  keys.reserve(streets.vertices.size());
  for (std::size_t line = 0; line < streets.size(); ++line) {
    for (std::uint32_t v = streets.starts[line]; v < streets.starts[line + 1]; ++v) {
      if (!streets.sealed.empty() && streets.sealed[v] != 0) {
        continue;
      }
      MeetingKey key{0, 0, 0, v == streets.starts[line] || v + 1 == streets.starts[line + 1], v};
      if (streets.vertex_ids.empty()) {
        key.first = bits(streets.vertices[v].x);
        key.second = bits(streets.vertices[v].y);
        key.level = streets.levels[line];
      } else {
        key.first = static_cast<std::uint64_t>(streets.vertex_ids[v]);
      }
      keys.push_back(key);
    }
  }
  std::sort(keys.begin(), keys.end(), [](const MeetingKey& a, const MeetingKey& b) {
    return std::tie(a.first, a.second, a.level, a.vertex) < std::tie(b.first, b.second, b.level, b.vertex);
  });
  return keys;
}

void unite_place(std::span<const MeetingKey> place, DisjointSets& junctions) {
  const bool line_ends =
      std::any_of(place.begin(), place.end(), [](const MeetingKey& vertex) { return vertex.line_end; });
  for (std::size_t i = 1; i < place.size(); ++i) {
    if (line_ends || place[i].level == place[i - 1].level) {
      junctions.unite(place[i - 1].vertex, place[i].vertex);
    }
  }
}

void unite_repeats(const StreetLines& streets, DisjointSets& junctions) {
  const auto open = [&](std::uint32_t v) { return streets.sealed.empty() || streets.sealed[v] == 0; };
  for (std::size_t line = 0; line < streets.size(); ++line) {
    for (std::uint32_t v = streets.starts[line] + 1; v < streets.starts[line + 1]; ++v) {
      if (streets.vertices[v] == streets.vertices[v - 1] && open(v) && open(v - 1)) {
        junctions.unite(v - 1, v);
      }
    }
  }
}

}  // namespace

std::vector<std::uint32_t> find_junctions(const StreetLines& streets) {
  const std::vector<MeetingKey> keys = meeting_keys(streets);
  DisjointSets junctions(streets.vertices.size());
  for (std::size_t begin = 0; begin < keys.size();) {
    std::size_t end = begin + 1;
    while (end < keys.size() && keys[end].same_place(keys[begin])) {
      ++end;
    }
    unite_place(std::span(keys).subspan(begin, end - begin), junctions);
    begin = end;
  }
  unite_repeats(streets, junctions);
  std::vector<std::uint32_t> names(streets.vertices.size());
  for (std::size_t v = 0; v < names.size(); ++v) {
    names[v] = junctions.find(static_cast<std::uint32_t>(v));
  }
  return names;
}

}  // namespace lastmeter
