// SPDX-License-Identifier: Apache-2.0
#include "coverage/post_area.h"

#include "core/parallel.h"
#include "coverage/power_cell.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 64;

struct ZoneRing {
  const Ring* ring;
  Box box;
};

std::vector<ZoneRing> rings_of(const ZoneLayer& layer) {
  std::vector<ZoneRing> rings;
  for (const Zone& zone : layer.zones) {
    for (const Polygon& part : zone.outline.parts) {
      rings.push_back({&part.outer, bounds(part.outer)});
      for (const Ring& hole : part.holes) {
        rings.push_back({&hole, bounds(hole)});
      }
    }
  }
  return rings;
}

/// Clips to the disc's square first, so that far vertices cost little.
class RingInDisc {
 public:
  double area(const Ring& ring, const Disc& disc) {
    const double r = disc.radius.value();
    near_.clear();
    for (const Point p : ring) {
      near_.push_back({p.x - disc.centre.x, p.y - disc.centre.y});
    }
    for (const Cut& side : {Cut{{1, 0}, r}, Cut{{-1, 0}, r}, Cut{{0, 1}, r}, Cut{{0, -1}, r}}) {
      clip_ring(near_, side, spare_);
    }
    return area_in_disc(near_, r);
  }

 private:
  Ring near_;
  Ring spare_;
};

}  // namespace

std::vector<SquareMetres> discs_within(const std::vector<Disc>& discs, const ZoneLayer& layer) {
  const std::vector<ZoneRing> rings = rings_of(layer);
  std::vector<SquareMetres> areas(discs.size());
  parallel_slices(discs.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    RingInDisc ring_in_disc;
    for (std::size_t i = begin; i < end; ++i) {
      Box box;
      box.add(discs[i].centre);
      box = box.grown(discs[i].radius);
      double sum = 0.0;
      for (const ZoneRing& ring : rings) {
        if (ring.box.intersects(box)) {
          sum += ring_in_disc.area(*ring.ring, discs[i]);
        }
      }
      areas[i] = SquareMetres(sum);
    }
  });
  return areas;
}

}  // namespace lastmeter
