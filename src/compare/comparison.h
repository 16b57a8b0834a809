// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compare/compared_result.h"
#include "compare/match_records.h"

namespace lastmeter {

/// A figure that is not the same in both results, or that only one has.
struct FigureChange {
  std::optional<Figure> before;
  std::optional<Figure> after;
};

/// Who is covered before and after, and what makes the difference:
/// covered_after = covered_before + gained - lost + recounted + arrived - departed.
struct CoverageTally {
  DemandSum total_before;
  DemandSum total_after;
  DemandSum covered_before;
  DemandSum covered_after;
  DemandSum gained;     // stood uncovered, is covered now; as counted after
  DemandSum lost;       // was covered, is no longer; as counted before
  DemandSum recounted;  // covered in both: what the count grew by (may be negative)
  DemandSum arrived;    // covered now, and new in the study or in this zone
  DemandSum departed;   // was covered, and no longer in the study or in this zone
};

/// What became of a zone. Same: same people, same outline (area and extent). Redrawn: same people, another outline.
/// Split, Merged, Changed, Renamed: see LineageKind. Added, Removed: no zone of that code, or of its people, before or
/// after.
enum class ZoneFate { Same, Redrawn, Renamed, Split, Merged, Changed, Added, Removed };
std::string_view name_of(ZoneFate fate);  // "same", "redrawn", ...

struct ZoneChangeRow {
  RecordPair zone;
  ZoneFate fate = ZoneFate::Same;
  std::vector<CoverageTally> tallies;  // by common case; empty for the zones of a plan
};

/// What a zone before gave to a zone after; only zones that are not the same.
struct ZoneTransfer {
  std::string before;  // code; "": in no zone
  std::string after;
  ZoneFate fate = ZoneFate::Changed;
  std::size_t units = 0;
  double weight = 0.0;  // of the main measure
};

struct ZoneComparison {
  std::size_t before = 0;  // position in ComparedResult::zones
  std::size_t after = 0;
  std::vector<ZoneChangeRow> rows;  // removed ones first, then those after in their order
  std::vector<ZoneTransfer> transfers;
  [[nodiscard]] std::size_t count(ZoneFate fate) const;
};

/// Kept: at the same place (to 5 cm), of the same kind, open or not as before.
enum class PostFate { Kept, Added, Removed, Moved, Changed };
std::string_view name_of(PostFate fate);  // "kept", "added", ...

struct PostChange {
  RecordPair post;
  PostFate fate = PostFate::Kept;
  std::optional<double> moved_m;
};

struct CommonCase {
  std::string name;
  std::size_t before = 0;  // position among the cases of each result
  std::size_t after = 0;
};

/// Everything that differs between two results.
struct Comparison {
  std::vector<FigureChange> figures;
  std::size_t figures_equal = 0;
  std::vector<Measure> measures;  // that both results count
  std::vector<CommonCase> cases;
  RecordMatch demand;
  std::vector<CoverageTally> totals;  // by common case
  std::vector<ZoneComparison> zones;  // layers that both have
  RecordMatch post_match;
  std::vector<PostChange> posts;
  RecordMatch site_match;
  std::vector<PostChange> sites;  // of placements; where both have one
};

/// Compares two results of one study. O(n log n).
Comparison compare_results(const ComparedResult& before, const ComparedResult& after);

/// 1: uncovered before, covered after; -1: the other way round; 0: the same, or in one result only.
int turn_of(const ComparedResult& before, const ComparedResult& after, const CommonCase& at, const RecordPair& point);

/// Whether a demand point differs: another count, coverage in some common case, place (by 5 cm), or in one result only.
bool differs(const ComparedResult& before, const ComparedResult& after, const Comparison& comparison,
             const RecordPair& point);

/// False: the two results say the same of figures, demand, zones, posts and sites.
bool any_difference(const ComparedResult& before, const ComparedResult& after, const Comparison& comparison);

}  // namespace lastmeter
