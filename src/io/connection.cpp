// SPDX-License-Identifier: Apache-2.0
#include "io/connection.h"

#include <string_view>

#include "core/text.h"

namespace lastmeter {

std::string without_password(const std::string& path) {
  if (!path.starts_with("PG:")) {
    return path;
  }
  std::string shown = path;
  for (std::size_t at = ascii_lower(shown).find("password="); at != std::string::npos;
       at = ascii_lower(shown).find("password=", at + 1)) {
    const std::size_t first = at + std::string_view("password=").size();
    const bool quoted = first < shown.size() && shown[first] == '\'';
    const std::size_t end = quoted ? shown.find('\'', first + 1) : shown.find(' ', first);
    shown.replace(first, (end == std::string::npos ? shown.size() : end + (quoted ? 1 : 0)) - first, "***");
  }
  const std::size_t host = shown.find('@');
  const std::size_t user = shown.find("://");
  if (host != std::string::npos && user != std::string::npos && user < host) {
    const std::size_t colon = shown.find(':', user + 3);
    if (colon < host) {
      shown.replace(colon + 1, host - colon - 1, "***");
    }
  }
  return shown;
}

}  // namespace lastmeter
