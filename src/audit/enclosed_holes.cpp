// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>

#include "audit/cover.h"
#include "audit/uncovered.h"
#include "core/parallel.h"
#include "geometry/overlay.h"

namespace lastmeter {

namespace {

constexpr std::size_t kZonesPerTile = 32;
constexpr double kOnLine = 1e-6;  // metres: above the rounding of an overlay, below any border
constexpr SquareMetres kNegligible{0.01};

/// Equal rectangles, row by row, a little larger together than what they hold.
class Tiles {
 public:
  Tiles(const Box& box, std::size_t count) : frame_(box.grown(Metres(1.0))) {
    const double width = frame_.max_x - frame_.min_x;
    const double height = frame_.max_y - frame_.min_y;
    const double side = std::sqrt(width * height / static_cast<double>(count));
    columns_ = static_cast<std::size_t>(std::ceil(width / side));
    rows_ = static_cast<std::size_t>(std::ceil(height / side));
  }

  [[nodiscard]] std::size_t size() const { return columns_ * rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] bool is_last_column(std::size_t tile) const { return tile % columns_ + 1 == columns_; }
  [[nodiscard]] bool is_last_row(std::size_t tile) const { return tile / columns_ + 1 == rows_; }
  [[nodiscard]] double right_of(std::size_t tile) const { return line_x(tile % columns_ + 1); }
  [[nodiscard]] double top_of(std::size_t tile) const { return line_y(tile / columns_ + 1); }

  [[nodiscard]] MultiPolygon outline(std::size_t tile) const {
    const double x0 = line_x(tile % columns_);
    const double y0 = line_y(tile / columns_);
    const double x1 = right_of(tile);
    const double y1 = top_of(tile);
    return {{Polygon{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}}}};
  }

  [[nodiscard]] bool reaches_frame(const Polygon& piece) const {
    const Box box = bounds(piece.outer);
    return box.min_x <= frame_.min_x + kOnLine || box.max_x >= frame_.max_x - kOnLine ||
           box.min_y <= frame_.min_y + kOnLine || box.max_y >= frame_.max_y - kOnLine;
  }

 private:
  [[nodiscard]] double line_x(std::size_t i) const {
    return std::lerp(frame_.min_x, frame_.max_x, static_cast<double>(i) / static_cast<double>(columns_));
  }
  [[nodiscard]] double line_y(std::size_t i) const {
    return std::lerp(frame_.min_y, frame_.max_y, static_cast<double>(i) / static_cast<double>(rows_));
  }

  Box frame_;
  std::size_t columns_ = 1;
  std::size_t rows_ = 1;
};

/// By tile, the pieces that no zone covers.
std::vector<std::vector<Polygon>> uncovered_by_tile(const Tiles& tiles, const ZoneLayer& layer,
                                                    const std::vector<OverlapPair>& among, SquareMetres tolerance) {
  std::vector<MultiPolygon> outlines;
  std::vector<const MultiPolygon*> shapes;
  outlines.reserve(tiles.size());
  for (std::size_t tile = 0; tile < tiles.size(); ++tile) {
    outlines.push_back(tiles.outline(tile));
    shapes.push_back(&outlines.back());
  }
  const std::vector<const MultiPolygon*> zones = outlines_of(layer);
  const std::vector<Cover> covers = covers_of(shapes, zones, overlaps_between(shapes, zones, SquareMetres(0.0)), among);
  std::vector<std::vector<Polygon>> pieces(covers.size());
  parallel_slices(covers.size(), 1, [&](std::size_t tile, std::size_t) {
    if (covers[tile].room() > std::min(tolerance, kNegligible)) {
      pieces[tile] = covers[tile].uncovered().parts;
    }
  });
  return pieces;
}

/// Stretches of a line that a piece runs along, with the piece's number.
struct Stretch {
  double from;
  double to;
  std::size_t piece;
};

void add_stretches(const Ring& ring, double Point::*across, double Point::*along, double line, std::size_t piece,
                   std::vector<Stretch>& out) {
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    if (std::abs(ring[i].*across - line) <= kOnLine && std::abs(ring[j].*across - line) <= kOnLine) {
      const auto [from, to] = std::minmax(ring[i].*along, ring[j].*along);
      out.push_back({from, to, piece});
    }
  }
}

