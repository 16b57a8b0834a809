// SPDX-License-Identifier: Apache-2.0
#include "report/column_heads.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <vector>

#include "core/text.h"

namespace lastmeter {

namespace {

bool has_word(Language language, const std::string& key) { return word(language, key) != key; }

/// A column's own word goes before that of a layer or a service of the same name; the name itself where it has neither.
std::string word_of_column(Language language, const std::string& name) {
  const std::string key = "column." + name;
  return has_word(language, key) ? word(language, key) : word(language, name);
}

/// "_share_before": one word where there is one, else a word each.
std::string suffix_words(Language language, const std::string& suffixes) {
  if (suffixes.empty() || has_word(language, suffixes)) {
    return suffixes.empty() ? "" : word(language, suffixes);
  }
  const std::size_t next = suffixes.find('_', 1);
  const std::string rest = next == std::string::npos ? "" : suffixes.substr(next);
  return word(language, suffixes.substr(0, next)) + suffix_words(language, rest);
}

/// Takes one of the endings off, but never all of the name; empty where it has none of them.
std::string take_end(std::string& name, std::initializer_list<std::string_view> endings) {
  for (const std::string_view ending : endings) {
    if (name.size() > ending.size() && name.ends_with(ending)) {
      name.resize(name.size() - ending.size());
      return std::string(ending);
    }
  }
  return "";
}

/// "_500m" off the end, as "500 m".
std::string take_radius(std::string& name) {
  const std::size_t bar = name.rfind('_');
  const bool is_radius = bar != std::string::npos && bar > 0 && name.size() > bar + 2 && name.back() == 'm' &&
                         std::all_of(name.begin() + static_cast<std::ptrdiff_t>(bar) + 1, name.end() - 1,
                                     [](char c) { return c >= '0' && c <= '9'; });
  if (!is_radius) {
    return "";
  }
  std::string radius = name.substr(bar + 1, name.size() - bar - 2) + " m";
  name.resize(bar);
  return radius;
}

std::string word_of_end(Language language, const std::string& ending) {
  return ending.empty() ? "" : word(language, ending.substr(1));
}

}  // namespace

std::string column_head(Language language, const std::string& column, const std::string& table) {
  const std::string own = table.substr(0, table.find('_')) + "." + column;
  if (has_word(language, own)) {
    return word(language, own);
  }
  if (std::string whole = word_of_column(language, column); whole != column) {
    return whole;
  }
  std::string rest = column;
  const std::string mode = word_of_end(language, take_end(rest, {"_walking", "_network_buffer"}));
  const std::string service = word_of_end(language, take_end(rest, {"_open", "_home"}));
  std::string radius = take_radius(rest);
  if (radius.empty()) {
    radius = word_of_end(language, take_end(rest, {"_own", "_plan"}));
  }
  std::string suffixes;
  while (word_of_column(language, rest) == rest) {
    const std::string ending =
        take_end(rest, {"_share", "_exclusive", "_nearest", "_before", "_after", "_change", "_gained", "_lost"});
    if (ending.empty()) {
      break;
    }
    suffixes.insert(0, ending);
  }
  std::string what = word_of_column(language, rest);
  what = what == rest ? spaced(rest) : what;
  std::vector<std::string> heads{what + suffix_words(language, suffixes), radius, service, mode};
  heads.erase(std::remove(heads.begin(), heads.end(), ""), heads.end());
  return joined(heads, " \u00b7 ");
}

std::string table_title(Language language, const std::string& table) {
  if (has_word(language, table)) {
    return word(language, table);
  }
  std::string rest = table;
  if (const std::string ending = take_end(rest, {"_before", "_after"}); !ending.empty()) {
    return table_title(language, rest) + word(language, ending);
  }
  if (table.starts_with("shares_") || table.starts_with("assign_")) {
    const std::string ending = take_end(rest, {"_communities", "_grid_zones", "_subdistricts", "_members"});
    const std::string what = rest.substr(rest.find('_') + 1);
    const std::string told = has_word(language, what) ? word(language, what) : spaced(what);
    return fmt::format(fmt::runtime(word(language, table.substr(0, table.find('_')) + "_{}" + ending)), told);
  }
  for (std::size_t bar = table.rfind('_'); bar != std::string::npos && bar > 0; bar = table.rfind('_', bar - 1)) {
    if (has_word(language, table.substr(0, bar))) {
      return fmt::format("{} ({})", word(language, table.substr(0, bar)), spaced(table.substr(bar + 1)));
    }
  }
  return spaced(table);
}

bool holds_words(std::string_view column) {
  static constexpr std::array<std::string_view, 18> kColumns{
      "verdict",      "level",          "reason",  "failure", "settled_compared", "quarter",  "weekday",
      "change",       "status",         "kind",    "mode",    "service",          "severity", "outcome",
      "walking_book", "walking_reason", "counted", "layer"};
  return std::find(kColumns.begin(), kColumns.end(), column) != kColumns.end();
}

}  // namespace lastmeter
