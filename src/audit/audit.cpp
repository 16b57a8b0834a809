// SPDX-License-Identifier: Apache-2.0
#include "audit/audit.h"

#include <utility>

#include "audit/checks.h"

namespace lastmeter {

void audit_study_area(const StudyArea& area, const RuleSet& rules, const AuditOptions& options, IssueLedger& ledger,
                      Progress& progress) {
  constexpr std::size_t steps = 11;
  progress.stage("audit", steps);
  std::size_t done = 0;
  const auto take = [&](Findings findings) {
    for (Issue& issue : findings) {
      ledger.add(std::move(issue));
    }
    progress.step(++done);
  };
  take(find_duplicate_codes(area));
  take(find_odd_codes(area, options));
  const SharedAreasByLevel shared = measure_shared_areas(area);
  progress.step(++done);
  take(find_orphans(area, shared));
  take(find_overlaps(area, shared, options));
  take(find_gaps(area, shared, options));
  take(find_zones_outside_parent(area, shared, options));
  take(find_multipart_zones(area));
  take(find_facilities_outside(area, options));
  take(find_duplicate_facilities(area, options));
  take(find_households_off_norm(area, rules));
}

}  // namespace lastmeter
