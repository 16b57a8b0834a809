// SPDX-License-Identifier: Apache-2.0
#include "network/end_candidates.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "core/parallel.h"
#include "network/segment_index.h"

namespace lastmeter {
namespace {

struct LineEnd {
  std::uint32_t end = 0;
  std::uint32_t node = 0;
};

std::vector<LineEnd> line_ends(const Stretches& stretches) {
  std::vector<LineEnd> ends;
  const std::vector<Stretch>& list = stretches.stretches;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i == 0 || list[i - 1].line != list[i].line) {
      ends.push_back({2 * list[i].line, list[i].from});
    }
    if (i + 1 == list.size() || list[i + 1].line != list[i].line) {
      ends.push_back({2 * list[i].line + 1, list[i].to});
    }
  }
  std::erase_if(ends, [&](const LineEnd& end) { return stretches.sealed[end.node] != 0; });
  return ends;
}

std::vector<LineSegment> stretch_segments(const Stretches& stretches) {
  std::vector<LineSegment> segments;
  for (std::uint32_t i = 0; i < stretches.stretches.size(); ++i) {
    const std::span<const Point> shape = stretches.shape(stretches.stretches[i]);
    for (std::uint32_t k = 0; k + 1 < shape.size(); ++k) {
      segments.push_back({shape[k], shape[k + 1], i, k});
    }
  }
  return segments;
}

/// The node at the candidate's place, if it is an end of its stretch.
std::optional<std::uint32_t> node_at(const Stretch& stretch, const EndCandidate& candidate) {
  if (candidate.segment == 0 && candidate.share == 0.0) {
    return stretch.from;
  }
  if (candidate.segment + 2 == stretch.vertex_count && candidate.share == 1.0) {
    return stretch.to;
  }
  return std::nullopt;
}

class CandidateSearch {
 public:
  CandidateSearch(const StreetLines& streets, const Stretches& stretches, Metres tolerance)
      : streets_(streets), stretches_(stretches), tolerance_(tolerance), index_(stretch_segments(stretches)) {}

  /// Adds the nearest place on every line near the end.
  void search(const LineEnd& end, std::vector<EndCandidate>& out) const {
    const Point at = stretches_.nodes[end.node];
    std::vector<std::uint32_t> found;
    index_.near(at, at, tolerance_, found);
    std::optional<EndCandidate> nearest;
    const auto keep = [&] {
      if (nearest && usable(*nearest)) {
        out.push_back(*nearest);
      }
      nearest.reset();
    };
    for (const std::uint32_t i : found) {
      const LineSegment& segment = index_[i];
      const std::uint32_t line = stretches_.stretches[segment.owner].line;
      if (nearest && stretches_.stretches[nearest->stretch].line != line) {
        keep();
      }
      if (line == end.end / 2 || streets_.levels[line] != streets_.levels[end.end / 2]) {
        continue;
      }
      EndCandidate candidate{
          0.0, end.end, end.node, segment.owner, segment.position, nearest_share(segment.a, segment.b, at), {}};
      candidate.at = place_at(segment.a, segment.b, candidate.share);
      if (candidate.at == segment.a || candidate.at == segment.b) {
        candidate.share = candidate.at == segment.a ? 0.0 : 1.0;
      }
      candidate.gap = distance(at, candidate.at).value();
      if (candidate.gap <= tolerance_.value() && (!nearest || candidate.gap < nearest->gap)) {
        nearest = candidate;
      }
    }
    keep();
  }

 private:
  [[nodiscard]] bool usable(const EndCandidate& candidate) const {
    const auto node = node_at(stretches_.stretches[candidate.stretch], candidate);
    return !node || (*node != candidate.node && stretches_.sealed[*node] == 0);
  }

  const StreetLines& streets_;
  const Stretches& stretches_;
  Metres tolerance_;
  SegmentIndex index_;
};

}  // namespace

std::vector<EndCandidate> end_candidates(const StreetLines& streets, const Stretches& stretches, Metres tolerance) {
  const std::vector<LineEnd> ends = line_ends(stretches);
  const CandidateSearch search(streets, stretches, tolerance);
  constexpr std::size_t kSlice = 4096;
  std::vector<std::vector<EndCandidate>> found((ends.size() + kSlice - 1) / kSlice);
  parallel_slices(ends.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      search.search(ends[i], found[begin / kSlice]);
    }
  });
  std::vector<EndCandidate> candidates;
  for (const auto& slice : found) {
    candidates.insert(candidates.end(), slice.begin(), slice.end());
  }
  std::sort(candidates.begin(), candidates.end(), [](const EndCandidate& a, const EndCandidate& b) {
    return std::tie(a.gap, a.end, a.stretch) < std::tie(b.gap, b.end, b.stretch);
  });
  return candidates;
}

}  // namespace lastmeter
