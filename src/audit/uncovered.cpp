// SPDX-License-Identifier: Apache-2.0
#include "audit/uncovered.h"

#include "audit/cover.h"
#include "core/parallel.h"

namespace lastmeter {

std::vector<std::vector<MultiPolygon>> uncovered_in_parents(const ZoneLayer& layer, const ZoneLayer& parents,
                                                            const SharedAreas& shared, SquareMetres tolerance) {
  const std::vector<Cover> covers = covers_of(outlines_of(parents), outlines_of(layer), shared.by_parent, shared.among);
  std::vector<std::vector<MultiPolygon>> uncovered(covers.size());
  parallel_slices(covers.size(), 1, [&](std::size_t i, std::size_t) {
    if (covers[i].room() > tolerance) {
      for (Polygon& part : covers[i].uncovered().parts) {
        MultiPolygon piece{{std::move(part)}};
        if (area(piece) > tolerance) {
          uncovered[i].push_back(std::move(piece));
        }
      }
    }
  });
  return uncovered;
}

}  // namespace lastmeter
