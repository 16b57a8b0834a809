// SPDX-License-Identifier: Apache-2.0
#include "geometry/zone_locator.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/parallel.h"

namespace lastmeter {

namespace {

constexpr std::uint32_t outside_all = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t crossed = 0x80000000U;

template <class Visit>
void for_each_ring(const MultiPolygon& shape, const Visit& visit) {
  for (const Polygon& part : shape.parts) {
    visit(part.outer);
    for (const Ring& hole : part.holes) {
      visit(hole);
    }
  }
}

double cross(Point a, Point b, Point p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); }

}  // namespace

/// Whether a ray from p to the right meets the edge; the same arithmetic as in `contains`.
bool ZoneLocator::left_of(const Edge& edge, Point p) {
  if ((edge.a.y > p.y) == (edge.b.y > p.y)) {
    return false;
  }
  const double side = cross(edge.a, edge.b, p);
  return edge.b.y > edge.a.y ? side > 0.0 : side < 0.0;
}

/// Whether an edge that crosses p's vertical line (just right of p) does so above p. Agrees with `left_of`, also where
/// rounding decides, so that a crossing is never counted on one leg of the way only.
bool ZoneLocator::above(const Edge& edge, Point p) {
  if ((edge.a.y > p.y) == (edge.b.y > p.y)) {
    return edge.a.y > p.y;
  }
  const bool rises = (edge.b.y > edge.a.y) == (edge.b.x > edge.a.x);
  return rises != left_of(edge, p);
}

/// Builds the grid zone by zone, in ascending order, so a cell once inside a zone is closed to later ones.
class ZoneLocator::Builder {
 public:
  Builder(ZoneLocator& locator, const std::vector<const MultiPolygon*>& zones) : to_(locator) {
    lay_grid(zones);
    whole_.assign(to_.columns_ * to_.rows_, outside_all);
    for (std::size_t i = 0; i < zones.size(); ++i) {
      add(*zones[i], static_cast<std::uint32_t>(i));
    }
    gather();
  }

 private:
  struct Crossing {
    std::uint32_t cell;
    std::uint32_t edge;
  };
  struct Found {
    std::uint32_t cell;
    Entry entry;
  };

  void lay_grid(const std::vector<const MultiPolygon*>& zones) {
    Box box;
    std::size_t vertices = 0;
    for (const MultiPolygon* zone : zones) {
      for_each_ring(*zone, [&](const Ring& ring) {
        box.add(bounds(ring));
        vertices += ring.size();
      });
    }
    if (box.empty()) {
      return;
    }
    constexpr double least_cells = 64.0;
    constexpr double most_cells = 1U << 24U;
    const double cells = std::clamp(32.0 * static_cast<double>(zones.size()) + 2.0 * static_cast<double>(vertices),
                                    least_cells, most_cells);
    const double width = box.max_x - box.min_x;
    const double height = box.max_y - box.min_y;
    const double largest =
        std::max({std::abs(box.min_x), std::abs(box.max_x), std::abs(box.min_y), std::abs(box.max_y)});
    const double rounding = 64.0 * std::numeric_limits<double>::epsilon() * largest;
    to_.side_ = std::max({std::sqrt(width * height / cells), std::max(width, height) / cells, 1e3 * rounding,
                          std::numeric_limits<double>::min()});
    margin_ = 1e-6 * to_.side_ + rounding;
    to_.origin_ = {box.min_x - 2 * margin_, box.min_y - 2 * margin_};
    to_.columns_ = static_cast<std::size_t>((width + 4 * margin_) / to_.side_) + 1;
    to_.rows_ = static_cast<std::size_t>((height + 4 * margin_) / to_.side_) + 1;
  }

  [[nodiscard]] std::size_t column(double x) const {
    return std::min(static_cast<std::size_t>(std::max(0.0, (x - to_.origin_.x) / to_.side_)), to_.columns_ - 1);
  }
  [[nodiscard]] std::size_t row(double y) const {
    return std::min(static_cast<std::size_t>(std::max(0.0, (y - to_.origin_.y) / to_.side_)), to_.rows_ - 1);
  }

