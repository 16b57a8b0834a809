// SPDX-License-Identifier: Apache-2.0
#include "network/street_lines.h"

namespace lastmeter {

void StreetLines::add(std::span<const Point> line, std::uint32_t row, std::int32_t level) {
  vertices.insert(vertices.end(), line.begin(), line.end());
  starts.push_back(static_cast<std::uint32_t>(vertices.size()));
  levels.push_back(level);
  directions.push_back(WalkDirection::Both);
  kinds.push_back(StreetKind::Street);
  rows.push_back(row);
}

}  // namespace lastmeter
