// SPDX-License-Identifier: Apache-2.0
#include "geometry/split_shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

#include "core/error.h"
#include "geometry/border_snap.h"
#include "geometry/for_each_ring.h"
#include "geometry/geos_wall.h"
#include "geometry/point_inside.h"
#include "geometry/segment_runs.h"
#include "geometry/zone_locator.h"

namespace lastmeter {

namespace {

constexpr Metres kOffBorder{4.0 * kCutLattice};
constexpr Metres kNearBorder{1e-3};

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
geos::Geometry noded(const MultiPolygon& shape, std::span<const std::vector<Point>> lines, BorderSnap& border) {
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
    add(border.line(line, kNearBorder));
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

/// Where the points of the cut border belong: corners of the shape at their place, new ones on its edges.
std::map<Point, Point, Before> places_on_border(const MultiPolygon& shape, const std::vector<Face>& faces,
                                                BorderSnap& border) {
  std::map<Point, Point, Before> places;
  for_each_edge(shape, [&](const Segment& edge) { places.try_emplace(on_cut_lattice(edge.from), edge.from); });
  for (const Segment& piece : border_of(faces)) {
    const auto [at, fresh] = places.try_emplace(piece.from, piece.from);
    if (fresh) {
      at->second = border.point(piece.from, kOffBorder);
    }
  }
  return places;
}

/// Whether any point moved.
bool put(const std::map<Point, Point, Before>& places, Ring& ring) {
  bool moved = false;
  for (Point& point : ring) {
    const auto place = places.find(point);
    if (place != places.end() && !(place->second == point)) {
      point = place->second;
      moved = true;
    }
  }
  return moved;
}

/// The faces with the shape's own border; as they are, where that would make one invalid.
std::vector<Face> with_border_back(const std::map<Point, Point, Before>& places, const std::vector<Face>& faces) {
  std::vector<Face> back(faces);
  for (Face& face : back) {
    bool moved = false;
    for (Polygon& part : face.shape.parts) {
      moved |= put(places, part.outer);
      for (Ring& hole : part.holes) {
        moved |= put(places, hole);
      }
    }
    if (moved && GEOSisValid_r(geos::handle(), geos::from_shape(face.shape).get()) != 1) {
      return faces;
    }
  }
  return back;
}

}  // namespace

Point on_cut_lattice(Point p) {
  return {std::nearbyint(p.x / kCutLattice) * kCutLattice, std::nearbyint(p.y / kCutLattice) * kCutLattice};
}

std::vector<Face> split_shape(const MultiPolygon& shape, std::span<const std::vector<Point>> lines) {
  BorderSnap border(shape);
  const geos::Geometry cut = noded(shape, lines, border);
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
  return with_border_back(places_on_border(shape, faces, border), faces);
}

}  // namespace lastmeter
