// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/error.h"
#include "input/build_parts.h"
#include "input/post_fields.h"
#include "input/shapes.h"

namespace lastmeter {

namespace {

void require_known_kind(const std::string& all_kind) {
  if (!all_kind.empty() && kind_named(all_kind) == FacilityKind::Other) {
    throw ConfigError(fmt::format("layers.facilities: all_kind = '{}' is no kind of post", all_kind),
                      "write centre, station or micro_station");
  }
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
    facility.capacity = amount_of(layer, Field::Capacity, row, "capacity", ledger);
    facility.emergency = emergency_offer(layer, row, ledger);
    facility.row = layer.source_row(row);
    facility.zones = finder.find(facility.at, {}).zones;
    const ZoneHints hints{.codes = {layer.text(Field::Subdistrict, row), layer.text(Field::Community, row), ""},
                          .own_code = layer.text(Field::Code, row)};
    const auto belongs = finder.find(facility.at, hints);
    facility.home = belongs.zones[home_level_of(area)];
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
