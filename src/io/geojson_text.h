// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geometry/geometry_column.h"

namespace lastmeter {

/// Geometries as RFC 7946 text with a fixed number of decimals. One per thread: it keeps a work space.
class GeoJsonText {
 public:
  /// `decimals` 0 to 12: a longitude times 10^12 is still exact in a 64-bit integer.
  explicit GeoJsonText(int decimals);

  /// A finite number of degrees, rounded half away from zero; never "-0".
  void append_number(std::string& out, double degrees) const;
  /// The geometry of a row, whose coordinates are finite longitudes and latitudes; Multi* for more than one part,
  /// `null` for a row without coordinates. Outer rings run counter-clockwise and holes clockwise as written, that is
  /// after rounding. Rings are closed and keep at least four positions, lines two, where rounding makes some equal.
  void append_geometry(std::string& out, const GeometryColumn& geometry, std::size_t row);

 private:
  struct Position {
    std::int64_t x;
    std::int64_t y;
  };
  enum class Turn { AsIs, CounterClockwise, Clockwise };

  void round_positions(std::span<const Coordinate> ring, std::size_t least, bool closed);
  void turn_positions(Turn turn);
  void append_positions(std::string& out) const;
  void append_part(std::string& out, const GeometryColumn& geometry, std::size_t row, std::size_t part);
  char* put_number(char* at, std::int64_t scaled) const;
  [[nodiscard]] std::int64_t scaled(double degrees) const;

  std::size_t decimals_;
  double scale_;
  std::vector<Position> positions_;
};

}  // namespace lastmeter
