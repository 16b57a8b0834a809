// SPDX-License-Identifier: Apache-2.0
#include "network/anchor.h"

#include <algorithm>
#include <cmath>

#include "core/parallel.h"
#include "network/curve_order.h"
#include "network/link_locator.h"

namespace lastmeter {

namespace {

constexpr std::size_t kSlice = 4096;

std::vector<std::optional<LinkHit>> locate(const WalkNetwork& network, std::span<const Point> points, double limit) {
  std::vector<std::optional<LinkHit>> hits(points.size());
  const LinkLocator locator(network);
  const std::vector<std::uint32_t> order = curve_order(points);
  parallel_slices(points.size(), kSlice, [&](std::size_t begin, std::size_t end) {
    std::optional<LinkHit> guess;
    for (std::size_t i = begin; i < end; ++i) {
      std::optional<LinkHit>& hit = hits[order[i]];
      hit = locator.nearest(points[order[i]], limit, guess);
      if (hit) {
        guess = hit;
      }
    }
  });
  return hits;
}

double share_of(const WalkNetwork& network, const LinkHit& hit) {
  const Link& link = network.link(hit.link);
  double before = 0.0;
  double whole = 0.0;
  for (std::uint32_t v = link.first_vertex; v + 1 < link.first_vertex + link.vertex_count; ++v) {
    const double length = distance(network.vertices[v], network.vertices[v + 1]).value();
    if (v == hit.vertex) {
      before = whole + hit.along * length;
    }
    whole += length;
  }
  return whole > 0.0 ? std::clamp(before / whole, 0.0, 1.0) : 0.0;
}

/// What is projected: places without entrances, and entrances. In the order of the anchors.
struct Doors {
  std::vector<Point> points;
  std::vector<std::uint32_t> places;
  std::vector<double> walks;  // place - entrance, metres
};

Doors doors_of(std::span<const Point> places, std::span<const Entrance> entrances) {
  Doors doors;
  const auto add = [&](Point at, std::size_t place) {
    doors.points.push_back(at);
    doors.places.push_back(static_cast<std::uint32_t>(place));
    doors.walks.push_back(distance(places[place], at).value());
  };
  std::size_t next = 0;
  for (std::size_t place = 0; place < places.size(); ++place) {
    if (next == entrances.size() || entrances[next].place != place) {
      add(places[place], place);
      continue;
    }
    for (; next < entrances.size() && entrances[next].place == place; ++next) {
      add(entrances[next].at, place);
    }
  }
  return doors;
}

WalkCost part_of(std::uint32_t cost, double share) { return std::llround(cost * share); }

}  // namespace

AnchorRows snap_to_links(const WalkNetwork& network, std::span<const Point> places, std::span<const Entrance> entrances,
                         const SnapOptions& options) {
  const Doors doors = doors_of(places, entrances);
  const std::vector<std::optional<LinkHit>> hits = locate(network, doors.points, options.limit.value());
  AnchorRows rows;
  rows.starts.assign(places.size() + 1, 0);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (hits[i]) {
      const WalkCost access = options.access_counts ? to_cost(Metres(doors.walks[i] + hits[i]->distance)) : 0;
      rows.anchors.push_back({hits[i]->link, hits[i]->at, share_of(network, *hits[i]), access});
    }
    rows.starts[doors.places[i] + 1] = static_cast<std::uint32_t>(rows.anchors.size());
  }
  return rows;
}

std::vector<std::optional<Metres>> distance_to_links(const WalkNetwork& network, std::span<const Point> places) {
  const std::vector<std::optional<LinkHit>> hits = locate(network, places, 1e12);
  std::vector<std::optional<Metres>> distances(places.size());
  std::ranges::transform(hits, distances.begin(), [](const std::optional<LinkHit>& hit) {
    return hit ? std::optional(Metres(hit->distance)) : std::nullopt;
  });
  return distances;
}

EndCosts end_costs(const WalkNetwork& network, const Anchor& anchor) {
  const Link& link = network.link(anchor.link);
  EndCosts costs{kNoWay, kNoWay, kNoWay, kNoWay};
  if (link.cost != kNoWay) {
    costs.out_of_from = part_of(link.cost, anchor.share);
    costs.to_to = link.cost - costs.out_of_from;
  }
  if (link.cost_back != kNoWay) {
    costs.to_from = part_of(link.cost_back, anchor.share);
    costs.out_of_to = link.cost_back - costs.to_from;
  }
  if (anchor.share == 0.0) {
    costs.to_from = costs.out_of_from = 0;
  }
  if (anchor.share == 1.0) {
    costs.to_to = costs.out_of_to = 0;
  }
  return costs;
}

std::optional<WalkCost> direct_cost(const WalkNetwork& network, const Anchor& start, const Anchor& end) {
  if (start.link != end.link) {
    return std::nullopt;
  }
  if (start.share == end.share) {
    return 0;
  }
  const Link& link = network.link(start.link);
  const bool forward = start.share < end.share;
  const std::uint32_t cost = forward ? link.cost : link.cost_back;
  if (cost == kNoWay) {
    return std::nullopt;
  }
  return std::abs(part_of(cost, end.share) - part_of(cost, start.share));
}

}  // namespace lastmeter
