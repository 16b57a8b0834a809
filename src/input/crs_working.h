// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geometry/crs.h"
#include "input/crs_doctor.h"
#include "model/issue_ledger.h"

namespace lastmeter {

/// A layer whose system and whereabouts are settled.
struct PlacedLayer {
  std::string role;
  std::string file;
  Crs crs;
  LonLatBox earth;
};

/// The working system a study file names; nothing for "auto". Throws ConfigError when it is unknown, or unfit to
/// measure in: degrees, Web Mercator, feet.
std::optional<Crs> study_system(const std::string& study_crs);

/// Fills `working`, its reason and distortion, notes on datum steps and Web Mercator, and reports steps that are
/// guesses. A chosen system that makes 500 m wrong by more than 1 m is a warning, by more than 25 m (the layers reach
/// over a continent, or across the date line) refused; one that the study names throws ConfigError then. Without
/// `extent` (no layer has a place) only a system named by the study is set.
void settle_working(const std::vector<PlacedLayer>& layers, const std::optional<Crs>& study,
                    const std::optional<LonLatBox>& extent, CrsDiagnosis& diagnosis, IssueLedger& ledger);

}  // namespace lastmeter
