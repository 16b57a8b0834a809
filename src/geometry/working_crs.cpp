// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <proj.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

#include "geometry/crs.h"
#include "geometry/crs_proj.h"
#include "geometry/polygon.h"

namespace lastmeter {

namespace {

constexpr int kLattice = 9;
constexpr double kStep = 1e-4;  // degrees: 10 m, where rounding and curvature cost below 1e-9 each

/// A rough ring around mainland China and Hainan, tens of kilometres wide of the mark: it only picks a metric system.
constexpr auto kMainlandChina = std::to_array<LonLat>(
    {{73.4, 39.5},  {75.0, 36.5},   {78.5, 33.5},  {78.5, 31.0},  {81.5, 29.8},  {86.0, 27.8},  {88.8, 27.2},
     {92.0, 26.8},  {95.5, 28.0},   {98.0, 28.0},  {97.5, 23.8},  {99.0, 21.8},  {101.8, 21.0}, {102.3, 22.4},
     {104.5, 22.5}, {106.5, 21.9},  {107.9, 21.4}, {108.3, 18.0}, {111.5, 17.9}, {112.0, 21.3}, {113.6, 22.05},
     {113.8, 22.4}, {114.3, 22.52}, {117.5, 22.9}, {119.0, 24.4}, {120.4, 26.0}, {122.5, 28.0}, {123.2, 31.5},
     {121.5, 35.0}, {123.0, 37.5},  {122.0, 38.7}, {124.4, 39.8}, {126.5, 41.4}, {128.2, 41.8}, {129.7, 42.3},
     {130.7, 42.4}, {131.3, 43.6},  {131.2, 44.8}, {133.2, 45.0}, {135.2, 48.6}, {131.0, 47.9}, {127.6, 50.3},
     {126.0, 53.0}, {121.0, 53.6},  {119.8, 52.0}, {117.0, 49.9}, {115.5, 48.0}, {119.5, 46.9}, {112.0, 45.1},
     {111.8, 43.6}, {105.0, 41.5},  {97.0, 42.8},  {91.0, 45.3},  {87.8, 49.2},  {85.5, 48.2},  {82.5, 45.4},
     {80.0, 45.2},  {80.1, 42.1},   {76.0, 40.6}});

bool is_in_mainland_china(LonLat at) {
  Polygon outline;
  for (const LonLat& corner : kMainlandChina) {
    outline.outer.push_back({corner.lon, corner.lat});
  }
  return contains(MultiPolygon{{outline}}, {at.lon, at.lat});
}

int utm_code(LonLat at) {
  if (at.lat > 84.0) {
    return 32661;
  }
  if (at.lat < -80.0) {
    return 32761;
  }
  const int zone = std::clamp(static_cast<int>(std::floor((at.lon + 180.0) / 6.0)) + 1, 1, 60);
  return (at.lat < 0.0 ? 32700 : 32600) + zone;
}

/// Places with a metric system of their own: EPSG's areas of use, Taiwan without the strait beyond 119 E.
struct NationalGrid {
  int epsg;
  LonLatBox area;
};
constexpr auto kNationalGrids = std::to_array<NationalGrid>({
    {2326, {113.76, 22.13, 114.51, 22.58}},  // Hong Kong 1980 Grid
    {3826, {119.99, 21.70, 122.06, 25.70}},  // TWD97 / TM2 zone 121: Taiwan island and its eastern islets
    {3825, {119.20, 23.00, 119.99, 24.00}},  // TWD97 / TM2 zone 119: Penghu
});

int national_or_utm_code(LonLat at) {
  for (const auto& [epsg, area] : kNationalGrids) {
    if (at.lon >= area.west && at.lon < area.east && at.lat >= area.south && at.lat < area.north) {
      return epsg;
    }
  }
  return utm_code(at);
}

std::vector<Coordinate> lattice(const Box& box) {
  std::vector<Coordinate> points;
  for (int i = 0; i < kLattice; ++i) {
    for (int j = 0; j < kLattice; ++j) {
      points.push_back({box.min_x + (box.max_x - box.min_x) * i / (kLattice - 1),
                        box.min_y + (box.max_y - box.min_y) * j / (kLattice - 1)});
    }
  }
  return points;
}

struct Ellipsoid {
  double axis = 0.0;
  double eccentricity_squared = 0.0;
};

Ellipsoid ellipsoid_of(const Crs& crs) {
  const ProjObject object = proj_object(crs.data().geographic_definition);
  const ProjObject shape(proj_get_ellipsoid(proj_context(), object.get()));
  double axis = 0.0;
  double minor_axis = 0.0;
  proj_ellipsoid_get_parameters(proj_context(), shape.get(), &axis, &minor_axis, nullptr, nullptr);
  return {axis, 1.0 - (minor_axis * minor_axis) / (axis * axis)};
}

struct Scales {
  double least;
  double most;
};

/// Both scale factors (Tissot's half axes) by central differences; `cross` holds the projected neighbours one step
/// west, east, south and north. Not positive where one of them is not defined.
Scales scales_at(double latitude, std::span<const Coordinate> cross, const Ellipsoid& ellipsoid) {
  const double phi = latitude * std::numbers::pi / 180.0;
  const double w = 1.0 - ellipsoid.eccentricity_squared * std::sin(phi) * std::sin(phi);
  const double step = 2.0 * kStep * std::numbers::pi / 180.0;
  const double metres_east = step * std::cos(phi) * ellipsoid.axis / std::sqrt(w);
  const double metres_north = step * ellipsoid.axis * (1.0 - ellipsoid.eccentricity_squared) / (w * std::sqrt(w));
  const double xe = (cross[1].x - cross[0].x) / metres_east;
  const double ye = (cross[1].y - cross[0].y) / metres_east;
  const double xn = (cross[3].x - cross[2].x) / metres_north;
  const double yn = (cross[3].y - cross[2].y) / metres_north;
  const double sum = xe * xe + ye * ye + xn * xn + yn * yn;
  const double spread = std::hypot(xe * xe + ye * ye - xn * xn - yn * yn, 2.0 * (xe * xn + ye * yn));
  return {std::sqrt(std::max(0.0, (sum - spread) / 2.0)), std::sqrt((sum + spread) / 2.0)};
}

}  // namespace

Crs choose_working_crs(LonLat south_west, LonLat north_east) {
  const LonLat centre{(south_west.lon + north_east.lon) / 2.0, (south_west.lat + north_east.lat) / 2.0};
  if (is_in_mainland_china(centre)) {
    const int zone = std::clamp(static_cast<int>(std::lround(centre.lon / 3.0)), 25, 45);
    return Crs::parse(fmt::format("EPSG:{}", 4534 + zone - 25));
  }
  return Crs::parse(fmt::format("EPSG:{}", national_or_utm_code(centre)));
}

Metres worst_distortion(const Crs& working, const Box& box, Metres length) {
  const Ellipsoid ellipsoid = ellipsoid_of(working);
  std::vector<Coordinate> places = lattice(box);
  transform(working, working.geographic(), places);
  std::vector<Coordinate> crosses;
  for (const Coordinate& place : places) {
    crosses.insert(crosses.end(), {{place.x - kStep, place.y},
                                   {place.x + kStep, place.y},
                                   {place.x, place.y - kStep},
                                   {place.x, place.y + kStep}});
  }
  transform(working.geographic(), working, crosses);
  double worst = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto [least, most] = scales_at(places[i].y, std::span(crosses).subspan(4 * i, 4), ellipsoid);
    if (!(least > 0.0)) {
      return length;
    }
    worst = std::max({worst, std::abs(1.0 / least - 1.0), std::abs(1.0 / most - 1.0)});
  }
  return length * worst;
}

}  // namespace lastmeter
