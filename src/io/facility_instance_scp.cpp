// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <optional>
#include <utility>

#include "io/facility_instance_readers.h"

namespace lastmeter {

namespace {

/// All numbers of the file, and where they stand.
struct Numbers {
  std::vector<double> values;
  std::vector<std::uint32_t> lines;
};

Numbers numbers_of(InstanceText& text) {
  Numbers numbers;
  const std::size_t room = text.room_for(text.bytes_left());
  numbers.values.reserve(room);
  numbers.lines.reserve(room);
  for (std::string_view word = text.next_word(); !word.empty(); word = text.next_word()) {
    numbers.values.push_back(text.amount(word, "a number of the file"));
    numbers.lines.push_back(static_cast<std::uint32_t>(text.line()));
  }
  return numbers;
}

/// Why the numbers are not laid out in a certain way: none when they are.
struct Misfit {
  std::size_t at;
  std::string why;
};

bool is_whole(double value, double low, double high) {
  return std::floor(value) == value && value >= low && value <= high;
}

/// Lists of `count` numbers within 1..highest, `lists` of them from `at` on, `before` numbers ahead of each count;
/// calls `take(list, number)`.
template <class Take>
std::optional<Misfit> walk_lists(const std::vector<double>& values, std::size_t at, std::size_t lists,
                                 std::size_t before, double highest, Take&& take) {
  for (std::size_t list = 0; list < lists; ++list) {
    at += before;
    if (at >= values.size()) {
      return Misfit{values.size() - 1, fmt::format("the file ends after {} of {} lists", list, lists)};
    }
    if (!is_whole(values[at], 0.0, highest)) {
      return Misfit{at, fmt::format("a count is {}, not a whole number up to {}", values[at], highest)};
    }
    const auto count = static_cast<std::size_t>(values[at]);
    if (count > values.size() - at - 1) {
      return Misfit{values.size() - 1, fmt::format("the file ends within list {} of {}", list + 1, lists)};
    }
    for (std::size_t k = at + 1; k <= at + count; ++k) {
      if (!is_whole(values[k], 1.0, highest)) {
        return Misfit{k, fmt::format("a list names {}, not a number of 1 to {}", values[k], highest)};
      }
      take(list, static_cast<std::uint32_t>(values[k] - 1.0));
    }
    at += count + 1;
  }
  if (at != values.size()) {
    return Misfit{at, fmt::format("{} stands after the last of {} lists", values[at], lists)};
  }
  return std::nullopt;
}

struct Shape {
  std::size_t rows;
  std::size_t columns;
};

/// Row and column.
using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

InstanceTable table_of(Pairs pairs, std::size_t rows) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  InstanceTable table;
  table.starts.assign(rows + 1, 0);
  table.sites.reserve(pairs.size());
  for (const auto& [row, column] : pairs) {
    ++table.starts[row + 1];
    table.sites.push_back(column);
  }
  std::partial_sum(table.starts.begin(), table.starts.end(), table.starts.begin());
  return table;
}

/// All costs, then a list of columns for each row.
std::optional<Misfit> walk_rows(const std::vector<double>& values, Shape shape, Pairs& pairs) {
  if (values.size() - 2 < shape.columns) {
    return Misfit{values.size() - 1,
                  fmt::format("the file ends after {} of {} costs", values.size() - 2, shape.columns)};
  }
  return walk_lists(values, 2 + shape.columns, shape.rows, 0, static_cast<double>(shape.columns),
                    [&](std::size_t row, std::uint32_t column) { pairs.emplace_back(row, column); });
}

/// For each column its cost and a list of rows.
std::optional<Misfit> walk_columns(const std::vector<double>& values, Shape shape, Pairs& pairs) {
  return walk_lists(values, 2, shape.columns, 1, static_cast<double>(shape.rows),
                    [&](std::size_t column, std::uint32_t row) { pairs.emplace_back(row, column); });
}

std::vector<double> costs_by_column(const std::vector<double>& values) {
  std::vector<double> costs;
  for (std::size_t at = 2; at < values.size(); at += 2 + static_cast<std::size_t>(values[at + 1])) {
    costs.push_back(values[at]);
  }
  return costs;
}

[[noreturn]] void refuse(const InstanceText& text, const Numbers& numbers, const Misfit& by_rows,
                         const Misfit& by_columns) {
  const bool rows = by_rows.at >= by_columns.at;
  const Misfit& nearest = rows ? by_rows : by_columns;
  text.fail_at(numbers.lines[nearest.at],
               fmt::format("{} (read {})", nearest.why, rows ? "row by row" : "column by column"),
               "the file is cut or its counts are wrong: fetch it again");
}

}  // namespace

FacilityInstance parse_scp(InstanceText& text) {
  const Numbers numbers = numbers_of(text);
  const std::vector<double>& values = numbers.values;
  const auto most = static_cast<double>(values.size());
  if (values.size() < 2) {
    text.fail("the file ends before the numbers of rows and columns", "the file is cut: fetch it again");
  }
  if (!is_whole(values[0], 0.0, most) || !is_whole(values[1], 0.0, most)) {
    text.fail_at(numbers.lines[0],
                 fmt::format("{} rows and {} columns are announced, but the file holds {} numbers", values[0],
                             values[1], values.size()),
                 "correct the first line to `rows columns`, or give the --format the file is in");
  }
  const Shape shape{static_cast<std::size_t>(values[0]), static_cast<std::size_t>(values[1])};
  FacilityInstance instance;
  instance.sites = shape.columns;
  instance.demand = shape.rows;
  Pairs pairs;
  if (const auto by_rows = walk_rows(values, shape, pairs); !by_rows) {
    instance.costs.assign(values.begin() + 2, values.begin() + 2 + static_cast<std::ptrdiff_t>(shape.columns));
  } else {
    pairs.clear();
    if (const auto by_columns = walk_columns(values, shape, pairs)) {
      refuse(text, numbers, *by_rows, *by_columns);
    }
    instance.costs = costs_by_column(values);
  }
  instance.service = table_of(std::move(pairs), shape.rows);
  return instance;
}

}  // namespace lastmeter
