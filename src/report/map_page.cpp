// SPDX-License-Identifier: Apache-2.0
#include "report/map_page.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "core/markup.h"
#include "core/version.h"
#include "io/pack_text.h"
#include "report/map_data.h"
#include "report/page_parts.h"

namespace lastmeter {

namespace {

constexpr std::size_t kPackedAbove = std::size_t{1} << 20;

/// JSON in which no tag can begin.
std::string without_tags(const std::string& json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

using Filling = std::vector<std::pair<std::string_view, std::string>>;

/// The template with every @NAME@ filled in, once: what is filled in is not searched again.
std::string filled(std::string_view page, const Filling& values) {
  std::string out;
  std::size_t at = 0;
  while (at < page.size()) {
    const std::size_t open = page.find('@', at);
    out += page.substr(at, open - at);
    if (open == std::string_view::npos) {
      break;
    }
    const std::size_t close = page.find('@', open + 1);
    const std::string_view name = page.substr(open + 1, close - open - 1);
    const auto value = std::find_if(values.begin(), values.end(), [&](const auto& each) { return each.first == name; });
    if (value == values.end()) {
      throw std::logic_error("the map page asks for a part it does not have");
    }
    out += value->second;
    at = close + 1;
  }
  return out;
}

}  // namespace

std::string map_page(const MapPage& page) {
  const std::string_view language = code_of(page.language);
  const auto words = nlohmann::json::parse(page::words()).at(language);
  const std::string plain = map_data(page, words.dump());
  const bool packed = plain.size() > kPackedAbove;
  return fmt::format("<!--\n{}\n-->\n", page::leaflet_notice()) +
         filled(page::map_html(),
                {{"LANG", std::string(language)},
                 {"TITLE", as_markup(page.study)},
                 {"VERSION", kVersion},
                 {"SCRIPT_HASHES", fmt::format("{} {}", policy_hash(page::leaflet_js()), policy_hash(page::map_js()))},
                 {"STYLE_HASHES", fmt::format("{} {}", policy_hash(page::leaflet_css()), policy_hash(page::map_css()))},
                 {"LEAFLET_CSS", std::string(page::leaflet_css())},
                 {"CSS", std::string(page::map_css())},
                 {"LEAFLET_JS", std::string(page::leaflet_js())},
                 {"JS", std::string(page::map_js())},
                 {"NOSCRIPT", as_markup(words.at("This page needs JavaScript").get<std::string>())},
                 {"FORM", packed ? "gzip" : "json"},
                 {"DATA", packed ? gzip_base64(plain) : without_tags(plain)}});
}

}  // namespace lastmeter
