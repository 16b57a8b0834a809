// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/rules.h"

namespace lastmeter {

/// What a city counts, by name: "communities", "households", "floor_area_m2". Not counted: not in it.
using NormCounts = std::map<std::string, double>;

enum class NormState { Met, Below, Above, Unknown };
std::string_view name_of(NormState state);  // "met", "below", "above", "unknown"

/// Values of one count; open ends have no limit. Whole numbers but for areas, rounded inwards: with no whole number
/// between, `lo` is above `hi`.
struct NormRange {
  std::string count;
  std::optional<double> lo;
  std::optional<double> hi;
  [[nodiscard]] bool empty() const { return lo && hi && *lo > *hi; }
  [[nodiscard]] bool holds(double value) const { return (!lo || value >= *lo) && (!hi || value <= *hi); }
};

/// One way to meet a norm: one of its counts is brought into the range, all others stay. `breaks`: norms that are met
/// today and no value of the range leaves met.
struct NormRemedy {
  NormRange range;
  std::vector<std::size_t> breaks;
};

/// How one norm stands.
struct NormVerdict {
  NormState state = NormState::Unknown;
  std::string missing;               // unknown: the count that is not there, or is 0 where it divides
  std::optional<double> value;       // of / (per / each)
  double off = 0.0;                  // of `of`: so many too few (below) or too many (above)
  std::vector<NormRemedy> remedies;  // where not met: by `of`, by `per`
};

/// Norms that cannot hold together while the counts `held` are what they are, and can without any one of them.
struct NormConflict {
  std::vector<std::size_t> norms;  // ascending
  std::vector<std::string> held;   // those that matter
  std::vector<NormRange> ranges;   // of each of these: where the norms could hold, the others held; maybe empty
};

/// The values that a count may have with all norms met, and the norms that set its ends.
struct NormLimits {
  NormRange range;
  std::vector<std::size_t> lo_norms;
  std::vector<std::size_t> hi_norms;
};

struct NormAudit {
  std::vector<NormFigure> norms;  // those between counts, as given
  NormCounts counts;
  std::vector<std::string> held;
  std::vector<NormVerdict> verdicts;    // by norm
  std::vector<NormConflict> conflicts;  // small ones first
  bool all_conflicts = true;            // false: there are more than the search looks at
  std::vector<NormLimits> limits;       // of every count of a norm that is not held; empty where norms are in conflict
};

/// Verdict of every norm on the counts, and whether the norms can hold together at all.
///
/// Verdicts look at the counts as they are. A norm is met within 1e-9 of its bound.
///
/// Conflicts and limits ask what could be: counts in `held` stay (as a rule the zones a city has drawn), all others may
/// be any number above 0. Bounds on ratios are arcs of a graph of counts: x <= u y leads from y to x. Norms are in
/// conflict just where the factors around a cycle multiply to less than 1 (as negative cycles in a system of
/// differences, Bellman 1958), a minimal conflict is a simple cycle, and the least product of factors from the held
/// counts to a count is its limit. So sets are minimal, and all are found (up to two million paths). Numbers in between
/// are real: that no whole number lies in a range shows in the range alone. Norms on a held count that is unknown or 0
/// do not take part.
NormAudit audit_norms(const std::vector<NormFigure>& norms, const NormCounts& counts,
                      const std::vector<std::string>& held);

}  // namespace lastmeter
