// SPDX-License-Identifier: Apache-2.0
#include "city_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <stdexcept>

#include "core/random.h"

namespace lastmeter {

namespace {

constexpr double kSnap = 14.0;
constexpr double kRiverBank = 62.0;  // from the middle of the river
constexpr double kRailBank = 36.0;

// Communities of each cell of the main road lattice, north to south.
constexpr std::array<std::array<std::size_t, 6>, 4> kCommunities{
    {{1, 2, 2, 2, 2, 1}, {2, 2, 3, 3, 2, 2}, {2, 2, 3, 3, 2, 2}, {1, 2, 2, 2, 2, 1}}};
constexpr std::array kWidths{1600.0, 1330.0, 1060.0, 1020.0, 1290.0, 1700.0};
constexpr std::array kHeights{1640.0, 1180.0, 1270.0, 1660.0};  // north to south
constexpr std::size_t kRailColumn = 4;                          // the line east of this many columns
constexpr std::size_t kRiverRow = 3;                            // the line south of this many rows

Point turned(Point direction, double angle) {
  return {direction.x * std::cos(angle) - direction.y * std::sin(angle),
          direction.x * std::sin(angle) + direction.y * std::cos(angle)};
}

class Planner {
 public:
  Planner() : plan_{PlaneCut(rectangle()), {}, {}, {}, {}} {}

  CityPlan plan() && {
    choose_sizes();
    std::vector<VertexRing> rows = cut_rows();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      std::vector<VertexRing> cells = cut_columns(rows[row]);
      for (std::size_t column = 0; column < cells.size(); ++column) {
        const std::size_t subdistrict = (row < 2 ? 0 : 2) + (column < 3 ? 0 : 1);
        for (const VertexRing& community : divide(cells[column], kCommunities[row][column], EdgeClass::Secondary)) {
          add_community(community, subdistrict);
        }
      }
    }
    for (PlannedBlock& block : plan_.blocks) {
      block.ring = plan_.plane.expanded(block.ring);
    }
    return std::move(plan_);
  }

 private:
  static double total(const auto& sizes) { return std::accumulate(sizes.begin(), sizes.end(), 0.0); }

  static Ring rectangle() {
    const double x = total(kWidths) / 2;
    const double y = total(kHeights) / 2;
    return {{-x, -y}, {x, -y}, {x, y}, {-x, y}};
  }

  /// Which communities have ten grids instead of nine, and three base units instead of two.
  void choose_sizes() {
    grids_.assign(48, 9);
    units_.assign(48, 2);
    for (std::size_t ten = 0; ten < 18;) {
      std::size_t& grids = grids_[random_.below(48)];
      ten += grids == 9 ? 1 : 0;
      grids = 10;
    }
    for (const std::size_t triple : {5U, 24U, 39U}) {
      units_[triple] = 3;
    }
  }

  std::vector<VertexRing> cut_rows() {
    std::vector<VertexRing> rows;
    VertexRing rest = plan_.plane.outline();
    double y = total(kHeights) / 2;
    for (std::size_t row = 1; row < kHeights.size(); ++row) {
      y -= kHeights[row - 1];
      const double slant = row == kRiverRow ? 0.03 : random_.uniform(-0.04, 0.04);
      const EdgeClass edge = row == kRiverRow ? EdgeClass::River : EdgeClass::Arterial;
      auto pieces = plan_.plane.cut(rest, {0.0, y}, {1.0, slant}, edge, kSnap);
      rows.push_back(pieces.value().first);
      rest = pieces->second;
    }
    rows.push_back(rest);
    return rows;
  }

  std::vector<VertexRing> cut_columns(VertexRing rest) {
    constexpr std::array kSlants{0.035, -0.03, 0.02, -0.045, 0.03};
    std::vector<VertexRing> columns;
    double x = -total(kWidths) / 2;
    for (std::size_t column = 1; column < kWidths.size(); ++column) {
      x += kWidths[column - 1];
      const EdgeClass edge = column == kRailColumn ? EdgeClass::Rail : EdgeClass::Arterial;
      auto pieces = plan_.plane.cut(rest, {x, 0.0}, {kSlants[column - 1], 1.0}, edge, kSnap);
      columns.push_back(pieces.value().first);
      rest = pieces->second;
    }
    columns.push_back(rest);
    return columns;
  }

