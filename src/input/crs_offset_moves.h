// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "input/crs_offset.h"
#include "input/crs_offset_evidence.h"

// Where a layer might belong instead: the moves that find_offset tries.
namespace lastmeter {

/// "WGS 84", "GCJ-02", "BD-09".
std::string datum_name(DatumShift shift);

std::size_t count_fitting(const Fits& fits);

struct OffsetMove {
  std::optional<DatumPair> truth;  // none: a plain vector
  std::vector<Point> places;       // of the evidence, moved; metres
};

/// The pair of datums under which most items fit (ties: the first of none, GCJ-02, BD-09); nothing outside China or
/// where nothing fits at all. Nine judgements.
std::optional<OffsetMove> best_datum(const OffsetEvidence& evidence, const Crs& working, DatumPair now);

/// The constant vector under which most items fit, from a coarse lattice of steps of the evidence's grain, then a fine
/// one. About a thousand judgements of at most 250 items.
OffsetMove best_vector(const OffsetEvidence& evidence);

/// As far from `places` as `moved` is, in a direction turned by right angles.
std::vector<Point> turned(const std::vector<Point>& places, std::vector<Point> moved, int right_angles);

}  // namespace lastmeter
