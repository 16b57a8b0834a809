// SPDX-License-Identifier: Apache-2.0
// Any streets, barriers and places are a network that can be walked: nodes, links and arcs agree, pairs stay within
// their limit, stretches within their link.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <span>
#include <vector>

#include "core/parallel.h"
#include "network/anchor.h"
#include "network/anchors_near.h"
#include "network/barriers.h"
#include "network/build_network.h"
#include "network/doctor.h"
#include "network/walk_search.h"

namespace {

using lastmeter::Metres;
using lastmeter::Point;

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

/// Bytes, then zeros.
class Bytes {
 public:
  explicit Bytes(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  [[nodiscard]] bool empty() const { return at_ >= bytes_.size(); }
  std::uint8_t next() { return empty() ? std::uint8_t{0} : bytes_[at_++]; }
  /// Mostly on a small lattice, where lines meet and cross; some with fractions, some far away.
  double coordinate() {
    const int value = static_cast<std::int8_t>(next());
    switch (value % 8) {
      case 5:
        return value + next() / 256.0;
      case 6:
        return value * 1e-7;
      case 7:
        return value * 1000.0;
      default:
        return value;
    }
  }
  Point point() {
    const double x = coordinate();
    return {x, coordinate()};
  }
  std::vector<Point> points(std::size_t most) {
    std::vector<Point> list(next() % (most + 1));
    std::generate(list.begin(), list.end(), [&] { return point(); });
    return list;
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
};

/// What the first byte switches on.
enum : std::uint8_t { kIds = 1, kSeals = 2, kHeights = 4, kJoins = 8, kSteps = 16, kFreeAccess = 32 };

lastmeter::StreetLines streets_from(Bytes& bytes, std::uint8_t has) {
  lastmeter::StreetLines streets;
  const std::size_t count = bytes.next() % 24U;
  for (std::size_t line = 0; line < count; ++line) {
    std::vector<Point> vertices = bytes.points(4);
    vertices.resize(std::max<std::size_t>(vertices.size(), 2));
    const std::uint8_t traits = bytes.next();
    streets.add(vertices, static_cast<std::uint32_t>(line), traits % 3 - 1);
    streets.directions.back() = static_cast<lastmeter::WalkDirection>(traits / 3 % 3);
    streets.kinds.back() = static_cast<lastmeter::StreetKind>(traits / 9 % 2);
  }
  for (std::size_t i = 0; i < streets.vertices.size(); ++i) {
    if ((has & kIds) != 0) {
      streets.vertex_ids.push_back(bytes.next() % 32);
    }
    if ((has & kSeals) != 0) {
      streets.sealed.push_back(bytes.next() % 8 == 0 ? 1 : 0);
    }
    if ((has & kHeights) != 0) {
      const std::uint8_t height = bytes.next();
      streets.heights.push_back(height == 255 ? std::numeric_limits<double>::quiet_NaN() : height);
    }
  }
  return streets;
}

void check(const lastmeter::WalkNetwork& network) {
  const std::size_t nodes = network.node_count();
  require(network.sealed.size() == nodes && network.component.size() == nodes);
  require(network.arc_starts.size() == nodes + 1 && network.arc_starts.back() == network.arcs.size());
  require(std::is_sorted(network.arc_starts.begin(), network.arc_starts.end()));
  for (std::size_t node = 0; node < nodes; ++node) {
    require(network.component[node] < network.component_lengths.size());
    for (const auto& arc : network.arcs_of(node)) {
      require(arc.node < nodes && arc.node != node && arc.cost != lastmeter::kNoWay);
      require(network.component[arc.node] == network.component[node]);
    }
  }
  for (const lastmeter::Link& link : network.links) {
    require(link.from.index() < nodes && link.to.index() < nodes && link.vertex_count >= 2);
    require(std::size_t{link.first_vertex} + link.vertex_count <= network.vertices.size());
  }
}

void check(const lastmeter::WalkNetwork& network, const lastmeter::AnchorRows& rows) {
  require(rows.starts.back() == rows.anchors.size());
  for (const lastmeter::Anchor& anchor : rows.anchors) {
    require(anchor.link.index() < network.links.size() && anchor.access >= 0);
    require(anchor.share >= 0.0 && anchor.share <= 1.0);
  }
}

void check(const lastmeter::WalkNetwork& network, const lastmeter::AnchorRows& places,
           const lastmeter::AnchorRows& posts, Metres limit) {
  const lastmeter::WalkPairs pairs = walk_pairs(network, places, posts, limit);
  const auto nearest = nearest_of_places(network, places, posts);
  require(pairs.starts.size() == places.place_count() + 1 && nearest.size() == places.place_count());
  for (std::size_t place = 0; place < places.place_count(); ++place) {
    const auto limit_cost = lastmeter::to_cost(limit);
    const bool near = nearest[place] && nearest[place]->cost <= limit_cost;
    require(near == (pairs.starts[place] < pairs.starts[place + 1]));
    lastmeter::WalkCost least = std::numeric_limits<lastmeter::WalkCost>::max();
    for (auto i = pairs.starts[place]; i < pairs.starts[place + 1]; ++i) {
      require(pairs.posts[i] < posts.place_count() && pairs.costs[i] >= 0 && pairs.costs[i] <= limit_cost);
      require(i == pairs.starts[place] || pairs.posts[i - 1] < pairs.posts[i]);
      least = std::min(least, pairs.costs[i]);
    }
    require(!near || nearest[place]->cost == least);
  }
  for (const lastmeter::LinkStretch& stretch : reached_streets(network, posts, limit)) {
    require(stretch.link.index() < network.links.size());
    require(stretch.begin >= 0.0 && stretch.begin <= stretch.end && stretch.end <= 1.0);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lastmeter::set_thread_limit(1);
  Bytes bytes({data, size});
  const std::uint8_t has = bytes.next();
  const lastmeter::StreetLines drawn = streets_from(bytes, has);
  std::vector<std::vector<Point>> barriers(bytes.next() % 4U);
  std::generate(barriers.begin(), barriers.end(), [&] { return bytes.points(4); });
  const auto cut = cut_by_barriers(drawn, barriers, bytes.points(3), Metres(bytes.next()));
  lastmeter::NetworkOptions options;
  options.join_tolerance = Metres((has & kJoins) != 0 ? bytes.next() / 16.0 : 0.0);
  options.slopes = (has & kHeights) != 0;
  options.steps_factor = (has & kSteps) != 0 ? std::optional(0.5 + bytes.next() / 64.0) : std::nullopt;
  const lastmeter::WalkNetwork network = build_network(cut.streets, options).network;
  check(network);
  const lastmeter::SnapOptions snap{.limit = Metres(bytes.next()), .access_counts = (has & kFreeAccess) == 0};
  const Metres limit(10.0 * bytes.next());
  const std::vector<Point> homes = bytes.points(12);
  const lastmeter::AnchorRows places = snap_to_links(network, homes, {}, snap);
  const lastmeter::AnchorRows posts = snap_to_links(network, bytes.points(6), {}, snap);
  check(network, places);
  check(network, posts);
  check(network, places, posts, limit);
  check(network, anchor_streets_near(network, homes, Metres(1.0 + bytes.next())));
  near_misses(network, Metres(2.0));
  crossings_without_vertex(network);
  return 0;
}
