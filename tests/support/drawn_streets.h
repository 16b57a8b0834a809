// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/units.h"
#include "geometry/point.h"
#include "network/street_lines.h"

namespace lastmeter::testing {

/// Streets of a picture. Line i runs from `ends[i].first` to `ends[i].second`; its row is i.
struct DrawnStreets {
  StreetLines lines;
  std::map<char, Point> places;
  std::vector<std::pair<char, char>> ends;

  /// The place of a letter; the test fails hard when there is none.
  [[nodiscard]] Point at(char letter) const {
    const auto place = places.find(letter);
    if (place == places.end()) {
      throw std::logic_error(std::string("the picture has no ") + letter);
    }
    return place->second;
  }
  /// The first line between two letters, in either order.
  [[nodiscard]] std::uint32_t line(char a, char b) const {
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (ends[i] == std::pair(a, b) || ends[i] == std::pair(b, a)) {
        return static_cast<std::uint32_t>(i);
      }
    }
    throw std::logic_error(std::string("the picture has no line ") + a + b);
  }
};

namespace drawing {

struct Step {
  int dx = 0;
  int dy = 0;  // rows count downwards here
};
inline constexpr std::array<Step, 8> kSteps{{{1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}}};

/// A picture's characters by column and row, without common indentation and blank rows around it.
class StreetPicture {
 public:
  explicit StreetPicture(std::string_view picture) {
    std::istringstream input{std::string(picture)};
    std::size_t indent = std::string::npos;
    for (std::string row; std::getline(input, row);) {
      const std::size_t first = row.find_first_not_of(' ');
      if (first != std::string::npos || !rows_.empty()) {
        indent = std::min(indent, first);
        rows_.push_back(row);
      }
    }
    while (!rows_.empty() && rows_.back().find_first_not_of(' ') == std::string::npos) {
      rows_.pop_back();
    }
    for (std::string& row : rows_) {
      row.erase(0, indent);
    }
  }

  [[nodiscard]] const std::vector<std::string>& rows() const { return rows_; }
  [[nodiscard]] char at(int x, int y) const {
    const auto row = static_cast<std::size_t>(y);
    const auto column = static_cast<std::size_t>(x);
    return x < 0 || y < 0 || row >= rows_.size() || column >= rows_[row].size() ? ' ' : rows_[row][column];
  }
  [[nodiscard]] Point place(int x, int y, double per_char) const {
    return {x * per_char, (static_cast<double>(rows_.size()) - 1.0 - y) * per_char};
  }

 private:
  std::vector<std::string> rows_;
};

inline bool is_junction(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// Whether a run that steps from `from` onto `c` goes on there: along strokes of its direction, whose ends may be
/// letters or bends. Letters and bends side by side are not joined.
inline bool accepts(char from, char c, Step step) {
  const bool diagonal = step.dx != 0 && step.dy != 0;
  if (c == '+' || is_junction(c)) {
    return from != '+' && !is_junction(from);
  }
  switch (c) {
    case '-':
    case '=':
      return step.dy == 0;
    case '|':
    case ':':
      return step.dx == 0;
    case '/':
      return diagonal && step.dx != step.dy;
    case '\\':
      return diagonal && step.dx == step.dy;
    default:
      return false;
  }
}

/// A run of strokes from one letter to the next.
struct Run {
  std::vector<Point> vertices;
  int x = 0;
  int y = 0;
  std::size_t direction = 0;  // of its last step
  bool raised = false;
};

inline std::size_t turn_at_bend(const StreetPicture& picture, const Run& run) {
  const auto open = [&](std::size_t direction) {
    const Step step = kSteps[direction];
    return accepts('+', picture.at(run.x + step.dx, run.y + step.dy), step);
  };
  if (open(run.direction)) {
    return run.direction;
  }
  for (std::size_t direction = 0; direction < kSteps.size(); ++direction) {
    if (direction != (run.direction + 4) % 8 && open(direction)) {
      return direction;
    }
  }
  throw std::logic_error("a + of the picture leads nowhere");
}

inline Run follow(const StreetPicture& picture, Run run, double per_char) {
  while (true) {
    const char from = picture.at(run.x, run.y);
    const Step step = kSteps[run.direction];
    run.x += step.dx;
    run.y += step.dy;
    const char c = picture.at(run.x, run.y);
    if (!accepts(from, c, step)) {
      throw std::logic_error(std::string("a line of the picture ends at '") + c + "' instead of a letter");
    }
    run.raised = run.raised || c == '=' || c == ':';
    if (is_junction(c)) {
      run.vertices.push_back(picture.place(run.x, run.y, per_char));
      return run;
    }
    if (c == '+') {
      const std::size_t next = turn_at_bend(picture, run);
      if (next != run.direction) {
        run.vertices.push_back(picture.place(run.x, run.y, per_char));
      }
      run.direction = next;
    }
  }
}

}  // namespace drawing

/// The streets of a picture, `per_char` metres from one character to the next, across as well as down; the last row
/// lies at y = 0, its leftmost column at x = 0. Letters and digits are places, each once; lines run from one to the
/// next along - | / \ strokes. At a + a line goes straight on where it can (two lines crossing there share no vertex),
/// else it bends, with a vertex. A line with a = or : among its strokes is a bridge (level 1). Neighbouring
/// letters without a stroke between them are not joined. Lines stand in reading order of their first ends, then
/// clockwise from the east.
inline DrawnStreets draw_streets(std::string_view text, Metres per_char) {
  const drawing::StreetPicture picture(text);
  DrawnStreets drawn;
  std::set<std::tuple<int, int, std::size_t>> done;
  for (int y = 0; y < static_cast<int>(picture.rows().size()); ++y) {
    for (int x = 0; x < static_cast<int>(picture.rows()[static_cast<std::size_t>(y)].size()); ++x) {
      const char letter = picture.at(x, y);
      if (!drawing::is_junction(letter)) {
        continue;
      }
      const Point place = picture.place(x, y, per_char.value());
      if (!drawn.places.emplace(letter, place).second) {
        throw std::logic_error(std::string("the picture has two places ") + letter);
      }
      for (std::size_t direction = 0; direction < drawing::kSteps.size(); ++direction) {
        const drawing::Step step = drawing::kSteps[direction];
        if (!drawing::accepts(letter, picture.at(x + step.dx, y + step.dy), step) ||
            !done.emplace(x, y, direction).second) {
          continue;
        }
        const drawing::Run run = drawing::follow(picture, {{place}, x, y, direction, false}, per_char.value());
        done.emplace(run.x, run.y, (run.direction + 4) % 8);
        const auto row = static_cast<std::uint32_t>(drawn.lines.size());
        drawn.lines.add(run.vertices, row, run.raised ? 1 : 0);
        drawn.ends.emplace_back(letter, picture.at(run.x, run.y));
      }
    }
  }
  return drawn;
}

}  // namespace lastmeter::testing
