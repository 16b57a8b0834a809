// SPDX-License-Identifier: Apache-2.0
#include "core/moment.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <span>

#include "core/text.h"

namespace lastmeter {

namespace {

constexpr std::int32_t minutes_a_day = 1440;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads a text from its beginning, piece by piece.
class Pieces {
 public:
  explicit Pieces(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool done() const { return rest_.empty(); }
  /// `least` to `most` digits; nothing, and nothing taken, where there are fewer or more.
  std::optional<std::int32_t> number(std::size_t least, std::size_t most) {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
    const auto length = static_cast<std::size_t>(end - rest_.begin());
    if (length < least || length > most) {
      return std::nullopt;
    }
    std::int32_t value = 0;
    for (const char c : rest_.substr(0, length)) {
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(length);
    return value;
  }
  /// Which of the marks stands here; it is taken.
  std::optional<std::size_t> mark(std::span<const std::string_view> marks) {
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (rest_.starts_with(marks[i])) {
        rest_.remove_prefix(marks[i].size());
        return i;
      }
    }
    return std::nullopt;
  }
  bool mark(std::string_view only) { return mark(std::span(&only, 1)).has_value(); }
  void spaces() { rest_ = trimmed(rest_); }

 private:
  std::string_view rest_;
};

std::optional<std::int32_t> day_number(std::int32_t year, std::int32_t month, std::int32_t day) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count()))
                   : std::nullopt;
}

std::optional<std::int32_t> minute_number(std::int32_t hour, std::int32_t minute) {
  return hour < 24 && minute < 60 ? std::optional(hour * 60 + minute) : std::nullopt;
}

/// 20220108, 202201081305, 20220108130530.
std::optional<Moment> parse_digits(std::string_view text) {
  const auto part = [&](std::size_t first, std::size_t length) {
    std::int32_t value = 0;
    for (const char c : text.substr(first, length)) {
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const auto day = day_number(part(0, 4), part(4, 2), part(6, 2));
  if (!day || text.size() == 8) {
    return day ? std::optional(Moment{*day, std::nullopt}) : std::nullopt;
  }
  const auto minute = minute_number(part(8, 2), part(10, 2));
  return minute ? std::optional(Moment{*day, minute}) : std::nullopt;
}

/// Days since 1899-12-30, as spreadsheets store moments that lost their format: 44877, 44877.5781. From 2000 to 2099.
std::optional<Moment> parse_serial(std::string_view text) {
  constexpr std::int32_t epoch = 25569;  // 1970-01-01
  constexpr double first = 36526.0;
  constexpr double last = 73051.0;
  const auto serial = parse_number(text);
  if (!serial || *serial < first || *serial >= last) {
    return std::nullopt;
  }
  const auto minutes = static_cast<std::int64_t>(std::llround(*serial * minutes_a_day));
  const auto day = static_cast<std::int32_t>(minutes / minutes_a_day) - epoch;
  return text.find('.') == std::string_view::npos ? Moment{day, std::nullopt}
                                                  : Moment{day, static_cast<std::int32_t>(minutes % minutes_a_day)};
}

std::optional<std::int32_t> parse_date(Pieces& pieces) {
  static constexpr std::array<std::string_view, 4> kAfterYear{"-", "/", ".", "年"};
  static constexpr std::array<std::string_view, 4> kAfterMonth{"-", "/", ".", "月"};
  static constexpr std::array<std::string_view, 2> kAfterDay{"日", "号"};
  const auto year = pieces.number(4, 4);
  const auto first = pieces.mark(kAfterYear);
  const auto month = pieces.number(1, 2);
  const auto second = pieces.mark(kAfterMonth);
  const auto day = pieces.number(1, 2);
  if (!year || !month || !day || !first || first != second) {
    return std::nullopt;
  }
  if (*first + 1 == kAfterYear.size()) {
    pieces.mark(kAfterDay);
  }
  return day_number(*year, *month, *day);
}

/// Z, +08, +08:00, -0500.
bool skip_time_zone(Pieces& pieces) {
  static constexpr std::array<std::string_view, 2> kSigns{"+", "-"};
  if (pieces.mark("Z") || !pieces.mark(kSigns)) {
    return true;
  }
  if (pieces.number(4, 4)) {
    return true;
  }
  const bool hours = pieces.number(2, 2).has_value();
  return hours && (!pieces.mark(":") || pieces.number(2, 2));
}

std::optional<std::int32_t> parse_time(Pieces& pieces) {
  static constexpr std::array<std::string_view, 4> kAfterHour{":", "：", "时", "点"};
  static constexpr std::array<std::string_view, 3> kAfterMinute{":", "：", "分"};
  const auto hour = pieces.number(1, 2);
  const auto mark = pieces.mark(kAfterHour);
  if (!hour || !mark) {
    return std::nullopt;
  }
  const auto minute = pieces.number(1, 2);
  if (!minute) {
    return *mark >= 2 ? minute_number(*hour, 0) : std::nullopt;
  }
  if (const auto seconds_follow = pieces.mark(kAfterMinute)) {
    const auto seconds = pieces.number(1, 2);
    const bool fits = seconds ? *seconds <= 60 : *seconds_follow == 2;
    if (!fits || (pieces.mark(".") && !pieces.number(1, 9))) {
      return std::nullopt;
    }
    pieces.mark("秒");
  }
  pieces.spaces();
  return skip_time_zone(pieces) ? minute_number(*hour, *minute) : std::nullopt;
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
  text = trimmed(text);
  const bool digits_alone = std::all_of(text.begin(), text.end(), is_digit);
  if (digits_alone && (text.size() == 8 || text.size() == 12 || text.size() == 14)) {
    return parse_digits(text);
  }
  constexpr std::size_t serial_digits = 5;
  const auto is_part = [](char c) { return is_digit(c) || c == '.'; };
  if (text.size() >= serial_digits && std::all_of(text.begin(), text.end(), is_part) &&
      (text.size() == serial_digits || text[serial_digits] == '.')) {
    return parse_serial(text);
  }
  Pieces pieces(text);
  const auto day = parse_date(pieces);
  if (!day) {
    return std::nullopt;
  }
  if (pieces.done()) {
    return Moment{*day, std::nullopt};
  }
  pieces.mark("T");
  pieces.spaces();
  const auto minute = parse_time(pieces);
  return minute && pieces.done() ? std::optional(Moment{*day, minute}) : std::nullopt;
}

std::string text_of(const Moment& moment) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(moment.day))};
  std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  if (moment.minute) {
    text += fmt::format(" {:02}:{:02}", *moment.minute / 60, *moment.minute % 60);
  }
  return text;
}

double days_between(const Moment& from, const Moment& to) {
  const double days = static_cast<double>(to.day) - static_cast<double>(from.day);
  return from.minute && to.minute ? days + static_cast<double>(*to.minute - *from.minute) / minutes_a_day : days;
}

int weekday_of(const Moment& moment) {
  constexpr int thursday = 3;  // 1970-01-01
  return ((moment.day + thursday) % 7 + 7) % 7;
}

std::weak_ordering operator<=>(const Moment& a, const Moment& b) {
  if (const auto days = a.day <=> b.day; days != 0) {
    return days;
  }
  return a.minute.value_or(-1) <=> b.minute.value_or(-1);
}

}  // namespace lastmeter
