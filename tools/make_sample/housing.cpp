// SPDX-License-Identifier: Apache-2.0
#include "housing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "ground.h"

namespace lastmeter {

namespace {

constexpr double kStep = 45.0;
constexpr double kLeastCompound = 2500.0;  // m2

struct StyleSize {
  double depth;
  double length_lo;
  double length_hi;
  double gap;
  double pitch;
  int floors;
  [[nodiscard]] double ground() const { return ((length_lo + length_hi) / 2 + gap) * pitch; }
};
constexpr std::array kStyles{StyleSize{9.0, 17.0, 25.0, 6.0, 19.0, 3}, StyleSize{11.5, 30.0, 43.0, 8.0, 27.0, 6},
                             StyleSize{13.5, 44.0, 60.0, 14.0, 38.0, 9}, StyleSize{23.0, 24.0, 28.0, 28.0, 50.0, 16}};

const StyleSize& size_of(HouseStyle style) { return kStyles[static_cast<std::size_t>(style)]; }

double half_street(EdgeClass edge) {
  switch (edge) {
    case EdgeClass::Border:
      return 14.0;
    case EdgeClass::River:
    case EdgeClass::Rail:
      return 30.0;
    case EdgeClass::Arterial:
      return 24.0;
    case EdgeClass::Secondary:
      return 17.0;
    case EdgeClass::Branch:
      return 11.0;
    case EdgeClass::Lane:
      return 7.0;
  }
  return 0.0;
}

/// Direction of the rows of houses: the outline's longest stretch, read as the nearest to east-west.
double row_angle(const Ring& outline) {
  double best = 0.0;
  double angle = 0.0;
  const std::size_t n = outline.size();
  for (std::size_t i = 0; i < n; ++i) {
    const Point a = outline[i];
    const Point b = outline[(i + 3) % n];
    if (distance(a, b).value() > best) {
      best = distance(a, b).value();
      angle = std::atan2(b.y - a.y, b.x - a.x);
    }
  }
  constexpr double kQuarter = std::numbers::pi / 2;
  return angle - kQuarter * std::round(angle / kQuarter);
}

bool inside(const Ring& outline, const Ring& house) {
  const MultiPolygon shape{{{outline, {}}}};
  const MultiPolygon body{{{house, {}}}};
  const auto in = [&](Point p) { return contains(shape, p); };
  const auto cut = [&](Point p) { return contains(body, p); };
  return std::all_of(house.begin(), house.end(), in) && std::none_of(outline.begin(), outline.end(), cut);
}

std::vector<Ring> rows_of_houses(const Ring& outline, HouseStyle style, Random& random) {
  const StyleSize& size = size_of(style);
  const double angle = row_angle(outline);
  const Point c = bounds(outline).centre();
  const double cosine = std::cos(angle);
  const double sine = std::sin(angle);
  const auto out_of = [&](double u, double v) {
    return Point{c.x + u * cosine - v * sine, c.y + u * sine + v * cosine};
  };
  Box frame;
  for (const Point p : outline) {
    frame.add(Point{(p.x - c.x) * cosine + (p.y - c.y) * sine, (p.y - c.y) * cosine - (p.x - c.x) * sine});
  }
  constexpr double kMargin = 4.0;
  std::vector<Ring> houses;
  for (double v = frame.min_y + kMargin; v + size.depth < frame.max_y; v += size.pitch) {
    double u = frame.min_x + kMargin;
    double length = random.uniform(size.length_lo, size.length_hi);
    while (u + length < frame.max_x) {
      const Ring wide{out_of(u - kMargin, v - kMargin), out_of(u + length + kMargin, v - kMargin),
                      out_of(u + length + kMargin, v + size.depth + kMargin),
                      out_of(u - kMargin, v + size.depth + kMargin)};
      if (!inside(outline, wide)) {
        u += 3.0;
        continue;
      }
      if (random.uniform() > 0.05) {
        houses.push_back({snapped(out_of(u, v)), snapped(out_of(u + length, v)),
                          snapped(out_of(u + length, v + size.depth)), snapped(out_of(u, v + size.depth))});
      }
      u += length + size.gap;
      length = random.uniform(size.length_lo, size.length_hi);
    }
  }
  return houses;
}

HouseStyle choose_style(double ground_per_house, Random& random) {
  std::vector<HouseStyle> fitting;
  for (const HouseStyle style : {HouseStyle::Terrace, HouseStyle::WalkUp, HouseStyle::Slab, HouseStyle::Tower}) {
    if (size_of(style).ground() * 1.45 <= ground_per_house) {
      fitting.push_back(style);
    }
  }
  if (fitting.empty()) {
    return HouseStyle::Terrace;
  }
  return fitting[std::max(random.below(fitting.size()), random.below(fitting.size()))];
}

struct Estate {
  Compound compound;
  std::vector<Ring> houses;
};

/// Keeps about `wanted` houses: whole estates go first, then the end of the last one.
void thin_out(std::vector<Estate>& estates, std::size_t wanted) {
  std::size_t count = 0;
  for (const Estate& estate : estates) {
    count += estate.houses.size();
  }
  while (estates.size() > 1 && count - estates.back().houses.size() >= wanted) {
    count -= estates.back().houses.size();
    estates.pop_back();
  }
  for (std::size_t i = estates.size(); i-- > 0 && count > wanted;) {
    std::vector<Ring>& houses = estates[i].houses;
    const std::size_t keep = std::max(houses.size() / 2, houses.size() - std::min(houses.size(), count - wanted));
    count -= houses.size() - keep;
    houses.resize(keep);
  }
}

std::vector<Estate> settle_grid(std::vector<Ring> blocks, std::size_t grid, Random& random) {
  const std::size_t wanted = 23 + random.below(9);
  double ground = 0.0;
  for (const Ring& block : blocks) {
    ground += signed_area(block);
  }
  const double per_house = ground / static_cast<double>(wanted);
  for (std::size_t i = blocks.size(); i > 1; --i) {
    std::swap(blocks[i - 1], blocks[random.below(i)]);
  }
  std::vector<Estate> estates;
  for (const Ring& block : blocks) {
    Estate estate{{block, grid, choose_style(per_house, random), {}, {}}, {}};
    estate.houses = rows_of_houses(block, estate.compound.style, random);
    if (!estate.houses.empty()) {
      estates.push_back(std::move(estate));
    }
  }
  thin_out(estates, wanted);
  return estates;
}

}  // namespace

int floors(HouseStyle style) { return size_of(style).floors; }

Ring inner_block(const CityPlan& plan, const PlannedBlock& block) {
  const Ring ring = plan.plane.points(block.ring);
  Ring inner = ring;
  for (std::size_t i = 0; i < ring.size() && !inner.empty(); ++i) {
    const std::size_t next = (i + 1) % ring.size();
    const double width = half_street(plan.plane.edge_class(block.ring[i], block.ring[next]));
    const double length = distance(ring[i], ring[next]).value();
    const Point along{(ring[next].x - ring[i].x) / length, (ring[next].y - ring[i].y) / length};
    inner = clip_left(inner, {ring[i].x - along.y * width, ring[i].y + along.x * width}, along);
  }
  return !inner.empty() && signed_area(inner) >= kLeastCompound ? inner : Ring{};
}

Housing build_housing(const CityPlan& plan, Random& random) {
  std::vector<std::vector<Ring>> blocks(plan.unit_of_grid.size());
  for (const PlannedBlock& block : plan.blocks) {
    const Ring inner = block.kind == PlannedBlock::Kind::Ordinary ? inner_block(plan, block) : Ring{};
    if (!inner.empty()) {
      blocks[block.grid].push_back(bent_ring(inner, kStep));
    }
  }
  Housing housing;
  for (std::size_t grid = 0; grid < blocks.size(); ++grid) {
    for (Estate& estate : settle_grid(std::move(blocks[grid]), grid, random)) {
      for (Ring& house : estate.houses) {
        CityBuilding building;
        building.footprint = std::move(house);
        building.compound = housing.compounds.size();
        building.grid = grid;
        housing.buildings.push_back(std::move(building));
      }
      housing.compounds.push_back(std::move(estate.compound));
    }
  }
  return housing;
}

}  // namespace lastmeter
