// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "geometry/geos_wall.h"
#include "geometry/overlay.h"
#include "geometry/ring_roles.h"
#include "geometry/zone_locator.h"

namespace lastmeter {

namespace {

bool is_finite(const Ring& ring) {
  return std::ranges::all_of(ring, [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

bool has_three_points(const Ring& ring) {
  const auto other = [&](Point p) { return p != ring.front(); };
  const auto second = std::ranges::find_if(ring, other);
  return second != ring.end() &&
         std::any_of(second, ring.end(), [&](Point p) { return p != ring.front() && p != *second; });
}

/// The rings that can be handed to GEOS, and what had to be left out.
struct Usable {
  MultiPolygon shape;
  std::string left_out;
};

Usable usable(const MultiPolygon& shape) {
  Usable result;
  std::size_t not_finite = 0;
  std::vector<Point> too_short;
  const auto take = [&](const Ring& ring) {
    if (!is_finite(ring)) {
      ++not_finite;
      return false;
    }
    if (!has_three_points(ring)) {
      too_short.push_back(ring.empty() ? Point{} : ring.front());
      return false;
    }
    return true;
  };
  for (const Polygon& part : shape.parts) {
    if (!take(part.outer)) {
      continue;
    }
    Polygon& kept = result.shape.parts.emplace_back(Polygon{part.outer, {}});
    std::ranges::copy_if(part.holes, std::back_inserter(kept.holes), take);
  }
  if (not_finite > 0) {
    result.left_out = fmt::format("{} with a coordinate that is not a number, left out",
                                  not_finite == 1 ? "a ring" : fmt::format("{} rings", not_finite));
  }
  if (!too_short.empty()) {
    result.left_out += fmt::format(
        "{}{} with fewer than three different points at {:.2f}, {:.2f}, left out", result.left_out.empty() ? "" : "; ",
        too_short.size() == 1 ? "a ring" : fmt::format("{} rings, the first", too_short.size()), too_short.front().x,
        too_short.front().y);
  }
  normalize(result.shape);
  return result;
}

std::string plain_words(std::string_view geos_reason) {
  using Wording = std::pair<std::string_view, std::string_view>;
  static constexpr std::array wordings{
      Wording{"Self-intersection", "border crosses or runs along itself"},
      Wording{"Ring Self-intersection", "border touches itself"},
      Wording{"Hole lies outside shell", "hole outside its outer ring"},
      Wording{"Holes are nested", "hole inside a hole"},
      Wording{"Nested shells", "part inside another part, as a hole turned the wrong way"},
      Wording{"Interior is disconnected", "holes cut the inside in two"},
      Wording{"Duplicate Rings", "the same ring twice"},
      Wording{"Too few points in geometry component", "ring with too few points"},
  };
  const auto* const found = std::ranges::find(wordings, geos_reason, &Wording::first);
  return std::string(found == wordings.end() ? geos_reason : found->second);
}

std::optional<std::string> geos_reason(const MultiPolygon& shape) {
  char* reason = nullptr;
  GEOSGeometry* place = nullptr;
  const char valid = GEOSisValidDetail_r(geos::handle(), geos::from_shape(shape).get(), 0, &reason, &place);
  const geos::Geometry place_owner(place);
  const std::string text = reason == nullptr ? geos::last_error() : reason;
  GEOSFree_r(geos::handle(), reason);
  if (valid == 1) {
    return std::nullopt;
  }
  double x = 0.0;
  double y = 0.0;
  if (place != nullptr && GEOSGeomGetX_r(geos::handle(), place, &x) == 1 &&
      GEOSGeomGetY_r(geos::handle(), place, &y) == 1) {
    return fmt::format("{} at {:.2f}, {:.2f}", plain_words(text), x, y);
  }
  return plain_words(text);
}

std::optional<std::string> whole_reason(const std::string& left_out, std::optional<std::string> topology) {
  if (left_out.empty()) {
    return topology;
  }
  return topology ? left_out + "; " + *topology : left_out;
}

enum class Method { Structure, Linework };

std::optional<MultiPolygon> made_valid(const MultiPolygon& shape, Method method) {
  GEOSMakeValidParams* params = GEOSMakeValidParams_create_r(geos::handle());
  GEOSMakeValidParams_setMethod_r(geos::handle(), params,
                                  method == Method::Structure ? GEOS_MAKE_VALID_STRUCTURE : GEOS_MAKE_VALID_LINEWORK);
  GEOSMakeValidParams_setKeepCollapsed_r(geos::handle(), params, 0);
  geos::Geometry result(GEOSMakeValidWithParams_r(geos::handle(), geos::from_shape(shape).get(), params));
  GEOSMakeValidParams_destroy_r(geos::handle(), params);
  if (result == nullptr || GEOSisValid_r(geos::handle(), result.get()) != 1) {
    return std::nullopt;
  }
  return geos::to_shape(std::move(result));
}

MultiPolygon repaired(const MultiPolygon& shape) {
  const MultiPolygon sorted = with_roles_from_geometry(shape);
  if (std::optional<MultiPolygon> kept = made_valid(sorted, Method::Structure)) {
    return *std::move(kept);
  }
  return made_valid(sorted, Method::Linework).value_or(MultiPolygon{});
}

/// The faces into which all rings cut the plane.
geos::Geometry faces_of(const MultiPolygon& shape) {
  const geos::Geometry rings(GEOSBoundary_r(geos::handle(), geos::from_shape(shape).get()));
  if (rings == nullptr) {
    return nullptr;
  }
  const geos::Geometry noded(GEOSUnaryUnion_r(geos::handle(), rings.get()));
  const GEOSGeometry* const lines = noded.get();
  return geos::Geometry(lines == nullptr ? nullptr : GEOSPolygonize_r(geos::handle(), &lines, 1));
}

/// The faces that were inside by the even-odd rule and are not now, or the other way round.
SquareMetres moved_area(const MultiPolygon& before, const Repair& repair) {
  const geos::Geometry faces = faces_of(before);
  if (faces == nullptr) {
    return SquareMetres(std::abs((repair.area_after - repair.area_before).value()));
  }
  const ZoneLocator old_shape({&before});
  const ZoneLocator new_shape({&repair.shape});
  double moved = 0.0;
  for (int i = 0; i < GEOSGetNumGeometries_r(geos::handle(), faces.get()); ++i) {
    const GEOSGeometry* const face = GEOSGetGeometryN_r(geos::handle(), faces.get(), i);
    const geos::Geometry inner(GEOSPointOnSurface_r(geos::handle(), face));
    Point p;
    double face_area = 0.0;
    if (inner == nullptr || GEOSGeomGetX_r(geos::handle(), inner.get(), &p.x) != 1 ||
        GEOSGeomGetY_r(geos::handle(), inner.get(), &p.y) != 1 || GEOSArea_r(geos::handle(), face, &face_area) != 1) {
      continue;
    }
    moved += old_shape.find(p) != new_shape.find(p) ? face_area : 0.0;
  }
  return SquareMetres(moved);
}

}  // namespace

std::optional<Repair> repair(const MultiPolygon& shape) {
  const Usable before = usable(shape);
  const std::optional<std::string> topology = geos_reason(before.shape);
  const std::optional<std::string> reason = whole_reason(before.left_out, topology);
  if (!reason) {
    return std::nullopt;
  }
  Repair result;
  result.reason = *reason;
  result.area_before = area(before.shape);
  result.shape = topology ? repaired(before.shape) : before.shape;
  result.area_after = area(result.shape);
  result.area_moved = topology ? moved_area(before.shape, result) : SquareMetres(0.0);
  return result;
}

std::optional<std::string> invalid_reason(const MultiPolygon& shape) {
  const Usable rings = usable(shape);
  return whole_reason(rings.left_out, geos_reason(rings.shape));
}

}  // namespace lastmeter
