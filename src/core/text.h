// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/units.h"

namespace lastmeter {

/// The candidate with the smallest Levenshtein distance (bytes) to `word`, if that is at most a
/// third of the word's length (at least 2). Ties: the first. For "did you mean ...".
std::optional<std::string_view> nearest_name(std::string_view word, std::span<const std::string_view> candidates);

/// "did you mean 'x'?" or, without a near name, "known: a, b, c"; "there are none".
std::string suggestion(std::string_view word, std::span<const std::string_view> candidates);

/// ASCII letters in lower case; other bytes unchanged, so UTF-8 stays UTF-8.
std::string ascii_lower(std::string_view text);

/// Without spaces, tabs, line ends and UTF-8 full-width spaces (U+3000, U+00A0) at both ends.
std::string_view trimmed(std::string_view text);

/// `value` with at most `decimals` decimals, trailing zeros and a bare point removed, never "-0".
/// Locale-free. Large values keep all their digits (no exponent).
std::string fixed(double value, int decimals);

/// `value` rounded to whole and grouped by threes with a comma, for people: 388,472.
std::string grouped(double value);
/// The same of a count.
std::string grouped(std::integral auto count) { return grouped(static_cast<double>(count)); }

/// "1,312 m2", "1,526 m"; below 10 with decimals, so that a figure near its tolerance can be told from it.
std::string text_of(SquareMetres area);
std::string text_of(Metres length);

/// The whole text as a number. Accepts surrounding space, a leading + and thousands separators
/// only when well placed (1,234); never an empty text, NaN, infinity, hex or a trailing unit.
std::optional<double> parse_number(std::string_view text);

/// Without control characters, each replaced: what a file holds must not steer the terminal or break a line.
std::string printable(std::string text, char in_their_place = ' ');

/// A name of the program in words: "grid_zones" reads "grid zones".
std::string spaced(std::string_view name);

/// `separator` between the parts.
std::string joined(std::span<const std::string> parts, std::string_view separator);

}  // namespace lastmeter
