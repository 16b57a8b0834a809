// SPDX-License-Identifier: Apache-2.0
#include "geometry/split_shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

#include "core/error.h"
#include "geometry/box_index.h"
#include "geometry/for_each_ring.h"
#include "geometry/geos_wall.h"
#include "geometry/zone_locator.h"

namespace lastmeter {

namespace {

constexpr Metres kOffBorder{4.0 * kCutLattice};

Point on_lattice(Point p) {
  return {std::nearbyint(p.x / kCutLattice) * kCutLattice, std::nearbyint(p.y / kCutLattice) * kCutLattice};
}

bool before(Point a, Point b) { return a.x < b.x || (a.x == b.x && a.y < b.y); }

struct Before {
  bool operator()(Point a, Point b) const { return before(a, b); }
};

[[noreturn]] void cannot_cut() {
  throw InputError("a shape cannot be cut by lines",
                   fmt::format("check the layers with `lastmeter check`; GEOS says: {}", geos::last_error()));
}

GEOSGeometry* line_geometry(std::vector<Point> points) {
  std::transform(points.begin(), points.end(), points.begin(), on_lattice);
  points.erase(std::unique(points.begin(), points.end()), points.end());
  if (points.size() < 2) {
    return nullptr;
  }
  GEOSCoordSequence* sequence =
      GEOSCoordSeq_copyFromBuffer_r(geos::handle(), &points.front().x, static_cast<unsigned>(points.size()), 0, 0);
  return GEOSGeom_createLineString_r(geos::handle(), sequence);
}

/// Every line and ring, cut where they meet.
geos::Geometry noded(const MultiPolygon& shape, std::span<const std::vector<Point>> lines) {
  std::vector<GEOSGeometry*> members;
  const auto add = [&](std::vector<Point> points) {
    if (GEOSGeometry* line = line_geometry(std::move(points))) {
      members.push_back(line);
    }
  };
  for_each_ring(shape, [&](const Ring& ring) {
    std::vector<Point> closed(ring);
    closed.push_back(ring.front());
    add(std::move(closed));
  });
  for (const std::vector<Point>& line : lines) {
    add(line);
  }
  const geos::Geometry all(GEOSGeom_createCollection_r(geos::handle(), GEOS_MULTILINESTRING, members.data(),
                                                       static_cast<unsigned>(members.size())));
  geos::Geometry cut(GEOSUnaryUnionPrec_r(geos::handle(), all.get(), kCutLattice));
  if (cut == nullptr) {
    cannot_cut();
  }
  return cut;
}

using Edge = std::pair<Point, Point>;

bool edge_before(const Edge& a, const Edge& b) {
  return a.first == b.first ? before(a.second, b.second) : before(a.first, b.first);
}

template <class Visit>
void for_each_edge(const MultiPolygon& shape, const Visit& visit) {
  for_each_ring(shape, [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      visit(Edge(ring[i], ring[i + 1 < ring.size() ? i + 1 : 0]));
    }
  });
}

/// Edges of faces with no other face behind them.
std::vector<Edge> border_of(const std::vector<Face>& faces) {
  std::vector<Edge> edges;
  for (const Face& face : faces) {
    for_each_edge(face.shape, [&](const Edge& edge) { edges.push_back(edge); });
  }
  std::sort(edges.begin(), edges.end(), edge_before);
  std::vector<Edge> border;
  std::copy_if(edges.begin(), edges.end(), std::back_inserter(border), [&](const Edge& edge) {
    return !std::binary_search(edges.begin(), edges.end(), Edge(edge.second, edge.first), edge_before);
  });
  return border;
}

Point nearest_on(const Edge& edge, Point p) {
  const auto [a, b] = edge;
  const double t = ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / squared_distance(a, b);
  return t <= 0.0 ? a : t >= 1.0 ? b : Point{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

/// Where the points of the cut border belong: corners of the shape at their place, new ones on its edges.
std::map<Point, Point, Before> places_on_border(const MultiPolygon& shape, const std::vector<Face>& faces) {
  std::map<Point, Point, Before> places;
  std::vector<Edge> edges;
  std::vector<Box> boxes;
  for_each_edge(shape, [&](const Edge& edge) {
    places.try_emplace(on_lattice(edge.first), edge.first);
    edges.push_back(edge);
    boxes.emplace_back().add(edge.first);
    boxes.back().add(edge.second);
  });
  const BoxIndex index(boxes);
  std::vector<std::uint32_t> near;
  for (const Edge& piece : border_of(faces)) {
    const auto [at, fresh] = places.try_emplace(piece.first, piece.first);
    if (!fresh) {
      continue;
    }
    Box place;
    place.add(piece.first);
    index.query(place.grown(kOffBorder), near);
    double least = kOffBorder.value() * kOffBorder.value();
    for (const std::uint32_t edge : near) {
      const Point on = nearest_on(edges[edge], piece.first);
      if (squared_distance(piece.first, on) < least) {
        least = squared_distance(piece.first, on);
        at->second = on;
      }
    }
  }
  return places;
}

void put_border_back(const MultiPolygon& shape, std::vector<Face>& faces) {
  const std::map<Point, Point, Before> places = places_on_border(shape, faces);
  const auto put = [&](Ring& ring) {
    for (Point& point : ring) {
      const auto place = places.find(point);
      point = place != places.end() ? place->second : point;
    }
  };
  for (Face& face : faces) {
    for (Polygon& part : face.shape.parts) {
      put(part.outer);
      std::for_each(part.holes.begin(), part.holes.end(), put);
    }
  }
}

Point point_inside(const GEOSGeometry* polygon) {
  const geos::Geometry point(GEOSPointOnSurface_r(geos::handle(), polygon));
  Point at;
  if (point == nullptr || GEOSGeomGetX_r(geos::handle(), point.get(), &at.x) != 1 ||
      GEOSGeomGetY_r(geos::handle(), point.get(), &at.y) != 1) {
    cannot_cut();
  }
  return at;
}

}  // namespace

std::vector<Face> split_shape(const MultiPolygon& shape, std::span<const std::vector<Point>> lines) {
  const geos::Geometry cut = noded(shape, lines);
  const GEOSGeometry* cut_lines = cut.get();
  const geos::Geometry polygons(GEOSPolygonize_r(geos::handle(), &cut_lines, 1));
  if (polygons == nullptr) {
    cannot_cut();
  }
  const ZoneLocator locator({&shape});
  std::vector<Face> faces;
  const int count = GEOSGetNumGeometries_r(geos::handle(), polygons.get());
  for (int i = 0; i < count; ++i) {
    const GEOSGeometry* polygon = GEOSGetGeometryN_r(geos::handle(), polygons.get(), i);
    const Point inside = point_inside(polygon);
    if (locator.find(inside)) {
      faces.push_back({geos::to_shape(geos::Geometry(GEOSGeom_clone_r(geos::handle(), polygon))), inside});
    }
  }
  std::sort(faces.begin(), faces.end(), [](const Face& a, const Face& b) { return before(a.inside, b.inside); });
  put_border_back(shape, faces);
  return faces;
}

}  // namespace lastmeter
