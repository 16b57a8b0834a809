// SPDX-License-Identifier: Apache-2.0
#include "study/parse_toml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/error.h"
#include "core/text.h"

namespace lastmeter {

namespace {

/// A usual slip, known by words in the parser's description.
struct Slip {
  std::string_view words;
  std::string_view what;
  std::string_view fix;
};

constexpr std::string_view kOpenQuote = "a quote is opened and never closed";
constexpr std::string_view kCloseQuote = "close the text with the same quote on its line";
constexpr std::string_view kNoValue = "what stands behind the = is no value";
constexpr std::string_view kWriteValue = "put texts in quotes, lists in [ ]; numbers, true and false stand bare";

constexpr std::string_view kNotUtf8 = "invalid utf-8";

constexpr auto kSlips = std::to_array<Slip>({
    {kNotUtf8, "the text is not UTF-8", "save the file as UTF-8 in the editor"},
    {"control characters other than TAB", kOpenQuote, kCloseQuote},
    {"string: encountered end-of-file", kOpenQuote, kCloseQuote},
    {"escape sequence", "a backslash inside \"...\" has a meaning of its own",
     "write paths with /, or in single quotes: 'C:\\data\\a.shp'"},
    {"could not determine value type", kNoValue, kWriteValue},
    {"expected value", kNoValue, kWriteValue},
    {"parsing boolean", kNoValue, kWriteValue},
    {"parsing floating-point", kNoValue, kWriteValue},
    {"expected a comment or whitespace", "something stands behind the value", "put a # before comments"},
    {"cannot redefine", "this key or section stands twice", "remove one of the two"},
    {"table header", "the name of a section is not closed", "write it as [layers.buildings]"},
});

/// The line as it can be shown: without control characters, cut where a line of a binary file goes on and on.
std::string line_of(std::string_view text, std::size_t number) {
  for (; number > 1; --number) {
    const std::size_t end = text.find('\n');
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  constexpr std::size_t most = 120;
  std::string line(trimmed(text.substr(0, text.find('\n'))).substr(0, most));
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < ' ' || c == 0x7F; }, ' ');
  return line;
}

[[noreturn]] void refuse(const toml::parse_error& error, std::string_view text, const std::string& file) {
  const std::string_view description = error.description();
  const auto [line, column] = error.source().begin;
  const auto* const slip = std::find_if(
      kSlips.begin(), kSlips.end(), [&](const Slip& s) { return description.find(s.words) != std::string_view::npos; });
  const bool known = slip != kSlips.end();
  const std::string shown = known && slip->words == kNotUtf8 ? "" : line_of(text, line);
  throw ConfigError(fmt::format("{}:{}:{}: not TOML: {}{}{}", file, line, column, known ? slip->what : description,
                                shown.empty() ? "" : ": ", shown),
                    std::string(known ? slip->fix : "correct the line; texts stand in quotes, lists in [ ]"));
}

}  // namespace

toml::table parse_toml(std::string_view text, const std::string& file) {
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    refuse(error, text, file);
  }
}

}  // namespace lastmeter
