// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/units.h"
#include "geometry/box_index.h"
#include "model/study_area.h"

namespace lastmeter {

struct NearestZone {
  ZoneId zone;
  Metres distance;  // to its outline; 0 inside
};

/// The zones of one layer, found by place. Keeps a pointer to the layer.
class ZoneIndex {
 public:
  explicit ZoneIndex(const ZoneLayer& layer);

  /// Nothing for an empty layer. Ties: the lowest id.
  [[nodiscard]] std::optional<NearestZone> nearest(Point p) const;
  /// The zones whose border runs along that of the shape, not farther than `within` from it, for more than a
  /// corner; ascending.
  [[nodiscard]] std::vector<ZoneId> along(const MultiPolygon& shape, Metres within) const;

 private:
  const ZoneLayer* layer_;
  std::vector<Box> boxes_;
  BoxIndex index_;
  Box extent_;
};

}  // namespace lastmeter
