// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"
#include "study/toml_section.h"

namespace lastmeter {

/// A name from a list of names, in the order of an enum; a fault where it is none of them.
template <class Enum, std::size_t N>
std::optional<Enum> choice(const Section& section, std::string_view key, const std::string& word,
                           const std::array<std::string_view, N>& names) {
  const auto at = std::find(names.begin(), names.end(), word);
  if (at == names.end()) {
    section.fault(key, fmt::format("{} has no value '{}'", key, word), suggestion(word, names));
    return std::nullopt;
  }
  return static_cast<Enum>(at - names.begin());
}

template <class Enum, std::size_t N>
std::vector<Enum> choices(const Section& section, std::string_view key, const std::vector<std::string>& fallback,
                          const std::array<std::string_view, N>& names) {
  std::vector<Enum> values;
  const std::vector<std::string> words = section.texts(key, fallback);
  if (words.empty()) {
    section.fault(key, fmt::format("{} is an empty list", key), fmt::format("known: {}", fmt::join(names, ", ")));
  }
  for (const std::string& word : words) {
    const auto value = choice<Enum>(section, key, word, names);
    if (value && std::find(values.begin(), values.end(), *value) == values.end()) {
      values.push_back(*value);
    }
  }
  return values;
}

}  // namespace lastmeter
