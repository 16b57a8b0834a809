// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/units.h"
#include "geometry/crs.h"
#include "geometry/point.h"
#include "model/issue_ledger.h"

namespace lastmeter {

/// False for what files hold where a position is unknown: NaN, infinity, beyond any system's numbers (1e10), or
/// exactly 0, 0.
bool is_place(Coordinate at);

/// One layer as the doctor sees it: what is said about its system, and its numbers as they stand in the file.
struct DoctorLayer {
  std::string role;
  std::string file;
  std::optional<Crs> declared_by_user;  // wins over the file
  std::optional<Crs> from_file;
  std::span<const Coordinate> coordinates;  // of the whole layer; may hold non-places
};

struct CrsDiagnosis {
  std::optional<Crs> working;  // none: local metres, or nothing could be chosen (then something is refused)
  std::vector<std::optional<Crs>> layer_crs;  // to read each layer's numbers in; none: local, no places, or refused
  std::string working_reason;                 // "taken from layers communities and buildings"
  Metres worst_distortion_per_500m;           // over all layers; 0 for local metres
  std::vector<std::string> notes;             // decisions and assumptions worth printing, one line each
};

/// Looks at what the numbers say, not only at what is declared, and settles one system per layer and the working
/// system. `study_crs`: "auto", a definition for `Crs::parse`, or "local" (planar metres as they stand).
///
/// Nothing is changed or guessed silently: every doubt is an issue with role, file, the numbers seen and what to write.
///   CrsSuspicious       degrees declared as metres, metres declared as degrees, zone prefix of the easting against the
///                       declared system (proposes EPSG 4513-4554 or 4491-4512), or numbers that fit nothing near
///   CoordinatesSwapped  only y, x fits, alone or beside the other layers
///   CrsMissing          a Warning with the system assumed, where exactly one candidate makes the layer overlap the
///                       others; else Refused with the candidates
///   LayersApart         refused: which two layers, how many km
///   CoordinatesInvalid  refused: no coordinate of the layer is a place (single ones are the row checks' matter)
///   CrsBallpark         Beijing 1954 and the like: the datum step is a guess
/// "auto" takes the metric system most layers are in (ties: the first layer's), if it keeps 500 m within 1 m, else
/// `choose_working_crs`. Layers hence come in order of weight: zones, buildings, posts.
///
/// Throws ConfigError when `study_crs` is unknown or unfit to measure in (degrees, Web Mercator, feet). After a
/// Refused finding the other members still hold the best that is known.
/// Cost: a few passes over at most 20,000 coordinates per layer, and one over all of them.
CrsDiagnosis diagnose_crs(const std::vector<DoctorLayer>& layers, const std::string& study_crs, IssueLedger& ledger);

}  // namespace lastmeter
