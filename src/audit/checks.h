// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iterator>
#include <vector>

#include "audit/audit.h"
#include "audit/shared_areas.h"

namespace lastmeter {

/// The checks of the audit, one function a rule. Each returns its findings in the order of the records.
using Findings = std::vector<Issue>;

inline void append(Findings& all, Findings more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// CodeDuplicate: one issue for each further record of a layer with a code already seen; names the first.
/// Records without a code are `input`'s CodeMissing. Demand spread from zone totals has no codes of its own.
Findings find_duplicate_codes(const StudyArea& area);

/// CodeLength: zone codes that differ in length from the rest of their layer, and codes of the right length that
/// begin with no parent's code although three quarters of the layer begin with their own parent's. The length is the
/// stated one, else that of more than half of the codes if those are all digits and at least six long: serial
/// numbers may grow. A code that begins with the code of another parent is `input`'s HierarchyDisagrees.
Findings find_odd_codes(const StudyArea& area, const AuditOptions& options);

/// Orphan: a zone that no zone of the level above holds any of, and a demand point in no zone of the lowest level;
/// the place decides, even where a code names a parent. With the distance to the nearest.
Findings find_orphans(const StudyArea& area, const SharedAreasByLevel& shared);

/// ZoneOverlap: two zones of one level that share area and have the same parent, or one of them none. Zones of
/// different parents can only overlap where the parents do, or a zone leaves its parent: those are found there.
Findings find_overlaps(const StudyArea& area, const SharedAreasByLevel& shared, const AuditOptions& options);

/// ZoneGap: a piece of a parent that no zone of the level below covers, or, at the top, a hole that the layer
/// encloses. Shapes are built only where areas show that something is missing.
Findings find_gaps(const StudyArea& area, const SharedAreasByLevel& shared, const AuditOptions& options);

/// ZoneOutsideParent: area of a zone beyond its parent. A zone that another parent holds more of is `input`'s
/// HierarchyDisagrees, one that none holds is an Orphan.
Findings find_zones_outside_parent(const StudyArea& study, const SharedAreasByLevel& shared,
                                   const AuditOptions& options);

/// ZoneMultipart: zones of more than one piece.
Findings find_multipart_zones(const StudyArea& study);

/// FacilityOutside: facilities in no zone of the top level, with the distance to the nearest zone. A Note each within the
/// largest radius (or its own): a neighbour that serves people inside. Farther, a Warning each, or one for
/// all of a kind where they are more than three: of another part of the city. Over 100 km, and five times the study's extent, a Warning each: a wrong coordinate.
Findings find_facilities_outside(const StudyArea& area, const AuditOptions& options);

/// FacilityDuplicate: facilities within the stated distance of one earlier in the list; names the earliest.
Findings find_duplicate_facilities(const StudyArea& area, const AuditOptions& options);

/// HouseholdsPerGrid, HouseholdsPerCommunity: households of a zone against the norm, bounds included. Households are
/// summed over the demand points inside where demand states them, else taken from the zone. Dedicated grid zones are
/// exempt.
Findings find_households_off_norm(const StudyArea& area, const RuleSet& rules);

}  // namespace lastmeter
