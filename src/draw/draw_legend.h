// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "draw/canvas.h"
#include "draw/map_picture.h"

namespace lastmeter {

/// Height of the legend with its notes in columns of a width.
double legend_height(const Canvas& canvas, const MapPicture& picture, double width, std::size_t columns);
void draw_legend(Canvas& canvas, const MapPicture& picture, PagePoint at, double width, std::size_t columns);

/// Height that `draw_scale` takes.
inline constexpr double kScaleHeight = 46.0;
/// North arrow, and under it the scale bar, at most as wide as the box, at its bottom.
void draw_scale(Canvas& canvas, const MapPicture& picture, const PageBox& box, Metres box_width);

}  // namespace lastmeter
