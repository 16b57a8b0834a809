// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/units.h"
#include "geometry/point.h"
#include "network/walk_network.h"

namespace lastmeter {

/// A place on a link, and how far off the link the thing is that stands there.
struct Anchor {
  LinkId link;
  Point at;             // on the link
  double share = 0.0;   // of the link's length, from its `from` end, in [0, 1]
  WalkCost access = 0;  // off the street: straight from the thing (through its entrance) to `at`
};

/// The anchors of places: one for a place near a street, several for one with several entrances, none for one that is
/// not near any. Flat rows.
struct AnchorRows {
  std::vector<std::uint32_t> starts{0};  // place -> anchors; places + 1
  std::vector<Anchor> anchors;           // of a place: in the order of its entrances

  [[nodiscard]] std::size_t place_count() const { return starts.size() - 1; }
  [[nodiscard]] std::span<const Anchor> of(std::size_t place) const {
    return std::span(anchors).subspan(starts[place], starts[place + 1] - starts[place]);
  }
};

/// A door or gate that a place is reached through.
struct Entrance {
  std::size_t place = 0;
  Point at;
};

struct SnapOptions {
  Metres limit{200.0};        // farther from every street: no anchor. 0 = only what lies on a street
  bool access_counts = true;  // false: the way from the street to the thing is free
};

/// Projects every place onto the nearest link (not node); ties, to the micrometre: the lowest LinkId, then the lowest
/// share. A place with entrances is reached through them alone: each entrance is projected, and its access is place -
/// entrance - street; the limit binds the way from the entrance to the street, inclusive to the micrometre.
/// O((links + places) log) with a tree of boxes (link_locator.h); parallel, same bytes for any number of threads.
/// Precondition: finite coordinates; `entrances` ascend by place; limit >= 0.
AnchorRows snap_to_links(const WalkNetwork& network, std::span<const Point> places, std::span<const Entrance> entrances,
                         const SnapOptions& options);

/// Distance to the nearest link at any distance, for messages about places that were not snapped; none without links.
std::vector<std::optional<Metres>> distance_to_links(const WalkNetwork& network, std::span<const Point> places);

/// Costs of walking along its link, the access leg left out; kNoWay where not allowed. An anchor at the very end of its
/// link stands on that node, whatever the link's direction.
struct EndCosts {
  WalkCost to_from = 0;      // anchor -> from
  WalkCost to_to = 0;        // anchor -> to
  WalkCost out_of_from = 0;  // from -> anchor
  WalkCost out_of_to = 0;    // to -> anchor
};
EndCosts end_costs(const WalkNetwork& network, const Anchor& anchor);

/// Walking along the link from one anchor to another one on it, access legs left out; none: another link, or against
/// the one way. Stretches of a link cost in proportion to their length; those between its ends add up exactly.
std::optional<WalkCost> direct_cost(const WalkNetwork& network, const Anchor& start, const Anchor& end);

}  // namespace lastmeter