  /// Two pieces with `share` of the area in the first, as compact as a cut along one of the face's own directions
  /// allows, a little askew.
  std::pair<VertexRing, VertexRing> bisect(const VertexRing& face, double share, EdgeClass edge) {
    const Ring ring = plan_.plane.points(plan_.plane.expanded(face));
    Point best_direction{1.0, 0.0};
    double best = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Point next = ring[(i + 1) % ring.size()];
      for (const double angle : {0.0, std::numbers::pi / 2}) {
        const Point direction = turned({next.x - ring[i].x, next.y - ring[i].y}, angle);
        const Point at = line_for_share(ring, direction, share);
        const double worst = std::min(compactness(clip_left(ring, at, direction)),
                                      compactness(clip_left(ring, at, {-direction.x, -direction.y})));
        if (worst > best + 1e-9) {
          best = worst;
          best_direction = direction;
        }
      }
    }
    for (double snap = kSnap; snap > 0.1; snap /= 2) {
      const Point direction = turned(best_direction, random_.uniform(-0.05, 0.05));
      const Point at = line_for_share(ring, direction, share);
      if (auto pieces = plan_.plane.cut(face, at, direction, edge, snap)) {
        return *std::move(pieces);
      }
    }
    throw std::logic_error("a face of the city plan cannot be cut");
  }

  std::vector<VertexRing> divide(const VertexRing& face, std::size_t parts, EdgeClass edge) {
    if (parts == 1) {
      return {face};
    }
    const std::size_t some = parts / 2;
    const double share = static_cast<double>(some) / static_cast<double>(parts) * random_.uniform(0.94, 1.06);
    auto [left, right] = bisect(face, share, edge);
    std::vector<VertexRing> out = divide(left, some, edge);
    for (VertexRing& piece : divide(right, parts - some, edge)) {
      out.push_back(std::move(piece));
    }
    return out;
  }

  void add_community(const VertexRing& face, std::size_t subdistrict) {
    const std::size_t community = plan_.subdistrict_of_community.size();
    plan_.subdistrict_of_community.push_back(subdistrict);
    std::size_t grids = grids_[community];
    std::size_t units = units_[community];
    VertexRing rest = face;
    for (; units > 0; --units) {
      const std::size_t here = grids / units;
      VertexRing unit = rest;
      if (units > 1) {
        std::tie(unit, rest) =
            bisect(rest, static_cast<double>(here) / static_cast<double>(grids), EdgeClass::Secondary);
      }
      for (const VertexRing& grid : divide(unit, here, EdgeClass::Branch)) {
        plan_.unit_of_grid.push_back(plan_.community_of_unit.size());
        add_blocks(grid);
      }
      plan_.community_of_unit.push_back(community);
      grids -= here;
    }
  }

  void add_blocks(const VertexRing& grid) {
    const std::size_t index = plan_.unit_of_grid.size() - 1;
    VertexRing rest = grid;
    for (const EdgeClass barrier : {EdgeClass::River, EdgeClass::Rail}) {
      rest = without_bank(rest, barrier, index);
    }
    const double area = signed_area(plan_.plane.points(plan_.plane.expanded(rest)));
    const double wanted = 15000.0 + 0.13 * area;
    const std::size_t parts = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(area / wanted)));
    for (VertexRing& block : divide(rest, parts, EdgeClass::Lane)) {
      plan_.blocks.push_back({std::move(block), index, PlannedBlock::Kind::Ordinary});
    }
  }

  VertexRing without_bank(const VertexRing& face, EdgeClass barrier, std::size_t grid) {
    const VertexRing ring = plan_.plane.expanded(face);
    const double width = barrier == EdgeClass::River ? kRiverBank : kRailBank;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const std::size_t next = (i + 1) % ring.size();
      if (plan_.plane.edge_class(ring[i], ring[next]) != barrier) {
        continue;
      }
      const Point a = plan_.plane.vertices()[ring[i]];
      const Point b = plan_.plane.vertices()[ring[next]];
      const double length = distance(a, b).value();
      const Point along{(b.x - a.x) / length, (b.y - a.y) / length};
      auto pieces =
          plan_.plane.cut(ring, {a.x - along.y * width, a.y + along.x * width}, along, EdgeClass::Branch, kSnap / 2);
      if (pieces) {
        plan_.blocks.push_back({pieces->second, grid, PlannedBlock::Kind::Bank});
        return pieces->first;
      }
    }
    return face;
  }

  CityPlan plan_;
  Random random_{20220501};
  std::vector<std::size_t> grids_;
  std::vector<std::size_t> units_;
};

}  // namespace

CityPlan plan_city() { return Planner().plan(); }

}  // namespace lastmeter
