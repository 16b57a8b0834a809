// SPDX-License-Identifier: Apache-2.0
#include "network/barriers.h"

#include <algorithm>
#include <cmath>

#include "core/parallel.h"
#include "network/barrier_cuts.h"

namespace lastmeter {
namespace {

std::vector<std::vector<LineCut>> cuts_by_line(const StreetLines& streets, const SegmentIndex& barriers) {
  std::vector<std::vector<LineCut>> cuts(streets.size());
  parallel_slices(streets.size(), 4096, [&](std::size_t begin, std::size_t end) {
    for (std::size_t line = begin; line < end; ++line) {
      if (streets.levels[line] == 0) {
        cuts[line] = find_cuts(streets.line(line), barriers);
      }
    }
  });
  return cuts;
}

/// Places where barriers let walkers pass.
class Crossings {
 public:
  Crossings(const std::vector<Point>& places, Metres tolerance)
      : places_(places), tolerance_(tolerance), index_(boxes(places)), used_(places.size(), 0) {}

  bool open(Point at) {
    Box window;
    window.add(at);
    index_.query(window.grown(tolerance_), found_);
    bool any = false;
    for (const std::uint32_t i : found_) {
      if (distance(places_[i], at) <= tolerance_) {
        used_[i] = 1;
        any = true;
      }
    }
    return any;
  }
  [[nodiscard]] std::size_t used() const {
    return static_cast<std::size_t>(std::count(used_.begin(), used_.end(), std::uint8_t{1}));
  }

 private:
  static std::vector<Box> boxes(const std::vector<Point>& places) {
    std::vector<Box> boxes(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
      boxes[i].add(places[i]);
    }
    return boxes;
  }

  const std::vector<Point>& places_;
  Metres tolerance_;
  BoxIndex index_;
  std::vector<std::uint8_t> used_;
  std::vector<std::uint32_t> found_;
};

/// Copies lines with sealed vertices at their cuts.
class SealedCopy {
 public:
  explicit SealedCopy(const StreetLines& streets) : streets_(streets) {
    copy_.levels = streets.levels;
    copy_.directions = streets.directions;
    copy_.kinds = streets.kinds;
    copy_.rows = streets.rows;
    for (const std::int64_t id : streets.vertex_ids) {
      next_id_ = std::min(next_id_, id - 1);
    }
  }

  void add_line(std::size_t line, const std::vector<LineCut>& cuts) {
    std::size_t next = 0;
    for (std::uint32_t v = streets_.starts[line]; v < streets_.starts[line + 1]; ++v) {
      const std::uint32_t segment = v - streets_.starts[line];
      add_vertex(v);
      for (; next < cuts.size() && cuts[next].place.segment == segment; ++next) {
        if (cuts[next].place.share == 0.0) {
          copy_.sealed.back() = 1;
        } else {
          add_cut(v, cuts[next]);
        }
      }
    }
    copy_.starts.push_back(static_cast<std::uint32_t>(copy_.vertices.size()));
  }
  StreetLines take() { return std::move(copy_); }

 private:
  void add_vertex(std::uint32_t v) {
    copy_.vertices.push_back(streets_.vertices[v]);
    copy_.sealed.push_back(streets_.sealed.empty() ? std::uint8_t{0} : streets_.sealed[v]);
    if (!streets_.heights.empty()) {
      copy_.heights.push_back(streets_.heights[v]);
    }
    if (!streets_.vertex_ids.empty()) {
      copy_.vertex_ids.push_back(streets_.vertex_ids[v]);
    }
  }
  void add_cut(std::uint32_t v, const LineCut& cut) {
    copy_.vertices.push_back(cut.at);
    copy_.sealed.push_back(1);
    if (!streets_.heights.empty()) {
      copy_.heights.push_back(std::lerp(streets_.heights[v], streets_.heights[v + 1], cut.place.share));
    }
    if (!streets_.vertex_ids.empty()) {
      copy_.vertex_ids.push_back(next_id_--);
    }
  }

  const StreetLines& streets_;
  StreetLines copy_;
  std::int64_t next_id_ = -1;
};

}  // namespace

CutStreets cut_by_barriers(const StreetLines& streets, const std::vector<std::vector<Point>>& barriers,
                           const std::vector<Point>& crossings, Metres crossing_tolerance) {
  std::vector<std::vector<LineCut>> cuts = cuts_by_line(streets, index_barriers(barriers));
  Crossings open(crossings, crossing_tolerance);
  SealedCopy copy(streets);
  CutStreets out;
  for (std::size_t line = 0; line < streets.size(); ++line) {
    std::erase_if(cuts[line], [&](const LineCut& cut) { return open.open(cut.at); });
    copy.add_line(line, cuts[line]);
    for (const LineCut& cut : cuts[line]) {
      out.cuts.push_back({cut.at, streets.rows[line], cut.barrier});
    }
  }
  out.streets = copy.take();
  out.crossings_used = open.used();
  return out;
}

}  // namespace lastmeter
