// SPDX-License-Identifier: Apache-2.0
#include "events/gather_events.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/text.h"
#include "events/locate_events.h"
#include "events/row_list.h"

namespace lastmeter {

namespace {

constexpr std::int32_t kMinutesADay = 1440;

/// Later than `as_of`, which without a time is the end of its day.
bool is_after(const Moment& moment, const Moment& as_of) {
  return moment.day > as_of.day ||
         (moment.day == as_of.day && moment.minute && as_of.minute && *moment.minute > *as_of.minute);
}

/// What tables write where nothing is closed yet.
bool says_open(std::string_view text) {
  static constexpr std::array<std::string_view, 11> kOpen{"",       "-",      "--",     "—",    "/",   "无",
                                                          "未办结", "未结案", "办理中", "open", "null"};
  return std::find(kOpen.begin(), kOpen.end(), ascii_lower(trimmed(text))) != kOpen.end();
}

struct Dates {
  std::optional<Moment> opened;
  std::optional<Moment> closed;
  bool closing_unreadable = false;
};

std::vector<Dates> read_dates(const ContextLayer& layer, IssueLedger& ledger) {
  RowList without_opening(layer);
  RowList without_closing(layer);
  std::vector<Dates> dates(layer.codes.size());
  for (std::size_t row = 0; row < dates.size(); ++row) {
    if (!layer.events.opened.empty()) {
      dates[row].opened = parse_moment(layer.events.opened[row]);
      if (!dates[row].opened) {
        without_opening.add(row);
      }
    }
    if (!layer.events.closed.empty() && !says_open(layer.events.closed[row])) {
      dates[row].closed = parse_moment(layer.events.closed[row]);
      dates[row].closing_unreadable = !dates[row].closed;
      if (dates[row].closing_unreadable) {
        without_closing.add(row);
      }
    }
  }
  without_opening.report(Rule::EventDate, "opened on no date that can be read, counted without a time",
                         "write dates as 2022-01-08 or 2022-01-08 13:05", ledger);
  without_closing.report(Rule::EventDate, "closed on no date that can be read, counted as neither open nor settled",
                         "write dates as 2022-01-08 or 2022-01-08 13:05; leave the cell of an open event empty",
                         ledger);
  return dates;
}

/// The last date of the table. One typing error can make it a day far off, against which all open events would count
/// as waiting: a last date more than a year after nearly all others is reported.
std::optional<Moment> last_date(const ContextLayer& layer, const std::vector<Dates>& dates, IssueLedger& ledger) {
  constexpr std::size_t enough = 20;
  constexpr std::int32_t far = 366;
  std::vector<std::pair<Moment, std::size_t>> all;
  for (std::size_t row = 0; row < dates.size(); ++row) {
    for (const auto& date : {dates[row].opened, dates[row].closed}) {
      if (date) {
        all.emplace_back(*date, row);
      }
    }
  }
  if (all.empty()) {
    return std::nullopt;
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto& [last, row] = all.back();
  const std::int32_t later = last.day - all[(all.size() - 1) * 99 / 100].first.day;
  if (all.size() >= enough && later > far) {
    RowList rows(layer);
    rows.add(row);
    rows.report(
        Rule::EventDate,
        fmt::format("with the last date of the table, {}, {} days after 99 % of the dates; figures are as of it",
                    text_of(last), grouped(later)),
        "correct it, or state as_of in [events]", ledger);
  }
  return last;
}

/// How long an event is open; a bare day is over when its last minute is.
double days_open(const Moment& opened, const Moment& as_of) {
  if (!opened.minute || as_of.minute) {
    return days_between(opened, as_of);
  }
  return as_of.day - opened.day + 1.0 - static_cast<double>(*opened.minute) / kMinutesADay;
}

/// Fills in states and waiting times.
void judge(const ContextLayer& layer, const std::vector<Dates>& dates, const std::vector<std::size_t>& rows,
           EventBook& book, IssueLedger& ledger) {
  RowList backwards(layer);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Dates& date = dates[rows[i]];
    Event& event = book.events[i];
    event.opened = date.opened;
    if (!book.has_states || date.closing_unreadable) {
      continue;
    }
    const bool settled = date.closed && !(book.as_of && is_after(*date.closed, *book.as_of));
    event.state = settled ? EventState::Settled : EventState::Open;
    const auto& end = settled ? date.closed : book.as_of;
    if (date.opened && end) {
      const double days = settled ? days_between(*date.opened, *end) : days_open(*date.opened, *end);
      if (days >= 0.0) {
        event.days = days;
      } else {
        backwards.add(rows[i]);
      }
    }
  }
  backwards.report(Rule::EventOrder, "closed before being opened, counted as settled, without a time to close",
                   "correct one of the two dates", ledger);
}

/// The rows that count.
std::vector<std::size_t> counted_rows(const ContextLayer& layer, const std::vector<Dates>& dates, EventBook& book,
                                      IssueLedger& ledger) {
  RowList twice(layer);
  RowList future(layer);
  std::unordered_set<std::string_view> seen;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < layer.codes.size(); ++row) {
    if (!seen.insert(layer.codes[row]).second) {
      twice.add(row);
    } else if (book.as_of && dates[row].opened && is_after(*dates[row].opened, *book.as_of)) {
      future.add(row);
    } else {
      rows.push_back(row);
    }
  }
  book.duplicates = twice.size();
  book.future = future.size();
  twice.report(Rule::EventDuplicate, "with a code that stands above already, counted once, by the first row",
               "leave one row per event", ledger);
  if (book.as_of) {
    future.report(Rule::EventFuture, fmt::format("opened after {}, left out", text_of(*book.as_of)),
                  "correct the dates, or state a later as_of in [events]", ledger);
  }
  return rows;
}

void name_categories(const ContextLayer& layer, const std::vector<std::size_t>& rows, EventBook& book) {
  const auto category = [&](std::size_t row) {
    const auto& subs = layer.events.subkinds;
    return EventCategory{layer.kinds[row], subs.empty() ? std::string() : subs[row]};
  };
  for (const std::size_t row : rows) {
    book.categories.push_back(category(row));
  }
  std::sort(book.categories.begin(), book.categories.end());
  book.categories.erase(std::unique(book.categories.begin(), book.categories.end()), book.categories.end());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto at = std::lower_bound(book.categories.begin(), book.categories.end(), category(rows[i]));
    book.events[i].category = static_cast<std::uint32_t>(at - book.categories.begin());
  }
}

