// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "coverage/access_measures.h"
#include "coverage/coverage_options.h"
#include "coverage/reach.h"
#include "model/figure.h"
#include "model/study_area.h"

namespace lastmeter {

/// Which access a study asks for; the functions are those of access_measures.h.
enum class AccessMeasure : std::uint8_t { Cumulative, Gravity, TwoStep, EnhancedTwoStep, ThreeStep };
std::string_view name_of(AccessMeasure measure);  // "cumulative", "gravity", "2sfca", "e2sfca", "3sfca"

struct AccessOptions {
  std::vector<AccessMeasure> measures;
  Metres radius{500.0};          // farther posts do not count; of measures with bands: the outermost band
  Decay decay;                   // of gravity
  std::vector<DecayBand> bands;  // of e2sfca and 3sfca; ascending
};

/// The limit a Reach needs for these options, and has: pairs beyond it would count in gravity.
Metres access_reach(const AccessOptions& options);

/// One measure for every demand point, and how unevenly people have it.
struct AccessResult {
  TravelMode mode = TravelMode::Straight;
  AccessMeasure measure = AccessMeasure::TwoStep;
  std::vector<double> access;  // by DemandId
};

/// Supply is the capacity of a post, 1 for all where no post states any (then a post without a capacity has none).
/// Demand weighs by the main measure. Precondition: the Reach is of this study and its limit is `access_reach`.
std::vector<AccessResult> measure_access(const StudyArea& area, const Reach& reach, TravelMode mode,
                                         const AccessOptions& options);

/// `access.{mean,gini,palma,theil}` of each result, weighted by the main measure; qualifiers mode, measure. One that is
/// not defined (nobody has anything) is left out.
std::vector<Figure> access_figures(const StudyArea& area, const std::vector<AccessResult>& results);

}  // namespace lastmeter
