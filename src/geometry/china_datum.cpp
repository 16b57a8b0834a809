// SPDX-License-Identifier: Apache-2.0
#include "geometry/china_datum.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lastmeter {

namespace {

using std::numbers::pi;

constexpr double kKrasovskyAxis = 6378245.0;
constexpr double kEccentricitySquared = 0.00669342162296594323;
constexpr double kBaiduTurn = pi * 3000.0 / 180.0;
constexpr int kMostSteps = 50;
constexpr double kCloseEnough = 1e-12;  // degrees

/// Metres to the east, x and y in degrees from 105 E, 35 N.
double shift_east(double x, double y) {
  const double trend = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x));
  const double waves = 20.0 * std::sin(6.0 * x * pi) + 20.0 * std::sin(2.0 * x * pi) + 20.0 * std::sin(x * pi) +
                       40.0 * std::sin(x / 3.0 * pi) + 150.0 * std::sin(x / 12.0 * pi) +
                       300.0 * std::sin(x / 30.0 * pi);
  return trend + waves * 2.0 / 3.0;
}

double shift_north(double x, double y) {
  const double trend = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x));
  const double waves = 20.0 * std::sin(6.0 * x * pi) + 20.0 * std::sin(2.0 * x * pi) + 20.0 * std::sin(y * pi) +
                       40.0 * std::sin(y / 3.0 * pi) + 160.0 * std::sin(y / 12.0 * pi) +
                       320.0 * std::sin(y * pi / 30.0);
  return trend + waves * 2.0 / 3.0;
}

template <class Forward>
LonLat inverse(LonLat target, const Forward& forward) {
  LonLat guess = target;
  for (int step = 0; step < kMostSteps; ++step) {
    const LonLat there = forward(guess);
    const double dlon = target.lon - there.lon;
    const double dlat = target.lat - there.lat;
    guess = {guess.lon + dlon, guess.lat + dlat};
    if (!(std::max(std::abs(dlon), std::abs(dlat)) > kCloseEnough)) {
      break;
    }
  }
  return guess;
}

}  // namespace

bool gcj02_applies(LonLat wgs84) {
  return wgs84.lon >= 72.004 && wgs84.lon <= 137.8347 && wgs84.lat >= 0.8293 && wgs84.lat <= 55.8271;
}

LonLat gcj02_from_wgs84(LonLat place) {
  if (!gcj02_applies(place)) {
    return place;
  }
  const double x = place.lon - 105.0;
  const double y = place.lat - 35.0;
  const double latitude = place.lat * pi / 180.0;
  const double sine = std::sin(latitude);
  const double magic = 1.0 - kEccentricitySquared * sine * sine;
  const double root = std::sqrt(magic);
  const double metres_per_lat = kKrasovskyAxis * (1.0 - kEccentricitySquared) / (magic * root) * pi / 180.0;
  const double metres_per_lon = kKrasovskyAxis / root * std::cos(latitude) * pi / 180.0;
  return {place.lon + shift_east(x, y) / metres_per_lon, place.lat + shift_north(x, y) / metres_per_lat};
}

LonLat bd09_from_gcj02(LonLat place) {
  const double radius = std::hypot(place.lon, place.lat) + 0.00002 * std::sin(place.lat * kBaiduTurn);
  const double angle = std::atan2(place.lat, place.lon) + 0.000003 * std::cos(place.lon * kBaiduTurn);
  return {radius * std::cos(angle) + 0.0065, radius * std::sin(angle) + 0.006};
}

LonLat wgs84_from_gcj02(LonLat place) { return inverse(place, gcj02_from_wgs84); }

LonLat gcj02_from_bd09(LonLat place) { return inverse(place, bd09_from_gcj02); }

}  // namespace lastmeter
