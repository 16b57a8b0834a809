// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "io/read_geometry.h"

namespace lastmeter {

namespace {

constexpr std::uint32_t ewkb_z = 0x80000000U;
constexpr std::uint32_t ewkb_m = 0x40000000U;
constexpr std::uint32_t ewkb_srid = 0x20000000U;

enum WkbType : std::uint32_t { Point = 1, Line = 2, Polygon = 3, MultiPoint = 4, MultiLine = 5, MultiPolygon = 6 };

struct Header {
  std::uint32_t type = 0;
  std::size_t coordinate_bytes = 16;
  std::optional<int> srid;
};

/// Reads numbers off the front of a byte string; `failed` stays set once it ran out.
class WkbCursor {
 public:
  explicit WkbCursor(std::string_view bytes) : bytes_(bytes) {}

  Header header() {
    const auto order = number<std::uint8_t>();
    failed_ = failed_ || order > 1;
    swap_ = (order == 1) != (std::endian::native == std::endian::little);
    auto code = number<std::uint32_t>();
    Header header;
    bool z = (code & ewkb_z) != 0;
    bool m = (code & ewkb_m) != 0;
    if ((code & ewkb_srid) != 0) {
      header.srid = static_cast<int>(number<std::uint32_t>());
    }
    code &= 0x0FFFFFFFU;
    z = z || code / 1000 == 1 || code / 1000 == 3;
    m = m || code / 1000 == 2 || code / 1000 == 3;
    header.type = code % 1000;
    header.coordinate_bytes = 16 + (z ? 8 : 0) + (m ? 8 : 0);
    return header;
  }

  /// A count of things of which each takes at least `smallest` bytes.
  std::uint32_t count(std::size_t smallest) {
    const auto n = number<std::uint32_t>();
    failed_ = failed_ || n > bytes_.size() / smallest;
    return failed_ ? 0 : n;
  }

  Coordinate coordinate(std::size_t coordinate_bytes) {
    if (bytes_.size() < coordinate_bytes) {
      failed_ = true;
      return {};
    }
    const std::string_view after = bytes_.substr(coordinate_bytes);
    const Coordinate at{number<double>(), number<double>()};
    bytes_ = after;
    return at;
  }

  void fail() { failed_ = true; }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  template <class T>
  T number() {
    T value{};
    if (bytes_.size() < sizeof(T)) {
      failed_ = true;
      return value;
    }
    std::array<char, sizeof(T)> raw{};
    std::memcpy(raw.data(), bytes_.data(), sizeof(T));
    if (swap_) {
      std::reverse(raw.begin(), raw.end());
    }
    std::memcpy(&value, raw.data(), sizeof(T));
    bytes_.remove_prefix(sizeof(T));
    return value;
  }

  std::string_view bytes_;
  bool swap_ = false;
  bool failed_ = false;
};

/// Takes the place of the column in a first walk that finds out whether the bytes are whole.
struct Measure {
  std::size_t coordinates = 0;
  void begin_part() {}
  void begin_ring() {}
  void add(Coordinate /*at*/) { ++coordinates; }
};

template <class Sink>
void read_ring(WkbCursor& cursor, std::size_t coordinate_bytes, Sink& sink) {
  sink.begin_ring();
  for (std::uint32_t n = cursor.count(coordinate_bytes); n > 0; --n) {
    sink.add(cursor.coordinate(coordinate_bytes));
  }
}

/// An empty part is left out.
template <class Sink>
void read_part(WkbCursor& cursor, const Header& header, Sink& sink) {
  switch (header.type) {
    case Point: {
      const Coordinate at = cursor.coordinate(header.coordinate_bytes);
      if (!cursor.failed() && !(std::isnan(at.x) && std::isnan(at.y))) {
        sink.begin_part();
        sink.begin_ring();
        sink.add(at);
      }
      return;
    }
    case Line:
      sink.begin_part();
      read_ring(cursor, header.coordinate_bytes, sink);
      return;
    case Polygon: {
      std::uint32_t rings = cursor.count(4);
      if (rings > 0) {
        sink.begin_part();
      }
      for (; rings > 0; --rings) {
        read_ring(cursor, header.coordinate_bytes, sink);
      }
      return;
    }
    default:
      cursor.fail();
  }
}

GeometryKind kind_of(std::uint32_t type) {
  switch (type) {
    case Point:
    case MultiPoint:
      return GeometryKind::Point;
    case Line:
    case MultiLine:
      return GeometryKind::Line;
    case Polygon:
    case MultiPolygon:
      return GeometryKind::Polygon;
    default:
      return GeometryKind::Mixed;
  }
}

template <class Sink>
void read_parts(WkbCursor& cursor, const Header& header, Sink& sink) {
  if (header.type <= Polygon) {
    read_part(cursor, header, sink);
    return;
  }
  for (std::uint32_t parts = cursor.count(5); parts > 0 && !cursor.failed(); --parts) {
    const Header part = cursor.header();
    read_part(cursor, part, sink);
  }
}

}  // namespace

ParsedGeometry append_wkb(std::string_view wkb, GeometryColumn& column) {
  WkbCursor cursor(wkb);
  const Header header = cursor.header();
  const GeometryKind kind = kind_of(header.type);
  if (cursor.failed() || kind == GeometryKind::Mixed) {
    if (!cursor.failed()) {
      column.append(kind);
    }
    return {.readable = !cursor.failed(), .srid = header.srid};
  }
  WkbCursor walk = cursor;
  Measure measure;
  read_parts(walk, header, measure);
  if (!walk.failed() && measure.coordinates == 0) {
    column.append(GeometryKind::Empty);
  } else if (!walk.failed()) {
    column.begin(kind);
    read_parts(cursor, header, column);
  }
  return {.readable = !walk.failed(), .srid = header.srid};
}

}  // namespace lastmeter