/// Pieces, and which of them make one region.
class Regions {
 public:
  Regions(const Tiles& tiles, std::vector<std::vector<Polygon>> by_tile) : tiles_(tiles) {
    for (std::vector<Polygon>& some : by_tile) {
      first_.push_back(pieces_.size());
      std::move(some.begin(), some.end(), std::back_inserter(pieces_));
    }
    first_.push_back(pieces_.size());
    region_.resize(pieces_.size());
    std::iota(region_.begin(), region_.end(), std::size_t{0});
  }

  void join_across_tiles() {
    for (std::size_t tile = 0; tile < tiles_.size(); ++tile) {
      if (!tiles_.is_last_column(tile)) {
        join(tile, tile + 1, &Point::x, &Point::y, tiles_.right_of(tile));
      }
      if (!tiles_.is_last_row(tile)) {
        join(tile, tile + tiles_.columns(), &Point::y, &Point::x, tiles_.top_of(tile));
      }
    }
  }

  /// The regions that do not reach the frame, in the order of their first pieces.
  [[nodiscard]] std::vector<MultiPolygon> enclosed(SquareMetres tolerance) {
    std::vector<std::vector<MultiPolygon>> members(pieces_.size());
    std::vector<SquareMetres> sizes(pieces_.size());
    std::vector<bool> is_open(pieces_.size(), false);
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const std::size_t region = find(i);
      is_open[region] = is_open[region] || tiles_.reaches_frame(pieces_[i]);
      members[region].push_back({{std::move(pieces_[i])}});
      sizes[region] += area(members[region].back());
    }
    std::vector<MultiPolygon> holes;
    for (std::size_t region = 0; region < members.size(); ++region) {
      if (!is_open[region] && sizes[region] > tolerance) {
        holes.push_back(members[region].size() == 1 ? members[region].front() : union_of(members[region]));
      }
    }
    return holes;
  }

 private:
  std::size_t find(std::size_t piece) {
    while (region_[piece] != piece) {
      piece = region_[piece] = region_[region_[piece]];
    }
    return piece;
  }

  void unite(std::size_t a, std::size_t b) {
    const std::size_t region_a = find(a);
    const std::size_t region_b = find(b);
    region_[std::max(region_a, region_b)] = std::min(region_a, region_b);
  }

  void join(std::size_t tile, std::size_t next, double Point::*across, double Point::*along, double line) {
    std::vector<Stretch> here;
    std::vector<Stretch> there;
    for (std::size_t i = first_[tile]; i < first_[tile + 1]; ++i) {
      add_stretches(pieces_[i].outer, across, along, line, i, here);
    }
    for (std::size_t i = first_[next]; i < first_[next + 1]; ++i) {
      add_stretches(pieces_[i].outer, across, along, line, i, there);
    }
    for (const Stretch& a : here) {
      for (const Stretch& b : there) {
        if (std::min(a.to, b.to) - std::max(a.from, b.from) > kOnLine) {
          unite(a.piece, b.piece);
        }
      }
    }
  }

  const Tiles& tiles_;
  std::vector<Polygon> pieces_;
  std::vector<std::size_t> first_;   // by tile
  std::vector<std::size_t> region_;  // by piece: another of the same region, or itself
};

}  // namespace

std::vector<MultiPolygon> enclosed_holes(const ZoneLayer& layer, const std::vector<OverlapPair>& among,
                                         SquareMetres tolerance) {
  Box box;
  for (const Zone& zone : layer.zones) {
    box.add(bounds(zone.outline));
  }
  if (box.empty()) {
    return {};
  }
  const Tiles tiles(box, 1 + layer.zones.size() / kZonesPerTile);
  Regions regions(tiles, uncovered_by_tile(tiles, layer, among, tolerance));
  regions.join_across_tiles();
  return regions.enclosed(tolerance);
}

}  // namespace lastmeter
