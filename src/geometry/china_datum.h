// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geometry/point.h"

namespace lastmeter {

/// The two obfuscated systems of Chinese map services, as functions on degrees. GCJ-02 moves a WGS 84 place by
/// 100 to 700 m (498-555 m in Tengzhou); BD-09 moves the result on, 1.2-1.3 km in all. Published formulas on
/// the Krasovsky ellipsoid, the ones every open implementation uses; deterministic up to the C library's sine.
///
/// Outside the rectangle 72.004-137.8347 E, 0.8293-55.8271 N the GCJ-02 shift is zero (the services' own rule,
/// so it also moves places in neighbouring countries). NaN stays NaN.
LonLat gcj02_from_wgs84(LonLat place);
LonLat bd09_from_gcj02(LonLat place);

/// The inverses, by fixed-point iteration until two steps agree within 1e-12 degrees (about a tenth of a
/// micrometre): some six steps, never more than 50. Near the rectangle's edge, where the
/// forward formula jumps, the last step is returned.
LonLat wgs84_from_gcj02(LonLat place);
LonLat gcj02_from_bd09(LonLat place);

/// True inside the rectangle where GCJ-02 differs from WGS 84.
bool gcj02_applies(LonLat wgs84);

}  // namespace lastmeter
