// SPDX-License-Identifier: Apache-2.0
#include "study/breach_lines.h"

#include <fmt/format.h>

#include <algorithm>

namespace lastmeter {

std::string breach_lines(const std::vector<std::string>& breaches) {
  constexpr std::size_t shown_most = 10;
  const std::size_t shown = std::min(breaches.size(), shown_most);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    text += fmt::format("breach: {}\n", breaches[i]);
  }
  if (shown < breaches.size()) {
    text += fmt::format("breach: and {} more; --json lists them all\n", breaches.size() - shown);
  }
  return text;
}

}  // namespace lastmeter
