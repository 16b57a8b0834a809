// SPDX-License-Identifier: Apache-2.0
#include "geometry/overlap_area.h"

#include <algorithm>
#include <cmath>

#include "core/parallel.h"
#include "geometry/box_index.h"

namespace lastmeter {

namespace {

/// A piece of border inside the common box, x0 < x1, from the box's lower left corner. `sign` is +1 where the
/// shape lies below it, -1 where it lies above.
struct Piece {
  double x0;
  double y0;
  double x1;
  double slope;
  double sign;
};

struct Frame {
  Point origin;
  double width;
  double height;
  bool transposed;

  [[nodiscard]] Point local(Point p) const {
    const Point q{p.x - origin.x, p.y - origin.y};
    return transposed ? Point{q.y, q.x} : q;
  }
};

/// Collects the part of a ring's border that counts inside the frame: what runs below it or beside it counts
/// nothing, what runs above it counts as if it ran along the top.
class BorderClipper {
 public:
  BorderClipper(const Frame& frame, std::vector<Piece>& out) : frame_(frame), out_(out) {}

  void add(const Ring& ring) {
    if (ring.empty()) {
      return;
    }
    Point a = frame_.local(ring.back());
    top_from_ = top_to_ = std::clamp(a.x, 0.0, frame_.width);
    for (const Point p : ring) {
      const Point b = frame_.local(p);
      add_edge(a, b);
      a = b;
    }
    flush_top();
  }

 private:
  void add_edge(Point a, Point b) {
    if (a.y >= frame_.height && b.y >= frame_.height) {
      run_along_top(std::clamp(a.x, 0.0, frame_.width), std::clamp(b.x, 0.0, frame_.width));
      return;
    }
    if (a.x == b.x || (a.y <= 0.0 && b.y <= 0.0) || (a.x <= 0.0 && b.x <= 0.0) ||
        (a.x >= frame_.width && b.x >= frame_.width)) {
      return;
    }
    if (a.x < b.x) {
      add_rising_x(a, b, -1.0);
    } else {
      add_rising_x(b, a, 1.0);
    }
  }

  void add_rising_x(Point a, Point b, double sign) {
    const double slope = (b.y - a.y) / (b.x - a.x);
    const auto y_at = [&](double x) { return a.y + slope * (x - a.x); };
    double x0 = std::max(a.x, 0.0);
    double x1 = std::min(b.x, frame_.width);
    const auto cross_at = [&](double y) { return std::clamp(a.x + (y - a.y) / slope, x0, x1); };
    if (slope > 0.0) {
      x0 = y_at(x0) < 0.0 ? cross_at(0.0) : x0;
      if (y_at(x1) > frame_.height) {
        const double cut = cross_at(frame_.height);
        run_along_top_signed(cut, x1, sign);
        x1 = cut;
      }
    } else if (slope < 0.0) {
      x1 = y_at(x1) < 0.0 ? cross_at(0.0) : x1;
      if (y_at(x0) > frame_.height) {
        const double cut = cross_at(frame_.height);
        run_along_top_signed(x0, cut, sign);
        x0 = cut;
      }
    }
    if (x0 < x1) {
      out_.push_back({x0, y_at(x0), x1, slope, sign});
    }
  }

  void run_along_top_signed(double x0, double x1, double sign) {
    if (sign > 0.0) {
      run_along_top(x1, x0);
    } else {
      run_along_top(x0, x1);
    }
  }

  /// Runs that follow each other become one: going forth and back along the top counts nothing.
  void run_along_top(double from, double to) {
    if (from != top_to_) {
      flush_top();
      top_from_ = from;
    }
    top_to_ = to;
  }

  void flush_top() {
    if (top_from_ < top_to_) {
      out_.push_back({top_from_, frame_.height, top_to_, 0.0, -1.0});
    } else if (top_to_ < top_from_) {
      out_.push_back({top_to_, frame_.height, top_from_, 0.0, 1.0});
    }
    top_from_ = top_to_;
  }

