// SPDX-License-Identifier: Apache-2.0
#include <proj.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>
#include <utility>

#include "core/parallel.h"
#include "geometry/china_datum.h"
#include "geometry/crs.h"
#include "geometry/crs_proj.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 16384;
constexpr std::size_t kMostRemembered = 128;

/// The ready-made operation between two systems, x = east on both sides; this thread's own.
PJ* operation(const std::string& from, const std::string& to) {
  proj_context();  // outlives what is remembered here
  thread_local std::map<std::pair<std::string, std::string>, ProjObject> remembered;
  ProjObject& known = remembered[{from, to}];
  if (known == nullptr) {
    const ProjObject source = proj_object(from);
    const ProjObject target = proj_object(to);
    const ProjObject raw(proj_create_crs_to_crs_from_pj(proj_context(), source.get(), target.get(), nullptr, nullptr));
    ProjObject made(raw == nullptr ? nullptr : proj_normalize_for_visualization(proj_context(), raw.get()));
    if (remembered.size() > kMostRemembered) {
      remembered.clear();
    }
    if (made == nullptr) {
      remembered.erase({from, to});
      throw std::logic_error("PROJ offers no operation between two systems it knows");
    }
    return (remembered[{from, to}] = std::move(made)).get();
  }
  return known.get();
}

constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();

void project(PJ* step, std::span<Coordinate> coordinates) {
  for (Coordinate& c : coordinates) {
    if (!std::isfinite(c.x) || !std::isfinite(c.y)) {
      c = {kNowhere, kNowhere};
      continue;
    }
    const PJ_COORD moved = proj_trans(step, PJ_FWD, proj_coord(c.x, c.y, 0.0, 0.0));
    const bool found = std::isfinite(moved.xy.x) && std::isfinite(moved.xy.y);
    c = found ? Coordinate{moved.xy.x, moved.xy.y} : Coordinate{kNowhere, kNowhere};
  }
}

LonLat unshifted(DatumShift shift, LonLat place) {
  switch (shift) {
    case DatumShift::None:
      return place;
    case DatumShift::Gcj02:
      return wgs84_from_gcj02(place);
    case DatumShift::Bd09:
      return wgs84_from_gcj02(gcj02_from_bd09(place));
  }
  return place;
}

LonLat shifted(DatumShift shift, LonLat place) {
  switch (shift) {
    case DatumShift::None:
      return place;
    case DatumShift::Gcj02:
      return gcj02_from_wgs84(place);
    case DatumShift::Bd09:
      return bd09_from_gcj02(gcj02_from_wgs84(place));
  }
  return place;
}

template <class Move>
void move_all(std::span<Coordinate> coordinates, const Move& move) {
  for (Coordinate& c : coordinates) {
    const LonLat there = move(LonLat{c.x, c.y});
    c = {there.lon, there.lat};
  }
}

bool is_modern_datum(PJ* crs) {
  const ProjObject ellipsoid(proj_get_ellipsoid(proj_context(), crs));
  const ProjObject meridian(proj_get_prime_meridian(proj_context(), crs));
  double axis = 0.0;
  double inverse_flattening = 0.0;
  double longitude = 1.0;
  return ellipsoid != nullptr && meridian != nullptr &&
         proj_ellipsoid_get_parameters(proj_context(), ellipsoid.get(), &axis, nullptr, nullptr, &inverse_flattening) !=
             0 &&
         proj_prime_meridian_get_parameters(proj_context(), meridian.get(), &longitude, nullptr, nullptr) != 0 &&
         std::abs(axis - 6378137.0) < 0.01 && std::abs(inverse_flattening - 298.257222) < 1e-4 && longitude == 0.0;
}

bool is_within(const LonLatBox& box, LonLat at) {
  const bool in_longitude =
      box.west <= box.east ? at.lon >= box.west && at.lon <= box.east : at.lon >= box.west || at.lon <= box.east;
  return in_longitude && at.lat >= box.south && at.lat <= box.north;
}

std::optional<LonLat> centre_of_use(const Crs& crs) {
  const std::optional<LonLatBox> box = crs.area_of_use();
  if (!box) {
    return std::nullopt;
  }
  const double east = box->west <= box->east ? box->east : box->east + 360.0;
  return LonLat{(box->west + east) / 2.0, (box->south + box->north) / 2.0};
}

/// Whether the operation PROJ would use at the place is a mere guess; the choice is the one `operation` makes.
bool uses_ballpark(PJ* source, PJ* target, const std::optional<LonLat>& at) {
  PJ_OPERATION_FACTORY_CONTEXT* factory = proj_create_operation_factory_context(proj_context(), nullptr);
  proj_operation_factory_context_set_spatial_criterion(proj_context(), factory,
                                                       PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
  proj_operation_factory_context_set_grid_availability_use(proj_context(), factory,
                                                           PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
  PJ_OBJ_LIST* list = proj_create_operations(proj_context(), source, target, factory);
  std::optional<bool> ballpark;
  for (int i = 0; i < proj_list_get_count(list); ++i) {
    const ProjObject step(proj_list_get(proj_context(), list, i));
    LonLatBox box;
    const bool has_box =
        proj_get_area_of_use(proj_context(), step.get(), &box.west, &box.south, &box.east, &box.north, nullptr) != 0 &&
        box.west >= -360.0;
    if (!at || !has_box || is_within(box, *at)) {
      ballpark = proj_coordoperation_has_ballpark_transformation(proj_context(), step.get()) != 0;
      break;
    }
  }
  proj_list_destroy(list);
  proj_operation_factory_context_destroy(factory);
  return ballpark.value_or(true);
}

}  // namespace

void transform(const Crs& from, const Crs& to, std::span<Coordinate> coordinates) {
  if (from == to) {
    return;
  }
  const DatumShift undo = from.shift();
  const DatumShift redo = to.shift();
  const bool same_base = from.data().definition == to.data().definition;
  const auto move = [&](std::span<Coordinate> slice) {
    if (undo != DatumShift::None) {
      move_all(slice, [undo](LonLat place) { return unshifted(undo, place); });
    }
    if (!same_base) {
      project(operation(from.data().definition, to.data().definition), slice);
    }
    if (redo != DatumShift::None) {
      move_all(slice, [redo](LonLat place) { return shifted(redo, place); });
    }
  };
  if (coordinates.size() <= kSlice) {
    move(coordinates);  // here, where the operation may be known already
    return;
  }
  parallel_slices(coordinates.size(), kSlice,
                  [&](std::size_t begin, std::size_t end) { move(coordinates.subspan(begin, end - begin)); });
}

DatumStep datum_step(const Crs& from, const Crs& to, std::optional<LonLat> at) {
  if (from.data().definition == to.data().definition) {
    return DatumStep::Known;
  }
  const ProjObject source = proj_object(from.data().definition);
  const ProjObject target = proj_object(to.data().definition);
  if (!uses_ballpark(source.get(), target.get(), at ? at : centre_of_use(from))) {
    return DatumStep::Known;
  }
  return is_modern_datum(source.get()) && is_modern_datum(target.get()) ? DatumStep::NearIdentity : DatumStep::Ballpark;
}

bool is_ballpark(const Crs& from, const Crs& to) { return datum_step(from, to) == DatumStep::Ballpark; }

}  // namespace lastmeter
