// SPDX-License-Identifier: Apache-2.0
#include "geometry/matched_edges.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>

#include "core/parallel.h"

namespace lastmeter {

namespace {

constexpr std::size_t slice = 1U << 16U;

using Corner = std::array<double, 2>;

/// An edge whatever way it runs.
struct Key {
  Corner low;
  Corner high;
  bool operator==(const Key&) const = default;
};

Key key_of(const Segment& segment) {
  const Corner from{segment.from.x + 0.0, segment.from.y + 0.0};  // makes -0 a 0
  const Corner to{segment.to.x + 0.0, segment.to.y + 0.0};
  return from < to ? Key{from, to} : Key{to, from};
}

std::uint64_t hash_of(const Key& key) {
  std::uint64_t hash = 0x9E3779B97F4A7C15ULL;
  for (const double part : {key.low[0], key.low[1], key.high[0], key.high[1]}) {
    hash = (hash ^ std::bit_cast<std::uint64_t>(part)) * 0xBF58476D1CE4E5B9ULL;
    hash ^= hash >> 29U;
  }
  return hash;
}

struct Edge {
  std::uint64_t hash;
  std::uint32_t shape;
  std::uint32_t segment;
};

std::vector<Edge> sorted_edges(const SegmentRuns& runs) {
  const std::vector<Segment>& segments = runs.segments();
  std::vector<Edge> edges(segments.size());
  parallel_slices(runs.shapes(), slice / 64, [&](std::size_t begin, std::size_t end) {
    for (std::size_t shape = begin; shape < end; ++shape) {
      for (const SegmentRuns::Run& run : runs.of(shape)) {
        for (std::uint32_t s = run.first; s < run.last; ++s) {
          edges[s] = {hash_of(key_of(segments[s])), static_cast<std::uint32_t>(shape), s};
        }
      }
    }
  });
  std::sort(edges.begin(), edges.end(),
            [](const Edge& x, const Edge& y) { return std::tie(x.hash, x.segment) < std::tie(y.hash, y.segment); });
  return edges;
}

}  // namespace

MatchedEdges matched_edges(const SegmentRuns& runs) {
  const std::vector<Segment>& segments = runs.segments();
  const std::vector<Edge> edges = sorted_edges(runs);
  MatchedEdges matched;
  matched.done.assign(segments.size(), 0);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Key key = key_of(segments[i]);
    matched.done[i] = key.low == key.high ? 1 : 0;
  }
  for (std::size_t first = 0; first < edges.size(); ++first) {
    const Key key = key_of(segments[edges[first].segment]);
    if (key.low == key.high) {
      continue;
    }
    for (std::size_t other = first + 1; other < edges.size() && edges[other].hash == edges[first].hash; ++other) {
      if (edges[other].shape != edges[first].shape && key_of(segments[edges[other].segment]) == key) {
        matched.stretches.push_back({edges[first].shape, edges[other].shape, segments[edges[other].segment]});
        matched.done[edges[first].segment] = matched.done[edges[other].segment] = 1;
      }
    }
  }
  return matched;
}

}  // namespace lastmeter
