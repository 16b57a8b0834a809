// SPDX-License-Identifier: Apache-2.0
#include "coverage/union_area.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "core/parallel.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 64;

Box bounds_in_disc(const ConvexCell& cell, const Disc& disc) {
  Box box;
  const double r = disc.radius.value();
  for (const Point corner : cell.corners()) {
    box.add(Point{disc.centre.x + std::clamp(corner.x, -r, r), disc.centre.y + std::clamp(corner.y, -r, r)});
  }
  return box;
}

/// Centres of a level at least this far from a disc's centre cannot cut its cell, which reaches `reach` from there.
double safe_gap(double reach, double radius, double largest_radius) {
  const double squared = reach * reach + (largest_radius - radius) * (largest_radius + radius);
  return squared < 0.0 ? 0.0 : reach + std::sqrt(squared);
}

double power(Point p, const Disc& disc) {
  return squared_distance(p, disc.centre) - disc.radius.value() * disc.radius.value();
}

/// The discs other than `own` that may have the smallest power of all others somewhere in a cell of `own`, and hold
/// that place. O(discs near).
std::vector<std::uint32_t> rivals_in(const ConvexCell& cell, std::size_t own, std::span<const Disc> discs,
                                     const DiscIndex& index) {
  const Point centre = discs[own].centre;
  std::vector<Point> corners;
  Box box;
  for (const Point corner : cell.corners()) {
    corners.push_back({corner.x + centre.x, corner.y + centre.y});
    box.add(corners.back());
  }
  // The power is convex, so it is largest at a corner; no place of the cell has a larger smallest power than `bound`.
  double bound = 0.0;
  std::vector<std::pair<double, std::uint32_t>> found;  // least power in the box, disc
  for (const DiscIndex::Level& level : index.levels()) {
    level.visit_rings(
        centre,
        [&](std::span<const std::uint32_t> discs_of_cell) {
          for (const std::uint32_t other : discs_of_cell) {
            const Point at = discs[other].centre;
            const Point closest{std::clamp(at.x, box.min_x, box.max_x), std::clamp(at.y, box.min_y, box.max_y)};
            const double least = power(closest, discs[other]);
            if (other == own || least > bound) {
              continue;
            }
            found.emplace_back(least, other);
            double most = -std::numeric_limits<double>::infinity();
            for (const Point corner : corners) {
              most = std::max(most, power(corner, discs[other]));
            }
            bound = std::min(bound, most);
          }
        },
        [&](double gap) {
          const double away = gap - cell.reach();
          return away > 0.0 && away * away - level.largest_radius * level.largest_radius > bound;
        });
  }
  std::vector<std::uint32_t> rivals;
  for (const auto& [least, other] : found) {
    if (least <= bound) {
      rivals.push_back(other);
    }
  }
  std::ranges::sort(rivals);
  return rivals;
}

}  // namespace

DiscUnion::DiscUnion(std::vector<Disc> discs)
    : discs_(std::move(discs)), index_(discs_), pieces_(discs_.size()), allocated_(discs_.size()) {
  parallel_slices(discs_.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      assert(discs_[i].radius > Metres(0.0));
      pieces_[i].disc = discs_[i];
      const ConvexCell cell = power_cell(i);
      if (!cell.empty()) {
        pieces_[i].box = bounds_in_disc(cell, discs_[i]);
        pieces_[i].cuts = cell.cuts();
        allocated_[i] = SquareMetres(std::max(0.0, area_in_disc(cell.corners(), discs_[i].radius.value())));
      }
    }
  });
}

ConvexCell DiscUnion::power_cell(std::size_t disc) const {
  const Disc& own = discs_[disc];
  const double radius = own.radius.value();
  ConvexCell cell(1.125 * radius);
  double reach = radius;
  std::vector<std::pair<Cut, std::uint32_t>> ring;
  for (const DiscIndex::Level& level : index_.levels()) {
    level.visit_rings(
        own.centre,
        [&](std::span<const std::uint32_t> found) {
          for (const std::uint32_t other : found) {
            if (other == disc || cell.empty()) {
              continue;
            }
            const Cut cut = radical_cut(own, discs_[other], disc < other);
            if (cut.offset <= -radius) {
              cell.clear();
            } else if (cut.offset < reach) {
              ring.emplace_back(cut, other);
            }
          }
        },
        [&](double gap) {
          std::ranges::sort(ring, {}, [](const auto& found) { return std::pair(found.first.offset, found.second); });
          for (const auto& [cut, other] : ring) {
            if (cut.offset >= reach) {
              break;
            }
            cell.clip(cut);
            reach = std::min(radius, cell.reach());
          }
          ring.clear();
          return cell.empty() || gap >= safe_gap(reach, radius, level.largest_radius);
        });
  }
  return cell;
}

SquareMetres DiscUnion::area() const {
  SquareMetres sum;
  for (const SquareMetres part : allocated_) {
    sum += part;
  }
  return sum;
}

std::vector<SquareMetres> DiscUnion::area_within(const std::vector<const MultiPolygon*>& shapes) const {
  std::vector<SquareMetres> areas(shapes.size());
  parallel_slices(shapes.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t> near;
    for (std::size_t i = begin; i < end; ++i) {
      const Box box = bounds(*shapes[i]);
      if (box.empty()) {
        continue;
      }
      near.clear();
      index_.visit_near(box, [&](std::uint32_t disc) {
        if (pieces_[disc].box.intersects(box)) {
          near.push_back(disc);
        }
      });
      areas[i] = SquareMetres(std::max(0.0, area_of_pieces_within(*shapes[i], pieces_, near)));
    }
  });
  return areas;
}

std::vector<SquareMetres> DiscUnion::exclusive() const {
  std::vector<SquareMetres> areas(discs_.size());
  parallel_slices(discs_.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      areas[i] = SquareMetres(exclusive_area(i));
    }
  });
  return areas;
}

double DiscUnion::exclusive_area(std::size_t disc) const {
  const UnionPiece& piece = pieces_[disc];
  if (piece.box.empty()) {
    return 0.0;
  }
  ConvexCell own(1.125 * piece.disc.radius.value());
  for (const Cut& cut : piece.cuts) {
    own.clip(cut);
  }
  const std::vector<std::uint32_t> rivals = rivals_in(own, disc, discs_, index_);
  double shared = 0.0;
  for (const std::uint32_t rival : rivals) {
    const Point to{discs_[rival].centre.x - piece.disc.centre.x, discs_[rival].centre.y - piece.disc.centre.y};
    ConvexCell cell = own;
    // `own` is exact inside its disc only; what it must lose beyond is where the rival has the smaller power.
    cell.clip(radical_cut(piece.disc, discs_[rival], disc < rival));
    cell.move_origin(to);
    for (const std::uint32_t other : rivals) {
      if (other != rival && !cell.empty()) {
        cell.clip(radical_cut(discs_[rival], discs_[other], rival < other));
      }
    }
    shared += area_in_disc(cell.corners(), discs_[rival].radius.value());
  }
  return std::clamp(allocated_[disc].value() - shared, 0.0, allocated_[disc].value());
}

}  // namespace lastmeter
