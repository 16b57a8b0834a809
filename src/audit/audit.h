// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "core/progress.h"
#include "core/units.h"
#include "model/issue_ledger.h"
#include "model/rules.h"
#include "model/study_area.h"

namespace lastmeter {

/// What the audit lets pass. A figure exactly at its tolerance is not a finding.
struct AuditOptions {
  SquareMetres overlap_tolerance{1.0};      // area two sibling zones may share
  SquareMetres gap_tolerance{1.0};          // area of one hole between zones
  SquareMetres outside_tolerance{1.0};      // area a zone may have beyond its parent
  Metres duplicate_facility_distance{1.0};  // facilities this close are one place
  Metres largest_radius{500.0};             // of the study's services: from farther outside nobody inside is served
  /// Characters of a zone code, by ZoneLevel; unset: the length most codes of the layer have, if those are digits.
  std::array<std::optional<std::size_t>, kZoneLevels.size()> code_length;
};

/// Adds every fault of the study area to the ledger, one issue a fault, in an order that depends on the study area
/// only. Checks what `input` cannot see record by record: codes, orphans, overlaps, gaps, crossed borders, pieces,
/// facilities, weights and the household norms of the rule set (a norm that is not in it is not checked).
/// Geometry faults and links by code against links by place are `input`'s findings and are not repeated.
/// A study area without zones, demand or facilities simply has fewer findings. Parallel;
/// O((n + touching pairs) log n) for a sound zoning, plus an overlay per parent whose areas do not add up.
/// May throw what `progress` throws; the ledger then holds the findings so far.
void audit_study_area(const StudyArea& area, const RuleSet& rules, const AuditOptions& options, IssueLedger& ledger,
                      Progress& progress);

}  // namespace lastmeter
