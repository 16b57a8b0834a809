// SPDX-License-Identifier: Apache-2.0
#include "partition/unit_cells.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <numbers>
#include <numeric>
#include <utility>

#include "geometry/for_each_ring.h"
#include "geometry/overlay.h"
#include "geometry/point_inside.h"
#include "geometry/split_shape.h"
#include "geometry/voronoi.h"
#include "geometry/zone_locator.h"
#include "partition/cell_fragments.h"
#include "partition/ground_lines.h"
#include "partition/nearest_site.h"

namespace lastmeter {

namespace {

constexpr Metres kMargin{1.0};

template <class Visit>
void for_each_edge(const MultiPolygon& shape, const Visit& visit) {
  for_each_ring(shape, [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      visit(Segment{ring[i], ring[i + 1 < ring.size() ? i + 1 : 0]});
    }
  });
}

Point nearest_on_border(const MultiPolygon& shape, Point p) {
  Point best = p;
  double least = std::numeric_limits<double>::infinity();
  for_each_edge(shape, [&](const Segment& e) {
    const Point along{e.to.x - e.from.x, e.to.y - e.from.y};
    const double t = ((p.x - e.from.x) * along.x + (p.y - e.from.y) * along.y) / squared_distance(e.from, e.to);
    const double share = std::clamp(t, 0.0, 1.0);
    const Point at{e.from.x + share * along.x, e.from.y + share * along.y};
    if (squared_distance(p, at) < least) {
      least = squared_distance(p, at);
      best = at;
    }
  });
  return best;
}

/// Just inside a shape, near a point outside of it: straight on from the nearest place of the border.
Point moved_inside(const MultiPolygon& shape, Point p) {
  const Point border = nearest_on_border(shape, p);
  const double away = distance(p, border).value();
  for (double step = 1.0; away > 0.0 && step > 1e-3; step /= 2.0) {
    const Point at{border.x + (border.x - p.x) * step / away, border.y + (border.y - p.y) * step / away};
    if (contains(shape, at)) {
      return at;
    }
  }
  return border;
}

/// Where each site counts as standing: inside the parent, and no two at one place.
std::vector<Point> distinct_places(const MultiPolygon& parent, std::span<const CellSite> sites) {
  constexpr double circle = 0.05;
  constexpr double same = 1024.0;  // places per metre
  std::map<std::pair<double, double>, std::vector<std::uint32_t>> at_place;
  std::vector<Point> places;
  for (std::uint32_t i = 0; i < sites.size(); ++i) {
    places.push_back(contains(parent, sites[i].at) ? sites[i].at : moved_inside(parent, sites[i].at));
    at_place[{std::nearbyint(places[i].x * same), std::nearbyint(places[i].y * same)}].push_back(i);
  }
  for (const auto& [place, members] : at_place) {
    const auto count = static_cast<double>(members.size());
    for (std::size_t k = 0; members.size() > 1 && k < members.size(); ++k) {
      const double angle = 2.0 * std::numbers::pi * static_cast<double>(k) / count;
      places[members[k]].x += circle * std::cos(angle);
      places[members[k]].y += circle * std::sin(angle);
    }
  }
  return places;
}

/// The ground of a parent: who may have which of it.
class Division {
 public:
  Division(const MultiPolygon& parent, std::span<const CellSite> sites, const CellGround& ground,
           std::span<const Point> places)
      : parent_(parent), places_(places), everybody_(places, all_of(sites.size())), ground_({}) {
    const Box box = bounds(parent);
    std::vector<const MultiPolygon*> inside;
    std::map<std::size_t, std::uint32_t> number;
    for (std::size_t c = 0; c < ground.compounds.size(); ++c) {
      if (bounds(ground.compounds[c]).intersects(box)) {
        number.emplace(c, static_cast<std::uint32_t>(inside.size()));
        inside.push_back(&ground.compounds[c]);
      }
    }
    settle(sites, inside, number);
    for (const std::vector<Point>& barrier : ground.barriers) {
      Box around;
      std::for_each(barrier.begin(), barrier.end(), [&](Point p) { around.add(p); });
      if (around.intersects(box)) {
        barriers_.push_back(barrier);
      }
    }
  }

  [[nodiscard]] std::vector<MultiPolygon> cells() {
    const std::vector<Face> faces = split_shape(parent_, lines());
    std::vector<FaceClaim> claims;
    claims.reserve(faces.size());
    for (const Face& face : faces) {
      claims.push_back(claim_of(face.inside));
    }
    const std::vector<std::uint32_t> owners = settled_owners(faces, claims, face_contacts(faces, barriers_), places_);
    std::vector<std::vector<MultiPolygon>> pieces(places_.size());
    for (std::size_t f = 0; f < faces.size(); ++f) {
      pieces[owners[f]].push_back(faces[f].shape);
    }
    std::vector<MultiPolygon> cells;
    cells.reserve(pieces.size());
    for (std::vector<MultiPolygon>& own : pieces) {
      cells.push_back(own.size() == 1 ? std::move(own.front()) : dissolved(own));
    }
    return cells;
  }

