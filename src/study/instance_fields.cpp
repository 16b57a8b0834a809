// SPDX-License-Identifier: Apache-2.0
#include "study/instance_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <utility>

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
        fmt::format("{} units have no code in '{}': {}", missing.count(), column.name(), missing.text()));
  }
  if (twice.count() > 0) {
    refusals.push_back(
        fmt::format("{} codes in '{}' stand at more than one unit: {}", twice.count(), column.name(), twice.text()));
  }
  return codes;
}

std::vector<double> numbers_of(const FeatureTable& table, const Column& column, const std::vector<std::size_t>& rows,
                               const NumbersWanted& wanted, std::vector<std::string>& notes,
                               std::vector<std::string>& refusals) {
  std::vector<double> numbers;
  numbers.reserve(rows.size());
  Tally missing;
  Tally wrong;
  for (const std::size_t row : rows) {
    const std::string text(trimmed(column.as_text(row)));
    const std::optional<double> number = column.as_number(row);
    const bool sound = number && std::isfinite(*number) && *number >= wanted.least;
    if (text.empty()) {
      missing.add(table.record_text(row));
    } else if (!sound) {
      wrong.add(fmt::format("{}: {}", table.record_text(row), text));
    }
    numbers.push_back(sound ? *number + 0.0 : 0.0);
  }
  if (wrong.count() > 0) {
    refusals.push_back(fmt::format("{} {}s in '{}' are no number{}: {}", wrong.count(), wanted.what, column.name(),
                                   wanted.least == 0.0 ? " of 0 or more" : "", wrong.text()));
  }
  if (missing.count() > 0) {
    notes.push_back(fmt::format("{} units have no {} in '{}' and count as 0: {}", missing.count(), wanted.what,
                                column.name(), missing.text()));
  }
  return numbers;
}

std::vector<double> weights_of(const FeatureTable& table, const Column& column, const std::vector<std::size_t>& rows,
                               std::vector<std::string>& notes, std::vector<std::string>& refusals) {
  std::vector<double> weights = numbers_of(table, column, rows, {"weight", 0.0}, notes, refusals);
  const auto zero =
      std::count_if(rows.begin(), rows.end(), [&](std::size_t row) { return column.as_number(row) == 0.0; });
  if (zero > 0) {
    notes.push_back(fmt::format("{} of {} units weigh 0", zero, rows.size()));
  }
  return weights;
}

}  // namespace lastmeter
