// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <proj.h>
#include <proj_experimental.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "core/error.h"
#include "core/text.h"
#include "geometry/crs_proj.h"

namespace lastmeter {

namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
  });
}

/// The text in the form PROJ is to see; empty when it is no definition at all.
std::string proj_definition(std::string_view text) {
  const std::string lower = ascii_lower(text);
  if (lower.starts_with("+") || lower.starts_with("proj=")) {
    const bool is_crs = lower.find("type=crs") != std::string::npos;
    return std::string(text) + (is_crs ? "" : " +type=crs");
  }
  if (lower.find('[') != std::string::npos || lower.starts_with("{") || lower.starts_with("urn:") ||
      lower.starts_with("http://www.opengis.net/")) {
    return std::string(text);
  }
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !is_word(text.substr(0, colon)) || !is_word(text.substr(colon + 1))) {
    return {};
  }
  std::string code(text);
  std::transform(code.begin(), code.end(), code.begin(),
                 [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); });
  return code == "EPSG:900913" ? "EPSG:3857" : code == "OGC:CRS84" ? "EPSG:4326" : code;
}

[[noreturn]] void refuse_unknown(std::string_view text) {
  const std::string_view shown = text.substr(0, std::min<std::size_t>(text.size(), 80));
  const std::string example = is_digits(text) ? fmt::format("write \"EPSG:{}\"", text)
                                              : std::string(
                                                    "write an EPSG code such as \"EPSG:4548\", WKT, a PROJ "
                                                    "string, \"GCJ-02\" or \"BD-09\"");
  throw InputError(fmt::format("'{}' is no coordinate system PROJ {} knows", shown, proj_info().version), example);
}

ProjObject owned(PJ* object) { return ProjObject(object); }

bool has_zero_shift(PJ* bound) {
  const ProjObject step = owned(proj_crs_get_coordoperation(proj_context(), bound));
  std::array<double, 7> values{};
  return step != nullptr &&
         proj_coordoperation_get_towgs84_values(proj_context(), step.get(), values.data(), 7, 0) != 0 &&
         std::all_of(values.begin(), values.end(), [](double v) { return v == 0.0; });
}

/// The horizontal, two-dimensional part, still with the shift to WGS 84 that WKT 1 may bring.
ProjObject horizontal(ProjObject crs) {
  if (proj_get_type(crs.get()) == PJ_TYPE_COMPOUND_CRS) {
    crs = owned(proj_crs_get_sub_crs(proj_context(), crs.get(), 0));
  }
  if (proj_get_type(crs.get()) == PJ_TYPE_BOUND_CRS) {
    return crs;
  }
  return owned(proj_crs_demote_to_2D(proj_context(), nullptr, crs.get()));
}

std::string wkt_of(PJ* crs) {
  constexpr std::array<const char*, 2> kOptions{"MULTILINE=NO", nullptr};
  const char* wkt = proj_as_wkt(proj_context(), crs, PJ_WKT2_2019, kOptions.data());
  return wkt == nullptr ? std::string() : std::string(wkt);
}

bool is_in_metres(PJ* crs) {
  const ProjObject axes = owned(proj_crs_get_coordinate_system(proj_context(), crs));
  for (int i = 0; i < 2; ++i) {
    double factor = 0.0;
    if (proj_cs_get_axis_info(proj_context(), axes.get(), i, nullptr, nullptr, nullptr, &factor, nullptr, nullptr,
                              nullptr) == 0 ||
        factor != 1.0) {
      return false;
    }
  }
  return true;
}

double parameter(PJ* conversion, const char* name, double otherwise) {
  const int index = proj_coordoperation_get_param_index(proj_context(), conversion, name);
  double value = otherwise;
  double factor = 1.0;
  if (index < 0 || proj_coordoperation_get_param(proj_context(), conversion, index, nullptr, nullptr, nullptr, &value,
                                                 nullptr, &factor, nullptr, nullptr, nullptr, nullptr) == 0) {
    return otherwise;
  }
  return value * factor;
}