/// Most openings state a time, and not all of them midnight, which stands for none where a program adds it to dates.
bool state_hours(const std::vector<Event>& events) {
  std::size_t dated = 0;
  std::size_t timed = 0;
  bool by_day_and_night = false;
  for (const Event& event : events) {
    dated += event.opened ? 1U : 0U;
    timed += event.opened && event.opened->minute ? 1U : 0U;
    by_day_and_night = by_day_and_night || (event.opened && event.opened->minute.value_or(0) != 0);
  }
  return by_day_and_night && 2 * timed >= dated;
}

}  // namespace

EventBook gather_events(const ContextLayer& layer, const StudyArea& area, const std::optional<Moment>& as_of,
                        const OldZones& old, IssueLedger& ledger) {
  EventBook book;
  book.read = layer.codes.size();
  book.has_states = !layer.events.closed.empty();
  const std::vector<Dates> dates = read_dates(layer, ledger);
  book.as_of = as_of ? as_of : last_date(layer, dates, ledger);
  book.as_of_is_last_date = !as_of;
  const std::vector<std::size_t> rows = counted_rows(layer, dates, book, ledger);
  book.events.resize(rows.size());
  name_categories(layer, rows, book);
  judge(layer, dates, rows, book, ledger);
  book.has_hours = state_hours(book.events);
  locate_events(layer, area, rows, old, book.events, ledger);
  return book;
}

}  // namespace lastmeter
