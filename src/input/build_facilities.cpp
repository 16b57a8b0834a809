// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <initializer_list>

#include "core/error.h"
#include "core/text.h"
#include "input/build_parts.h"
#include "input/shapes.h"

namespace lastmeter {

namespace {

struct KindWords {
  FacilityKind kind = FacilityKind::Other;
  std::initializer_list<std::string_view> words;
};

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

void require_known_kind(const std::string& all_kind) {
  if (!all_kind.empty() && kind_named(all_kind) == FacilityKind::Other) {
    throw ConfigError(fmt::format("layers.facilities: all_kind = '{}' is no kind of post", all_kind),
                      "write centre, station or micro_station");
  }
}

std::optional<Metres> own_radius(const Layer& layer, std::size_t row, IssueLedger& ledger) {
  const Column* column = layer.column(Field::Radius);
  if (column == nullptr || trimmed(column->as_text(row)).empty()) {
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

std::optional<double> capacity(const Layer& layer, std::size_t row, IssueLedger& ledger) {
  const Column* column = layer.column(Field::Capacity);
  if (column == nullptr || trimmed(column->as_text(row)).empty()) {
    return std::nullopt;
  }
  const auto value = column->as_number(row);
  if (!value || !(*value >= 0.0)) {
    ledger.add(layer.issue(Rule::NumberUnreadable, row,
                           fmt::format("{} has the capacity '{}', not used", layer.row_text(row), column->as_text(row)),
                           "enter a number of 0 or more"));
    return std::nullopt;
  }
  return value;
}

/// The level whose borders the rule `home` follows.
std::size_t home_level(const StudyArea& area) {
  return static_cast<std::size_t>(area.zones(ZoneLevel::Community).empty() ? ZoneLevel::Subdistrict
                                                                           : ZoneLevel::Community);
}

}  // namespace

void build_facilities(const Layer& layer, const MembershipFinder& finder, StudyArea& area, IssueLedger& ledger) {
  require_known_kind(layer.spec().all_kind);
  check_codes(layer, ledger);
  const auto places = sound_points(layer, ledger, nullptr);
  for (std::size_t row = 0; row < places.size(); ++row) {
    if (!places[row]) {
      continue;
    }
    Facility facility;
    facility.code = layer.code(row);
    facility.name = layer.text(Field::Name, row);
    const std::string kind = layer.has(Field::Kind) ? layer.text(Field::Kind, row) : "";
    facility.kind = kind_named(kind.empty() ? layer.spec().all_kind : kind);
    facility.at = *places[row];
    facility.own_radius = own_radius(layer, row, ledger);
    facility.capacity = capacity(layer, row, ledger);
    facility.row = layer.source_row(row);
    facility.zones = finder.find(facility.at, {}).zones;
    const ZoneHints hints{.codes = {layer.text(Field::Subdistrict, row), layer.text(Field::Community, row), ""},
                          .own_code = layer.text(Field::Code, row)};
    const auto belongs = finder.find(facility.at, hints);
    facility.home = belongs.zones[home_level(area)];
    if (!belongs.disagreement.empty()) {
      Issue issue =
          layer.issue(Rule::HierarchyDisagrees, row, belongs.disagreement, "correct the code, or the position");
      issue.at = facility.at;
      ledger.add(std::move(issue));
    }
    area.facilities.push_back(std::move(facility));
  }
  area.accounts.push_back(layer.account(area.facilities.size()));
}

}  // namespace lastmeter
