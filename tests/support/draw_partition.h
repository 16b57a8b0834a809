// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cctype>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "partition/partition_problem.h"

namespace lastmeter::testing {

namespace drawing {

/// A cell of a picture: column and row, rows counted from above; what is written there; whether a wall is on its left.
struct Mark {
  int x = 0;
  int y = 0;
  char sign = ' ';
  bool wall = false;
};

inline std::vector<Mark> marks_of(std::string_view picture) {
  std::vector<Mark> marks;
  std::istringstream lines{std::string(picture)};
  int y = 0;
  for (std::string line; std::getline(lines, line);) {
    int x = 0;
    bool wall = false;
    for (const char sign : line) {
      if (sign == '|') {
        wall = true;
      } else if (std::isspace(static_cast<unsigned char>(sign)) == 0) {
        marks.push_back({x++, y, sign, std::exchange(wall, false)});
      }
    }
    y += x > 0 ? 1 : 0;
  }
  return marks;
}

}  // namespace drawing

/// Square units side by side, read row by row from above; a digit is a unit of that weight and workload, `.` is
/// nothing, a `|` between two cells bars the border between them. Units are coded a, b, c, ... z, u26, u27, ... ; the
/// lowest row is centred at y = side / 2.
inline UnitGraph draw_units(std::string_view picture, double side = 10.0) {
  IdVector<UnitId, BasicUnit> units;
  IdVector<BorderId, UnitBorder> borders;
  std::map<std::pair<int, int>, UnitId> at;
  const auto marks = drawing::marks_of(picture);
  for (const drawing::Mark& mark : marks) {
    if (mark.sign == '.') {
      continue;
    }
    const std::size_t i = units.size();
    BasicUnit unit;
    unit.code = i < 26 ? std::string(1, static_cast<char>('a' + i)) : "u" + std::to_string(i);
    unit.weight = unit.workload = mark.sign - '0';
    unit.at = {(mark.x + 0.5) * side, (marks.back().y - mark.y + 0.5) * side};
    unit.area = SquareMetres(side * side);
    unit.outer = Metres(4.0 * side);
    at[{mark.x, mark.y}] = units.push_back(std::move(unit));
    const auto join = [&](std::pair<int, int> beside, bool wall) {
      if (const auto other = at.find(beside); other != at.end()) {
        borders.push_back({.a = other->second,
                           .b = UnitId(i),
                           .length = Metres(side),
                           .passage = wall ? Passage::Barred : Passage::Open});
        units[other->second].outer -= Metres(side);
        units[UnitId(i)].outer -= Metres(side);
      }
    };
    join({mark.x, mark.y - 1}, false);
    join({mark.x - 1, mark.y}, mark.wall);
  }
  return {std::move(units), std::move(borders)};
}

/// The plan of such a picture: `A` is zone 0, `B` zone 1 and so on, `.` is nothing.
inline IdVector<UnitId, ZoneId> draw_plan(std::string_view picture) {
  IdVector<UnitId, ZoneId> plan;
  for (const drawing::Mark& mark : drawing::marks_of(picture)) {
    if (mark.sign != '.') {
      plan.push_back(ZoneId(static_cast<std::size_t>(mark.sign - 'A')));
    }
  }
  return plan;
}

/// The same as a plan in force; `-` is a unit without a zone.
inline std::vector<std::optional<ZoneId>> draw_today(std::string_view picture) {
  std::vector<std::optional<ZoneId>> today;
  for (const drawing::Mark& mark : drawing::marks_of(picture)) {
    if (mark.sign != '.') {
      today.push_back(mark.sign == '-' ? std::nullopt
                                       : std::optional(ZoneId(static_cast<std::size_t>(mark.sign - 'A'))));
    }
  }
  return today;
}

/// Adds a border to a graph: a link across water, or one that a picture cannot show.
inline UnitGraph with_border(const UnitGraph& graph, std::size_t a, std::size_t b, Passage passage,
                             double length = 0.0) {
  auto borders = graph.borders();
  borders.push_back({.a = UnitId(a), .b = UnitId(b), .length = Metres(length), .passage = passage});
  return {graph.units(), std::move(borders)};
}

}  // namespace lastmeter::testing
