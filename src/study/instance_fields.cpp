// SPDX-License-Identifier: Apache-2.0
#include "study/instance_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/amounts.h"
#include "core/error.h"
#include "core/text.h"

namespace lastmeter {

namespace {

constexpr std::size_t most_named = 3;

}  // namespace

void Tally::add(std::string place) {
  if (++count_ <= most_named) {
    first_.push_back(fmt::format("'{}'", printable(std::move(place), '?')));
  }
}

std::string Tally::text() const {
  const std::string named = joined(first_, ", ");
  return count_ > first_.size() ? fmt::format("{} and {} more", named, count_ - first_.size()) : named;
}

const Column& field_of(const FeatureTable& table, const std::string& option, const std::string& name) {
  std::vector<std::string_view> names;
  std::transform(table.columns.begin(), table.columns.end(), std::back_inserter(names),
                 [](const Column& column) -> std::string_view { return column.name(); });
  if (name.empty()) {
    throw ConfigError(fmt::format("{} is missing", option),
                      fmt::format("name a field of {}: {}", table.source.path, suggestion("", names)));
  }
  const auto at = table.find(name);
  if (!at) {
    throw ConfigError(
        fmt::format("{} names the field '{}', which {} does not have", option, printable(name, '?'), table.source.path),
        suggestion(name, names));
  }
  return table.columns[*at];
}

std::vector<std::string> texts_of(const Column& column, const std::vector<std::size_t>& rows) {
  std::vector<std::string> texts;
  texts.reserve(rows.size());
  std::transform(rows.begin(), rows.end(), std::back_inserter(texts),
                 [&](std::size_t row) { return std::string(trimmed(column.as_text(row))); });
  return texts;
}

std::vector<std::string> codes_of(const FeatureTable& table, const Column& column, const std::vector<std::size_t>& rows,
                                  std::vector<std::string>& refusals) {
  std::vector<std::string> codes = texts_of(column, rows);
  std::unordered_map<std::string_view, std::size_t> first;
  Tally twice;
  Tally missing;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i].empty()) {
      missing.add(table.record_text(rows[i]));
    } else if (!first.emplace(codes[i], i).second) {
      twice.add(codes[i]);
    }
  }
  if (missing.count() > 0) {
    refusals.push_back(
        fmt::format("{} without a code in '{}': {}", counted(missing.count(), "unit"), column.name(), missing.text()));
  }
  if (twice.count() > 0) {
    refusals.push_back(fmt::format("'{}' gives {} to more than one unit: {}", column.name(),
                                   counted(twice.count(), "code"), twice.text()));
  }
  return codes;
}

std::string CodedRows::place(std::size_t i) const {
  const std::string row = table.record_text(rows[i]);
  return codes[i].empty() ? row : fmt::format("{} ({})", row, codes[i]);
}

std::vector<double> numbers_of(const CodedRows& rows, const Column& column, const NumbersWanted& wanted,
                               const FieldRemarks& remarks) {
  std::vector<double> numbers;
  numbers.reserve(rows.rows.size());
  Tally missing;
  Tally wrong;
  Tally excessive;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    const std::size_t row = rows.rows[i];
    const std::string text(trimmed(column.as_text(row)));
    const std::optional<double> number = column.as_number(row);
    const bool none = number ? std::isnan(*number) : text.empty() || ascii_lower(text) == "nan";
    const bool large = number ? std::abs(*number) > kMostOfAnAmount : is_infinite(text);
    const bool sound = number && !none && !large && *number >= wanted.least;
    if (none) {
      missing.add(rows.place(i));
    } else if (large) {
      excessive.add(fmt::format("{}: {}", rows.place(i), text));
    } else if (!sound) {
      wrong.add(fmt::format("{}: {}", rows.place(i), text));
    }
    numbers.push_back(sound ? *number + 0.0 : 0.0);
  }
  const std::string& file = rows.table.source.path;
  const std::string field = fmt::format("in '{}' of {}", column.name(), file);
  if (excessive.count() > 0) {
    remarks.refusals.push_back(fmt::format("{} {} beyond the limit of {}: {}; use a larger unit",
                                           counted(excessive.count(), wanted.what), field, grouped(kMostOfAnAmount),
                                           excessive.text()));
  }
  if (wrong.count() > 0) {
    remarks.refusals.push_back(fmt::format("{} {} {} no number{}: {}", counted(wrong.count(), wanted.what), field,
                                           wrong.count() == 1 ? "is" : "are",
                                           wanted.least == 0.0 ? " of 0 or more" : "", wrong.text()));
  }
  if (missing.count() > 0) {
    remarks.missing.push_back(fmt::format("{} without a {} {}, taken as 0: {}", counted(missing.count(), "unit"),
                                          wanted.what, field, missing.text()));
  }
  return numbers;
}

std::vector<double> weights_of(const CodedRows& rows, const Column& column, const FieldRemarks& remarks) {
  std::vector<double> weights = numbers_of(rows, column, {"weight", 0.0}, remarks);
  const auto zero =
      std::count_if(rows.rows.begin(), rows.rows.end(), [&](std::size_t row) { return column.as_number(row) == 0.0; });
  if (zero > 0) {
    remarks.notes.push_back(fmt::format("{} of {} weigh 0", zero, counted(rows.rows.size(), "unit")));
  }
  return weights;
}

}  // namespace lastmeter
