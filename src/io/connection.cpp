// SPDX-License-Identifier: Apache-2.0
#include "io/connection.h"

#include <algorithm>
#include <string_view>

#include "core/text.h"

namespace lastmeter {

namespace {

constexpr std::string_view kHidden = "***";

/// "PG:", "MYSQL:", "postgresql:": a scheme of two letters or more.
bool has_scheme(std::string_view path) {
  const std::size_t colon = path.find(':');
  return colon != std::string_view::npos && colon >= 2 &&
         std::all_of(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(colon),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// Where a value ends: at its quote (a backslash escapes one), else at a space.
std::size_t end_of_value(std::string_view text, std::size_t first) {
  if (first == text.size() || text[first] != '\'') {
    return std::min(text.find(' ', first), text.size());
  }
  for (std::size_t at = first + 1; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '\'') {
      return at + 1;
    }
  }
  return text.size();
}

void hide_values(std::string& text, std::string_view key) {
  for (std::size_t at = ascii_lower(text).find(key); at != std::string::npos; at = ascii_lower(text).find(key, at)) {
    at = std::min(text.find_first_not_of(' ', at + key.size()), text.size());
    if (at == text.size() || text[at] != '=') {
      continue;
    }
    at = std::min(text.find_first_not_of(' ', at + 1), text.size());
    text.replace(at, end_of_value(text, at) - at, kHidden);
  }
}

/// scheme://user:password@host/...
void hide_in_uri(std::string& text) {
  const std::size_t scheme = text.find("://");
  if (scheme == std::string::npos) {
    return;
  }
  const std::size_t authority = scheme + 3;
  const std::size_t end = std::min(text.find('/', authority), text.size());
  const std::size_t host = text.substr(0, end).rfind('@');
  const std::size_t colon = text.find(':', authority);
  if (host != std::string::npos && host > authority && colon < host) {
    text.replace(colon + 1, host - colon - 1, kHidden);
  }
}

}  // namespace

std::string without_password(const std::string& path) {
  std::string shown = path;
  hide_in_uri(shown);
  if (has_scheme(path)) {
    hide_values(shown, "password");
    hide_values(shown, "pwd");
  }
  return shown;
}

}  // namespace lastmeter
