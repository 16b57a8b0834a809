// SPDX-License-Identifier: Apache-2.0
#include "input/crs_candidates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace lastmeter {

namespace {

/// EPSG codes of one datum's zones: with the zone number in the easting, and by central meridian without it. Of the
/// 6-degree zones the latter equal 3-degree ones.
struct ZoneFamily {
  int geographic;
  int prefixed;  // code of `first_zone`
  std::optional<int> plain;
  int first_zone;
  int last_zone;
};

constexpr auto kFamilies = std::to_array<ZoneFamily>({
    {4490, 4513, 4534, 25, 45},  // CGCS2000, 3 degrees
    {4490, 4491, {}, 13, 23},    // CGCS2000, 6 degrees
    {4610, 2349, 2370, 25, 45},  // Xi'an 1980
    {4610, 2327, {}, 13, 23},
    {4214, 2401, 2422, 25, 45},  // Beijing 1954
    {4214, 21413, {}, 13, 23},
});

constexpr double kSame = 5e-5;  // degrees

int datum_of(const std::optional<Crs>& like) {
  const int code = like ? like->geographic().epsg().value_or(0) : 0;
  return code == 4610 || code == 4214 ? code : 4490;
}

/// The zone that all eastings of the range start with.
std::optional<int> zone_prefix(const NumberRange& easting) {
  const double zone = std::floor(easting.low / 1e6);
  const bool whole = zone == std::floor(easting.high / 1e6) && zone >= 13.0 && zone <= 45.0;
  return whole ? std::optional(static_cast<int>(zone)) : std::nullopt;
}

bool has_six_digits(const NumberRange& easting) { return easting.low >= 1e5 && easting.high < 1e6; }

bool is_near_meridian(const std::optional<LonLatBox>& near, double meridian) {
  return !near || (near->west < meridian + 6.0 && near->east > meridian - 6.0);
}

bool is_same_place(const LonLatBox& a, const LonLatBox& b) {
  return std::abs(a.west - b.west) < kSame && std::abs(a.east - b.east) < kSame &&
         std::abs(a.south - b.south) < kSame && std::abs(a.north - b.north) < kSame;
}

std::vector<CrsReading> readings(const NumbersSeen& numbers, std::span<const Crs> systems, Axes axes,
                                 const std::optional<LonLatBox>& near) {
  std::vector<CrsReading> found;
  for (const Crs& crs : systems) {
    const std::optional<LonLatBox> earth = place_on_earth(numbers, crs, axes);
    if (!earth || (near && !lie_together(*earth, *near))) {
      continue;
    }
    const bool known = std::any_of(found.begin(), found.end(),
                                   [&](const CrsReading& other) { return is_same_place(other.earth, *earth); });
    if (!known) {
      found.push_back({crs, axes, *earth});
    }
  }
  return found;
}

/// Central meridians of 3-degree zones in mainland China, from the most people to the fewest: provinces of the 2020
/// census, shared out roughly.
constexpr auto kMeridiansByPeople = std::to_array<int>(
    {114, 117, 120, 105, 111, 108, 123, 126, 102, 129, 87, 81, 99, 96, 90, 75, 78, 84, 93, 132, 135});

LonLat middle(const LonLatBox& box) { return {(box.west + box.east) / 2.0, (box.south + box.north) / 2.0}; }

double degrees_apart(const LonLatBox& a, const LonLatBox& b) {
  const LonLat from = middle(a);
  const LonLat to = middle(b);
  return std::hypot(from.lon - to.lon, from.lat - to.lat);
}

bool is_in_mainland_china(LonLat at) {
  const int code = choose_working_crs(at, at).epsg().value_or(0);
  return code >= 4534 && code <= 4554;
}

double rank_by_people(const LonLatBox& earth) {
  const LonLat at = middle(earth);
  const auto rank = std::find(kMeridiansByPeople.begin(), kMeridiansByPeople.end(), 3 * std::lround(at.lon / 3.0)) -
                    kMeridiansByPeople.begin();
  return is_in_mainland_china(at) ? static_cast<double>(rank) : static_cast<double>(rank) + 100.0;
}

}  // namespace

std::vector<Crs> gauss_kruger_candidates(const NumbersSeen& numbers, const std::optional<Crs>& like,
                                         const std::optional<LonLatBox>& near) {
  const int datum = datum_of(like);
  std::vector<Crs> found;
  for (const NumberRange& easting : {numbers.x, numbers.y}) {
    const std::optional<int> prefix = zone_prefix(easting);
    for (const ZoneFamily& family : kFamilies) {
      if (family.geographic != datum) {
        continue;
      }
      for (int zone = family.first_zone; zone <= family.last_zone; ++zone) {
        if (prefix == zone) {
          found.push_back(Crs::parse(fmt::format("EPSG:{}", family.prefixed + zone - family.first_zone)));
        } else if (family.plain && has_six_digits(easting) && is_near_meridian(near, 3.0 * zone)) {
          found.push_back(Crs::parse(fmt::format("EPSG:{}", *family.plain + zone - family.first_zone)));
        }
      }
    }
  }
  return found;
}

std::vector<CrsReading> possible_readings(const NumbersSeen& numbers, std::span<const Crs> systems,
                                          const std::optional<LonLatBox>& near) {
  std::vector<CrsReading> found = readings(numbers, systems, Axes::AsRead, near);
  return found.empty() ? readings(numbers, systems, Axes::Swapped, near) : found;
}

void sort_by_plausibility(std::vector<CrsReading>& readings, std::span<const Crs> in_use,
                          const std::optional<LonLatBox>& near) {
  std::vector<std::pair<double, CrsReading>> ranked;
  for (CrsReading& reading : readings) {
    const bool known = std::find(in_use.begin(), in_use.end(), reading.crs) != in_use.end();
    const double rank = known ? -1.0 : near ? degrees_apart(reading.earth, *near) : rank_by_people(reading.earth);
    ranked.emplace_back(rank, std::move(reading));
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  readings.clear();
  for (auto& [rank, reading] : ranked) {
    readings.push_back(std::move(reading));
  }
}

std::string crs_text(const Crs& crs) {
  return crs.id().starts_with('"') ? crs.id() : fmt::format("{} ({})", crs.id(), crs.name());
}

std::string crs_value(const Crs& crs) { return crs.id().starts_with('"') ? crs.wkt() : crs.id(); }

}  // namespace lastmeter
