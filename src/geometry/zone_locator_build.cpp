// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "geometry/for_each_ring.h"
#include "geometry/zone_locator.h"

namespace lastmeter {

/// Builds the grid zone by zone, in ascending order, so a cell once inside a zone is closed to later ones.
class ZoneLocator::Builder {
 public:
  Builder(ZoneLocator& locator, const std::vector<const MultiPolygon*>& zones) : to_(locator) {
    std::size_t vertices = 0;
    for (const MultiPolygon* zone : zones) {
      for_each_ring(*zone, [&](const Ring& ring) {
        box_.add(bounds(ring));
        vertices += ring.size();
      });
    }
    if (box_.empty()) {
      return;
    }
    constexpr double least_cells = 64.0;
    constexpr double limit_cells = 1U << 24U;
    constexpr double crowded = 16.0;
    const double first = 32.0 * static_cast<double>(zones.size()) + 2.0 * static_cast<double>(vertices);
    const double most_cells = std::clamp(256.0 * first, least_cells, limit_cells);
    double cells = std::clamp(first, least_cells, most_cells);
    // One zone far out makes the cells too coarse for all the others. Zones on top of each other stay crowded however
    // fine the cells: stop when finer cells no longer help.
    double before = std::numeric_limits<double>::infinity();
    for (double now = fill_grid(zones, cells); now > crowded && now < 0.75 * before && 4.0 * cells <= most_cells;
         now = fill_grid(zones, cells)) {
      before = now;
      cells *= 4.0;
    }
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

  /// The number of edges in the cell of an average edge.
  double fill_grid(const std::vector<const MultiPolygon*>& zones, double cells) {
    lay_grid(cells);
    whole_.assign(to_.columns_ * to_.rows_, outside_all);
    found_.clear();
    found_edges_.clear();
    for (std::size_t i = 0; i < zones.size(); ++i) {
      add(*zones[i], static_cast<std::uint32_t>(i));
    }
    return gather();
  }

  void lay_grid(double cells) {
    const double width = box_.max_x - box_.min_x;
    const double height = box_.max_y - box_.min_y;
    const double largest =
        std::max({std::abs(box_.min_x), std::abs(box_.max_x), std::abs(box_.min_y), std::abs(box_.max_y)});
    const double rounding = 64.0 * std::numeric_limits<double>::epsilon() * largest;
    to_.side_ = std::max({std::sqrt(width * height / cells), std::max(width, height) / cells, 1e3 * rounding,
                          std::numeric_limits<double>::min()});
    margin_ = 1e-6 * to_.side_ + rounding;
    to_.origin_ = {box_.min_x - 2 * margin_, box_.min_y - 2 * margin_};
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
  void rasterize(const RayEdge& edge, std::uint32_t number) {
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
      const RayEdge& edge = zone_edges_[crossing.edge];
      inside = inside != (edge.right_of(left) != edge.right_of(right));
      if (open) {
        found_edges_.push_back(edge);
      }
    }
    return inside;
  }

  /// Entries ordered by cell, then zone; a cell wholly inside a zone ends with that zone.
  double gather() {
    found_.push_back({outside_all, {outside_all, 0U, found_edges_.size()}});
    std::vector<std::uint32_t> order(found_.size() - 1);
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return found_[i].cell; });
    to_.cells_ = whole_;
    to_.cell_entries_.clear();
    to_.entries_.clear();
    to_.edges_.clear();
    to_.edges_.reserve(found_edges_.size());
    double pairs = 0.0;
    for (std::size_t begin = 0; begin < order.size();) {
      const std::uint32_t cell = found_[order[begin]].cell;
      const std::size_t first_edge = to_.edges_.size();
      to_.cells_[cell] = crossed | static_cast<std::uint32_t>(to_.cell_entries_.size());
      to_.cell_entries_.push_back(static_cast<std::uint32_t>(to_.entries_.size()));
      for (; begin < order.size() && found_[order[begin]].cell == cell; ++begin) {
        move_in(order[begin]);
      }
      if (whole_[cell] != outside_all) {
        to_.entries_.push_back({whole_[cell], 1U, to_.edges_.size()});
      }
      const auto edges = static_cast<double>(to_.edges_.size() - first_edge);
      pairs += edges * edges;
    }
    to_.cell_entries_.push_back(static_cast<std::uint32_t>(to_.entries_.size()));
    to_.entries_.push_back({outside_all, 0U, to_.edges_.size()});
    return pairs / static_cast<double>(std::max<std::size_t>(to_.edges_.size(), 1));
  }

  void move_in(std::size_t found) {
    const Entry& entry = found_[found].entry;
    to_.entries_.push_back({entry.zone, entry.corner_inside, to_.edges_.size()});
    const auto from = found_edges_.begin();
    to_.edges_.insert(to_.edges_.end(), from + static_cast<std::ptrdiff_t>(entry.first_edge),
                      from + static_cast<std::ptrdiff_t>(found_[found + 1].entry.first_edge));
  }

  ZoneLocator& to_;
  Box box_;
  double margin_ = 0.0;
  std::vector<std::uint32_t> whole_;
  std::vector<RayEdge> zone_edges_;
  std::vector<Crossing> crossings_;
  std::vector<Found> found_;
  std::vector<RayEdge> found_edges_;
};

ZoneLocator::ZoneLocator(const std::vector<const MultiPolygon*>& zones) { Builder(*this, zones); }

}  // namespace lastmeter
