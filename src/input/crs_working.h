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
/// guesses. Without `extent` (no layer has a place) only a system named by the study is set.
void settle_working(const std::vector<PlacedLayer>& layers, const std::optional<Crs>& study,
                    const std::optional<LonLatBox>& extent, CrsDiagnosis& diagnosis, IssueLedger& ledger);

}  // namespace lastmeter
