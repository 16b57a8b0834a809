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

using Places = std::map<Point, Point, Before>;

/// A known point beside p on the lattice, or p itself.
Places::const_iterator beside(const Places& places, Point p) {
  const double step = kCutLattice;
  for (const double dx : {0.0, -step, step}) {
    for (const double dy : {0.0, -step, step}) {
      if (const auto place = places.find({p.x + dx, p.y + dy}); place != places.end()) {
        return place;
      }
    }
  }
  return places.end();
}

/// Where the points of the cut border belong: corners of the shape at their place, new ones on its edges. Points one
/// step off the border go with their neighbour on it, so that no hair is left between the border and a line along it.
Places places_on_border(const MultiPolygon& shape, const std::vector<Face>& faces, BorderSnap& border) {
  Places places;
  for_each_edge(shape, [&](const Segment& edge) { places.try_emplace(on_cut_lattice(edge.from), edge.from); });
  for (const Segment& piece : border_of(faces)) {
    const auto [at, fresh] = places.try_emplace(piece.from, piece.from);
    if (fresh) {
      at->second = border.point(piece.from, kOffBorder);
    }
  }
  Places all(places);
  for (const Face& face : faces) {
    for_each_edge(face.shape, [&](const Segment& edge) {
      if (const auto place = beside(places, edge.from); place != places.end()) {
        all.try_emplace(edge.from, place->second);
      }
    });
  }
  return all;
}

enum class Put { Nothing, Some, All };

/// How many of the ring's points have a place on the border; they are put there.
Put put_on_border(const Places& places, Ring& ring) {
  std::size_t found = 0;
  for (Point& point : ring) {
    const auto place = places.find(point);
    if (place != places.end()) {
      point = place->second;
      ++found;
    }
  }
  return found == 0 ? Put::Nothing : found == ring.size() ? Put::All : Put::Some;
}

/// Drops repeated points; whether what is left is valid and has not turned over.
bool is_sound(MultiPolygon& shape) {
  const bool upright = std::all_of(shape.parts.begin(), shape.parts.end(),
                                   [](const Polygon& part) { return signed_area(part.outer) > 0.0; });
  normalize(shape);
  return upright && !shape.empty() && GEOSisValid_r(geos::handle(), geos::from_shape(shape).get()) == 1;
}

bool is_hair(const MultiPolygon& shape) { return area(shape).value() <= kCutLattice * perimeter(shape).value(); }

/// The faces with the shape's own border, without hairs that shrink to nothing; as they are, where that would
/// make one invalid.
std::vector<Face> with_border_back(const Places& places, const std::vector<Face>& faces) {
  std::vector<Face> back;
  for (const Face& face : faces) {
    Face put = face;
    Put moved = Put::Nothing;
    for (Polygon& part : put.shape.parts) {
      moved = put_on_border(places, part.outer);
      for (Ring& hole : part.holes) {
        moved = std::max(moved, std::min(put_on_border(places, hole), Put::Some));
      }
    }
    if (moved != Put::Nothing && !is_sound(put.shape)) {
      if (moved != Put::All || !is_hair(put.shape)) {
        return faces;
      }
      continue;
    }
    back.push_back(std::move(put));
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