 private:
  static std::vector<std::uint32_t> all_of(std::size_t count) {
    std::vector<std::uint32_t> all(count);
    std::iota(all.begin(), all.end(), 0U);
    return all;
  }

  /// Keeps the compounds that have buildings: those that name them and those that stand in them.
  void settle(std::span<const CellSite> sites, const std::vector<const MultiPolygon*>& compounds,
              const std::map<std::size_t, std::uint32_t>& number) {
    const ZoneLocator anywhere(compounds);
    std::vector<std::vector<std::uint32_t>> members(compounds.size());
    for (std::uint32_t i = 0; i < sites.size(); ++i) {
      const auto stands_in = anywhere.find(places_[i]);
      if (stands_in) {
        members[*stands_in].push_back(i);
      }
      const auto named = sites[i].compound ? number.find(*sites[i].compound) : number.end();
      if (named != number.end() && named->second != stands_in) {
        members[named->second].push_back(i);
      }
    }
    std::vector<const MultiPolygon*> settled;
    for (std::size_t c = 0; c < compounds.size(); ++c) {
      if (!members[c].empty()) {
        settled.push_back(compounds[c]);
        buildings_.emplace_back(places_, std::move(members[c]));
        windows_.push_back(bounds(*compounds[c]).grown(kMargin));
      }
    }
    ground_ = GroundLines(settled);
  }

  [[nodiscard]] FaceClaim claim_of(Point p) const {
    const std::uint32_t ground = ground_.ground_at(p);
    return {ground == kOpenGround ? everybody_.to(p) : buildings_[ground].to(p), ground};
  }

  /// What cuts the ground: compounds, barriers, and limits between nearest buildings.
  [[nodiscard]] std::vector<std::vector<Point>> lines() {
    for (const Segment& limit : voronoi_limits(places_, bounds(parent_).grown(kMargin))) {
      ground_.add(limit, kOpenGround);
    }
    for (std::uint32_t c = 0; c < buildings_.size(); ++c) {
      std::vector<Point> members;
      for (const std::uint32_t member : buildings_[c].members()) {
        members.push_back(places_[member]);
      }
      for (const Segment& limit : voronoi_limits(members, windows_[c])) {
        ground_.add(limit, c);
      }
    }
    std::vector<std::vector<Point>> lines = ground_.lines();
    lines.insert(lines.end(), barriers_.begin(), barriers_.end());
    return lines;
  }

  const MultiPolygon& parent_;
  std::span<const Point> places_;
  NearestSite everybody_;
  GroundLines ground_;
  std::vector<NearestSite> buildings_;  // of each compound with any
  std::vector<Box> windows_;            // of the same
  std::vector<std::vector<Point>> barriers_;
};

/// A place in a cell, away from where its building is: part of the way to the farthest corner that can be seen.
Point place_apart(const MultiPolygon& cell, Point building, double share) {
  std::vector<Point> corners;
  for_each_ring(cell, [&](const Ring& ring) { corners.insert(corners.end(), ring.begin(), ring.end()); });
  std::stable_sort(corners.begin(), corners.end(),
                   [&](Point a, Point b) { return squared_distance(a, building) > squared_distance(b, building); });
  for (const Point corner : corners) {
    const Point at = point_at({building, corner}, share);
    if (contains(cell, at)) {
      return at;
    }
  }
  return point_inside(cell);
}

/// Sends each site without ground to the nearest neighbour's; whether any was without.
bool send_to_neighbours(const std::vector<MultiPolygon>& cells, std::vector<Point>& places) {
  std::vector<std::uint32_t> landed;
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].empty()) {
      landed.push_back(i);
    }
  }
  if (landed.size() == cells.size() || landed.empty()) {
    return false;
  }
  const std::vector<Point> before(places);
  const NearestSite nearest(before, std::move(landed));
  std::vector<std::size_t> guests(cells.size(), 0);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) {
      const std::uint32_t host = nearest.to(before[i]);
      places[i] = place_apart(cells[host], before[host], 1.0 / static_cast<double>(2 + guests[host]++));
    }
  }
  return true;
}

}  // namespace

std::vector<MultiPolygon> unit_cells(const MultiPolygon& parent, std::span<const CellSite> sites,
                                     const CellGround& ground) {
  if (sites.empty()) {
    return {};
  }
  constexpr int attempts = 8;
  std::vector<Point> places = distinct_places(parent, sites);
  std::vector<MultiPolygon> cells = Division(parent, sites, ground, places).cells();
  for (int attempt = 0; attempt < attempts && send_to_neighbours(cells, places); ++attempt) {
    cells = Division(parent, sites, ground, places).cells();
  }
  return cells;
}

}  // namespace lastmeter
