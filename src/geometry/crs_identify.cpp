// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <proj.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "geometry/crs_proj.h"

namespace lastmeter {

namespace {

constexpr int kCertain = 90;  // confidence of proj_identify, in percent

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

ProjObject owned(PJ* object) { return ProjObject(object); }

std::optional<int> as_code(const char* text) {
  int code = 0;
  if (text == nullptr || !is_digits(text)) {
    return std::nullopt;
  }
  const std::string_view digits(text);
  std::from_chars(digits.data(), digits.data() + digits.size(), code);
  return code;
}

/// The code the definition claims, if the database agrees.
std::optional<int> claimed_code(PJ* crs) {
  const char* authority = proj_get_id_auth_name(crs, 0);
  const std::optional<int> code = as_code(proj_get_id_code(crs, 0));
  if (authority == nullptr || std::string_view(authority) != "EPSG" || !code) {
    return std::nullopt;
  }
  const ProjObject known = proj_object(fmt::format("EPSG:{}", *code));
  return known != nullptr && is_equivalent(known.get(), crs) ? code : std::nullopt;
}

std::optional<int> identified_code(PJ* crs) {
  int* confidence = nullptr;
  PJ_OBJ_LIST* list = proj_identify(proj_context(), crs, "EPSG", nullptr, &confidence);
  std::optional<int> code;
  for (int i = 0; i < proj_list_get_count(list) && !code; ++i) {
    const ProjObject known = owned(proj_list_get(proj_context(), list, i));
    if (confidence[i] >= kCertain || is_equivalent(known.get(), crs)) {
      code = as_code(proj_get_id_code(known.get(), 0));
    }
  }
  proj_list_destroy(list);
  proj_int_list_destroy(confidence);
  return code;
}

}  // namespace

bool is_equivalent(PJ* a, PJ* b) {
  const ProjObject east_first_a = owned(proj_normalize_for_visualization(proj_context(), a));
  const ProjObject east_first_b = owned(proj_normalize_for_visualization(proj_context(), b));
  return proj_is_equivalent_to_with_ctx(proj_context(), east_first_a == nullptr ? a : east_first_a.get(),
                                        east_first_b == nullptr ? b : east_first_b.get(),
                                        PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0;
}

std::optional<int> epsg_code_of(PJ* crs) {
  const std::optional<int> claimed = claimed_code(crs);
  return claimed ? claimed : identified_code(crs);
}

}  // namespace lastmeter
