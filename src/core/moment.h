// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lastmeter {

/// A day of the Gregorian calendar and, where it is stated, the time of day as the clock on the wall shows it. No time
/// zone: what a table states in one zone is compared with what it states in the same one.
struct Moment {
  std::int32_t day = 0;                // since 1970-01-01
  std::optional<std::int32_t> minute;  // of the day, 0 to 1439

  bool operator==(const Moment&) const = default;
};

/// A date as tables write it, with or without a time: 2022-01-08, 2022/1/8, 2022.1.8, 20220108, 2022年1月8日; then
/// 13:05, 13:05:30, T13:05:00Z, 13时05分. Year, month, day in this order only: 08/01/2022 is two dates. Seconds and
/// time zones are read and dropped. Also days since 1899-12-30 as spreadsheets store them (44569.5), from 2000 to 2099,
/// to the nearest minute. Nothing for any other text and for days that no calendar has.
std::optional<Moment> parse_moment(std::string_view text);

/// "2022-01-08" or "2022-01-08 13:05".
std::string text_of(const Moment& moment);

/// Days from one moment to another: to the minute where both state a time, else from day to day. Below 0 where `to` is
/// the earlier.
double days_between(const Moment& from, const Moment& to);

/// 0 Monday to 6 Sunday.
int weekday_of(const Moment& moment);

/// By day; on one day by time, one without a time first.
std::weak_ordering operator<=>(const Moment& a, const Moment& b);

}  // namespace lastmeter
