// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/units.h"
#include "geometry/polygon.h"

namespace lastmeter {

/// Degrees, WGS 84. `west` > `east` when it crosses the antimeridian.
struct LonLatBox {
  double west = 0.0;
  double south = 0.0;
  double east = 0.0;
  double north = 0.0;
};

/// How a system's coordinates are shifted against the ground before any projection.
enum class DatumShift { None, Gcj02, Bd09 };

/// A coordinate reference system, a cheap value. Axis order is always x = east or longitude, y = north or
/// latitude, whatever the definition says (EPSG:4490 and 4548 are north-east in the database).
class Crs {
 public:
  /// From "EPSG:4548" (any authority PROJ knows, also as URN), WKT of any dialect, PROJJSON, a PROJ string, "GCJ-02"
  /// or "BD-09" (also "GCJ02", "BD09"; case ignored). Heights are dropped: the horizontal part counts. Names are not
  /// looked up, because PROJ's search is fuzzy ("foo" finds Amersfoort).
  /// Texts seen before are answered from memory. Thread-safe.
  /// Throws InputError with the text and a suggestion when PROJ does not know it, and for systems that are
  /// neither geographic nor projected (geocentric, local engineering).
  static Crs parse(std::string_view definition);
  /// WGS 84 longitude/latitude in degrees.
  static Crs wgs84();

  /// "EPSG:4548", "GCJ-02", "BD-09", or the name in quotes where no code identifies it with certainty.
  /// An .prj whose WKT is equivalent to an EPSG system gets that code (PROJ identify, confidence >= 90, or same
  /// parameters under another name).
  [[nodiscard]] const std::string& id() const;
  /// Name for people: "CGCS2000 / 3-degree Gauss-Kruger CM 117E".
  [[nodiscard]] const std::string& name() const;
  /// The EPSG code, where `id` has one.
  [[nodiscard]] std::optional<int> epsg() const;
  [[nodiscard]] const std::string& wkt() const;
  [[nodiscard]] DatumShift shift() const;
  [[nodiscard]] bool is_geographic() const;
  /// Projected, metres, and not a Mercator variant made for the web (EPSG:3857, 900913, 3395 ...):
  /// fit to be a working system.
  [[nodiscard]] bool is_projected_metres() const;
  [[nodiscard]] bool is_web_mercator() const;
  /// Where the database says the system may be used; nothing for most systems without a code.
  [[nodiscard]] std::optional<LonLatBox> area_of_use() const;
  /// The longitude/latitude system it is projected from; itself when geographic (GCJ-02 and BD-09 too).
  [[nodiscard]] Crs geographic() const;
  /// Same coordinates for the same place: equal codes, or equal up to names and declared axis order.
  bool operator==(const Crs& other) const;

  struct Data;
  [[nodiscard]] const Data& data() const { return *data_; }

 private:
  explicit Crs(std::shared_ptr<const Data> data);
  static Crs understood(std::string_view text);
  std::shared_ptr<const Data> data_;
};

/// Moves coordinates in place from one system to another; GCJ-02 and BD-09 are undone first (better than
/// 1 mm) and applied last. A coordinate PROJ cannot transform becomes NaN, NaN. Deterministic; large spans
/// run in parallel. O(n).
void transform(const Crs& from, const Crs& to, std::span<Coordinate> coordinates);

/// What PROJ knows about the change of datum between two systems.
enum class DatumStep {
  Known,         // same datum, or a published transformation
  NearIdentity,  // none published, but both are earth-centred and modern (CGCS2000, WGS 84, SIRGAS ...): taken as
                 // equal; CGCS2000 and WGS 84 are below a decimetre apart, others below about 2 m
  Ballpark,      // none published (Beijing 1954, Xi'an 1980): taken as equal, but tens of metres or more apart
};

/// The step used at a place; without one, in the middle of the area of use of `from`.
DatumStep datum_step(const Crs& from, const Crs& to, std::optional<LonLat> at = std::nullopt);

/// True for DatumStep::Ballpark: worth a warning.
bool is_ballpark(const Crs& from, const Crs& to);

/// The best projected system for an area: the 3-degree CGCS2000 Gauss-Krueger zone without prefix
/// (EPSG:4534-4554) when its centre lies in mainland China; in Hong Kong EPSG:2326, in Taiwan EPSG:3826 and on Penghu
/// EPSG:3825; else the UTM zone of the centre (WGS 84).
Crs choose_working_crs(LonLat south_west, LonLat north_east);

/// Largest error, in metres, of a straight line of `length` measured in `working` anywhere in the box of
/// projected points, against the ellipsoid: from the scale factors on a 9 x 9 lattice. `length` itself (wholly
/// wrong) when a part of the box lies where the system is not defined. Precondition: `working` is projected, the
/// box not empty.
Metres worst_distortion(const Crs& working, const Box& box, Metres length);

/// Versions of PROJ and of its database, for the manifest.
std::string proj_version();

}  // namespace lastmeter