/// Mercator true to scale at the equator, as web maps and sea charts use it.
bool is_equatorial_mercator(PJ* projected) {
  const ProjObject conversion = owned(proj_crs_get_coordoperation(proj_context(), projected));
  const char* name = nullptr;
  if (conversion == nullptr ||
      proj_coordoperation_get_method_info(proj_context(), conversion.get(), &name, nullptr, nullptr) == 0) {
    return false;
  }
  const std::string method = ascii_lower(name);
  if (method.starts_with("popular visualisation") || method.starts_with("mercator auxiliary")) {
    return true;
  }
  return method.starts_with("mercator") &&
         parameter(conversion.get(), "Scale factor at natural origin", 1.0) > 0.9999 &&
         std::abs(parameter(conversion.get(), "Latitude of 1st standard parallel", 0.0)) < 0.01;
}

std::optional<LonLatBox> area_of(PJ* crs) {
  LonLatBox box;
  if (proj_get_area_of_use(proj_context(), crs, &box.west, &box.south, &box.east, &box.north, nullptr) == 0 ||
      box.west < -360.0) {
    return std::nullopt;
  }
  return box;
}

std::string code_or_wkt(PJ* crs) {
  const char* authority = proj_get_id_auth_name(crs, 0);
  const char* code = proj_get_id_code(crs, 0);
  return authority != nullptr && code != nullptr ? fmt::format("{}:{}", authority, code) : wkt_of(crs);
}

void name_it(Crs::Data& data, PJ* crs) {
  const char* authority = proj_get_id_auth_name(crs, 0);
  if (data.epsg) {
    data.id = fmt::format("EPSG:{}", *data.epsg);
  } else if (authority != nullptr && std::string_view(authority) != "EPSG") {
    data.id = fmt::format("{}:{}", authority, proj_get_id_code(crs, 0));
  } else {
    data.id = fmt::format("\"{}\"", proj_get_name(crs));
  }
  data.name = proj_get_name(crs);
}

/// Fills everything but `shift`. `given` may be bound to WGS 84 by a shift of its own, `crs` never is.
Crs::Data described(PJ* given, ProjObject crs) {
  Crs::Data data;
  const bool bound = given != crs.get();
  if (!bound) {
    data.epsg = epsg_code_of(crs.get());
  }
  if (data.epsg) {
    crs = proj_object(fmt::format("EPSG:{}", *data.epsg));
    given = crs.get();
  }
  name_it(data, crs.get());
  data.wkt = wkt_of(given);
  data.definition = data.epsg ? data.id : data.wkt;
  data.geographic = proj_get_type(crs.get()) == PJ_TYPE_GEOGRAPHIC_2D_CRS;
  data.projected_metres = !data.geographic && is_in_metres(crs.get());
  data.mercator = !data.geographic && is_equatorial_mercator(crs.get());
  data.area_of_use = area_of(crs.get());
  const ProjObject base = owned(proj_crs_get_geodetic_crs(proj_context(), crs.get()));
  data.geographic_definition = data.geographic ? data.definition : code_or_wkt(base.get());
  return data;
}

}  // namespace

Crs::Data read_definition(std::string_view text) {
  const std::string definition = proj_definition(text);
  ProjObject given = definition.empty() ? nullptr : proj_object(definition);
  if (given == nullptr || proj_is_crs(given.get()) == 0) {
    refuse_unknown(text);
  }
  given = horizontal(std::move(given));
  PJ* whole = given.get();
  ProjObject base;
  if (proj_get_type(whole) == PJ_TYPE_BOUND_CRS) {
    base = horizontal(owned(proj_get_source_crs(proj_context(), whole)));
    if (has_zero_shift(whole)) {
      whole = base.get();
    }
  } else {
    base = std::move(given);
  }
  const PJ_TYPE type = proj_get_type(base.get());
  if (type != PJ_TYPE_GEOGRAPHIC_2D_CRS && type != PJ_TYPE_PROJECTED_CRS) {
    throw InputError(fmt::format("coordinate system '{}' is neither geographic nor projected", proj_get_name(whole)),
                     "declare the system the coordinates are in with `crs = \"EPSG:...\"`");
  }
  const char* authority = proj_get_id_auth_name(base.get(), 0);
  if (authority != nullptr && std::string_view(authority) == "OGC" && proj_get_name(base.get()) != nullptr &&
      std::string_view(proj_get_id_code(base.get(), 0)) == "CRS84") {
    return read_definition("EPSG:4326");
  }
  return described(whole, std::move(base));
}

}  // namespace lastmeter
