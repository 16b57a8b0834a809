// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/map_page.h"

namespace lastmeter {

/// What the page shows, as JSON; `words` is the object of its language. Shapes as whole decimetres from a common
/// origin, ring by ring as differences.
std::string map_data(const MapPage& page, std::string_view words);

}  // namespace lastmeter
