// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// The parts of map.html and the words of all pages, embedded when the program is built (report/page/embed.cmake).
namespace lastmeter::page {

std::string_view map_html();  // with @NAMES@ to be filled in
std::string_view map_css();
std::string_view map_js();
std::string_view words();         // JSON: by language, text by key
std::string_view report_words();  // JSON: by language, sentences of pictures and report by key
std::string_view leaflet_js();
std::string_view leaflet_css();
std::string_view leaflet_notice();

}  // namespace lastmeter::page
