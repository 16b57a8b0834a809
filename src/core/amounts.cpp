// SPDX-License-Identifier: Apache-2.0
#include "core/amounts.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "core/text.h"

namespace lastmeter {

std::string counted(std::size_t count, std::string_view noun) { return counted(count, noun, std::string(noun) + "s"); }

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
}

bool is_infinite(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+')) {
    text.remove_prefix(1);
  }
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = end == text.data() + text.size();
  const bool tiny = text.find("e-") != std::string_view::npos || text.find("E-") != std::string_view::npos;
  return whole && ((error == std::errc() && std::isinf(value)) || (error == std::errc::result_out_of_range && !tiny));
}

}  // namespace lastmeter
