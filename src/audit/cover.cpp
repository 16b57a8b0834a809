// SPDX-License-Identifier: Apache-2.0
#include "audit/cover.h"

#include <algorithm>

#include "geometry/overlay.h"

namespace lastmeter {

MultiPolygon Cover::uncovered() const {
  std::vector<MultiPolygon> shapes;
  shapes.reserve(zones.size());
  for (const MultiPolygon* zone : zones) {
    shapes.push_back(*zone);
  }
  return shapes.empty() ? *shape : difference(*shape, union_of(shapes));
}

std::vector<Cover> covers_of(const std::vector<const MultiPolygon*>& shapes,
                             const std::vector<const MultiPolygon*>& zones, std::span<const OverlapPair> pairs,
                             std::span<const OverlapPair> among) {
  std::vector<Cover> covers(shapes.size());
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    covers[i].shape = shapes[i];
  }
  std::vector<std::vector<std::size_t>> shapes_of_zone(zones.size());
  for (const OverlapPair& pair : pairs) {
    covers[pair.a].shared += pair.shared;
    covers[pair.a].zones.push_back(zones[pair.b]);
    shapes_of_zone[pair.b].push_back(pair.a);
  }
  for (const OverlapPair& pair : among) {
    const std::vector<std::size_t>& other = shapes_of_zone[pair.b];
    for (const std::size_t shape : shapes_of_zone[pair.a]) {
      if (std::binary_search(other.begin(), other.end(), shape)) {
        covers[shape].doubled += pair.shared;
      }
    }
  }
  return covers;
}

}  // namespace lastmeter
