// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "network/build_network.h"
#include "network/join_ends.h"
#include "network/stretches.h"
#include "network/walk_network.h"

namespace lastmeter {

/// Links in the order of the lines, between nodes numbered as they were met.
struct LinkParts {
  std::vector<Link> links;
  std::vector<Point> vertices;
  std::vector<Point> nodes;
  std::vector<std::uint8_t> sealed;                             // by node
  std::vector<std::pair<std::uint32_t, std::uint32_t>> merged;  // nodes that are one place: a way of no length
  std::size_t zero_length = 0;
};

/// Links with their costs from stretches: split where `joins` say, and into equal parts where a cost would not fit.
/// Throws InputError for a street so long that its coordinates must be wrong (100,000 km on the flat).
LinkParts make_links(const StreetLines& streets, Stretches stretches, const EndJoins& joins,
                     const NetworkOptions& options);

}  // namespace lastmeter
