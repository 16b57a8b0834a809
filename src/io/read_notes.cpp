// SPDX-License-Identifier: Apache-2.0
#include "io/read_notes.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace lastmeter {

namespace {

constexpr std::size_t rows_per_kind = 100;

std::string_view deed(ReadNote::Kind kind) {
  switch (kind) {
    case ReadNote::Kind::Encoding:
      return "had their encoding decided";
    case ReadNote::Kind::TextRepaired:
      return "had text repaired";
    case ReadNote::Kind::RowUnreadable:
      return "could not be read";
    case ReadNote::Kind::FileDamaged:
      return "were damaged";
    case ReadNote::Kind::GeometryDropped:
      return "lost their geometry";
    case ReadNote::Kind::PositionUnreadable:
      return "have no readable position";
    case ReadNote::Kind::RingsOpen:
      return "have open rings";
  }
  return "";
}

}  // namespace

void NoteCollector::add(ReadNote::Kind kind, std::optional<std::size_t> row, std::string what) {
  const bool about_a_row = row.has_value() || kind == ReadNote::Kind::RowUnreadable;
  if (about_a_row && ++about_rows_.at(static_cast<std::size_t>(kind)) > rows_per_kind) {
    return;
  }
  notes_.push_back({kind, row, std::move(what)});
}

std::vector<ReadNote> NoteCollector::take() {
  for (std::size_t k = 0; k < kinds; ++k) {
    if (about_rows_.at(k) > rows_per_kind) {
      const auto kind = static_cast<ReadNote::Kind>(k);
      notes_.push_back(
          {kind, std::nullopt, fmt::format("{} more rows {}", about_rows_.at(k) - rows_per_kind, deed(kind))});
    }
  }
  about_rows_.fill(0);
  return std::exchange(notes_, {});
}

}  // namespace lastmeter
