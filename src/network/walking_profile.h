// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "network/street_lines.h"

namespace lastmeter {

/// Looks up a tag of a way or node; "" where it has none.
using TagLookup = std::function<std::string_view(std::string_view key)>;

/// How a walker may use a way.
struct WalkableWay {
  WalkDirection direction = WalkDirection::Both;
  StreetKind kind = StreetKind::Street;
  std::int32_t level = 0;  // `layer`, else 1 for a bridge, -1 for a tunnel
};

/// The walking profile for OpenStreetMap tags; nothing where the way cannot be walked.
/// Walkable: every `highway` but motorways, busways, raceways, bridleways and what is not built (construction,
/// proposed, ...); platforms and piers. `foot` decides first (yes, designated, permissive, destination / no, private,
/// use_sidepath), then motorroad=yes, then `access` (no, private; agricultural, forestry, military ...). Areas
/// (area=yes) are skipped: their outline is no way. One-way rules bind walkers only as `oneway:foot`. Source: OSM wiki,
/// "OSM tags for routing/Access restrictions" and "Key:foot".
std::optional<WalkableWay> walkable_way(const TagLookup& tags);

/// Whether a walker passes a node with `barrier`: by `foot`, then `access`, then `locked`, else by kind: walls, fences,
/// hedges, ditches and retaining walls stop, everything else (gates, bollards, stiles, kerbs ...) lets through.
bool passable_node(const TagLookup& tags);

}  // namespace lastmeter
