// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <stdexcept>

#include "faulty_town.h"
#include "ground.h"

namespace lastmeter {

namespace {

constexpr int kTimes = 2;
constexpr double kShift = 5.0;       // metres a corner is moved: less than the way to the next house
constexpr double kLeastEdge = 30.0;  // so that what moves is well above 1 m2

using Vertex = std::pair<double, double>;
Vertex key(Point p) { return {p.x, p.y}; }

class ShapePlanter {
 public:
  ShapePlanter(FaultyTown& town, SpareGrids& spare) : town_(town), spare_(spare) {
    for (std::size_t g = 0; g < town_.grids.size(); ++g) {
      for (const Point p : ring(g)) {
        zones_at_[key(p)].push_back(g);
      }
    }
  }

  void plant() {
    for (int k = 0; k < kTimes; ++k) {
      move_shared_corner(Rule::ZoneOverlap, kShift, "a corner pushed into the neighbour");
      move_shared_corner(Rule::ZoneGap, -kShift, "a corner pulled off the neighbour");
      detach_piece();
    }
    move_outer_corner(Neighbour::None);
    move_outer_corner(Neighbour::OtherCommunity);
  }

 private:
  enum class Neighbour { None, Sibling, OtherCommunity };

  Ring& ring(std::size_t grid) { return town_.grids[grid].outline.parts.front().outer; }

  void note(Rule rule, std::size_t grid, std::string what) {
    town_.faults.push_back({rule, "grid_zones", town_.grids[grid].code, std::move(what)});
  }

  bool has_edge(std::size_t grid, Point from, Point to) {
    const Ring& r = ring(grid);
    for (std::size_t i = 0; i < r.size(); ++i) {
      if (r[i] == from && r[(i + 1) % r.size()] == to) {
        return true;
      }
    }
    return false;
  }

  /// Who runs along both edges at corner i of a grid zone, if it is the same one on both; `other` receives it.
  std::optional<Neighbour> neighbour_at(std::size_t grid, std::size_t i, std::size_t& other) {
    const Ring& r = ring(grid);
    const Point before = r[(i + r.size() - 1) % r.size()];
    const Point after = r[(i + 1) % r.size()];
    const std::vector<std::size_t>& here = zones_at_.at(key(r[i]));
    if (std::min(distance(before, r[i]), distance(r[i], after)).value() < kLeastEdge || here.size() > 2) {
      return std::nullopt;
    }
    if (here.size() == 1) {
      return Neighbour::None;
    }
    other = here[0] == grid ? here[1] : here[0];
    if (!has_edge(other, r[i], before) || !has_edge(other, after, r[i])) {
      return std::nullopt;
    }
    return town_.grids[other].parent == town_.grids[grid].parent ? Neighbour::Sibling : Neighbour::OtherCommunity;
  }

  /// Moves corner i away from the zone (negative: into it).
  void move_corner(std::size_t grid, std::size_t i, double outwards) {
    Ring& r = ring(grid);
    const Point before = r[(i + r.size() - 1) % r.size()];
    const Point after = r[(i + 1) % r.size()];
    const double length = distance(before, after).value();
    r[i] =
        snapped({r[i].x + outwards * (after.y - before.y) / length, r[i].y - outwards * (after.x - before.x) / length});
  }

  void move_shared_corner(Rule rule, double outwards, const char* what) {
    for (;;) {
      const std::size_t grid = spare_.take();
      for (std::size_t i = 0; i < ring(grid).size(); ++i) {
        std::size_t other = 0;
        if (neighbour_at(grid, i, other) == Neighbour::Sibling && spare_.is_free(other)) {
          spare_.reserve(other);
          move_corner(grid, i, outwards);
          // The finding names the zone that comes first by code.
          note(rule, std::min(grid, other), what);
          return;
        }
      }
    }
  }

  void move_outer_corner(Neighbour wanted) {
    for (;;) {
      const std::size_t grid = spare_.take();
      for (std::size_t i = 0; i < ring(grid).size(); ++i) {
        std::size_t other = 0;
        if (neighbour_at(grid, i, other) == wanted) {
          move_corner(grid, i, kShift);
          note(
              Rule::ZoneOutsideParent, grid,
              wanted == Neighbour::None ? "a corner pushed out of the town" : "a corner pushed into another community");
          return;
        }
      }
    }
  }

  /// A place in the zone with nothing built within 25 m and its border 20 m away.
  std::optional<Point> free_place(std::size_t grid) {
    const MultiPolygon& shape = town_.grids[grid].outline;
    const Box box = bounds(shape);
    for (double y = std::ceil(box.min_y); y < box.max_y; y += 10.0) {
      for (double x = std::ceil(box.min_x); x < box.max_x; x += 10.0) {
        bool is_free = true;
        for (const double dx : {-20.0, 0.0, 20.0}) {
          for (const double dy : {-20.0, 0.0, 20.0}) {
            is_free = is_free && contains(shape, {x + dx, y + dy});
          }
        }
        if (is_free && nothing_near({x, y})) {
          return Point{x, y};
        }
      }
    }
    return std::nullopt;
  }

  bool nothing_near(Point at) {
    const auto near = [&](Point p) { return distance(at, p).value() < 40.0; };
    return std::none_of(town_.posts.begin(), town_.posts.end(), [&](const auto& post) { return near(post.at); }) &&
           std::none_of(town_.buildings.begin(), town_.buildings.end(), [&](const auto& building) {
             return building.footprint && std::any_of(building.footprint->begin(), building.footprint->end(), near);
           });
  }

  /// Gives a small square inside a sibling to a zone; the sibling gets a hole, so nothing overlaps or is missing.
  void detach_piece() {
    const std::size_t grid = spare_.take();
    for (std::size_t other = 0; other < town_.grids.size(); ++other) {
      if (other == grid || !spare_.is_free(other) || town_.grids[other].parent != town_.grids[grid].parent) {
        continue;
      }
      if (const std::optional<Point> at = free_place(other)) {
        const Ring square{
            {at->x - 7, at->y - 7}, {at->x + 7, at->y - 7}, {at->x + 7, at->y + 7}, {at->x - 7, at->y + 7}};
        town_.grids[grid].outline.parts.push_back({square, {}});
        town_.grids[other].outline.parts.front().holes.emplace_back(square.rbegin(), square.rend());
        spare_.reserve(other);
        note(Rule::ZoneMultipart, grid, "196 m2 inside its neighbour " + town_.grids[other].code);
        return;
      }
    }
    throw std::logic_error("no free place for a detached piece");
  }

  FaultyTown& town_;
  SpareGrids& spare_;
  std::map<Vertex, std::vector<std::size_t>> zones_at_;
};

}  // namespace

void plant_in_shapes(FaultyTown& town, SpareGrids& spare) { ShapePlanter(town, spare).plant(); }

}  // namespace lastmeter
