// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/norm_audit.h"
#include "model/figure.h"

namespace lastmeter {

/// A norm on how far the next post may be: everybody within the radius meets it.
struct CircleVerdict {
  NormFigure norm;               // `hi` is the radius in metres
  std::optional<double> within;  // people (households where nobody counts people) within it; none: not measured
  double total = 0.0;
  std::string unit;
};

/// The norms on one list of counts: the study's, or a scenario's that says what some of them would be.
struct NormScenario {
  std::string name;  // empty: the study as it is
  NormAudit audit;
  std::vector<CircleVerdict> circles;  // of the study as it is
};

/// norms.met, norms.failed, norms.unknown, norms.conflicts; of every norm norms.value, and where it fails norms.off and
/// norms.needed of each count; norms.at_least and norms.at_most of every count that is free. Each with its scenario.
std::vector<Figure> norm_figures(const std::vector<NormScenario>& scenarios);

/// The end of a remedy's range that is nearest to the count as it is; none: the range is empty.
std::optional<double> nearest_end(const NormRange& range, double value);

/// Unit of a count in figures: "m2" of areas, else its name.
std::string unit_of_count(const std::string& count);

}  // namespace lastmeter
