// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geometry/crs.h"
#include "input/crs_numbers.h"

namespace lastmeter {

/// One way to read a layer's numbers.
struct CrsReading {
  Crs crs;
  Axes axes = Axes::AsRead;
  LonLatBox earth;
};

/// The Chinese Gauss-Krueger systems that the size of the numbers suggests, in the datum of `like` (CGCS2000 unless it
/// is Beijing 1954 or Xi'an 1980): the zone in the first two of eight digits of the easting, or, for six digits, all 21
/// central meridians, or those within 6 degrees of `near`. Either axis may hold the easting.
std::vector<Crs> gauss_kruger_candidates(const NumbersSeen& numbers, const std::optional<Crs>& like,
                                         const std::optional<LonLatBox>& near);

/// Those of `systems` in which the numbers lie on earth, near `near` where that is known; with the axes as they stand,
/// or, if that leaves none, swapped. Readings within about 5 m of each other count once, for the first.
std::vector<CrsReading> possible_readings(const NumbersSeen& numbers, std::span<const Crs> systems,
                                          const std::optional<LonLatBox>& near);

/// The systems the study has already first; then, where `near` is known, by the distance of the middles; else places in
/// mainland China before others, by how many people live around the central meridian. Otherwise as they come.
void sort_by_plausibility(std::vector<CrsReading>& readings, std::span<const Crs> in_use,
                          const std::optional<LonLatBox>& near);

/// "EPSG:4548 (CGCS2000 / 3-degree Gauss-Kruger CM 117E)".
std::string crs_text(const Crs& crs);

/// What to write into the study file: "EPSG:4548", or its WKT where no code says it.
std::string crs_value(const Crs& crs);

}  // namespace lastmeter