  const Frame& frame_;
  std::vector<Piece>& out_;
  double top_from_ = 0.0;
  double top_to_ = 0.0;
};

void clip(const MultiPolygon& shape, const Frame& frame, std::vector<Piece>& out) {
  out.clear();
  BorderClipper clipper(frame, out);
  for (const Polygon& part : shape.parts) {
    clipper.add(part.outer);
    for (const Ring& hole : part.holes) {
      clipper.add(hole);
    }
  }
}

/// sign x integral of the lower of the two over their common x.
double below_both(const Piece& e, const Piece& f) {
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

double sum_all_pairs(const std::vector<Piece>& a, const std::vector<Piece>& b) {
  double sum = 0.0;
  for (const Piece& e : a) {
    for (const Piece& f : b) {
      sum += below_both(e, f);
    }
  }
  return sum;
}

/// Against the open pieces of the other side only, from left to right.
double sum_by_sweep(std::vector<Piece>& a, std::vector<Piece>& b) {
  std::ranges::sort(a, {}, &Piece::x0);
  std::ranges::sort(b, {}, &Piece::x0);
  std::vector<Piece> open_a;
  std::vector<Piece> open_b;
  double sum = 0.0;
  const auto meet = [&](const Piece& e, std::vector<Piece>& others) {
    std::erase_if(others, [&](const Piece& f) { return f.x1 <= e.x0; });
    for (const Piece& f : others) {
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
  std::vector<Piece> a;
  std::vector<Piece> b;
};

constexpr std::size_t sweep_from = 1024;

double common_area(const MultiPolygon& a, const Box& box_a, const MultiPolygon& b, const Box& box_b, Workspace& work) {
  const Point low{std::max(box_a.min_x, box_b.min_x), std::max(box_a.min_y, box_b.min_y)};
  const double width = std::min(box_a.max_x, box_b.max_x) - low.x;
  const double height = std::min(box_a.max_y, box_b.max_y) - low.y;
  if (!(width > 0.0) || !(height > 0.0)) {
    return 0.0;
  }
  const Frame frame = width >= height ? Frame{low, width, height, false} : Frame{low, height, width, true};
  clip(a, frame, work.a);
  if (work.a.empty()) {
    return 0.0;
  }
  clip(b, frame, work.b);
  const double sum =
      work.a.size() * work.b.size() < sweep_from ? sum_all_pairs(work.a, work.b) : sum_by_sweep(work.a, work.b);
  return std::clamp(sum, 0.0, width * height);
}

std::vector<Box> boxes_of(const std::vector<const MultiPolygon*>& shapes) {
  std::vector<Box> boxes(shapes.size());
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    boxes[i] = bounds(*shapes[i]);
  }
  return boxes;
}

enum class Within { OneList, TwoLists };

std::vector<OverlapPair> all_overlaps(const std::vector<const MultiPolygon*>& a,
                                      const std::vector<const MultiPolygon*>& b, SquareMetres least, Within within) {
  const std::vector<Box> boxes_a = boxes_of(a);
  const std::vector<Box> boxes_b = boxes_of(b);
  const BoxIndex index(boxes_b);
  constexpr std::size_t slice = 64;
  std::vector<std::vector<OverlapPair>> found((a.size() + slice - 1) / slice);
  parallel_slices(a.size(), slice, [&](std::size_t begin, std::size_t end) {
    Workspace work;
    std::vector<std::uint32_t> near;
    for (std::size_t i = begin; i < end; ++i) {
      index.query(boxes_a[i], near);
      for (const std::uint32_t j : near) {
        if (within == Within::OneList && j <= i) {
          continue;
        }
        const SquareMetres shared(common_area(*a[i], boxes_a[i], *b[j], boxes_b[j], work));
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
  return SquareMetres(common_area(a, bounds(a), b, bounds(b), work));
}

std::vector<OverlapPair> overlaps_between(const std::vector<const MultiPolygon*>& a,
                                          const std::vector<const MultiPolygon*>& b, SquareMetres least) {
  return all_overlaps(a, b, least, Within::TwoLists);
}

std::vector<OverlapPair> overlaps_within(const std::vector<const MultiPolygon*>& shapes, SquareMetres least) {
  return all_overlaps(shapes, shapes, least, Within::OneList);
}

}  // namespace lastmeter
