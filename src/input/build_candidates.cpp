// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "input/build_parts.h"
#include "input/post_fields.h"
#include "input/shapes.h"

namespace lastmeter {

void build_candidates(const Layer& layer, const MembershipFinder& finder, StudyArea& area, IssueLedger& ledger) {
  check_codes(layer, ledger);
  const auto places = sound_points(layer, ledger, nullptr);
  for (std::size_t row = 0; row < places.size(); ++row) {
    if (!places[row]) {
      continue;
    }
    CandidateSite site;
    site.code = layer.code(row);
    site.name = layer.text(Field::Name, row);
    const std::string kind = layer.text(Field::Kind, row);
    site.kind = kind_named(kind.empty() ? layer.spec().all_kind : kind);
    site.at = *places[row];
    site.own_radius = own_radius(layer, row, ledger);
    IssueLedger unreadable;
    site.cost = amount_of(layer, Field::Cost, row, "cost", unreadable);
    if (unreadable.count(Rule::NumberUnreadable) > 0) {  // it must not look like a cheap one
      ledger.add(layer.issue(Rule::NumberUnreadable, row,
                             fmt::format("{} has a cost that cannot be read, left out", layer.row_text(row)),
                             "enter a number of 0 or more"));
      continue;
    }
    site.capacity = amount_of(layer, Field::Capacity, row, "capacity", ledger);
    site.emergency = emergency_offer(layer, row, ledger);
    if (const auto floor = amount_of(layer, Field::FloorArea, row, "floor area", ledger)) {
      site.floor_area = SquareMetres(*floor);
    }
    site.site = layer.text(Field::Site, row);
    site.row = layer.source_row(row);
    site.zones = finder.find(site.at, {}).zones;
    const ZoneHints hints{.codes = {layer.text(Field::Subdistrict, row), layer.text(Field::Community, row), ""},
                          .own_code = ""};
    site.home = finder.find(site.at, hints).zones[home_level_of(area)];
    area.candidates.push_back(std::move(site));
  }
  area.accounts.push_back(layer.account(area.candidates.size()));
}

}  // namespace lastmeter
