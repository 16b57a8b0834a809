// SPDX-License-Identifier: Apache-2.0
#include "io/json_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include "io/encoding.h"

namespace lastmeter {

namespace {

constexpr std::array<bool, 256> must_escape = [] {
  std::array<bool, 256> marked{};
  for (std::size_t c = 0; c < 0x20; ++c) {
    marked[c] = true;
  }
  marked['"'] = true;
  marked['\\'] = true;
  return marked;
}();

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default: {
      constexpr std::string_view hex = "0123456789abcdef";
      out += "\\u00";
      out += hex[static_cast<unsigned char>(c) >> 4];
      out += hex[static_cast<unsigned char>(c) & 15U];
    }
  }
}

}  // namespace

bool append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;
  unsigned all_bytes = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    all_bytes |= byte;
    if (must_escape[byte]) {
      out.append(text, plain, i - plain);
      append_escaped(out, text[i]);
      plain = i + 1;
    }
  }
  out.append(text, plain);
  out += '"';
  return all_bytes < 0x80 || is_utf8(text);
}

void append_json_real(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  std::array<char, 32> digits{};
  const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  const std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
  out += text;
  if (text.find_first_of(".e") == std::string_view::npos) {
    out += ".0";
  }
}

}  // namespace lastmeter
