// SPDX-License-Identifier: Apache-2.0
#include "network/barrier_cuts.h"

#include <algorithm>
#include <tuple>

#include "network/segment_meeting.h"

namespace lastmeter {
namespace {

/// What a line and a barrier have in common.
struct CommonRun {
  std::uint32_t barrier = 0;
  LinePlace begin;
  LinePlace end;
  Point begin_at;
  Point end_at;
};

LinePlace line_place(std::span<const Point> line, std::uint32_t segment, double share) {
  LinePlace place{segment, share};
  if (place.share == 1.0) {
    place = {segment + 1, 0.0};
  }
  while (place.share == 0.0 && place.segment > 0 && line[place.segment - 1] == line[place.segment]) {
    --place.segment;
  }
  return place;
}

std::vector<CommonRun> common_runs(std::span<const Point> line, const SegmentIndex& barriers) {
  std::vector<CommonRun> runs;
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i + 1 < line.size(); ++i) {
    if (line[i] == line[i + 1]) {
      continue;
    }
    barriers.near(line[i], line[i + 1], Metres(0.0), found);
    for (const std::uint32_t f : found) {
      const auto meeting = segment_meeting(line[i], line[i + 1], barriers[f].a, barriers[f].b);
      if (meeting) {
        runs.push_back({barriers[f].owner, line_place(line, i, meeting->begin), line_place(line, i, meeting->end),
                        meeting->begin_at, meeting->end_at});
      }
    }
  }
  std::sort(runs.begin(), runs.end(), [](const CommonRun& a, const CommonRun& b) {
    return std::tie(a.barrier, a.begin, a.end) < std::tie(b.barrier, b.begin, b.end);
  });
  return runs;
}

}  // namespace

SegmentIndex index_barriers(const std::vector<std::vector<Point>>& barriers) {
  std::vector<LineSegment> segments;
  for (std::uint32_t i = 0; i < barriers.size(); ++i) {
    const std::vector<Point>& barrier = barriers[i];
    for (std::uint32_t k = 0; k < barrier.size() && (k == 0 || k + 1 < barrier.size()); ++k) {
      segments.push_back({barrier[k], barrier.size() == 1 ? barrier[k] : barrier[k + 1], i, k});
    }
  }
  return SegmentIndex(std::move(segments));
}

std::vector<LineCut> find_cuts(std::span<const Point> line, const SegmentIndex& barriers) {
  std::vector<LineCut> cuts;
  const std::vector<CommonRun> runs = common_runs(line, barriers);
  for (std::size_t i = 0; i < runs.size();) {
    CommonRun run = runs[i];
    for (++i; i < runs.size() && runs[i].barrier == run.barrier && runs[i].begin <= run.end; ++i) {
      if (runs[i].end > run.end) {
        run.end = runs[i].end;
        run.end_at = runs[i].end_at;
      }
    }
    cuts.push_back({run.begin, run.begin_at, run.barrier});
    if (run.begin != run.end) {
      cuts.push_back({run.end, run.end_at, run.barrier});
    }
  }
  std::sort(cuts.begin(), cuts.end(), [](const LineCut& a, const LineCut& b) {
    return std::tie(a.place, a.barrier) < std::tie(b.place, b.barrier);
  });
  const auto same = [](const LineCut& a, const LineCut& b) { return a.place == b.place; };
  cuts.erase(std::unique(cuts.begin(), cuts.end(), same), cuts.end());
  return cuts;
}

}  // namespace lastmeter
