// SPDX-License-Identifier: Apache-2.0
#include "geometry/overlap_area.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/parallel.h"
#include "geometry/border_pieces.h"
#include "geometry/box_index.h"

namespace lastmeter {

namespace {

/// sign x integral of the lower of the two over their common x.
double below_both(const BorderPiece& e, const BorderPiece& f) {
  const double x0 = std::max(e.x0, f.x0);
  const double x1 = std::min(e.x1, f.x1);
  if (!(x0 < x1)) {
    return 0.0;
  }
  const double e0 = e.y0 + e.slope * (x0 - e.x0);
  const double e1 = e.y0 + e.slope * (x1 - e.x0);
  const double f0 = f.y0 + f.slope * (x0 - f.x0);
  const double f1 = f.y0 + f.slope * (x1 - f.x0);
  const double d0 = e0 - f0;
  const double d1 = e1 - f1;
  double twice = 0.0;
  if (d0 <= 0.0 && d1 <= 0.0) {
    twice = e0 + e1;
  } else if (d0 >= 0.0 && d1 >= 0.0) {
    twice = f0 + f1;
  } else {
    const double d = d0 < 0.0 ? d0 : d1;
    twice = f0 + f1 - d * d / (std::abs(d0) + std::abs(d1));
  }
  return e.sign * f.sign * twice * (x1 - x0) / 2;
}

double sum_all_pairs(const std::vector<BorderPiece>& a, const std::vector<BorderPiece>& b) {
  double sum = 0.0;
  for (const BorderPiece& e : a) {
    for (const BorderPiece& f : b) {
      sum += below_both(e, f);
    }
  }
  return sum;
}

/// Against the open pieces of the other side only, from left to right.
double sum_by_sweep(std::vector<BorderPiece>& a, std::vector<BorderPiece>& b) {
  std::ranges::sort(a, {}, &BorderPiece::x0);
  std::ranges::sort(b, {}, &BorderPiece::x0);
  std::vector<BorderPiece> open_a;
  std::vector<BorderPiece> open_b;
  double sum = 0.0;
  const auto meet = [&](const BorderPiece& e, std::vector<BorderPiece>& others) {
    std::erase_if(others, [&](const BorderPiece& f) { return f.x1 <= e.x0; });
    for (const BorderPiece& f : others) {
      sum += below_both(e, f);
    }
  };
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (j == b.size() || (i < a.size() && a[i].x0 <= b[j].x0)) {
      meet(a[i], open_b);
      open_a.push_back(a[i++]);
    } else {
      meet(b[j], open_a);
      open_b.push_back(b[j++]);
    }
  }
  return sum;
}

struct Workspace {
  std::vector<BorderPiece> a;
  std::vector<BorderPiece> b;
};

double common_area(const Outline& a, const Outline& b, Workspace& work) {
  const Point low{std::max(a.box().min_x, b.box().min_x), std::max(a.box().min_y, b.box().min_y)};
  const double width = std::min(a.box().max_x, b.box().max_x) - low.x;
  const double height = std::min(a.box().max_y, b.box().max_y) - low.y;
  if (!(width > 0.0) || !(height > 0.0)) {
    return 0.0;
  }
  // Along the longer side, fewer pieces stand above one another.
  const Window window = width >= height ? Window{low, width, height, false} : Window{low, height, width, true};
  a.clip(window, work.a);
  if (work.a.empty()) {
    return 0.0;
  }
  b.clip(window, work.b);
  constexpr std::size_t sweep_from = 1024;
  const double sum =
      work.a.size() * work.b.size() < sweep_from ? sum_all_pairs(work.a, work.b) : sum_by_sweep(work.a, work.b);
  return std::clamp(sum, 0.0, width * height);
}

std::vector<Outline> outlines_of(const std::vector<const MultiPolygon*>& shapes) {
  std::vector<Outline> outlines;
  outlines.reserve(shapes.size());
  for (const MultiPolygon* shape : shapes) {
    outlines.emplace_back(*shape);
  }
  return outlines;
}

std::vector<Box> boxes_of(const std::vector<Outline>& outlines) {
  std::vector<Box> boxes(outlines.size());
  std::ranges::transform(outlines, boxes.begin(), &Outline::box);
  return boxes;
}

enum class Within { OneList, TwoLists };

std::vector<OverlapPair> all_overlaps(const std::vector<Outline>& a, const std::vector<Outline>& b, SquareMetres least,
                                      Within within) {
  const BoxIndex index(boxes_of(b));
  constexpr std::size_t slice = 64;
  std::vector<std::vector<OverlapPair>> found((a.size() + slice - 1) / slice);
  parallel_slices(a.size(), slice, [&](std::size_t begin, std::size_t end) {
    Workspace work;
    std::vector<std::uint32_t> near;
    for (std::size_t i = begin; i < end; ++i) {
      index.query(a[i].box(), near);
      for (const std::uint32_t j : near) {
        if (within == Within::OneList && j <= i) {
          continue;
        }
        const SquareMetres shared(common_area(a[i], b[j], work));
        if (shared > least) {
          found[begin / slice].push_back({i, j, shared});
        }
      }
    }
  });
  std::vector<OverlapPair> pairs;
  for (const std::vector<OverlapPair>& some : found) {
    pairs.insert(pairs.end(), some.begin(), some.end());
  }
  return pairs;
}

}  // namespace

SquareMetres overlap_area(const MultiPolygon& a, const MultiPolygon& b) {
  Workspace work;
  return SquareMetres(common_area(Outline(a), Outline(b), work));
}

std::vector<OverlapPair> overlaps_between(const std::vector<const MultiPolygon*>& a,
                                          const std::vector<const MultiPolygon*>& b, SquareMetres least) {
  return all_overlaps(outlines_of(a), outlines_of(b), least, Within::TwoLists);
}

std::vector<OverlapPair> overlaps_within(const std::vector<const MultiPolygon*>& shapes, SquareMetres least) {
  const std::vector<Outline> outlines = outlines_of(shapes);
  return all_overlaps(outlines, outlines, least, Within::OneList);
}

}  // namespace lastmeter
