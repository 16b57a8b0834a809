// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <tuple>

#include "core/parallel.h"
#include "network/doctor.h"
#include "network/link_graph.h"
#include "network/segment_meeting.h"

namespace lastmeter {
namespace {

constexpr Metres kSamePlace(0.001);

class CrossingSearch {
 public:
  explicit CrossingSearch(const WalkNetwork& network)
      : network_(network), graph_(network), index_(ground_segments(network)) {}

  [[nodiscard]] std::size_t size() const { return index_.size(); }

  /// Adds the crossings of a segment with those of higher links.
  void search(std::size_t i, std::vector<MissingJunction>& out) const {
    const LineSegment& segment = index_[i];
    std::vector<std::uint32_t> found;
    index_.near(segment.a, segment.b, Metres(0.0), found);
    for (const std::uint32_t f : found) {
      const LineSegment& other = index_[f];
      if (other.owner <= segment.owner) {
        continue;
      }
      const auto meeting = segment_meeting(segment.a, segment.b, other.a, other.b);
      if (meeting && meeting->begin == meeting->end && missing(segment.owner, other.owner, meeting->begin_at)) {
        out.push_back({meeting->begin_at, LinkId(segment.owner), LinkId(other.owner), network_.links[segment.owner].row,
                       network_.links[other.owner].row});
      }
    }
  }

 private:
  static std::vector<LineSegment> ground_segments(const WalkNetwork& network) {
    std::vector<LineSegment> segments = link_segments(network);
    std::erase_if(segments, [&](const LineSegment& segment) {
      return network.links[segment.owner].level != 0 || segment.a == segment.b;
    });
    return segments;
  }

  /// Whether nothing excuses the links for meeting there without a node.
  [[nodiscard]] bool missing(std::uint32_t a, std::uint32_t b, Point at) const {
    const Link& first = network_.links[a];
    const Link& second = network_.links[b];
    return std::ranges::none_of(std::array{first.from, first.to, second.from, second.to}, [&](NodeId node) {
      const bool there = distance(network_.nodes[node.index()], at) <= kSamePlace;
      const bool shared = (node == first.from || node == first.to) && (node == second.from || node == second.to);
      return there && (shared || graph_.dead_end(node.index()) || network_.sealed[node.index()] != 0);
    });
  }

  const WalkNetwork& network_;
  LinkGraph graph_;
  SegmentIndex index_;
};

std::tuple<LinkId, LinkId, double, double> order(const MissingJunction& crossing) {
  return {crossing.link, crossing.other, crossing.at.x, crossing.at.y};
}

}  // namespace

std::vector<MissingJunction> crossings_without_vertex(const WalkNetwork& network) {
  const CrossingSearch search(network);
  constexpr std::size_t kSlice = 4096;
  std::vector<std::vector<MissingJunction>> found((search.size() + kSlice - 1) / kSlice);
  parallel_slices(search.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      search.search(i, found[begin / kSlice]);
    }
  });
  std::vector<MissingJunction> crossings;
  for (const auto& slice : found) {
    crossings.insert(crossings.end(), slice.begin(), slice.end());
  }
  std::sort(crossings.begin(), crossings.end(), [](const auto& a, const auto& b) { return order(a) < order(b); });
  const auto same = [](const auto& a, const auto& b) { return order(a) == order(b); };
  crossings.erase(std::unique(crossings.begin(), crossings.end(), same), crossings.end());
  return crossings;
}

}  // namespace lastmeter
