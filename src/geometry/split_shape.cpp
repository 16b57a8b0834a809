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
#include "geometry/point_inside.h"
#include "geometry/segment_runs.h"
#include "geometry/zone_locator.h"

namespace lastmeter {

namespace {

constexpr Metres kOffBorder{4.0 * kCutLattice};

bool before(Point a, Point b) { return a.x < b.x || (a.x == b.x && a.y < b.y); }

struct Before {
  bool operator()(Point a, Point b) const { return before(a, b); }
};

[[noreturn]] void cannot_cut() {
  throw InputError("a shape cannot be cut by lines",
                   fmt::format("check the layers with `lastmeter check`; GEOS says: {}", geos::last_error()));
}

GEOSGeometry* line_geometry(std::vector<Point> points) {
  std::transform(points.begin(), points.end(), points.begin(), on_cut_lattice);
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

bool edge_before(const Segment& a, const Segment& b) {
  return a.from == b.from ? before(a.to, b.to) : before(a.from, b.from);
}

template <class Visit>
void for_each_edge(const MultiPolygon& shape, const Visit& visit) {
  for_each_ring(shape, [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      visit(Segment{ring[i], ring[i + 1 < ring.size() ? i + 1 : 0]});
    }
  });
}

/// Edges of faces with no other face behind them.
std::vector<Segment> border_of(const std::vector<Face>& faces) {
  std::vector<Segment> edges;
  for (const Face& face : faces) {
    for_each_edge(face.shape, [&](const Segment& edge) { edges.push_back(edge); });
  }
  std::sort(edges.begin(), edges.end(), edge_before);
  std::vector<Segment> border;
  std::copy_if(edges.begin(), edges.end(), std::back_inserter(border), [&](const Segment& edge) {
    return !std::binary_search(edges.begin(), edges.end(), Segment{edge.to, edge.from}, edge_before);
  });
  return border;
}

Point nearest_on(const Segment& edge, Point p) {
  const double dx = edge.to.x - edge.from.x;
  const double dy = edge.to.y - edge.from.y;
  const double share = ((p.x - edge.from.x) * dx + (p.y - edge.from.y) * dy) / (dx * dx + dy * dy);
  return share <= 0.0 ? edge.from : share >= 1.0 ? edge.to : point_at(edge, share);
}

/// Where the points of the cut border belong: corners of the shape at their place, new ones on its edges.
std::map<Point, Point, Before> places_on_border(const MultiPolygon& shape, const std::vector<Face>& faces) {
  std::map<Point, Point, Before> places;
  std::vector<Segment> edges;
  std::vector<Box> boxes;
  for_each_edge(shape, [&](const Segment& edge) {
    places.try_emplace(on_cut_lattice(edge.from), edge.from);
    edges.push_back(edge);
    boxes.push_back(bounds(edge));
  });
  const BoxIndex index(boxes);
  std::vector<std::uint32_t> near;
  for (const Segment& piece : border_of(faces)) {
    const auto [at, fresh] = places.try_emplace(piece.from, piece.from);
    if (!fresh) {
      continue;
    }
    Box place;
    place.add(piece.from);
    index.query(place.grown(kOffBorder), near);
    double least = kOffBorder.value() * kOffBorder.value();
    for (const std::uint32_t edge : near) {
      const Point on = nearest_on(edges[edge], piece.from);
      if (squared_distance(piece.from, on) < least) {
        least = squared_distance(piece.from, on);
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

}  // namespace

Point on_cut_lattice(Point p) {
  return {std::nearbyint(p.x / kCutLattice) * kCutLattice, std::nearbyint(p.y / kCutLattice) * kCutLattice};
}

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
    MultiPolygon face = geos::to_shape(geos::Geometry(GEOSGeom_clone_r(geos::handle(), polygon)));
    const Point inside = face.empty() ? Point() : point_inside(face);
    if (!face.empty() && locator.find(inside)) {
      faces.push_back({std::move(face), inside});
    }
  }
  std::sort(faces.begin(), faces.end(), [](const Face& a, const Face& b) { return before(a.inside, b.inside); });
  put_border_back(shape, faces);
  return faces;
}

}  // namespace lastmeter
