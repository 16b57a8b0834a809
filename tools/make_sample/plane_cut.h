// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "geometry/polygon.h"

namespace lastmeter {

/// What runs along an edge of the plan, widest first.
enum class EdgeClass { Border, River, Rail, Arterial, Secondary, Branch, Lane };

using VertexRing = std::vector<std::uint32_t>;  // counter-clockwise, not closed

/// A rectangle that is cut again and again by straight lines. Faces are rings of vertex numbers, so two neighbours
/// share their border exactly: a vertex that one side gains is found by the other through `expanded`. All faces stay
/// convex up to rounding.
class PlaneCut {
 public:
  /// The whole plan: one face with Border edges.
  explicit PlaneCut(Ring outline);

  [[nodiscard]] const VertexRing& outline() const { return outline_; }
  [[nodiscard]] const std::vector<Point>& vertices() const { return vertices_; }
  /// The ring with every vertex that later cuts have put on its edges.
  [[nodiscard]] VertexRing expanded(const VertexRing& ring) const;
  [[nodiscard]] Ring points(const VertexRing& ring) const;
  /// Class of an edge that `expanded` names.
  [[nodiscard]] EdgeClass edge_class(std::uint32_t a, std::uint32_t b) const { return classes_.at(key(a, b)); }

  /// Cuts along the line through `at` towards `direction`; left piece first. An end within `snap` metres of a vertex
  /// uses that vertex, which makes crossroads of near misses. Nothing when the line does not cross the face.
  std::optional<std::pair<VertexRing, VertexRing>> cut(const VertexRing& face, Point at, Point direction,
                                                       EdgeClass edge_class, double snap);

 private:
  using Key = std::pair<std::uint32_t, std::uint32_t>;
  static Key key(std::uint32_t a, std::uint32_t b) { return a < b ? Key{a, b} : Key{b, a}; }
  void expand_edge(std::uint32_t a, std::uint32_t b, VertexRing& out) const;
  /// Position in `ring` of the crossing on its edge i; a new vertex is put into `ring`.
  std::size_t place_vertex(VertexRing& ring, std::size_t i, double t, double snap);

  std::vector<Point> vertices_;
  VertexRing outline_;
  std::map<Key, std::uint32_t> splits_;
  std::map<Key, EdgeClass> classes_;
};

/// The line with `share` of the face's area on its left, by bisection: a point on it.
Point line_for_share(const Ring& face, Point direction, double share);

/// Part of a convex face on the left of the line; empty when there is none.
Ring clip_left(const Ring& face, Point at, Point direction);

/// 4 pi area / perimeter^2: 1 for a circle, 0.785 for a square.
double compactness(const Ring& ring);

}  // namespace lastmeter
