// SPDX-License-Identifier: Apache-2.0
#include "audit/uncovered.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <iterator>
#include <unordered_set>

#include "core/parallel.h"
#include "geometry/overlay.h"

namespace lastmeter {

namespace {

struct Edge {
  Point from;
  Point to;
  bool operator==(const Edge&) const = default;
};

struct EdgeHash {
  std::size_t operator()(const Edge& edge) const {
    std::uint64_t hash = 0;
    for (const double value : {edge.from.x, edge.from.y, edge.to.x, edge.to.y}) {
      hash = (hash ^ std::bit_cast<std::uint64_t>(value + 0.0)) * 0x9E3779B97F4A7C15ULL;
      hash ^= hash >> 32;
    }
    return hash;
  }
};

template <class Visit>
void for_each_edge(const MultiPolygon& shape, const Visit& visit) {
  const auto visit_ring = [&](const Ring& ring) {
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      visit(Edge{ring[j], ring[i]});
    }
  };
  for (const Polygon& part : shape.parts) {
    visit_ring(part.outer);
    std::for_each(part.holes.begin(), part.holes.end(), visit_ring);
  }
}

std::vector<MultiPolygon> zones_with_open_edges(const ZoneLayer& layer) {
  std::unordered_set<Edge, EdgeHash> edges;
  for (const Zone& zone : layer.zones) {
    for_each_edge(zone.outline, [&](const Edge& edge) { edges.insert(edge); });
  }
  std::vector<MultiPolygon> open;
  for (const Zone& zone : layer.zones) {
    bool is_open = false;
    for_each_edge(zone.outline, [&](const Edge& edge) {
      is_open = is_open || !edges.contains(Edge{edge.to, edge.from});
    });
    if (is_open) {
      open.push_back(zone.outline);
    }
  }
  return open;
}

/// The bounded regions around which the shape closes, be it only corner to corner.
std::vector<MultiPolygon> enclosed_regions(const MultiPolygon& shape) {
  const Box box = bounds(shape).grown(Metres(1.0));
  const Ring frame{{box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.max_x, box.max_y}, {box.min_x, box.max_y}};
  std::vector<MultiPolygon> regions;
  for (Polygon& part : difference({{Polygon{frame, {}}}}, shape).parts) {
    if (bounds(part.outer).min_x > box.min_x) {
      regions.push_back({{std::move(part)}});
    }
  }
  return regions;
}

std::vector<Polygon> parts_above(const MultiPolygon& shape, SquareMetres tolerance) {
  std::vector<Polygon> parts;
  std::copy_if(shape.parts.begin(), shape.parts.end(), std::back_inserter(parts),
               [&](const Polygon& part) { return area(MultiPolygon{{part}}) > tolerance; });
  return parts;
}

/// A shape, and the zones that share area with it.
struct Cover {
  const MultiPolygon* shape = nullptr;
  SquareMetres shared;   // sum over the zones
  SquareMetres doubled;  // at most this much of it counts more than once
  std::vector<const MultiPolygon*> zones;

  /// Nothing uncovered can be larger than this.
  [[nodiscard]] SquareMetres room() const { return area(*shape) - shared + doubled; }

  [[nodiscard]] std::vector<Polygon> uncovered(SquareMetres tolerance) const {
    std::vector<MultiPolygon> shapes;
    for (const MultiPolygon* zone : zones) {
      shapes.push_back(*zone);
    }
    return parts_above(shapes.empty() ? *shape : difference(*shape, union_of(shapes)), tolerance);
  }
};

std::vector<Cover> covers_of(const std::vector<const MultiPolygon*>& shapes,
                             const std::vector<const MultiPolygon*>& zones, const std::vector<OverlapPair>& pairs) {
  std::vector<Cover> covers(shapes.size());
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    covers[i].shape = shapes[i];
  }
  for (const OverlapPair& pair : pairs) {
    covers[pair.a].shared += pair.shared;
    covers[pair.a].zones.push_back(zones[pair.b]);
  }
  return covers;
}

void add_doubled(std::vector<Cover>& covers, std::size_t zone_count, const SharedAreas& shared) {
  std::vector<std::vector<std::size_t>> parents_of(zone_count);
  for (const OverlapPair& pair : shared.by_parent) {
    parents_of[pair.b].push_back(pair.a);
  }
  for (const OverlapPair& pair : shared.among) {
    const std::vector<std::size_t>& other = parents_of[pair.b];
    for (const std::size_t parent : parents_of[pair.a]) {
      if (std::binary_search(other.begin(), other.end(), parent)) {
        covers[parent].doubled += pair.shared;
      }
    }
  }
}

}  // namespace

std::vector<std::vector<Polygon>> uncovered_in_parents(const ZoneLayer& layer, const ZoneLayer& parents,
                                                       const SharedAreas& shared, SquareMetres tolerance) {
  std::vector<Cover> covers = covers_of(outlines_of(parents), outlines_of(layer), shared.by_parent);
  add_doubled(covers, layer.zones.size(), shared);
  std::vector<std::vector<Polygon>> uncovered(covers.size());
  parallel_slices(covers.size(), 1, [&](std::size_t begin, std::size_t) {
    if (covers[begin].room() > tolerance) {
      uncovered[begin] = covers[begin].uncovered(tolerance);
    }
  });
  return uncovered;
}

std::vector<Polygon> enclosed_holes(const ZoneLayer& layer, SquareMetres tolerance) {
  const std::vector<MultiPolygon> open = zones_with_open_edges(layer);
  if (open.empty()) {
    return {};
  }
  const std::vector<MultiPolygon> enclosed = enclosed_regions(union_of(open));
  std::vector<const MultiPolygon*> shapes;
  for (const MultiPolygon& shape : enclosed) {
    shapes.push_back(&shape);
  }
  const std::vector<const MultiPolygon*> zones = outlines_of(layer);
  std::vector<Polygon> holes;
  for (const Cover& cover : covers_of(shapes, zones, overlaps_between(shapes, zones, SquareMetres(0.0)))) {
    if (cover.room() > tolerance) {
      const std::vector<Polygon> found = cover.uncovered(tolerance);
      holes.insert(holes.end(), found.begin(), found.end());
    }
  }
  return holes;
}

}  // namespace lastmeter
