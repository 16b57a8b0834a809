// SPDX-License-Identifier: Apache-2.0
#include "core/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace lastmeter {

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

/// Length of the space character that `text` starts with, 0 if none.
std::size_t leading_space(std::string_view text) {
  if (text.empty()) {
    return 0;
  }
  if (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')) {
    return 1;
  }
  if (text.starts_with("\xE3\x80\x80")) {
    return 3;
  }
  return text.starts_with("\xC2\xA0") ? 2 : 0;
}

std::size_t trailing_space(std::string_view text) {
  if (text.empty()) {
    return 0;
  }
  if (text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r')) {
    return 1;
  }
  if (text.ends_with("\xE3\x80\x80")) {
    return 3;
  }
  return text.ends_with("\xC2\xA0") ? 2 : 0;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Removes well-placed thousands separators: one to three digits before the first comma, groups of three after it.
std::optional<std::string> without_separators(std::string_view text) {
  const std::size_t end = std::min(text.find('.'), text.size());
  std::string plain(text.substr(0, text.find(',')));
  const std::string_view first = std::string_view(plain).substr(plain.starts_with('-') ? 1 : 0);
  if (first.empty() || first.size() > 3 || !all_digits(first)) {
    return std::nullopt;
  }
  for (std::size_t at = text.find(','); at < end; at += 4) {
    const std::string_view group = text.substr(at, 4);
    if (group.size() < 4 || group[0] != ',' || at + 4 > end || !all_digits(group.substr(1))) {
      return std::nullopt;
    }
    plain += group.substr(1);
  }
  plain += text.substr(end);
  return plain;
}

}  // namespace

std::optional<std::string_view> nearest_name(std::string_view word, std::span<const std::string_view> candidates) {
  std::optional<std::string_view> best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string suggestion(std::string_view word, std::span<const std::string_view> candidates) {
  if (const auto near = nearest_name(word, candidates)) {
    return fmt::format("did you mean '{}'?", *near);
  }
  return candidates.empty() ? "there are none" : fmt::format("known: {}", fmt::join(candidates, ", "));
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return lower;
}

std::string_view trimmed(std::string_view text) {
  while (const std::size_t n = leading_space(text)) {
    text.remove_prefix(n);
  }
  while (const std::size_t n = trailing_space(text)) {
    text.remove_suffix(n);
  }
  return text;
}

std::string fixed(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
      text.pop_back();
    }
  }
  return text == "-0" ? "0" : text;
}

std::string grouped(double value) {
  std::string text = fixed(value, 0);
  const std::size_t first_digit = text.front() == '-' ? 1 : 0;
  for (std::size_t at = text.size(); at > first_digit + 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

std::string text_of(SquareMetres area) {
  return fmt::format("{} m2", area.value() < 10.0 ? fixed(area.value(), 2) : grouped(area.value()));
}

std::string text_of(Metres length) {
  return fmt::format("{} m", length.value() < 10.0 ? fixed(length.value(), 1) : grouped(length.value()));
}

std::optional<double> parse_number(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) {
      return std::nullopt;
    }
  }
  std::string plain;
  if (text.find(',') != std::string_view::npos) {
    const auto joined_groups = without_separators(text);
    if (!joined_groups) {
      return std::nullopt;
    }
    plain = *joined_groups;
    text = plain;
  }
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::string printable(std::string text, char in_their_place) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, in_their_place);
  return text;
}

std::string spaced(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string joined(std::span<const std::string> parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

}  // namespace lastmeter
