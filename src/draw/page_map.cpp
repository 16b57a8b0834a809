// SPDX-License-Identifier: Apache-2.0
#include "draw/page_map.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lastmeter {

namespace {

constexpr double kRim = 0.03;
constexpr double kLeast = 100.0;

double rounded(double value) { return std::round(value * 4.0) / 4.0; }

}  // namespace

std::optional<Extent> extent_of(const std::vector<MapPanel>& panels) {
  constexpr double far = std::numeric_limits<double>::infinity();
  Extent extent{far, far, -far, -far};
  const auto add = [&](const MapLayer& layer) {
    for (std::size_t row = 0; row < layer.classes.size(); ++row) {
      for (const Coordinate at : layer.shapes->coordinates(row)) {
        if (layer.classes[row] >= 0 && std::isfinite(at.x) && std::isfinite(at.y)) {
          extent = {std::min(extent.west, at.x), std::min(extent.south, at.y), std::max(extent.east, at.x),
                    std::max(extent.north, at.y)};
        }
      }
    }
  };
  for (const MapPanel& panel : panels) {
    for (const MapLayer& layer : panel.layers) {
      if (layer.sets_extent) {
        add(layer);
      }
    }
  }
  if (extent.west > extent.east) {
    return std::nullopt;
  }
  const double x = std::max(extent.width() * kRim, (kLeast - extent.width()) / 2.0);
  const double y = std::max(extent.height() * kRim, (kLeast - extent.height()) / 2.0);
  return Extent{extent.west - x, extent.south - y, extent.east + x, extent.north + y};
}

PageMap::PageMap(const Extent& extent, const PageBox& box)
    : box_(box), scale_(std::min(box.width / extent.width(), box.height / extent.height())) {
  origin_ = {box.x + box.width / 2.0 - scale_ * (extent.west + extent.east) / 2.0,
             box.y + box.height / 2.0 + scale_ * (extent.south + extent.north) / 2.0};
}

PagePoint PageMap::at(double x, double y) const {
  return {rounded(origin_.x + scale_ * x), rounded(origin_.y - scale_ * y)};
}

}  // namespace lastmeter
