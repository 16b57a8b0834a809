// SPDX-License-Identifier: Apache-2.0
#include "geometry/voronoi.h"

#include <boost/polygon/voronoi.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>

namespace lastmeter {

namespace {

using Diagram = boost::polygon::voronoi_diagram<double>;
using WholePoint = boost::polygon::point_data<std::int32_t>;

/// Between metres and the whole numbers of the sweep.
class Lattice {
 public:
  explicit Lattice(const Box& extent) : centre_(extent.centre()) {
    const double half = std::max({extent.max_x - extent.min_x, extent.max_y - extent.min_y, 1e-6}) / 2.0;
    scale_ = std::ldexp(1.0, 29 - std::ilogb(half) - 1);
  }
  [[nodiscard]] WholePoint whole(Point p) const {
    return {static_cast<std::int32_t>(std::lround((p.x - centre_.x) * scale_)),
            static_cast<std::int32_t>(std::lround((p.y - centre_.y) * scale_))};
  }
  [[nodiscard]] Point metres(double x, double y) const { return {centre_.x + x / scale_, centre_.y + y / scale_}; }
  [[nodiscard]] double whole_length(double metres) const { return metres * scale_; }

 private:
  Point centre_;
  double scale_ = 1.0;
};

/// The part of a segment in the window (Liang and Barsky, 1984); ends inside it are kept to the bit.
std::optional<Segment> clipped(const Segment& segment, const Box& window) {
  const double dx = segment.to.x - segment.from.x;
  const double dy = segment.to.y - segment.from.y;
  const std::array<std::array<double, 2>, 4> limits{{{-dx, segment.from.x - window.min_x},
                                                     {dx, window.max_x - segment.from.x},
                                                     {-dy, segment.from.y - window.min_y},
                                                     {dy, window.max_y - segment.from.y}}};
  double enter = 0.0;
  double leave = 1.0;
  for (const auto& [outward, room] : limits) {
    if (outward == 0.0 && room < 0.0) {
      return std::nullopt;
    }
    if (outward < 0.0) {
      enter = std::max(enter, room / outward);
    } else if (outward > 0.0) {
      leave = std::min(leave, room / outward);
    }
  }
  if (!(enter < leave)) {
    return std::nullopt;
  }
  const auto at = [&](double t) { return Point{segment.from.x + t * dx, segment.from.y + t * dy}; };
  return Segment{enter > 0.0 ? at(enter) : segment.from, leave < 1.0 ? at(leave) : segment.to};
}

/// An edge of the diagram; where it has no end, a point on it `far` (in whole numbers) away.
Segment segment_of(const Diagram::edge_type& edge, const std::vector<WholePoint>& places, const Lattice& lattice,
                   double far) {
  const WholePoint& a = places[edge.cell()->source_index()];
  const WholePoint& b = places[edge.twin()->cell()->source_index()];
  const double across_x = static_cast<double>(a.y()) - b.y();
  const double across_y = static_cast<double>(b.x()) - a.x();
  const double times = far / std::max(std::abs(across_x), std::abs(across_y));
  const auto end = [&](const Diagram::vertex_type* vertex, double side) {
    return vertex != nullptr ? lattice.metres(vertex->x(), vertex->y())
                             : lattice.metres((static_cast<double>(a.x()) + b.x()) / 2.0 + side * times * across_x,
                                              (static_cast<double>(a.y()) + b.y()) / 2.0 + side * times * across_y);
  };
  return {end(edge.vertex0(), -1.0), end(edge.vertex1(), 1.0)};
}

}  // namespace

std::vector<Segment> voronoi_limits(std::span<const Point> sites, const Box& window) {
  Box extent = window;
  for (const Point site : sites) {
    extent.add(site);
  }
  const Lattice lattice(extent);
  std::vector<WholePoint> places;
  places.reserve(sites.size());
  for (const Point site : sites) {
    places.push_back(lattice.whole(site));
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());

  std::vector<Segment> limits;
  if (places.size() < 2) {
    return limits;
  }
  Diagram diagram;
  boost::polygon::construct_voronoi(places.begin(), places.end(), &diagram);
  const double far = 4.0 * lattice.whole_length(std::max(extent.max_x - extent.min_x, extent.max_y - extent.min_y));
  for (const Diagram::edge_type& edge : diagram.edges()) {
    if (&edge < edge.twin()) {
      if (const auto limit = clipped(segment_of(edge, places, lattice, far), window)) {
        limits.push_back(*limit);
      }
    }
  }
  return limits;
}

}  // namespace lastmeter
