// SPDX-License-Identifier: Apache-2.0
#include "coverage/union_piece.h"

#include <array>
#include <utility>

namespace lastmeter {

namespace {

constexpr std::size_t kFewVertices = 32;

Box moved(const Box& box, Point origin) {
  return {box.min_x - origin.x, box.min_y - origin.y, box.max_x - origin.x, box.max_y - origin.y};
}

std::size_t vertex_count(std::span<const Ring> rings) {
  std::size_t count = 0;
  for (const Ring& ring : rings) {
    count += ring.size();
  }
  return count;
}

/// One shape, in coordinates about its own centre.
class ShapeArea {
 public:
  ShapeArea(std::span<const UnionPiece> pieces, Point origin) : pieces_(pieces), origin_(origin) {}

  double tile(const std::vector<Ring>& rings, const Box& box, std::span<const std::uint32_t> near) {
    if (near.empty() || rings.empty()) {
      return 0.0;
    }
    if (vertex_count(rings) > kFewVertices && near.size() > 1) {
      const auto [low, high] = halves(box);
      const std::vector<std::uint32_t> near_low = touching(low, near);
      const std::vector<std::uint32_t> near_high = touching(high, near);
      // A piece across the middle is measured twice, which pays while most are not.
      if (5 * (near_low.size() + near_high.size()) <= 8 * near.size()) {
        return tile(within(rings, low, box), low, near_low) + tile(within(rings, high, box), high, near_high);
      }
    }
    double area = 0.0;
    for (const std::uint32_t i : near) {
      area += piece_within(rings, pieces_[i]);
    }
    return area;
  }

 private:
  static std::pair<Box, Box> halves(const Box& box) {
    std::pair<Box, Box> both(box, box);
    const Point middle = box.centre();
    if (box.max_x - box.min_x > box.max_y - box.min_y) {
      both.first.max_x = both.second.min_x = middle.x;
    } else {
      both.first.max_y = both.second.min_y = middle.y;
    }
    return both;
  }

  [[nodiscard]] std::vector<std::uint32_t> touching(const Box& box, std::span<const std::uint32_t> near) const {
    std::vector<std::uint32_t> found;
    for (const std::uint32_t i : near) {
      if (box.intersects(moved(pieces_[i].box, origin_))) {
        found.push_back(i);
      }
    }
    return found;
  }

  /// The rings clipped where the half box has a side that the whole box does not have.
  std::vector<Ring> within(std::span<const Ring> rings, const Box& half, const Box& whole) {
    const Cut cut = half.max_x < whole.max_x   ? Cut{{1, 0}, half.max_x}
                    : half.min_x > whole.min_x ? Cut{{-1, 0}, -half.min_x}
                    : half.max_y < whole.max_y ? Cut{{0, 1}, half.max_y}
                                               : Cut{{0, -1}, -half.min_y};
    std::vector<Ring> kept;
    for (Ring ring : rings) {
      clip_ring(ring, cut, spare_);
      if (!ring.empty()) {
        kept.push_back(std::move(ring));
      }
    }
    return kept;
  }

  double piece_within(std::span<const Ring> rings, const UnionPiece& piece) {
    const Point centre{piece.disc.centre.x - origin_.x, piece.disc.centre.y - origin_.y};
    double area = 0.0;
    for (const Ring& ring : rings) {
      ring_.clear();
      for (const Point p : ring) {
        ring_.push_back({p.x - centre.x, p.y - centre.y});
      }
      for (const Cut& cut : piece.cuts) {
        clip_ring(ring_, cut, spare_);
      }
      area += area_in_disc(ring_, piece.disc.radius.value());
    }
    return area;
  }

  std::span<const UnionPiece> pieces_;
  Point origin_;
  Ring ring_;  // kept to save allocations
  Ring spare_;
};

}  // namespace

double area_of_pieces_within(const MultiPolygon& shape, std::span<const UnionPiece> pieces,
                             std::span<const std::uint32_t> near) {
  if (shape.empty() || near.empty()) {
    return 0.0;
  }
  const Box box = bounds(shape);
  const Point origin = box.centre();
  std::vector<Ring> rings;
  const auto add = [&](const Ring& ring) {
    Ring& local = rings.emplace_back(ring);
    for (Point& p : local) {
      p = {p.x - origin.x, p.y - origin.y};
    }
  };
  for (const Polygon& part : shape.parts) {
    add(part.outer);
    for (const Ring& hole : part.holes) {
      add(hole);
    }
  }
  return ShapeArea(pieces, origin).tile(rings, moved(box, origin), near);
}

}  // namespace lastmeter