  void add(const MultiPolygon& zone, std::uint32_t number) {
    zone_edges_.clear();
    crossings_.clear();
    for_each_ring(zone, [&](const Ring& ring) {
      for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        zone_edges_.push_back({ring[j], ring[i]});
        rasterize(zone_edges_.back(), static_cast<std::uint32_t>(zone_edges_.size() - 1));
      }
    });
    std::ranges::sort(crossings_, [](const Crossing& s, const Crossing& t) {
      return s.cell != t.cell ? s.cell < t.cell : s.edge < t.edge;
    });
    sweep_rows(number);
  }

  /// Every cell the edge comes within the margin of.
  void rasterize(const Edge& edge, std::uint32_t number) {
    const Point low = edge.a.y < edge.b.y ? edge.a : edge.b;
    const Point high = edge.a.y < edge.b.y ? edge.b : edge.a;
    const double left = std::min(low.x, high.x);
    const double right = std::max(low.x, high.x);
    const double slope = high.y > low.y ? (high.x - low.x) / (high.y - low.y) : 0.0;
    const std::size_t last_row = row(high.y + margin_);
    for (std::size_t r = row(low.y - margin_); r <= last_row; ++r) {
      double x0 = low.x + slope * (std::max(to_.line_y(r) - margin_, low.y) - low.y);
      double x1 = low.x + slope * (std::min(to_.line_y(r + 1) + margin_, high.y) - low.y);
      if (!(high.y - low.y > margin_)) {
        x0 = left;
        x1 = right;
      }
      const double from = std::clamp(std::min(x0, x1), left, right) - margin_;
      const double to = std::clamp(std::max(x0, x1), left, right) + margin_;
      const std::size_t last_column = column(to);
      for (std::size_t c = column(from); c <= last_column; ++c) {
        crossings_.push_back({static_cast<std::uint32_t>(r * to_.columns_ + c), number});
      }
    }
  }

  /// From right to left along every row: outside at first; the corner's side changes with the edges passed.
  void sweep_rows(std::uint32_t zone) {
    bool inside = false;
    std::size_t next_cell = 0;
    for (std::size_t end = crossings_.size(); end > 0;) {
      const std::uint32_t cell = crossings_[end - 1].cell;
      std::size_t begin = end;
      while (begin > 0 && crossings_[begin - 1].cell == cell) {
        --begin;
      }
      const std::size_t r = cell / to_.columns_;
      if (end == crossings_.size() || next_cell / to_.columns_ != r) {
        inside = false;
      } else if (inside) {
        for (std::size_t c = cell + 1; c < next_cell; ++c) {
          whole_[c] = std::min(whole_[c], zone);
        }
      }
      inside = enter(cell, zone, inside, std::span(crossings_).subspan(begin, end - begin));
      next_cell = cell;
      end = begin;
    }
  }

  /// Keeps the zone's edges in the cell; the side of the cell's lower left corner.
  bool enter(std::uint32_t cell, std::uint32_t zone, bool right_inside, std::span<const Crossing> here) {
    const std::size_t c = cell % to_.columns_;
    const double y = to_.line_y(cell / to_.columns_);
    const Point right{to_.line_x(c + 1), y};
    const Point left{to_.line_x(c), y};
    const bool open = whole_[cell] == outside_all;
    if (open) {
      found_.push_back({cell, {zone, right_inside ? 1U : 0U, found_edges_.size()}});
    }
    bool inside = right_inside;
    for (const Crossing& crossing : here) {
      const Edge& edge = zone_edges_[crossing.edge];
      inside = inside != (left_of(edge, left) != left_of(edge, right));
      if (open) {
        found_edges_.push_back(edge);
      }
    }
    return inside;
  }

  /// Entries ordered by cell, then zone; a cell wholly inside a zone ends with that zone.
  void gather() {
    found_.push_back({outside_all, {outside_all, 0U, found_edges_.size()}});
    std::vector<std::uint32_t> order(found_.size() - 1);
    for (std::size_t i = 0; i < order.size(); ++i) {
      order[i] = static_cast<std::uint32_t>(i);
    }
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return found_[i].cell; });
    to_.cells_ = whole_;
    to_.edges_.reserve(found_edges_.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      const Found& found = found_[order[i]];
      if (i == 0 || found.cell != found_[order[i - 1]].cell) {
        to_.cells_[found.cell] = crossed | static_cast<std::uint32_t>(to_.cell_entries_.size());
        to_.cell_entries_.push_back(static_cast<std::uint32_t>(to_.entries_.size()));
      }
      to_.entries_.push_back({found.entry.zone, found.entry.corner_inside, to_.edges_.size()});
      const auto from = found_edges_.begin();
      to_.edges_.insert(to_.edges_.end(), from + static_cast<std::ptrdiff_t>(found.entry.first_edge),
                        from + static_cast<std::ptrdiff_t>(found_[order[i] + 1].entry.first_edge));
      const bool last = i + 1 == order.size() || found_[order[i + 1]].cell != found.cell;
      if (last && whole_[found.cell] != outside_all) {
        to_.entries_.push_back({whole_[found.cell], 1U, to_.edges_.size()});
      }
    }
    to_.cell_entries_.push_back(static_cast<std::uint32_t>(to_.entries_.size()));
    to_.entries_.push_back({outside_all, 0U, to_.edges_.size()});
  }

  ZoneLocator& to_;
  double margin_ = 0.0;
  std::vector<std::uint32_t> whole_;
  std::vector<Edge> zone_edges_;
  std::vector<Crossing> crossings_;
  std::vector<Found> found_;
  std::vector<Edge> found_edges_;
};

