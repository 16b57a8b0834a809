// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "report/picture_parts.h"

namespace lastmeter {

/// Zones by their load of events, as the map page colours them; nothing in a study without zones.
std::optional<MapPicture> events_picture(const PictureSource& source, const EventResult& events);

/// Posts by how full they are in an emergency, and who finds no place. Precondition: the run has people and posts.
MapPicture emergency_picture(const PictureSource& source, const EmergencyResult& result);

}  // namespace lastmeter
