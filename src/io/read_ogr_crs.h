// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "geometry/crs.h"
#include "io/read_notes.h"

class OGRSpatialReference;

namespace lastmeter {

/// A layer's coordinate system as ours; none for null, for a local one and for GeoPackage's "undefined" ones. A system
/// that PROJ cannot use is noted.
std::optional<Crs> crs_of(const OGRSpatialReference* system, NoteCollector& notes);

/// The layer hands out northing or latitude first.
bool is_north_east(const OGRSpatialReference* system);

}  // namespace lastmeter
