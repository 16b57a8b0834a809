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

StreetLines lines_in(const StreetLines& streets, const Box& window) {
  StreetLines kept;
  for (std::size_t i = 0; i < streets.size(); ++i) {
    Box box;
    for (const Point at : streets.line(i)) {
      box.add(at);
    }
    if (!box.intersects(window)) {
      continue;
    }
    kept.add(streets.line(i), streets.rows[i], streets.levels[i]);
    kept.directions.back() = streets.directions[i];
    kept.kinds.back() = streets.kinds[i];
    const auto append = [&](const auto& from, auto& to) {
      if (!from.empty()) {
        to.insert(to.end(), from.begin() + streets.starts[i], from.begin() + streets.starts[i + 1]);
      }
    };
    append(streets.vertex_ids, kept.vertex_ids);
    append(streets.sealed, kept.sealed);
    append(streets.heights, kept.heights);
  }
  return kept;
}

}  // namespace lastmeter
