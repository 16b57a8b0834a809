// SPDX-License-Identifier: Apache-2.0
#include "geometry/border_pieces.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "geometry/for_each_ring.h"

namespace lastmeter {

namespace {

constexpr std::size_t run_length = 24;

class Clipper {
 public:
  Clipper(const Window& window, std::vector<BorderPiece>& out) : window_(window), out_(out) {}

  /// `runs`: one box for each `run_length` edges; the first edge comes from the ring's last point.
  void add(const Ring& ring, std::span<const Box> runs) {
    Point a = local(ring.back());
    top_from_ = top_to_ = clamped(a.x);
    for (std::size_t run = 0; run < runs.size(); ++run) {
      const std::size_t begin = run * run_length;
      const std::size_t end = std::min(ring.size(), begin + run_length);
      const Point low = local({runs[run].min_x, runs[run].min_y});
      const Point high = local({runs[run].max_x, runs[run].max_y});
      if (low.y >= window_.height) {
        const Point last = local(ring[end - 1]);
        run_along_top(clamped(a.x), clamped(last.x));
        a = last;
      } else if (high.y <= 0.0 || high.x <= 0.0 || low.x >= window_.width) {
        a = local(ring[end - 1]);
      } else {
        for (std::size_t i = begin; i < end; ++i) {
          const Point b = local(ring[i]);
          add_edge(a, b);
          a = b;
        }
      }
    }
    flush_top();
  }

 private:
  [[nodiscard]] Point local(Point p) const {
    const Point q{p.x - window_.corner.x, p.y - window_.corner.y};
    return window_.transposed ? Point{q.y, q.x} : q;
  }

  [[nodiscard]] double clamped(double x) const { return std::clamp(x, 0.0, window_.width); }

  void add_edge(Point a, Point b) {
    if (a.y >= window_.height && b.y >= window_.height) {
      run_along_top(clamped(a.x), clamped(b.x));
      return;
    }
    if (a.x == b.x || (a.y <= 0.0 && b.y <= 0.0) || (a.x <= 0.0 && b.x <= 0.0) ||
        (a.x >= window_.width && b.x >= window_.width)) {
      return;
    }
    if (a.x < b.x) {
      add_eastward(a, b, -1.0);
    } else {
      add_eastward(b, a, 1.0);
    }
  }

  void add_eastward(Point a, Point b, double sign) {
    const double slope = (b.y - a.y) / (b.x - a.x);
    const auto y_at = [&](double x) { return a.y + slope * (x - a.x); };
    double x0 = std::max(a.x, 0.0);
    double x1 = std::min(b.x, window_.width);
    const auto x_at = [&](double y) { return std::clamp(a.x + (y - a.y) / slope, x0, x1); };
    if (slope > 0.0) {
      x0 = y_at(x0) < 0.0 ? x_at(0.0) : x0;
      if (y_at(x1) > window_.height) {
        const double cut = x_at(window_.height);
        run_along_top(cut, x1, sign);
        x1 = cut;
      }
    } else if (slope < 0.0) {
      x1 = y_at(x1) < 0.0 ? x_at(0.0) : x1;
      if (y_at(x0) > window_.height) {
        const double cut = x_at(window_.height);
        run_along_top(x0, cut, sign);
        x0 = cut;
      }
    }
    if (x0 < x1) {
      out_.push_back({x0, y_at(x0), x1, slope, sign});
    }
  }

  void run_along_top(double x0, double x1, double sign) {
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
      out_.push_back({top_from_, window_.height, top_to_, 0.0, -1.0});
    } else if (top_to_ < top_from_) {
      out_.push_back({top_to_, window_.height, top_from_, 0.0, 1.0});
    }
    top_from_ = top_to_;
  }

  const Window& window_;
  std::vector<BorderPiece>& out_;
  double top_from_ = 0.0;
  double top_to_ = 0.0;
};

std::size_t run_count(const Ring& ring) { return (ring.size() + run_length - 1) / run_length; }

}  // namespace

Outline::Outline(const MultiPolygon& shape) : shape_(&shape) {
  for_each_ring(shape, [&](const Ring& ring) {
    for (std::size_t begin = 0; begin < ring.size(); begin += run_length) {
      Box& run = runs_.emplace_back();
      run.add(begin == 0 ? ring.back() : ring[begin - 1]);
      for (std::size_t i = begin; i < std::min(ring.size(), begin + run_length); ++i) {
        run.add(ring[i]);
      }
      box_.add(run);
    }
  });
}

void Outline::clip(const Window& window, std::vector<BorderPiece>& out) const {
  out.clear();
  Clipper clipper(window, out);
  std::size_t first = 0;
  for_each_ring(*shape_, [&](const Ring& ring) {
    if (!ring.empty()) {
      clipper.add(ring, std::span(runs_).subspan(first, run_count(ring)));
      first += run_count(ring);
    }
  });
}

}  // namespace lastmeter
