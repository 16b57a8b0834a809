// SPDX-License-Identifier: Apache-2.0
#include "input/valid_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <map>
#include <set>
#include <string>

#include "core/text.h"

namespace lastmeter {

namespace {

constexpr std::int32_t kEver = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::min();

/// Days on which a row holds: from `begin`, before `end`.
struct Validity {
  std::int32_t begin = kNever;
  std::int32_t end = kEver;
};

std::string day_text(std::int32_t day) { return text_of(Moment{.day = day, .minute = {}}); }

class DatedRows {
 public:
  DatedRows(const Layer& layer, IssueLedger& ledger) : layer_(layer), ledger_(ledger), validity_(layer.rows()) {
    for (std::size_t row = 0; row < layer.rows(); ++row) {
      validity_[row] = {date(Field::ValidFrom, row).value_or(kNever), date(Field::ValidTo, row).value_or(kEver)};
    }
    if (to_is_last_day()) {
      for (Validity& each : validity_) {
        each.end += each.end == kEver ? 0 : 1;
      }
    }
    holds_.assign(layer.rows(), true);
    drop_backward();
    check_codes_over_time();
  }

  [[nodiscard]] std::int32_t newest() const {
    std::int32_t day = kNever;
    for (std::size_t row = 0; row < validity_.size(); ++row) {
      day = holds_[row] ? std::max(day, validity_[row].begin) : day;
    }
    return day;
  }

  /// `why`: what a note says before it tells how many records are of other days; empty: nothing.
  std::vector<bool> on(std::int32_t day, const std::string& why) {
    std::map<std::string, std::size_t> latest;
    std::size_t others = 0;
    const std::int32_t nearest = nearest_day(day);
    for (std::size_t row = 0; row < validity_.size(); ++row) {
      if (holds_[row] && (day < validity_[row].begin || day >= validity_[row].end)) {
        holds_[row] = false;
        ++others;
      }
      if (!holds_[row]) {
        continue;
      }
      const auto [at, is_new] = latest.try_emplace(layer_.code(row), row);
      if (!is_new && !layer_.text(Field::Code, row).empty()) {
        const bool later = validity_[row].begin > validity_[at->second].begin;
        const bool same = validity_[row].begin == validity_[at->second].begin;
        if (!same) {
          holds_[later ? at->second : row] = false;
          at->second = later ? row : at->second;
          ++others;
        }
      }
    }
    if (others > 0 || !why.empty()) {
      ledger_.add(finding(Rule::DateOther, layer_.role(), "",
                          fmt::format("{}{} of {} records do not hold {} and are left out", why, others, layer_.rows(),
                                      day == kEver - 1 ? "for ever" : "on " + day_text(day)),
                          nearest == kEver || nearest == day
                              ? "set [study] as_of to see another day"
                              : fmt::format("the nearest day with records is {}", day_text(nearest))));
    }
    return holds_;
  }

 private:
  std::optional<std::int32_t> date(Field field, std::size_t row) {
    const std::string text = layer_.text(field, row);
    if (text.empty()) {
      return std::nullopt;
    }
    const auto moment = parse_moment(text);
    if (!moment) {
      ledger_.add(layer_.issue(Rule::DateUnreadable, row,
                               fmt::format("{} has the {} '{}', taken as none", layer_.row_text(row),
                                           field == Field::ValidFrom ? "first day" : "last day", printable(text)),
                               "write it as 2022-06-01"));
      return std::nullopt;
    }
    return moment->day;
  }

  /// On which any record holds; the day itself where one does then, kEver where none ever does.
  [[nodiscard]] std::int32_t nearest_day(std::int32_t day) const {
    std::int32_t nearest = kEver;
    const auto away = [day](std::int32_t other) { return std::abs(std::int64_t{other} - day); };
    for (std::size_t row = 0; row < validity_.size(); ++row) {
      if (holds_[row]) {
        const std::int32_t own =
            std::clamp(day, validity_[row].begin, std::max(validity_[row].begin, validity_[row].end - 1));
        nearest = away(own) < away(nearest) ? own : nearest;
      }
    }
    return nearest;
  }

  [[nodiscard]] bool to_is_last_day() const {
    std::set<std::int32_t> begins;
    for (const Validity& each : validity_) {
      begins.insert(each.begin);
    }
    const auto meets = [&](std::int32_t after) {
      return std::any_of(validity_.begin(), validity_.end(),
                         [&](const Validity& v) { return v.end != kEver && begins.contains(v.end + after); });
    };
    return !meets(0) && meets(1);
  }

  void drop_backward() {
    for (std::size_t row = 0; row < validity_.size(); ++row) {
      if (validity_[row].begin >= validity_[row].end) {
        holds_[row] = false;
        ledger_.add(
            layer_.issue(Rule::DateOrder, row,
                         fmt::format("{} holds from {} and no more from {}: on no day, left out", layer_.row_text(row),
                                     day_text(validity_[row].begin), day_text(validity_[row].end)),
                         "exchange or correct the dates"));
      }
    }
  }

  void check_codes_over_time() {
    std::map<std::string, std::vector<std::size_t>> rows_of;
    for (std::size_t row = 0; row < validity_.size(); ++row) {
      if (holds_[row] && !layer_.text(Field::Code, row).empty()) {
        rows_of[layer_.code(row)].push_back(row);
      }
    }
    for (auto& [code, rows] : rows_of) {
      std::stable_sort(rows.begin(), rows.end(),
                       [&](std::size_t a, std::size_t b) { return validity_[a].begin < validity_[b].begin; });
      for (std::size_t k = 1; k < rows.size(); ++k) {
        compare(rows[k - 1], rows[k]);
      }
    }
  }

  void compare(std::size_t earlier, std::size_t later) {
    const Validity& a = validity_[earlier];
    const Validity& b = validity_[later];
    if (a.begin == b.begin) {
      return;  // one code twice at a time: the check of codes says so
    }
    if (b.begin < a.end) {
      ledger_.add(layer_.issue(
          Rule::DateOverlap, later,
          fmt::format("holds from {}, and {} under the same code holds {}", day_text(b.begin), layer_.row_text(earlier),
                      a.end == kEver ? "without an end" : "until " + day_text(a.end)),
          "end the earlier one where the later begins"));
    } else if (b.begin > a.end) {
      ledger_.add(layer_.issue(Rule::DateGap, later,
                               fmt::format("holds from {}, and before it nothing of this code does since {}",
                                           day_text(b.begin), day_text(a.end)),
                               "see whether a record is missing"));
    }
  }

  const Layer& layer_;
  IssueLedger& ledger_;
  std::vector<Validity> validity_;
  std::vector<bool> holds_;
};

}  // namespace

std::vector<bool> rows_as_of(const Layer& layer, const std::optional<Moment>& as_of, IssueLedger& ledger) {
  if (!layer.has(Field::ValidFrom) && !layer.has(Field::ValidTo)) {
    return std::vector<bool>(layer.rows(), true);
  }
  DatedRows rows(layer, ledger);
  if (as_of) {
    return rows.on(as_of->day, "");
  }
  const std::int32_t newest = rows.newest();
  return rows.on(newest == kNever ? kEver - 1 : newest, "[study] as_of names no day, so the newest state is taken: ");
}

}  // namespace lastmeter
