// SPDX-License-Identifier: Apache-2.0
#include "partition/zone_outlines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>

#include "core/parallel.h"
#include "geometry/label_point.h"
#include "geometry/overlay.h"

namespace lastmeter {

namespace {

void close_slits(MultiPolygon& shape, Metres slit) {
  for (Polygon& part : shape.parts) {
    std::erase_if(part.holes, [&](const Ring& hole) {
      const double length = perimeter({{Polygon{hole, {}}}}).value();
      return 2.0 * std::abs(signed_area(hole)) <= slit.value() * length;
    });
  }
}

ZoneOutline outline_of(const std::vector<MultiPolygon>& members, Metres slit) {
  ZoneOutline outline;
  outline.shape = members.size() == 1 ? members.front() : dissolved(members);
  if (slit > Metres(0.0)) {
    close_slits(outline.shape, slit);
  }
  outline.area = area(outline.shape);
  if (!outline.shape.empty()) {
    outline.label = label_point(outline.shape);
    outline.centre = centroid(outline.shape);
  }
  return outline;
}

}  // namespace

IdVector<ZoneId, ZoneOutline> zone_outlines(std::span<const MultiPolygon> shapes,
                                            const IdVector<UnitId, ZoneId>& zone_of, std::size_t zones, Metres slit) {
  std::vector<std::vector<MultiPolygon>> members(zones);
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    if (!shapes[i].empty()) {
      members[zone_of[UnitId(i)].index()].push_back(shapes[i]);
    }
  }
  IdVector<ZoneId, ZoneOutline> outlines(zones);
  parallel_slices(zones, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t z = begin; z < end; ++z) {
      outlines[ZoneId(z)] = outline_of(members[z], slit);
    }
  });
  return outlines;
}

std::vector<ZoneId> numbering_order(const IdVector<ZoneId, ZoneOutline>& outlines) {
  constexpr double band_height = 0.8;
  double north = -std::numeric_limits<double>::infinity();
  double ground = 0.0;
  for (const ZoneOutline& outline : outlines) {
    north = std::max(north, outline.centre.y);
    ground += outline.area.value();
  }
  const double band = band_height * std::sqrt(ground / static_cast<double>(outlines.size()));
  const auto key = [&](ZoneId zone) {
    const Point centre = outlines[zone].centre;
    return std::tuple(band > 0.0 ? std::floor((north - centre.y) / band) : 0.0, centre.x, zone);
  };
  std::vector<ZoneId> order;
  for (std::size_t z = 0; z < outlines.size(); ++z) {
    order.emplace_back(z);
  }
  std::sort(order.begin(), order.end(), [&](ZoneId a, ZoneId b) { return key(a) < key(b); });
  return order;
}

IdVector<ZoneId, std::string> zone_codes(std::string_view parent, const std::vector<ZoneId>& order,
                                         const IdVector<ZoneId, std::optional<std::string>>& kept) {
  constexpr std::size_t three_digits = 1000;
  std::set<std::string> taken;
  for (const std::optional<std::string>& code : kept) {
    if (code) {
      taken.insert(*code);
    }
  }
  IdVector<ZoneId, std::string> codes(order.size());
  const int digits = order.size() + taken.size() < three_digits ? 3 : 4;
  std::size_t number = 0;
  for (const ZoneId zone : order) {
    if (!kept.empty() && kept[zone]) {
      codes[zone] = *kept[zone];
      continue;
    }
    do {
      codes[zone] = fmt::format("{}{:0{}}", parent, ++number, digits);
    } while (taken.contains(codes[zone]));
  }
  return codes;
}

}  // namespace lastmeter
