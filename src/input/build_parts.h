// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "input/hierarchy.h"
#include "input/layer.h"
#include "model/study_area.h"

// The steps of build_study_area: each takes layers in working coordinates and fills one part of the area. Every row
// ends in the area or in the ledger.
namespace lastmeter {

/// Zones of one level from its layer, dissolved where asked, in the order of their codes. `parent_codes` receives the
/// stated parent of each zone. Of a dated layer the zones of the day `as_of`.
void build_zones(const Layer& layer, ZoneLevel level, const std::optional<Moment>& as_of, StudyArea& area,
                 std::vector<std::string>& parent_codes, IssueLedger& ledger);

/// Demand from buildings or from a population layer.
void build_demand(const Layer& layer, const MembershipFinder& finder, StudyArea& area, IssueLedger& ledger);

/// Demand from the totals that zones state: equal shares on a square lattice in each zone of the lowest level that
/// states any, about 400 points a zone (at least its centroid). Figures from it depend on the spacing: an estimate.
void spread_zone_totals(StudyArea& area);

void build_facilities(const Layer& layer, const MembershipFinder& finder, StudyArea& area, IssueLedger& ledger);

/// Places where a post may be opened, in the order of the layer; without those whose cost cannot be read.
void build_candidates(const Layer& layer, const MembershipFinder& finder, StudyArea& area, IssueLedger& ledger);

void build_residential(const Layer& layer, StudyArea& area, IssueLedger& ledger);

/// A layer that is carried along: codes, names, kinds, shapes. Returns the rows of the layer that are, in order.
std::vector<std::size_t> build_context(const Layer& layer, StudyArea& area, IssueLedger& ledger);

}  // namespace lastmeter
