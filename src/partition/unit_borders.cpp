// SPDX-License-Identifier: Apache-2.0
#include "partition/unit_borders.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <tuple>

#include "core/parallel.h"
#include "geometry/near_lines.h"
#include "geometry/shared_borders.h"

namespace lastmeter {

namespace {

constexpr double barred_share = 0.5;
constexpr Metres least_reach(1.0);
constexpr std::size_t slice = 256;

/// What barriers, streets and crossings say about borders.
class Surroundings {
 public:
  explicit Surroundings(const BorderSettings& settings)
      : any_(!settings.barriers.empty() || !settings.streets.empty()),
        barriers_(settings.barriers, std::max(settings.tolerance, least_reach)),
        along_(both(settings), std::max(settings.tolerance, least_reach)),
        crossings_(lines_of(settings.crossings), settings.crossing_reach) {}

  void settle(UnitBorder& border, std::span<const Segment> stretches) const {
    if (!any_) {
      return;
    }
    const Metres length = border.length;
    border.along = std::min(1.0, along_.length_near(stretches) / length);
    const bool blocked = barriers_.length_near(stretches) >= barred_share * length;
    if (blocked && !(crossings_.length_near(stretches) > Metres(0.0))) {
      border.passage = Passage::Barred;
    }
  }

 private:
  static std::vector<std::vector<Point>> both(const BorderSettings& settings) {
    std::vector<std::vector<Point>> lines = settings.barriers;
    lines.insert(lines.end(), settings.streets.begin(), settings.streets.end());
    return lines;
  }
  static std::vector<std::vector<Point>> lines_of(const std::vector<Point>& points) {
    std::vector<std::vector<Point>> lines;
    std::transform(points.begin(), points.end(), std::back_inserter(lines),
                   [](Point p) { return std::vector<Point>{p}; });
    return lines;
  }

  bool any_;
  NearLines barriers_;
  NearLines along_;
  NearLines crossings_;
};

IdVector<BorderId, UnitBorder> settled(const SharedBorders& shared, const BorderSettings& settings) {
  IdVector<BorderId, UnitBorder> borders(shared.borders.size());
  const Surroundings surroundings(settings);
  parallel_slices(borders.size(), slice, [&](std::size_t begin, std::size_t end) {
    for (std::size_t e = begin; e < end; ++e) {
      const SharedBorder& from = shared.borders[e];
      UnitBorder& border = borders[BorderId(e)];
      border.a = UnitId(from.a);
      border.b = UnitId(from.b);
      border.length = from.length;
      surroundings.settle(border, shared.along(e));
    }
  });
  return borders;
}

/// A declared link opens the border there is, or makes one.
void add_declared(const std::vector<std::pair<UnitId, UnitId>>& linked, std::size_t units,
                  IdVector<BorderId, UnitBorder>& borders) {
  for (const auto& [one, other] : linked) {
    const UnitId a = std::min(one, other);
    const UnitId b = std::max(one, other);
    if (a == b || b.index() >= units) {
      throw std::logic_error("a declared link does not name two basic units");
    }
    const auto at = std::find_if(borders.begin(), borders.end(),
                                 [&](const UnitBorder& border) { return border.a == a && border.b == b; });
    if (at == borders.end()) {
      borders.push_back({a, b, Metres(0.0), Passage::Linked});
    } else if (at->passage == Passage::Barred) {
      at->passage = Passage::Open;
    }
  }
}

}  // namespace

UnitBorders unit_borders(std::span<const MultiPolygon> shapes, const BorderSettings& settings) {
  const SharedBorders shared = shared_borders(shapes, settings.tolerance);
  UnitBorders result;
  result.borders = settled(shared, settings);
  result.outer = IdVector<UnitId, Metres>(outer_borders(shapes, shared));
  add_declared(settings.linked, shapes.size(), result.borders);
  if (settings.islands == Islands::Linked) {
    result.links = island_links(shapes, result.borders);
    for (const IslandLink& link : result.links) {
      result.borders.push_back({std::min(link.a, link.b), std::max(link.a, link.b), Metres(0.0), Passage::Linked});
    }
  }
  std::stable_sort(result.borders.begin(), result.borders.end(),
                   [](const UnitBorder& x, const UnitBorder& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
  return result;
}

}  // namespace lastmeter
