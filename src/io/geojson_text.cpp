// SPDX-License-Identifier: Apache-2.0
#include "io/geojson_text.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstring>
#include <string_view>

namespace lastmeter {

namespace {

constexpr std::size_t most_digits = 20;
/// Sign, digits and point of two numbers, brackets and comma.
constexpr std::size_t most_position = 2 * (most_digits + 2) + 4;

constexpr std::array<char, 200> digit_pairs = [] {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

bool has_coordinates(const GeometryColumn& geometry, std::size_t row, std::size_t part) {
  return geometry.ring_count(row, part) > 0 && !geometry.ring(row, part, 0).empty();
}

std::string_view type_name(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::Point:
      return "Point";
    case GeometryKind::Line:
      return "LineString";
    case GeometryKind::Polygon:
      return "Polygon";
    case GeometryKind::Null:
    case GeometryKind::Empty:
    case GeometryKind::Mixed:
      break;
  }
  return {};
}

}  // namespace

GeoJsonText::GeoJsonText(int decimals)
    : decimals_(static_cast<std::size_t>(decimals)), scale_(std::pow(10.0, decimals)) {
  assert(decimals >= 0 && decimals <= 12);
}

std::int64_t GeoJsonText::scaled(double degrees) const {
  return static_cast<std::int64_t>(degrees * scale_ + std::copysign(0.5, degrees));
}

char* GeoJsonText::put_number(char* at, std::int64_t scaled) const {
  if (scaled < 0) {
    *at++ = '-';
  }
  auto rest = static_cast<std::uint64_t>(scaled < 0 ? -scaled : scaled);
  std::array<char, most_digits> digits;  // NOLINT(*-member-init): written from its end
  char* const end = digits.data() + digits.size();
  char* first = end;
  for (; rest >= 100; rest /= 100) {
    first -= 2;
    std::memcpy(first, &digit_pairs[2 * (rest % 100)], 2);
  }
  if (rest >= 10) {
    *--first = static_cast<char>('0' + rest % 10);
    rest /= 10;
  }
  *--first = static_cast<char>('0' + rest);
  char* const point = end - decimals_;
  while (first >= point) {
    *--first = '0';
  }
  at = std::copy(first, point, at);
  if (decimals_ > 0) {
    *at++ = '.';
    at = std::copy(point, end, at);
  }
  return at;
}

void GeoJsonText::append_number(std::string& out, double degrees) const {
  std::array<char, most_position> text;  // NOLINT(*-member-init): put_number writes it
  out.append(text.data(), put_number(text.data(), scaled(degrees)));
}

void GeoJsonText::round_positions(std::span<const Coordinate> ring, std::size_t least, bool closed) {
  positions_.clear();
  for (const Coordinate at : ring) {
    positions_.push_back({scaled(at.x), scaled(at.y)});
  }
  const Position first = positions_.front();
  if (closed && (positions_.back().x != first.x || positions_.back().y != first.y)) {
    positions_.push_back(first);
  }
  while (positions_.size() < least) {
    positions_.push_back(first);
  }
}

void GeoJsonText::turn_positions(Turn turn) {
  if (turn == Turn::AsIs) {
    return;
  }
  double doubled_area = 0.0;
  const Position origin = positions_.front();
  for (std::size_t i = 0; i + 1 < positions_.size(); ++i) {
    const Position a = positions_[i];
    const Position b = positions_[i + 1];
    doubled_area += static_cast<double>(a.x - origin.x) * static_cast<double>(b.y - origin.y) -
                    static_cast<double>(b.x - origin.x) * static_cast<double>(a.y - origin.y);
  }
  if (turn == Turn::CounterClockwise ? doubled_area < 0.0 : doubled_area > 0.0) {
    std::reverse(positions_.begin(), positions_.end());
  }
}

void GeoJsonText::append_positions(std::string& out) const {
  const std::size_t before = out.size();
  out.resize(before + positions_.size() * most_position);
  char* at = out.data() + before;
  for (const Position position : positions_) {
    *at++ = '[';
    at = put_number(at, position.x);
    *at++ = ',';
    at = put_number(at, position.y);
    *at++ = ']';
    *at++ = ',';
  }
  out.resize(static_cast<std::size_t>(at - out.data()) - 1);
}

void GeoJsonText::append_part(std::string& out, const GeometryColumn& geometry, std::size_t row, std::size_t part) {
  const GeometryKind kind = geometry.kind(row);
  if (kind == GeometryKind::Point) {
    round_positions(geometry.ring(row, part, 0).first(1), 1, false);
    append_positions(out);
    return;
  }
  out += '[';
  if (kind == GeometryKind::Line) {
    round_positions(geometry.ring(row, part, 0), 2, false);
    append_positions(out);
  } else {
    for (std::size_t i = 0; i < geometry.ring_count(row, part); ++i) {
      const auto ring = geometry.ring(row, part, i);
      if (!ring.empty()) {
        out += i == 0 ? "[" : ",[";
        round_positions(ring, 4, true);
        turn_positions(i == 0 ? Turn::CounterClockwise : Turn::Clockwise);
        append_positions(out);
        out += ']';
      }
    }
  }
  out += ']';
}

void GeoJsonText::append_geometry(std::string& out, const GeometryColumn& geometry, std::size_t row) {
  std::size_t parts = 0;
  for (std::size_t part = 0; part < geometry.part_count(row); ++part) {
    parts += has_coordinates(geometry, row, part) ? 1 : 0;
  }
  const std::string_view type = type_name(geometry.kind(row));
  if (parts == 0 || type.empty()) {
    out += "null";
    return;
  }
  out += parts > 1 ? R"({"type":"Multi)" : R"({"type":")";
  out += type;
  out += parts > 1 ? R"(","coordinates":[)" : R"(","coordinates":)";
  bool first = true;
  for (std::size_t part = 0; part < geometry.part_count(row); ++part) {
    if (has_coordinates(geometry, row, part)) {
      out += first ? "" : ",";
      append_part(out, geometry, row, part);
      first = false;
    }
  }
  out += parts > 1 ? "]}" : "}";
}

}  // namespace lastmeter