ZoneLocator::ZoneLocator(const std::vector<const MultiPolygon*>& zones) { Builder(*this, zones); }

bool ZoneLocator::holds(std::size_t entry, Point p, Point corner) const {
  const Point right{corner.x, p.y};
  bool inside = entries_[entry].corner_inside != 0U;
  for (std::size_t i = entries_[entry].first_edge; i < entries_[entry + 1].first_edge; ++i) {
    const Edge& edge = edges_[i];
    const auto [left, end] = std::minmax(edge.a.x, edge.b.x);
    if (p.x >= left && p.x <= end && p.y >= std::min(edge.a.y, edge.b.y) && p.y <= std::max(edge.a.y, edge.b.y) &&
        cross(edge.a, edge.b, p) == 0.0) {
      return true;
    }
    inside = inside != (left_of(edge, p) != left_of(edge, right));
    if (left <= corner.x && end > corner.x) {
      inside = inside != (above(edge, right) != above(edge, corner));
    }
  }
  return inside;
}

std::optional<std::uint32_t> ZoneLocator::find(Point p) const {
  const double x = (p.x - origin_.x) / side_;
  const double y = (p.y - origin_.y) / side_;
  if (!(x >= 0.0 && x < static_cast<double>(columns_) && y >= 0.0 && y < static_cast<double>(rows_))) {
    return std::nullopt;
  }
  const auto column = static_cast<std::size_t>(x);
  const auto row = static_cast<std::size_t>(y);
  const std::uint32_t cell = cells_[row * columns_ + column];
  if (cell == outside_all) {
    return std::nullopt;
  }
  if ((cell & crossed) == 0U) {
    return cell;
  }
  const Point corner{line_x(column + 1), line_y(row)};
  const std::size_t k = cell & ~crossed;
  for (std::size_t entry = cell_entries_[k]; entry < cell_entries_[k + 1]; ++entry) {
    if (holds(entry, p, corner)) {
      return entries_[entry].zone;
    }
  }
  return std::nullopt;
}

std::vector<std::optional<std::uint32_t>> ZoneLocator::find_all(std::span<const Point> points) const {
  constexpr std::size_t slice = 8192;
  std::vector<std::optional<std::uint32_t>> found(points.size());
  parallel_slices(points.size(), slice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      found[i] = find(points[i]);
    }
  });
  return found;
}

}  // namespace lastmeter
