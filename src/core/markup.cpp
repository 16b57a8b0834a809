// SPDX-License-Identifier: Apache-2.0
#include "core/markup.h"

#include "core/text.h"

namespace lastmeter {

std::string as_markup(std::string_view text) {
  std::string out;
  for (const char c : printable(std::string(text))) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace lastmeter
