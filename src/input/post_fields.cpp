// SPDX-License-Identifier: Apache-2.0
#include "input/post_fields.h"

#include <fmt/format.h>

#include <initializer_list>

#include "core/text.h"
#include "input/excess.h"

namespace lastmeter {

namespace {

constexpr double kMostOfAnAmount = 1e15;  // beyond it whole numbers are no longer exact

struct KindWords {
  FacilityKind kind = FacilityKind::Other;
  std::initializer_list<std::string_view> words;
};

const Column* stated(const Layer& layer, Field field, std::size_t row) {
  const Column* column = layer.column(field);
  return column == nullptr || trimmed(column->as_text(row)).empty() ? nullptr : column;
}

}  // namespace

/// The first entry with a word in the text wins: a micro-station is also a station.
FacilityKind kind_named(const std::string& text) {
  static const KindWords table[] = {
      {FacilityKind::MicroStation, {"微", "micro"}},
      {FacilityKind::Centre, {"中心", "centre", "center"}},
      {FacilityKind::Station, {"站", "station"}},
  };
  const std::string lower = ascii_lower(text);
  for (const KindWords& entry : table) {
    for (const std::string_view word : entry.words) {
      if (lower.find(word) != std::string::npos) {
        return entry.kind;
      }
    }
  }
  return FacilityKind::Other;
}

std::optional<double> amount_of(const Layer& layer, Field field, std::size_t row, std::string_view name,
                                IssueLedger& ledger) {
  const Column* column = stated(layer, field, row);
  if (column == nullptr) {
    return std::nullopt;
  }
  if (refuses_excess(layer, *column, row, name, kMostOfAnAmount, ledger)) {
    return std::nullopt;
  }
  const auto value = column->as_number(row);
  if (!value || !(*value >= 0.0)) {
    ledger.add(layer.issue(Rule::NumberUnreadable, row,
                           fmt::format("{} has the {} '{}', ignored, as if the cell were empty", layer.row_text(row),
                                       name, column->as_text(row)),
                           "enter a number of 0 or more"));
    return std::nullopt;
  }
  return value;
}

EmergencyOffer emergency_offer(const Layer& layer, std::size_t row, IssueLedger& ledger) {
  return {.capacity = amount_of(layer, Field::EmergencyCapacity, row, "emergency capacity", ledger),
          .staff = amount_of(layer, Field::Staff, row, "staff", ledger),
          .lanes = amount_of(layer, Field::Lanes, row, "number of lanes", ledger)};
}

std::optional<Metres> own_radius(const Layer& layer, std::size_t row, IssueLedger& ledger) {
  const Column* column = stated(layer, Field::Radius, row);
  if (column == nullptr) {
    return std::nullopt;
  }
  const auto value = column->as_number(row);
  if (!value || !(*value > 0.0)) {
    ledger.add(
        layer.issue(Rule::NumberUnreadable, row,
                    fmt::format("{} has the service radius '{}', not used", layer.row_text(row), column->as_text(row)),
                    "enter metres above 0"));
    return std::nullopt;
  }
  return Metres(*value);
}

std::size_t home_level_of(const StudyArea& area) {
  return static_cast<std::size_t>(area.zones(ZoneLevel::Community).empty() ? ZoneLevel::Subdistrict
                                                                           : ZoneLevel::Community);
}

}  // namespace lastmeter
