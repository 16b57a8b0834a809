// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "core/text.h"
#include "io/encoding.h"

namespace lastmeter {

namespace {

using Alias = std::pair<std::string_view, std::string_view>;

/// Written form in lower case without spaces, '-' and '_' -> iconv's name.
constexpr std::array<Alias, 19> aliases = {{{"utf8", "UTF-8"},
                                            {"65001", "UTF-8"},
                                            {"cp65001", "UTF-8"},
                                            {"gbk", "GBK"},
                                            {"gb18030", "GB18030"},
                                            {"54936", "GB18030"},
                                            {"gb2312", "GBK"},
                                            {"euccn", "GBK"},
                                            {"cp936", "GBK"},
                                            {"big5", "CP950"},
                                            {"big5hkscs", "BIG5-HKSCS"},
                                            {"cp950", "CP950"},
                                            {"latin1", "ISO-8859-1"},
                                            {"iso88591", "ISO-8859-1"},
                                            {"88591", "ISO-8859-1"},
                                            {"88599", "ISO-8859-9"},
                                            {"885915", "ISO-8859-15"},
                                            {"shiftjis", "CP932"},
                                            {"utf16", "UTF-16"}}};

/// Language bytes as ESRI, dBase and FoxPro write them, with their code page.
constexpr std::array<std::pair<unsigned char, int>, 40> language_bytes = {
    {{0x01, 437}, {0x02, 850}, {0x03, 1252}, {0x08, 865}, {0x09, 437},  {0x0A, 850},  {0x0B, 437},  {0x0D, 437},
     {0x0E, 850}, {0x0F, 437}, {0x10, 850},  {0x11, 437}, {0x12, 850},  {0x13, 932},  {0x14, 850},  {0x1A, 850},
     {0x1B, 437}, {0x1D, 850}, {0x1F, 852},  {0x24, 860}, {0x25, 850},  {0x26, 866},  {0x37, 850},  {0x40, 852},
     {0x4D, 936}, {0x4E, 949}, {0x4F, 950},  {0x50, 874}, {0x58, 1252}, {0x59, 1252}, {0x64, 852},  {0x65, 866},
     {0x78, 950}, {0x79, 949}, {0x7A, 936},  {0x7B, 932}, {0x7C, 874},  {0xC8, 1250}, {0xC9, 1251}, {0xCA, 1254}}};

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string encoding_name(std::string_view written) {
  written = trimmed(written);
  std::string plain;
  for (const char c : ascii_lower(written)) {
    if (c != ' ' && c != '-' && c != '_') {
      plain += c;
    }
  }
  if (plain.empty() || plain == "auto") {
    return "";
  }
  for (const std::string_view prefix : {"ansi", "oem", "windows", "ms"}) {
    if (plain.starts_with(prefix) && all_digits(std::string_view(plain).substr(prefix.size()))) {
      plain.erase(0, prefix.size());
      break;
    }
  }
  for (const auto& candidate : {plain, "cp" + plain}) {
    for (const auto& [alias, name] : aliases) {
      if (candidate == alias) {
        return std::string(name);
      }
    }
  }
  return all_digits(plain) ? "CP" + plain : std::string(written);
}

std::string encoding_of_language_byte(unsigned char language) {
  for (const auto& [byte, page] : language_bytes) {
    if (byte == language) {
      return encoding_name(std::to_string(page));
    }
  }
  return "";
}

}  // namespace lastmeter
