// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/units.h"
#include "geometry/crs.h"
#include "geometry/geometry_column.h"
#include "geometry/point.h"
#include "geometry/polygon.h"

namespace lastmeter {

/// Levels of administrative zones, from the top. A study may lack any of them.
enum class ZoneLevel : std::size_t { Subdistrict, Community, GridZone };
inline constexpr std::array kZoneLevels{ZoneLevel::Subdistrict, ZoneLevel::Community, ZoneLevel::GridZone};

/// "subdistricts", "communities", "grid_zones": the role of the layer in the study file.
std::string_view role_of(ZoneLevel level);
/// "community", "grid zone": one zone of the level, in sentences.
std::string_view noun_of(ZoneLevel level);

/// Ordinary, or a tower, mall, school ... (专属网格): exempt from household limits.
enum class ZoneKind { Ordinary, Dedicated };

struct Zone {
  std::string code;  // text for ever; unique in its layer once audited
  std::string name;
  ZoneKind kind = ZoneKind::Ordinary;
  std::optional<ZoneId> parent;      // in the nearest level above that the study has
  MultiPolygon outline;              // valid, oriented
  SquareMetres area;                 // of the outline
  std::optional<double> households;  // as stated in the layer, not summed
  std::optional<double> population;
  std::size_t row = 0;  // in its source
};

/// The zones of one level, in the order of their codes.
struct ZoneLayer {
  ZoneLevel level = ZoneLevel::Community;
  IdVector<ZoneId, Zone> zones;
  [[nodiscard]] bool empty() const { return zones.empty(); }
};

/// The zone of each level that a point belongs to, by level.
using ZoneMembership = std::array<std::optional<ZoneId>, 3>;

/// A place where people live, with counts (>= 0: input reports and zeroes negative ones). Never a person.
struct DemandPoint {
  std::string code;
  std::string name;
  Point at;
  double households = 0.0;
  double population = 0.0;
  double events = 0.0;  // see event_demand; 0 where nothing asks for them
  ZoneMembership zones;
  std::string compound;        // code of the housing estate; empty = none
  std::string building_group;  // code; empty = none
  SquareMetres footprint;      // of its polygon; 0 for a point
  std::size_t row = 0;
};

/// What the demand points stand for.
enum class DemandBasis {
  Buildings,           // one point a building
  PopulationPolygons,  // one point a statistical area: its centroid
  PopulationPoints,    // grid-cell or hexagon centres
  ZoneTotals,          // totals of zones spread evenly over their area, on a lattice
  None,                // no counts at all: only areas can be covered
};
std::string_view name_of(DemandBasis basis);

enum class FacilityKind { Centre, Station, MicroStation, Other };
std::string_view name_of(FacilityKind kind);

/// What a post states to offer in an emergency; >= 0.
struct EmergencyOffer {
  std::optional<double> capacity;  // people it can serve in all
  std::optional<double> staff;
  std::optional<double> lanes;  // people served side by side
};

struct Facility {
  std::string code;
  std::string name;
  FacilityKind kind = FacilityKind::Other;
  Point at;
  std::optional<Metres> own_radius;  // service radius stated for this post alone
  std::optional<double> capacity;    // staff, seats, beds: what it can offer; >= 0
  EmergencyOffer emergency;          // what it states to offer in an emergency
  ZoneMembership zones;              // where it stands; none outside the study area
  std::optional<ZoneId> home;        // community it belongs to: by its code column, else where it stands
  std::size_t row = 0;
};

/// A place where a post may be opened, as the layer of candidates states it. What it does not state is for the
/// placement options to fill in.
struct CandidateSite {
  std::string code;
  std::string name;
  FacilityKind kind = FacilityKind::Other;
  Point at;
  std::optional<Metres> own_radius;  // service radius of this site alone
  std::optional<double> cost;        // of opening it, in the study's currency; >= 0
  std::optional<double> capacity;    // >= 0
  EmergencyOffer emergency;
  std::optional<SquareMetres> floor_area;  // >= 0
  std::string site;                        // options of one site (upgrade A or B) state the same one; empty: no other
  ZoneMembership zones;                    // where it stands; none outside the study area
  std::optional<ZoneId> home;              // community it would belong to
  std::size_t row = 0;
};

/// What events state beside, as it stands in the file; a list is empty where the layer has no such column.
struct EventTexts {
  std::vector<std::string> subkinds;
  std::vector<std::string> opened;
  std::vector<std::string> closed;
  std::vector<std::size_t> rows;  // of the source, from 0; always filled in
};

/// A layer that is carried along for maps and later stages, not counted: streets, barriers, units, compounds,
/// events. Rows as in the source; coordinates in the working system.
struct ContextLayer {
  std::string role;
  std::vector<std::string> codes;
  std::vector<std::string> names;
  std::vector<std::string> kinds;
  std::vector<std::string> grid_zones;            // of events: the code as stated; may be empty
  std::vector<std::optional<double>> households;  // as stated; none in a layer without the column
  std::vector<std::optional<double>> population;
  GeometryColumn shapes;
  EventTexts events = {};  // of events alone
};

/// How every row of an input layer ended: read = used + set_aside, and each row set aside has a ledger entry.
struct LayerAccount {
  std::string layer;  // role
  std::string file;
  std::size_t read = 0;
  std::size_t used = 0;
  std::size_t set_aside = 0;
};

/// Everything one study is about, in projected metres; const once `input` has built it.
/// Invariants: every `parent`, `zones` and `home` id is in range; outlines are valid and oriented.
struct StudyArea {
  std::string name;
  std::optional<Crs> crs;  // the working system; none = declared local metres
  std::array<ZoneLayer, 3> levels{ZoneLayer{ZoneLevel::Subdistrict, {}}, ZoneLayer{ZoneLevel::Community, {}},
                                  ZoneLayer{ZoneLevel::GridZone, {}}};
  IdVector<DemandId, DemandPoint> demand;
  DemandBasis basis = DemandBasis::None;
  bool has_households = false;
  bool has_population = false;
  std::vector<MultiPolygon> demand_outlines;  // by DemandId for PopulationPolygons; else empty
  IdVector<FacilityId, Facility> facilities;
  std::vector<CandidateSite> candidates;
  std::vector<MultiPolygon> residential;  // residential land; valid, taken to be free of overlaps
  std::vector<ContextLayer> context;
  std::vector<LayerAccount> accounts;

  [[nodiscard]] const ZoneLayer& zones(ZoneLevel level) const { return levels[static_cast<std::size_t>(level)]; }
  [[nodiscard]] ZoneLayer& zones(ZoneLevel level) { return levels[static_cast<std::size_t>(level)]; }
  /// The layer of a role that is carried along; null: the study has none.
  [[nodiscard]] const ContextLayer* context_of(std::string_view role) const;
  /// The level that covers the ground in the figures: the highest the study has.
  [[nodiscard]] std::optional<ZoneLevel> top_level() const;
  /// The nearest level above `level` that the study has.
  [[nodiscard]] std::optional<ZoneLevel> level_above(ZoneLevel level) const;
};

/// Households of every zone of a level: the sum over its demand points; what zones state where demand is counted by
/// zone or not at all, nothing where they state none.
IdVector<ZoneId, std::optional<double>> households_by_zone(const StudyArea& area, ZoneLevel level);

/// Where demand points or facilities stand, by their id.
template <class IdType, class T>
std::vector<Point> places_of(const IdVector<IdType, T>& things) {
  std::vector<Point> places;
  places.reserve(things.size());
  for (const T& thing : things) {
    places.push_back(thing.at);
  }
  return places;
}

}  // namespace lastmeter
