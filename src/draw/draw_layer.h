// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "draw/canvas.h"
#include "draw/map_picture.h"
#include "draw/page_map.h"

namespace lastmeter {

/// Draws the rows of a layer: areas of one class after the other, then their outlines, lines, and markers. Corners that
/// fall on the same quarter of a point or between two others on a straight line are drawn once, dots at the same place
/// too. O(coordinates).
void draw_layer(Canvas& canvas, const MapLayer& layer, const PageMap& map);

/// One marker of a symbol with its middle at the place.
void draw_marker(Canvas& canvas, const Symbol& symbol, PagePoint at);

}  // namespace lastmeter
