// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "draw/canvas.h"
#include "draw/map_picture.h"

namespace lastmeter {

/// Every picture is as wide as the text of an A4 page (180 mm); its height follows the shape of the study area.
inline constexpr double kPictureWidth = 510.0;

/// Title and subtitle; the map with the legend, a scale bar and a north arrow at its right; the source below. Two
/// panels stand beside each other, the legend under them. A map without anything in it is an empty frame. Labels that
/// find no room are left out (place_labels.h).
PageSize size_of(const MapPicture& picture);
/// Draws it with its upper left corner at the origin of the canvas.
void draw_picture(Canvas& canvas, const MapPicture& picture);
/// The picture as a file.
std::string picture_bytes(const MapPicture& picture, PictureFormat format);

}  // namespace lastmeter
