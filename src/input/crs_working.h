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
  LonLat middle;       // the medians of its places
  bool apart = false;  // lies away from most layers
};

/// The working system a study file names; nothing for "auto". Throws ConfigError when it is unknown, or unfit to
/// measure in: degrees, Web Mercator, feet.
std::optional<Crs> study_system(const std::string& study_crs);

/// Fills `working`, its reason and distortion, notes on datum steps and Web Mercator, and reports steps that are
/// guesses. What counts is where the zones lie, without them the buildings and the population: one post with a
/// mistyped longitude must not move the study. Without either, the system is chosen for the medians of the layers and
/// its error measured over all of them. An error of more than 1 m in 500 m is a warning; of more than 25 m (the zones
/// reach over a continent, or across the date line) refused, or a ConfigError when the study names the system. Without
/// layers only a system named by the study is set.
void settle_working(const std::vector<PlacedLayer>& layers, const std::optional<Crs>& study, CrsDiagnosis& diagnosis,
                    IssueLedger& ledger);

}  // namespace lastmeter
